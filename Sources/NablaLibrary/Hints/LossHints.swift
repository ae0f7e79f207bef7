import Glibc
import NablaTensor
import NablaVM

/// Losses of what has been through their own last step already.
enum LossHints {
  /// The operation that made a tensor, seen through those that only rearrange.
  private static func maker(of tensor: Tensor) -> String? {
    var node = tensor.gradFn
    for _ in 0..<4 {
      guard let name = node?.name else { return nil }
      guard ["View", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Alias", "Select", "T", "Transpose"].contains(where: { name.hasPrefix($0) })
      else { return name }
      node = node?.edges.first??.node
    }
    return nil
  }

  /// log(1 + (C - 1) / e): what is left when the softmax has given one class everything, and is softened again.
  static func floorOfTwice(classes: Int) -> Double { log(1 + Double(classes - 1) * exp(-1)) }

  static func crossEntropy(_ call: Call) throws {
    let input = try call.tensor(0)
    guard maker(of: input) == "SoftmaxBackward0", Hints.isInProgram else { return }
    let classes = input.rank > 1 ? input.shape[1] : input.shape.first ?? 1
    try Hints.give(
      Hint(
        kind: .softmaxBeforeCrossEntropy,
        message: "cross_entropy applies log_softmax itself, and its input has been through softmax: with \(classes) classes "
          + "the loss cannot fall below \(format(floorOfTwice(classes: classes)))",
        fix: "give it the logits, as they are before softmax"),
      call.vm)
  }

  static func likelihood(_ call: Call, _ result: Value) throws {
    let input = try call.tensor(0)
    guard let maker = maker(of: input), maker != "LogSoftmaxBackward0", Hints.isInProgram,
      let loss = TensorObject.from(result)?.tensor, loss.elementCount == 1, let value = try? loss.item().double, value < 0
    else { return }
    try Hints.give(
      Hint(
        kind: .likelihoodOfNoLogarithms,
        message: "nll_loss is negative (\(format(value))): its input must be log-probabilities, and these are none",
        fix: "F.log_softmax(x, dim=1) first, or F.cross_entropy of the logits, which does both"),
      call.vm)
  }

  static func logits(_ call: Call) throws {
    guard try maker(of: call.tensor(0)) == "SigmoidBackward0", Hints.isInProgram else { return }
    try Hints.give(
      Hint(
        kind: .sigmoidBeforeLogits,
        message: "binary_cross_entropy_with_logits applies the sigmoid itself, and its input has been through one: the loss "
          + "of a positive cannot fall below 0.3133, that of a negative not below 0.6931",
        fix: "give it the logits, or use binary_cross_entropy for probabilities"),
      call.vm)
  }

  /// Four decimals, as losses are printed.
  static func format(_ number: Double) -> String {
    guard abs(number) < 1e12 else { return "\(number)" }
    let scaled = (abs(number) * 10_000).rounded()
    let whole = Int(scaled / 10_000)
    let digits = String(Int(scaled) - whole * 10_000)
    return (number < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
