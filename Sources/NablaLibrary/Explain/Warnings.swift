import NablaTensor
import NablaVM

/// What PyTorch says with `warnings.warn`: each text once, on standard error.
enum Warnings {
  nonisolated(unsafe) private static var said: Set<String> = []

  static func say(_ message: String, _ vm: Interpreter) {
    guard said.insert(message).inserted else { return }
    vm.errorOutput("UserWarning: \(message)\n")
  }

  /// Hears the tensor half's warnings from now on.
  static func listen() {
    TensorWarning.handler = { message in
      if let vm = Interpreter.running { say(message, vm) }
    }
  }
}
