import NablaTensor
import NablaVM

/// Settings of `torch` that programs make and ask for: those with an effect (types and threads) are in
/// `TorchFunctions`, these are kept so that the answer is what was set. Every result is the same each time anyway.
enum SettingsFunctions {
  /// 0, 1 or 2: nothing, a warning, an error where a result could differ from run to run.
  nonisolated(unsafe) private static var deterministicMode = 0
  nonisolated(unsafe) private static var warnsAlways = false
  nonisolated(unsafe) private static var productPrecision = "highest"

  static let all: [Native] = determinism + devices + compiling + [
    Native("set_warn_always", "(b, /)", "Whether a warning is said each time.") { arguments, vm in
      warnsAlways = try arguments.bool(0, vm)
      return .none
    },
    Native("is_warn_always_enabled", "()", "What set_warn_always() was told.") { _, _ in .bool(warnsAlways) },
    Native("set_flush_denormal", "(mode)", "Accepted: the smallest numbers keep their values here. False.") { _, _ in
      .bool(false)
    },
    Native("set_float32_matmul_precision", "(precision)", "Accepted: products are in float32.") { arguments, vm in
      let wanted = try arguments.string(0, vm)
      if ["highest", "high", "medium"].contains(wanted) { productPrecision = wanted }
      return .none
    },
    Native("get_float32_matmul_precision", "()", "'highest', or what was set.") { _, _ in .string(productPrecision) },
    Native(
      "set_default_tensor_type", "(t, /)",
      "Sets the type of floats that come without one, by the name of a typed constructor.", setDefaultTensorType),
  ]

  private static let determinism: [Native] = [
    Native("use_deterministic_algorithms", "(mode, *, warn_only=False)", "Everything is deterministic here.") {
      arguments, vm in
      deterministicMode = try arguments.bool(0, vm) ? (arguments.bool(1, vm) ? 1 : 2) : 0
      return .none
    },
    Native("are_deterministic_algorithms_enabled", "()", "What use_deterministic_algorithms() was told.") { _, _ in
      .bool(deterministicMode > 0)
    },
    Native("is_deterministic_algorithms_warn_only_enabled", "()", "Whether only a warning was asked for.") { _, _ in
      .bool(deterministicMode == 1)
    },
    Native("get_deterministic_debug_mode", "()", "0, 1 (warn) or 2 (error).") { _, _ in .int(deterministicMode) },
    Native("set_deterministic_debug_mode", "(debug_mode)", "0 or 'default', 1 or 'warn', 2 or 'error'.") { arguments, vm in
      if let text = arguments[0].text {
        guard let mode = ["default", "warn", "error"].firstIndex(of: text) else {
          throw Raised(
            .runtimeError, "invalid value of debug_mode, expected one of `default`, `warn`, `error`, but got \(text)")
        }
        deterministicMode = mode
        return .none
      }
      let mode = try arguments.int(0, vm)
      guard (0...2).contains(mode) else {
        throw Raised(.runtimeError, "invalid value of debug_mode, expected 0, 1, or 2, but got \(mode)")
      }
      deterministicMode = mode
      return .none
    },
  ]

  private static let devices: [Native] = [
    Native("set_default_device", "(device)", "Where new tensors go: there is one device.") { arguments, vm in
      if arguments.isNone(0) {
        DeviceObject.standard = .cpu
        return .none
      }
      try DeviceObject.check(arguments[0], vm)
      DeviceObject.standard = try DeviceObject.of(arguments[0], vm)
      return .none
    },
    Native("get_default_device", "()", "Where new tensors go: the CPU.") { _, _ in .object(DeviceObject.standard) },
    Native("get_device_module", "(device=None)", "The module of a device: torch.cpu.") { arguments, vm in
      let device = arguments.isAbsent(0) ? DeviceObject.cpu : try DeviceObject.of(arguments[0], vm)
      guard let module = try? vm.importModule("torch.\(device.name)") else {
        throw Raised(
          .runtimeError, "Invalid device '\(device.name)', make sure the corresponding device module is registered.")
      }
      return .object(module)
    },
    Native("is_vulkan_available", "()", "Whether Vulkan is there: no.") { _, _ in .bool(false) },
  ]

  private static let compiling: [Native] = [
    Native(
      "compile",
      "(model=None, *, fullgraph=False, dynamic=None, backend='inductor', mode=None, options=None, disable=False)",
      "The model or function itself: there is nothing to compile. Without one, a decorator."
    ) { arguments, vm in
      guard arguments.isAbsent(0) else {
        guard let object = arguments[0].object, object.isCallable || !object.type.lookup("__call__").isUndefined else {
          let type = try vm.repr(.object(vm.type(of: arguments[0])))
          throw Raised(.assertionError, "A callable function is expected, but \(type) is provided.")
        }
        return arguments[0]
      }
      return .object(NativeFunction(Native("fn", "(model)", "The function itself.") { arguments, _ in arguments[0] }))
    }
  ]

  private static func setDefaultTensorType(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let onlyFloats = "only floating-point types are supported as the default type"
    var dtype: DType?
    if let text = arguments[0].text {
      if text.hasPrefix("torch.cuda.") { throw DeviceErrors.noDriver }
      dtype = TypedTensors.all.first { "torch.\($0.name)" == text }?.dtype
      guard dtype != nil else { throw Raised(.typeError, "invalid type object: \(onlyFloats)") }
    } else if let type = arguments[0].as(TypeObject.self) {
      dtype = TypedTensors.dtype(of: type)
    }
    guard let dtype else { throw Raised(.typeError, "invalid type object: \(onlyFloats)") }
    guard dtype.isFloat else { throw Raised(.typeError, onlyFloats) }
    DType.defaultFloat = dtype
    return .none
  }
}
