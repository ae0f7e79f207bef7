/// The end of the tape at a leaf: adds what arrives to the leaf's `grad`.
final class AccumulateGrad: Node {
  /// Cleared when the leaf goes away; its gradient is dropped then.
  unowned(unsafe) var leaf: AutogradMeta?

  init(leaf: AutogradMeta, output: OutputMetadata) {
    self.leaf = leaf
    // Leaves come first: their buffers are freed as early as possible.
    super.init(edges: [], output: output, sequence: Int.max)
  }

  override var name: String { "AccumulateGrad" }

  /// Takes the gradient over as it is when nobody else holds it, copies or adds it otherwise.
  func accumulate(_ gradient: consuming Tensor, createGraph: Bool) throws {
    guard let leaf else { return }
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
