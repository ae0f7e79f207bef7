import NablaTensor
import NablaVM

/// `torch.random.fork_rng()`: what a block draws leaves the random stream where it was.
final class ForkedStream: Object {
  private let isEnabled: Bool
  private var states: [[UInt8]] = []

  init(isEnabled: Bool) {
    self.isEnabled = isEnabled
    super.init(type: ForkedStream.streamType)
  }

  override func enter(_ vm: Interpreter) throws -> Value? {
    if isEnabled { states.append(Generator.global.state()) }
    return Value.none
  }

  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    if let state = states.popLast() { try TensorErrors.translate { try Generator.global.setState(state) } }
    return false
  }

  static let native = Native(
    "fork_rng", "(devices=None, enabled=True)", "Puts the random stream back behind a block."
  ) { arguments, vm in
    .object(ForkedStream(isEnabled: try arguments.bool(1, vm)))
  }

  private static let streamType = TypeObject(NativeType("fork_rng", module: "torch.random"))
}
