/// The words of errors about losses: what was given as target, and what is wanted.
extension TensorError {
  static func targetType(_ dtype: DType) -> TensorError {
    .runtime(
      "expected target dtype to be Long or Byte, but got \(dtype.scalarTypeName)",
      detail: ["class targets are indices 0, 1, …, one for each row of the input; these are \(dtype.name)"],
      fix: "`target.long()`")
  }

  static func multiTarget(_ target: Shape) -> TensorError {
    .runtime(
      "0D or 1D target tensor expected, multi-target not supported",
      detail: ["the target has shape \(target.tupleDescription)"],
      fix: target.count == 2 && target[1] == 1 ? "`target.squeeze(1)`" : "class indices: `target.argmax(1)`")
  }

  static func oneHotIntegers(_ dtype: DType) -> TensorError {
    .runtime(
      "Expected floating point type for target with class probabilities, got \(dtype.scalarTypeName)",
      detail: ["a target shaped like the input counts as probabilities"],
      fix: "class indices: `target.argmax(1)`; or probabilities: `target.float()`")
  }

  static func targetOutOfBounds(_ value: Int, classes: Int, position: Int) -> TensorError {
    .other(
      .indexError, "Target \(value) is out of bounds.",
      detail: ["the input has \(classes) classes (0 to \(classes - 1)); the target holds \(value) at index \(position)"],
      fix: value == classes ? "do the labels start at 1? subtract 1" : nil)
  }

  static func lossBatch(input: Int, target: Int) -> TensorError {
    .other(.valueError, "Expected input batch_size (\(input)) to match target batch_size (\(target)).",
           fix: "one target for each row of the input: was the batch flattened away?")
  }

  static func classWeight(classes: Int, weight: Shape) -> TensorError {
    .runtime("weight tensor should be defined either for all \(classes) classes or no classes but got weight tensor "
      + "of shape: \(weight)")
  }

  static func logitsType(_ kernel: String, _ dtype: DType, targetIsFloat: Bool) -> TensorError {
    .other(.notImplementedError, "\"\(kernel)\" not implemented for '\(dtype.scalarTypeName)'",
           detail: ["the first argument must be logits (floats), the second the target"],
           fix: targetIsFloat ? "swap the two arguments" : "`.float()` the first")
  }

  static func reduction(_ name: String) -> TensorError {
    .other(.valueError, "\(name) is not a valid value for reduction", fix: "'mean', 'sum' or 'none'")
  }

  static func differentSizes(target: Shape, input: Shape) -> TensorError {
    .other(
      .valueError, "Using a target size (torch.Size(\(target))) that is different to the input size "
        + "(torch.Size(\(input))) is deprecated. Please ensure they have the same size.",
      fix: squeezeFix(target: target, input: input))
  }

  static func sameSizes(target: Shape, input: Shape) -> TensorError {
    .other(.valueError, "Target size (torch.Size(\(target))) must be the same as input size (torch.Size(\(input)))",
           fix: squeezeFix(target: target, input: input))
  }

  private static func squeezeFix(target: Shape, input: Shape) -> String? {
    guard target.elementCount == input.elementCount else { return nil }
    if input.count == target.count + 1, input.last == 1 { return "`input.squeeze(-1)` or `target.unsqueeze(-1)`" }
    return "the counts agree: `target.view_as(input)`"
  }

  static func notProbability(_ what: String) -> TensorError {
    .runtime("all elements of \(what) should be between 0 and 1",
             fix: what == "input" ? "for logits use `binary_cross_entropy_with_logits` (`nn.BCEWithLogitsLoss`)" : nil)
  }
}
