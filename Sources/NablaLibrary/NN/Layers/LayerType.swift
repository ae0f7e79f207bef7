import NablaTensor
import NablaVM

/// The declaration of a layer: what its class needs to be made, called and shown. A layer of the tensor half becomes a
/// class of the language by one row of these.
final class LayerType {
  typealias Initialize = (NNModuleObject, Call) throws -> Void
  typealias Forward = (NNModuleObject, Call) throws -> Value
  typealias Extra = (NNModuleObject, Interpreter) throws -> String

  let name: String
  let module: String
  let summary: String
  let extra: Extra
  private let initializer: Operation
  private let forwardOperation: Operation
  private let parameterCount: Int
  private let forward: Forward
  private let base: () -> TypeObject

  /// - Parameters:
  ///   - signature: of the class, without `self`: slot 0 is its first parameter.
  ///   - operation: the function that complains of wrong inputs, as in `linear(): argument 'input' …`.
  ///   - takes: the parameters of `forward`, without `self`.
  init(
    _ name: String, _ signature: String, _ summary: String, module: String, operation: String = "",
    takes: String = "(input)", base: @escaping () -> TypeObject = { NNTypes.module },
    extra: @escaping Extra = { _, _ in "" }, initialize: @escaping Initialize = { _, _ in },
    forward: @escaping Forward
  ) {
    self.name = name
    self.module = "torch.nn.modules." + module
    self.summary = summary
    self.extra = extra
    self.base = base
    self.forward = forward
    initializer = Operation("\(name).__init__", signature, summary, .method) { _ in .none }
    forwardOperation = Operation(operation.isEmpty ? name.lowercased() : operation, takes, summary, .function) { _ in .none }
    parameterCount = forwardOperation.parameters.count
    self.initialize = initialize
    watcher = Watchers.layers[name]
  }

  private let initialize: Initialize
  /// Looks at calls after they ran, for hints.
  private let watcher: Watchers.LayerWatcher?

  private(set) lazy var type = TypeObject(
    NativeType(
      name, module: module, bases: { [base] in [base()] }, summary: summary,
      allocate: { type, _ in NNModuleObject(type: type) },
      methods: { [self] in [initNative(), forwardNative(), extraNative()] }))

  /// Runs `forward` on arguments of a call that gave only positional ones, as many as there are parameters.
  @inline(__always)
  func apply(_ layer: NNModuleObject, _ arguments: Arguments, _ vm: Interpreter) throws -> Value? {
    guard arguments.count == parameterCount, arguments.keywords.isEmpty else { return nil }
    return try run(layer, arguments, vm)
  }

  private func run(_ layer: NNModuleObject, _ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let call = Call(arguments, vm, forwardOperation, isMethod: false)
    do {
      let value = try forward(layer, call)
      try InferenceMode.check()
      if let watcher, Hints.isOn { try watcher(layer, call, value) }
      return value
    } catch let error as TensorError {
      do { return try HalfPrecisionLayer.retry(layer, call, after: error, forward) } catch let error as TensorError {
        throw Explanation.raised(error, call)
      }
    }
  }

  // MARK: the class's methods
  private func initNative() -> Native {
    Native("__init__", initializer.signatureWithSelf, summary) { [self] arguments, vm in
      let layer = try arguments.receiver(NNModuleObject.self, vm)
      layer.isInitialized = true
      let call = Call(arguments.droppingFirst, vm, initializer, isMethod: false)
      do { try initialize(layer, call) } catch let error as TensorError { throw Explanation.raised(error, call) }
      return .none
    }
  }

  private func forwardNative() -> Native {
    Native("forward", forwardOperation.signatureWithSelf, summary) { [self] arguments, vm in
      try run(arguments.receiver(NNModuleObject.self, vm), arguments.droppingFirst, vm)
    }
  }

  private func extraNative() -> Native {
    Native("extra_repr", "(self)", "What repr() shows between the parentheses.") { [self] arguments, vm in
      .string(try extra(arguments.receiver(NNModuleObject.self, vm), vm))
    }
  }

  // MARK: finding a layer by its class's `forward`
  nonisolated(unsafe) private static var byType: [ObjectIdentifier: LayerType] = [:]

  static func register(_ layers: [LayerType]) {
    for layer in layers { byType[ObjectIdentifier(layer.type)] = layer }
  }

  /// The layer whose native `forward` this function is.
  static func owning(_ forward: Value) -> LayerType? {
    guard case .object(let object) = forward, let native = object as? NativeFunction, let owner = native.owner else {
      return nil
    }
    return byType[ObjectIdentifier(owner)]
  }

  /// The layer whose `forward` instances of a class run; `nil` when the language defines it.
  static func of(_ type: TypeObject) -> LayerType? { owning(type.lookup(NNNames.forward)) }
}

extension Operation {
  var signatureWithSelf: String {
    signature == "()" ? "(self)" : "(self, " + signature.dropFirst()
  }
}

extension Arguments {
  /// Bound arguments of a method without `self`.
  var droppingFirst: Arguments { Arguments(base: base + 1, count: count - 1) }
}
