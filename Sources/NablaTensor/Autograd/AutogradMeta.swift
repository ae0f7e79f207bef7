/// What autograd keeps beside a tensor that takes part in differentiation.
final class AutogradMeta {
  /// Set on leaves by `requires_grad_`; results of operations require gradients because they have a node.
  var requiresGrad = false
  /// The accumulated gradient of a leaf, or of a result with `retainsGrad`.
  var grad: Tensor?
  /// `grad_fn`: the operation that made the tensor.
  var node: Node?
  /// Which of the node's outputs the tensor is.
  var outputNumber = 0
  /// A non-leaf whose gradient is kept: `retain_grad()`.
  var retainsGrad = false
  /// Functions that see, and may replace, the gradient.
  var hooks: [GradientHook] = []
  /// Functions of the leaf itself, called when a gradient was added.
  var accumulatedHooks: [GradientHook] = []
  var nextHook = 0
  /// For leaves: the node that adds to `grad`. It points back here until this goes away.
  var accumulator: AccumulateGrad?

  deinit {
    accumulator?.leaf = nil
    accumulator?.variable = nil
    // The node may hold the last of a long chain.
    ReleaseQueue.take(&node)
  }
}

/// A function registered on a tensor, with the number by which it is removed.
struct GradientHook {
  let number: Int
  let function: (Tensor) throws -> Tensor?
}
