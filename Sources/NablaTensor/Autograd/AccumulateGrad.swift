/// The end of the tape at a leaf: adds what arrives to the leaf's `grad`.
public final class AccumulateGrad: Node {
  /// Cleared when the leaf goes away; its gradient is dropped then.
  unowned(unsafe) var leaf: AutogradMeta?
  /// The leaf itself; cleared with `leaf`.
  public internal(set) unowned(unsafe) var variable: Tensor?

  init(leaf: AutogradMeta, output: OutputMetadata) {
    self.leaf = leaf
    // Leaves come first: their buffers are freed as early as possible.
    super.init(edges: [], output: output, sequence: Int.max)
  }

  public override var name: String { "AccumulateGrad" }

  /// Adds the gradient, and calls the functions that wait for that.
  func accumulate(_ gradient: consuming Tensor, createGraph: Bool) throws {
    guard let leaf else { return }
    try add(gradient, to: leaf, createGraph: createGraph)
    guard !leaf.accumulatedHooks.isEmpty, let variable else { return }
    for hook in leaf.accumulatedHooks { _ = try hook.function(variable) }
  }

  /// Takes the gradient over as it is when nobody else holds it, copies or adds it otherwise.
  private func add(_ gradient: consuming Tensor, to leaf: AutogradMeta, createGraph: Bool) throws {
    var arriving = gradient
    for hook in leaf.hooks {
      if let replaced = try hook.function(arriving) { arriving = replaced }
    }
    guard let grad = leaf.grad else {
      if createGraph {
        leaf.grad = arriving
      } else if arriving.isContiguous, isKnownUniquelyReferenced(&arriving), arriving.storageIsUnshared() {
        arriving.meta = nil
        leaf.grad = arriving
      } else {
        leaf.grad = try GradMode.disabled { try arriving.detach().clone() }
      }
      return
    }
    if createGraph {
      leaf.grad = try grad.add(arriving)
    } else {
      _ = try GradMode.disabled { try grad.addInPlace(arriving) }
    }
  }
}
