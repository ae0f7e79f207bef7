/// In-place operations and the tape.
///
/// Nothing is recorded for most of them: parameters are updated, buffers filled, with gradients off. Otherwise
/// `x.op_(y)` is recorded as the operation out of place on what `x` was, whose result `x` then is:
///
/// - the old value is kept apart (`shadow`) with the old history, the operation runs on it, its values are moved in;
/// - `x` takes over the result's history (it is *rebased*);
/// - when `x` is a view, it is the base that changes: its history becomes `CopySlices`, which sends the gradient of
///   the written part to the result and the rest to what the base was. Every view of that base, this one too, finds
///   its history out of date by its version (`gradFn`) and derives it from the base again.
extension Tensor {
  /// Runs an in-place operation.
  ///
  /// - Parameters:
  ///   - others: further operands, which may require gradients.
  ///   - needsOld: whether the recorded form looks at the old values.
  ///   - recorded: the operation out of place, differentiable, on the old value.
  ///   - direct: the operation on this tensor's memory.
  @discardableResult
  func modify(_ others: [Tensor] = [], needsOld: Bool = true, recorded: (Tensor) throws -> Tensor,
              direct: () throws -> Void) throws -> Tensor {
    if layout.overlaps { throw TensorError.inPlaceOverlap }
    try checkWritable()
    guard GradMode.isEnabled, requiresGrad || others.contains(where: { $0.requiresGrad }) else {
      try direct()
      storage.bumpVersion()
      storage.writer = ProgramPlace.current()
      return self
    }
    try checkRecordedWrite()
    var result = try recorded(shadow(copying: needsOld))
    guard result.shape == shape else { throw TensorError.inPlaceShape(output: shape, broadcast: result.shape) }
    if result.dtype != dtype {
      guard result.dtype.canCast(to: dtype) else { throw TensorError.cannotCast(from: result.dtype, to: dtype) }
      result = try result.to(dtype)
    }
    assign(result)
    storage.bumpVersion()
    if result.dtype == dtype { (result.gradFn as? RuleNode)?.resultMoved(from: result.storage, to: self) }
    storage.writer = ProgramPlace.current()
    rebase(on: result)
    return self
  }

  /// What this tensor is now, with its history, safe from the write to come.
  private func shadow(copying: Bool) -> Tensor {
    let old = copying ? copied() : alias(layout)
    if let node = gradFn { old.setHistory(node, output: meta?.outputNumber ?? 0) }
    return old
  }

  private func checkRecordedWrite() throws {
    if let base = viewBase {
      if base.isLeaf, base.requiresGrad { throw TensorError.leafInPlace(isView: true) }
      if viewMadeWithoutGrad { throw TensorError.noGradViewInPlace }
      if let output = viewNumber {
        throw TensorError.multiViewInPlace(function: viewMaker, output: output)
      }
    } else if isLeaf, requiresGrad {
      throw TensorError.leafInPlace(isView: false)
    }
  }

  private func rebase(on result: Tensor) {
    guard let base = viewBase else {
      if let node = result.gradFn { setHistory(node, output: result.meta?.outputNumber ?? 0) }
      return
    }
    let attributes = RuleAttributes(shape: base.shape, layout: layout.relative(to: base.layout))
    attributes.numbers = base.layout.isContiguous ? [] : Array(base.strides)
    let node = RuleNode(
      .copySlices, edges: [base.gradientEdge, result.gradientEdge],
      output: OutputMetadata(shape: base.shape, dtype: base.dtype), saved: [], scalar: 0, attributes: attributes)
    base.setHistory(node)
    // This view's own history is out of date now; `gradFn` derives it from the base when it is asked for.
    viewVersion = storage.version - 1
  }
}

extension DType {
  /// Whether results of this type may be stored in a tensor of another: never from a higher category to a lower one.
  func canCast(to other: DType) -> Bool { category <= other.category }

  /// `torch.can_cast`.
  public func canStore(in other: DType) -> Bool { canCast(to: other) }
}
