import NablaBytecode

extension Interpreter {
  var currentModule: ModuleObject? { frames.count > 0 ? frames.base[frames.count - 1].code._withUnsafeGuaranteedRef { $0.module } : nil }

  func run(
    function: FunctionObject?, code: LinkedCode, registers: UnsafeMutablePointer<Value>,
    generator: GeneratorObject? = nil
  ) throws -> Value {
    throw Raised(.systemError, "no loop yet")
  }

  func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? { nil }
  func resume(_ generator: GeneratorObject, raising raised: Raised) throws -> Value? { throw raised }
  func close(_ generator: GeneratorObject) throws {}
}
