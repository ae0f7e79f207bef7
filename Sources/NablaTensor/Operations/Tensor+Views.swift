/// Views: other layouts over the same memory. Nothing is copied; writes through a view are seen by its base.
extension Tensor {
  /// A view with the given layout, its history recorded under `rule`.
  func view(_ layout: Layout, _ rule: @autoclosure () -> Rule,
            _ attributes: @autoclosure () -> RuleAttributes? = nil) -> Tensor {
    let result = Tensor(storage: storage, layout: layout, dtype: dtype)
    result.viewBase = viewBase ?? self
    result.viewVersion = storage.version
    if viewNumber != nil {
      // A view of one of several views is bound as they are.
      result.viewNumber = 0
      let name = rule().name
      result.viewMakerName = name.hasSuffix("Backward0") ? String(name.dropLast(9)) : name
    }
    if GradMode.isEnabled {
      if requiresGrad {
        let node = RuleNode(
          rule(), edges: [gradientEdge], output: OutputMetadata(shape: layout.shape, dtype: dtype), saved: [],
          scalar: 0, attributes: attributes())
        result.setHistory(node)
      }
    } else {
      result.viewMadeWithoutGrad = true
    }
    return result
  }

  /// A view with any shape, strides and offset (in elements of the storage).
  ///
  /// - Throws: when it would reach outside the storage.
  public func asStrided(_ size: Shape, _ stride: Shape, storageOffset: Int? = nil) throws -> Tensor {
    let offset = storageOffset ?? layout.offset
    _ = try size.checkedElementCount("as_strided")
    guard size.count == stride.count else {
      throw TensorError.runtime("mismatch in length of strides and shape")
    }
    guard !stride.contains(where: { $0 < 0 }) else {
      throw TensorError.runtime(
        "as_strided: Negative strides are not supported at the moment, got strides: \(stride)")
    }
    var last = offset
    var overflowed = offset < 0
    for index in 0..<size.count where size[index] > 0 {
      let (step, overflow) = (size[index] - 1).multipliedReportingOverflow(by: stride[index])
      let (sum, overflow2) = last.addingReportingOverflow(step)
      last = sum
      overflowed = overflowed || overflow || overflow2 || sum < 0
    }
    let needed = overflowed ? Int.max : last.multipliedReportingOverflow(by: dtype.itemSize).partialValue &+ dtype.itemSize
    guard size.contains(0) || (!overflowed && last < storage.byteCount / dtype.itemSize) else {
      throw TensorError.runtime(
        "setStorage: sizes \(size), strides \(stride), storage offset \(offset), and itemsize \(dtype.itemSize) "
          + "requiring a storage size of \(needed) are out of bounds for storage of size \(storage.byteCount)")
    }
    let target = Layout(shape: size, strides: stride, offset: offset)
    let attributes = RuleAttributes(shape: shape, layout: target.relative(to: layout))
    attributes.numbers = isContiguous ? [] : Array(strides)
    return view(target, .asStrided, attributes)
  }
}
