/// How tensors are tied to the tape.
extension Tensor {
  /// Whether gradients flow to this tensor.
  public var requiresGrad: Bool {
    if let meta, meta.requiresGrad || meta.node != nil { return true }
    // A view made with gradients off has no history, but says what its base says, as in PyTorch.
    guard let viewBase, viewMadeWithoutGrad || viewVersion != storage.version else { return false }
    return viewBase.requiresGrad
  }

  /// Whether the tensor was not made by a recorded operation: a parameter, an input.
  public var isLeaf: Bool { gradFn == nil }

  /// `tensor.grad_fn`: the operation that made the tensor, nil for leaves.
  ///
  /// A view whose base was changed in place since gets the operation that takes it out of the base anew.
  public var gradFn: Node? {
    guard let viewBase, viewVersion != storage.version, !viewMadeWithoutGrad else { return meta?.node }
    guard meta?.node != nil || viewBase.requiresGrad, let edge = viewBase.gradientEdge else { return meta?.node }
    viewVersion = storage.version
    let node = RuleNode(
      .asStrided, edges: [edge], output: OutputMetadata(shape: shape, dtype: dtype), saved: [], scalar: 0,
      attributes: RuleAttributes(shape: viewBase.shape, layout: layout.relative(to: viewBase.layout)))
    node.attributes?.numbers = viewBase.layout.isContiguous ? [] : Array(viewBase.strides)
    let meta = ensureMeta()
    meta.node = node
    meta.outputNumber = 0
    return node
  }

  /// Where the gradient of this tensor goes; nil when none is wanted.
  var gradientEdge: Node.Edge? {
    if let node = gradFn { return Node.Edge(node: node, output: meta?.outputNumber ?? 0) }
    if viewMadeWithoutGrad, meta?.requiresGrad != true, requiresGrad { ensureMeta().requiresGrad = true }
    guard let meta, meta.requiresGrad else { return nil }
    if let accumulator = meta.accumulator { return Node.Edge(node: accumulator, output: 0) }
    let accumulator = AccumulateGrad(leaf: meta, output: OutputMetadata(shape: shape, dtype: dtype))
    accumulator.variable = self
    meta.accumulator = accumulator
    return Node.Edge(node: accumulator, output: 0)
  }

  /// Which output of its operation this tensor is.
  public var outputNumber: Int { meta?.outputNumber ?? 0 }

  func ensureMeta() -> AutogradMeta {
    if let meta { return meta }
    let fresh = AutogradMeta()
    meta = fresh
    return fresh
  }

  /// Makes this tensor an output of `node`.
  func setHistory(_ node: Node, output: Int = 0) {
    let meta = ensureMeta()
    meta.node = node
    meta.outputNumber = output
    meta.requiresGrad = false
    viewVersion = storage.version
  }

  /// Records `rule` as what made this tensor out of `inputs`, when gradients are wanted.
  @inline(__always)
  func record(_ rule: @autoclosure () -> Rule, _ input: Tensor, saved: @autoclosure () -> [SavedTensor] = [],
              scalar: Double = 0, attributes: @autoclosure () -> RuleAttributes? = nil) {
    guard GradMode.isEnabled, input.requiresGrad else { return }
    setRule(rule(), edges: [input.gradientEdge], saved: saved(), scalar: scalar, attributes: attributes())
  }

  @inline(__always)
  func record(_ rule: @autoclosure () -> Rule, _ a: Tensor, _ b: Tensor, saved: @autoclosure () -> [SavedTensor] = [],
              scalar: Double = 0, attributes: @autoclosure () -> RuleAttributes? = nil) {
    guard GradMode.isEnabled, a.requiresGrad || b.requiresGrad else { return }
    setRule(rule(), edges: [a.gradientEdge, b.gradientEdge], saved: saved(), scalar: scalar, attributes: attributes())
  }

  func record(_ rule: Rule, inputs: [Tensor], saved: @autoclosure () -> [SavedTensor] = [],
              scalar: Double = 0, attributes: @autoclosure () -> RuleAttributes? = nil) {
    guard GradMode.isEnabled, inputs.contains(where: { $0.requiresGrad }) else { return }
    setRule(rule, edges: inputs.map { $0.gradientEdge }, saved: saved(), scalar: scalar, attributes: attributes())
  }

  private func setRule(_ rule: Rule, edges: [Node.Edge?], saved: [SavedTensor], scalar: Double,
                       attributes: RuleAttributes?) {
    guard dtype.isFloat else { return }
    let node = RuleNode(
      rule, edges: edges, output: OutputMetadata(shape: shape, dtype: dtype), saved: saved, scalar: scalar,
      attributes: attributes)
    setHistory(node)
  }
}
