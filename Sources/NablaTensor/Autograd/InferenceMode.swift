/// `torch.inference_mode()`: tensors made while it is on never take part in what autograd records.
///
/// Storages that are made meanwhile are marked; views share the mark with the storage. Outside the mode such a tensor is
/// not written to, and no operation may save it for its backward pass. Recording does not throw, so the second is noted
/// where it happens (`SavedTensor`) and raised by whoever ran the operation (`check`).
public enum InferenceMode {
  nonisolated(unsafe) public internal(set) static var isEnabled = false
  nonisolated(unsafe) static var hasSaved = false

  /// - Returns: what the mode was before.
  public static func set(_ mode: Bool) -> Bool {
    defer { isEnabled = mode }
    return isEnabled
  }

  /// - Throws: when an operation since the last check saved a tensor that was made in the mode.
  @inline(__always)
  public static func check() throws {
    if hasSaved { throw failure() }
  }

  private static func failure() -> TensorError {
    hasSaved = false
    return .runtime(
      "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation "
        + "tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, "
        + "or use `torch.no_grad()` instead of `torch.inference_mode()`.",
      fix: "`.clone()` of what was made in inference mode")
  }

  static let update = TensorError.runtime(
    "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor "
      + "before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.",
    fix: "`x = x.clone()` before it is changed")
}

extension Tensor {
  /// `tensor.is_inference()`.
  public var isInference: Bool { storage.isInference }

  func checkWritable() throws {
    if storage.isInference, !InferenceMode.isEnabled { throw InferenceMode.update }
  }
}
