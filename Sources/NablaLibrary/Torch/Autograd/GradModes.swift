import NablaTensor
import NablaVM

/// `torch.no_grad()` and its kin: context managers, and decorators of functions.
final class GradModeObject: Object {
  private let mode: Bool
  private let text: String?
  private var before: [Bool] = []
  /// Whether this is `inference_mode()`, and what each entry found.
  private let isInference: Bool
  private var inferenceBefore: [Bool] = []

  init(_ mode: Bool, type: TypeObject, before: Bool? = nil, text: String? = nil, isInference: Bool = false) {
    self.mode = mode
    self.isInference = isInference
    self.text = text
    super.init(type: type)
    // `set_grad_enabled` took effect when it was called.
    if let before { self.before = [before] }
    isSet = before != nil
  }

  private var isSet = false

  override func repr(_ vm: Interpreter) throws -> String {
    text ?? "<\(type.fullName) object at \(vm.address(of: self))>"
  }

  override func enter(_ vm: Interpreter) throws -> Value? {
    if isSet { isSet = false } else { before.append(GradMode.isEnabled) }
    inferenceBefore.append(InferenceMode.set(isInference ? !mode : InferenceMode.isEnabled))
    // Nothing is recorded in inference mode, whoever asks for it.
    GradMode.isEnabled = mode && !InferenceMode.isEnabled
    return Value.none
  }

  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    GradMode.isEnabled = before.popLast() ?? true
    _ = InferenceMode.set(inferenceBefore.popLast() ?? false)
    return false
  }

  override var isCallable: Bool { true }

  /// As a decorator.
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1 else { throw vm.notCallable(.object(self)) }
    if isSet {
      // Called to decorate, not to switch.
      GradMode.isEnabled = before.popLast() ?? true
      isSet = false
    }
    return try GradModeObject.decorate(arguments[0], mode: mode, isInference: isInference, vm)
  }

  static func decorate(_ function: Value, mode: Bool, isInference: Bool = false, _ vm: Interpreter) throws -> Value {
    let name = try vm.attributeOrNil(of: function, "__name__")?.as(StrObject.self)?.text ?? "function"
    let wrapper = Native.raw(name, "(*args, **kwargs)") { arguments, vm in
      let before = InferenceMode.set(isInference ? !mode : InferenceMode.isEnabled)
      defer { _ = InferenceMode.set(before) }
      return try GradMode.with(mode && !InferenceMode.isEnabled) { try vm.call(function, arguments) }
    }
    return .object(NativeFunction(wrapper, bindsReceiver: true))
  }

  // MARK: the classes
  static let noGrad = make("no_grad", "torch.autograd.grad_mode", false, "Records no operations.")
  static let enableGrad = make("enable_grad", "torch.autograd.grad_mode", true, "Records operations again.")
  static let inferenceMode = TypeObject(
    NativeType(
      "inference_mode", module: "torch.autograd.grad_mode", summary: "Records no operations.",
      new: Native("__new__", "(cls, mode=True)") { arguments, vm in
        guard case .bool(let mode) = arguments[1] else {
          return try decorate(arguments[1], mode: false, isInference: true, vm)
        }
        return .object(GradModeObject(!mode, type: arguments[0].as(TypeObject.self) ?? .object, isInference: true))
      }))

  static let setGradEnabled = TypeObject(
    NativeType(
      "set_grad_enabled", module: "torch.autograd.grad_mode", summary: "Switches the recording of operations.",
      new: Native("__new__", "(cls, mode)") { arguments, vm in
        let mode = try vm.truth(arguments[1])
        let before = GradMode.isEnabled
        GradMode.isEnabled = mode
        return .object(
          GradModeObject(
            mode, type: arguments[0].as(TypeObject.self) ?? .object, before: before,
            text: "torch.autograd.grad_mode.set_grad_enabled(mode=\(mode ? "True" : "False"))"))
      }))

  private static func make(_ name: String, _ module: String, _ mode: Bool, _ summary: String) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: module, summary: summary,
        new: Native("__new__", "(cls, orig_func=None)") { arguments, vm in
          // `@torch.no_grad` without parentheses.
          if !arguments.isAbsent(1) { return try decorate(arguments[1], mode: mode, vm) }
          return .object(GradModeObject(mode, type: arguments[0].as(TypeObject.self) ?? .object))
        }))
  }
}
