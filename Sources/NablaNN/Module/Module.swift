import NablaTensor

/// The base of all layers and nets: a tree of named parameters, buffers and child modules.
///
///     final class Net: Module {
///       let hidden = Linear(784, 128), output = Linear(128, 10)
///       override init() {
///         super.init()
///         register(hidden, as: "fc1")
///         register(output, as: "fc2")
///       }
///       override func forward(_ input: Tensor) throws -> Tensor {
///         try output(hidden(input.flatten(1)).relu()).logSoftmax(dim: 1)
///       }
///     }
///
/// Registering gives a value its place in `namedParameters`, `stateDict` and the description; forward passes may use
/// the objects directly. Layers keep no state but what is registered, so that a net is what its tree shows.
///
/// - PyTorch: `torch.nn.Module`, same names in the state and the same printed form.
open class Module: CustomStringConvertible {
  /// Whether dropout drops and batch normalisation takes the batch's statistics; see `train` and `eval`.
  public internal(set) var training = true

  var parameterList = NamedList<Tensor?>()
  var bufferList = NamedList<Tensor?>()
  /// Buffers that `stateDict` leaves out.
  var transientBuffers: Set<String> = []
  var childList = NamedList<Module>()
  var forwardHooks: [ForwardHook] = []
  var preHooks: [PreHook] = []
  var nextHook = 0

  public init() {}

  /// Computes the output. Call the module itself, `net(input)`, so that hooks run.
  open func forward(_ input: Tensor) throws -> Tensor {
    throw TensorError.other(
      .notImplementedError, "Module [\(typeName)] is missing the required \"forward\" function")
  }

  public final func callAsFunction(_ input: Tensor) throws -> Tensor {
    if preHooks.isEmpty && forwardHooks.isEmpty { return try forward(input) }
    return try runWithHooks(input)
  }

  /// The name in the description: the Swift type's, which is PyTorch's.
  open var typeName: String { String(describing: type(of: self)) }

  /// What stands between the brackets of the description.
  open var extraRepr: String { "" }

  /// Gives the parameters fresh initial values, as at the start, and empties statistics.
  open func resetParameters() throws {}

  /// What becomes of this module when `training` changes; for modules that hold more than the tree shows.
  open func trainingChanged() {}

  open var description: String {
    Representation.module(typeName, extra: extraRepr, children: childList.entries.map { ($0.name, $0.value.description) })
  }
}

extension Module {
  /// Registers a parameter; nil holds the place of one that is left out (`bias: false`).
  public func register(parameter: Tensor?, as name: String) {
    parameter?.isParameter = true
    parameterList[name] = .some(parameter)
  }

  /// Registers a tensor that is state but no parameter, such as running statistics.
  public func register(buffer: Tensor?, as name: String, persistent: Bool = true) {
    bufferList[name] = .some(buffer)
    if persistent { transientBuffers.remove(name) } else { transientBuffers.insert(name) }
  }

  /// Registers a child module. The name must not be empty nor hold a dot.
  @discardableResult
  public func register<Child: Module>(_ module: Child, as name: String) -> Child {
    childList[name] = module
    return module
  }

  /// This module's own parameter of that name.
  public func parameter(named name: String) -> Tensor? { parameterList[name] ?? nil }

  /// This module's own buffer of that name.
  public func buffer(named name: String) -> Tensor? { bufferList[name] ?? nil }

  /// The child of that name.
  public func child(named name: String) -> Module? { childList[name] }

  /// Puts another tensor in the place of a parameter or buffer that is registered: assignment by name.
  ///
  /// - Throws: when nothing of that name is registered.
  public func set(_ name: String, to tensor: Tensor?) throws {
    if parameterList.contains(name) {
      register(parameter: tensor, as: name)
    } else if bufferList.contains(name) {
      bufferList[name] = .some(tensor)
    } else {
      throw TensorError.other(.runtimeError, "'\(typeName)' object has no parameter or buffer '\(name)'",
                              detail: ["it has: " + (parameterList.names + bufferList.names).joined(separator: ", ")])
    }
  }

  /// What a layer's forward pass takes its parameter from.
  ///
  /// - Throws: when it was set to nil and the layer cannot do without.
  func required(_ name: String) throws -> Tensor {
    guard let tensor = parameterList[name] ?? nil else {
      throw TensorError.other(.typeError, "\(typeName).\(name) is None", fix: "set it to a tensor")
    }
    return tensor
  }
}
