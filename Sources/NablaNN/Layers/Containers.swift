import NablaTensor

/// Calls its children one after another, each on the output of the one before.
///
/// - PyTorch: `torch.nn.Sequential`.
public final class Sequential: Module {
  public convenience init(_ modules: Module...) { self.init(modules) }

  public init(_ modules: [Module]) {
    super.init()
    for module in modules { append(module) }
  }

  /// Children under names of their own, as from an ordered dictionary.
  public init(named modules: [(name: String, module: Module)]) {
    super.init()
    for (name, module) in modules { register(module, as: name) }
  }

  public func append(_ module: Module) { register(module, as: "\(childList.count)") }
  public var count: Int { childList.count }

  public override func forward(_ input: Tensor) throws -> Tensor {
    var value = input
    for child in childList.values { value = try child(value) }
    return value
  }
}

/// Holds children by number, so that their parameters are found; called one by one, never as a whole.
///
/// - PyTorch: `torch.nn.ModuleList`.
public final class ModuleList: Module {
  public init(_ modules: [Module] = []) {
    super.init()
    for module in modules { append(module) }
  }

  public func append(_ module: Module) { register(module, as: "\(childList.count)") }
  public var count: Int { childList.count }
  public var all: [Module] { childList.values }

  /// The child at `index`; nil beyond the end. Negative numbers count from it.
  public subscript(index: Int) -> Module? {
    let place = index < 0 ? index + count : index
    return place >= 0 && place < count ? childList.values[place] : nil
  }

  public override var description: String {
    Representation.moduleList(typeName, children: childList.values.map(\.description))
  }
}
