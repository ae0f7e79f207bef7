import NablaTensor
import NablaVM

/// `torch.autograd.detect_anomaly()` and `set_detect_anomaly(mode)`: while one is in force, a backward pass stops at the
/// first NaN and names the line of the program that recorded the operation.
final class AnomalyMode: Object {
  private let mode: Bool
  private let checksNaN: Bool
  private var before: [(Bool, Bool)] = []
  /// `set_detect_anomaly` took effect when it was called.
  private var isSet = false

  init(_ mode: Bool, checksNaN: Bool, type: TypeObject, takesEffect: Bool) {
    self.mode = mode
    self.checksNaN = checksNaN
    super.init(type: type)
    if takesEffect {
      switchOver()
      isSet = true
    }
  }

  private func switchOver() {
    before.append((Anomaly.isDetected, Anomaly.checksNaN))
    Anomaly.isDetected = mode
    Anomaly.checksNaN = checksNaN
  }

  override func enter(_ vm: Interpreter) throws -> Value? {
    if isSet { isSet = false } else { switchOver() }
    return Value.none
  }

  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    (Anomaly.isDetected, Anomaly.checksNaN) = before.popLast() ?? (false, true)
    return false
  }

  /// Connects the tensor half with the program's frames and its warnings.
  static func listen() {
    Anomaly.trace = { Interpreter.running.map { trace(of: $0) } }
    Anomaly.report = { operation, trace in
      guard let vm = Interpreter.running else { return }
      vm.errorOutput(
        trace.map { "UserWarning: Error detected in \(operation). Traceback of forward call that caused the error:\n\($0)" }
          ?? "UserWarning: Error detected in \(operation). No forward pass information available. Enable detect anomaly "
            + "during forward pass for more information.\n")
    }
  }

  /// The frames of the program, outermost first, as a traceback shows them.
  private static func trace(of vm: Interpreter) -> String {
    var lines: [String] = []
    var depth = 0
    while depth < 20, let frame = vm.frameObject(depth: depth) {
      let file = frame.code.code.file
      let source = file.text(ofLine: frame.line)?.drop { $0 == " " || $0 == "\t" } ?? ""
      lines.append("  File \"\(file.name)\", line \(frame.line), in \(frame.code.name)\n" + (source.isEmpty ? "" : "    \(source)\n"))
      depth += 1
    }
    return lines.reversed().joined()
  }

  static let detect = TypeObject(
    NativeType(
      "detect_anomaly", module: "torch.autograd.anomaly_mode", summary: "Finds the operation that gave a NaN.",
      new: Native("__new__", "(cls, check_nan=True)") { arguments, vm in
        Warnings.say(
          "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for "
            + "debugging.", vm)
        return .object(
          AnomalyMode(
            true, checksNaN: try vm.truth(arguments[1]), type: arguments[0].as(TypeObject.self) ?? .object, takesEffect: false))
      }))

  static let set = TypeObject(
    NativeType(
      "set_detect_anomaly", module: "torch.autograd.anomaly_mode", summary: "Switches the search for NaNs.",
      new: Native("__new__", "(cls, mode, check_nan=True)") { arguments, vm in
        .object(
          AnomalyMode(
            try vm.truth(arguments[1]), checksNaN: try vm.truth(arguments[2]),
            type: arguments[0].as(TypeObject.self) ?? .object, takesEffect: true))
      }))
}
