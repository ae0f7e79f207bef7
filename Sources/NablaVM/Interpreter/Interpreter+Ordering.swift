/// `<` for sorting, where both sides lie in an array that nothing changes meanwhile.
extension Interpreter {
  func less(_ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>) throws -> Bool {
    if let holds = left.numbers(right, { $0 < $1 }, { $0 < $1 }) { return holds }
    guard let function = orderingFunction(left, right) else { return try less(left.pointee, right.pointee) }
    let base = top
    try push(function.code.registerCount)
    base.copy(left)
    (base + 1).copy(right)
    let result = try run(function: function, code: function.code, registers: base)
    if case .bool(let holds) = result { return holds }
    return result.isNotImplemented ? try lessReflected(left.pointee, right.pointee) : try truth(result)
  }

  /// The `__lt__`, a function of the language, of the class that both are instances of.
  private func orderingFunction(
    _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>
  ) -> FunctionObject? {
    guard left.isObject, right.isObject else { return nil }
    return left.reference._withUnsafeGuaranteedRef { one in
      right.reference._withUnsafeGuaranteedRef { other in
        guard one.kind == .instance, other.kind == .instance, one.type === other.type,
          case .object(let method)? = one.type.override(Names.comparison(.less)), method.kind == .function
        else { return nil }
        let function = unsafeDowncast(method, to: FunctionObject.self)
        return function.code.plainCount == 2 ? function : nil
      }
    }
  }
}
