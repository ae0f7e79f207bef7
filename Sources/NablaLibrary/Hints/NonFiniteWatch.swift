import NablaTensor
import NablaVM

/// The first NaN or infinity: found from the graph when a loss is no number, or, with `--nan=warn`, at the operation
/// itself.
enum NonFiniteWatch {
  /// Whether every new tensor is looked at.
  nonisolated(unsafe) static var isOn = false
  nonisolated(unsafe) private static var isBusy = false

  static func willGoBackward(_ loss: Tensor, _ vm: Interpreter) throws {
    guard loss.dtype.isFloat, let value = try? loss.detach().item().double, !value.isFinite, let frame = vm.programFrames.first
    else { return }
    var lines: [String] = []
    if let origin = NonFiniteOrigin.find(from: loss) {
      let operation = TensorError.withoutBackward(origin.operation).lowercased()
      let place = ProgramPlaces.text(of: origin.place, seenFrom: frame.file).map { " at \($0)" } ?? ""
      lines.append("it begins with \(operation)\(place)" + (origin.input.map { "; its input held \($0)" } ?? ""))
    }
    try Hints.give(
      Hint(
        kind: .notFinite, message: "the loss is \(value.isNaN ? "nan" : value > 0 ? "inf" : "-inf"): so will all gradients be",
        lines: lines,
        fix: lines.isEmpty ? "run with --nan=warn, which names the first operation that gives one" : nil),
      vm)
  }

  /// A tensor that the program has just made.
  static func made(_ tensor: Tensor) {
    guard !isBusy, tensor.dtype.isFloat, tensor.elementCount > 0, !tensor.isView, let vm = Interpreter.running,
      let frame = vm.programFrames.first, Hints.isInProgram
    else { return }
    isBusy = true
    defer { isBusy = false }
    let text = frame.file.text(of: frame.span)
    // Infinities that are written down are meant: masks, starting values of a minimum.
    guard !["inf", "nan", "masked_fill", "where"].contains(where: { text.contains($0) }),
      let kind = nonFinite(tensor), Witness.all(in: frame).allSatisfy({ nonFinite($0.object.tensor) == nil })
    else { return }
    let inputs = Witness.all(in: frame).compactMap { witness -> String? in
      guard witness.object.tensor.dtype.isFloat, let range = try? range(of: witness.object.tensor) else { return nil }
      return "\(witness.name) reaches from \(range.0) to \(range.1)"
    }
    try? Hints.give(Hint(kind: .notFinite, message: "the first \(kind) comes from \(ProgramPlaces.shortened(text))", lines: inputs), vm)
  }

  private static func nonFinite(_ tensor: Tensor) -> String? {
    guard tensor.dtype.isFloat else { return nil }
    return GradMode.disabled {
      let values = tensor.detach()
      if (try? values.isnan().any().item().bool) == true { return "nan" }
      if (try? values.isinf().any().item().bool) == true { return "inf" }
      return nil
    }
  }

  private static func range(of tensor: Tensor) throws -> (Double, Double) {
    try GradMode.disabled {
      let values = tensor.detach()
      return (try values.amin(dim: nil, keepdim: false).item().double, try values.amax(dim: nil, keepdim: false).item().double)
    }
  }
}
