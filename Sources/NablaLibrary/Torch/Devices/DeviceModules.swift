import NablaTensor
import NablaVM

/// `torch.cuda`, `torch.mps`, `torch.accelerator` and their kin: questions are answered for a machine without a GPU, what
/// costs nothing there does nothing, and what needs a GPU fails as PyTorch does without one.
enum DeviceModules {
  /// Those that `torch` has as attributes from the start.
  static let names = ["cuda", "accelerator", "mps", "xpu", "mtia", "cpu"]

  static let all = [cuda, accelerator, mps, xpu, mtia, cpu]

  // MARK: building blocks
  private static func answer(_ name: String, _ signature: String, _ summary: String, _ value: Value) -> Native {
    Native(name, signature, summary) { _, _ in value }
  }

  private static func nothing(_ names: String, _ signature: String = "()") -> [Native] {
    names.split(separator: " ").map { answer(String($0), signature, "Does nothing: there is no such device.", .none) }
  }

  private static func zero(_ names: String) -> [Native] {
    names.split(separator: " ").map { answer(String($0), "(device=None)", "0: there is no such device.", .int(0)) }
  }

  private static func failing(_ names: String, _ signature: String, _ device: String) -> [Native] {
    names.split(separator: " ").map { name in
      Native(String(name), signature, "Fails: there is no such device.") { _, _ in throw DeviceErrors.absent(device) }
    }
  }

  // MARK: the modules
  private static let cuda = NativeModule("torch.cuda", "There is no GPU here.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is a GPU: no.", .bool(false)),
      answer("device_count", "()", "The number of GPUs: 0.", .int(0)),
      answer("is_initialized", "()", "Whether a GPU is in use: no.", .bool(false)),
      answer("is_bf16_supported", "(including_emulation=True)", "Whether a GPU has bfloat16: no.", .bool(false)),
      answer("get_arch_list", "()", "The kinds of GPUs this was built for: none.", .list([])),
      answer("get_rng_state_all", "()", "The random streams of all GPUs: none.", .list([])),
      Native("set_device", "(device)", "Fails: there is no GPU.") { arguments, vm in
        // A negative number means: as it is.
        if case .int(let number) = arguments[0], number < 0 { return .none }
        throw DeviceErrors.noDriver
      },
    ])
    module.define(
      ["manual_seed", "manual_seed_all"].map { name in
        Native(name, "(seed)", "Nothing to seed.") { arguments, vm in
          _ = try vm.call(.object(TypeObject.int), [arguments[0]])
          return .none
        }
      })
    module.define(nothing("seed seed_all empty_cache"))
    module.define(
      zero("memory_allocated max_memory_allocated memory_reserved max_memory_reserved memory_cached max_memory_cached"))
    module.define(
      failing(
        "synchronize current_stream default_stream get_device_name get_device_properties get_device_capability "
          + "mem_get_info get_rng_state", "(device=None)", "cuda"))
    module.define(failing("current_device init ipc_collect initial_seed", "()", "cuda"))
    module.define(failing("set_rng_state", "(new_state, device=None)", "cuda"))
    module.define(failing("can_device_access_peer", "(device, peer_device)", "cuda"))
    for type in TypedTensors.all.map(\.name) {
      module.define([
        Native(type, "(*args, **kwargs)", "Fails: there is no GPU.") { _, _ in throw DeviceErrors.noDriver }
      ])
    }
    module.defineLazily(["amp": "torch.cuda.amp"])
    for name in ["Stream", "Event", "stream", "graph", "CUDAGraph", "nvtx", "device", "memory"] {
      module.leftOut[name] = "there is one device, the CPU"
    }
  }

  private static let accelerator = NativeModule("torch.accelerator", "There is no accelerator here.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is an accelerator: no.", .bool(false)),
      answer("device_count", "()", "The number of accelerators: 0.", .int(0)),
      answer("current_accelerator", "(check_available=False)", "The accelerator: none.", .none),
    ])
    module.define(nothing("empty_cache"))
    module.define(zero("memory_allocated max_memory_allocated memory_reserved max_memory_reserved"))
    module.define(failing("current_device_index current_device_idx", "()", "cuda"))
    module.define(failing("set_device_index set_device_idx", "(device, /)", "cuda"))
    module.define(failing("synchronize current_stream get_memory_info get_device_capability", "(device=None, /)", "cuda"))
    module.define(failing("set_stream", "(stream)", "cuda"))
  }

  private static let mps = NativeModule("torch.mps", "There is no GPU here.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is a GPU: no.", .bool(false)),
      answer("device_count", "()", "The number of GPUs: 0.", .int(0)),
    ])
    module.define(nothing("manual_seed", "(seed)") + nothing("seed"))
    for (name, word) in [
      ("synchronize", "deviceSynchronize"), ("empty_cache", "emptyCache"),
      ("current_allocated_memory", "getCurrentAllocatedMemory"), ("driver_allocated_memory", "getDriverAllocatedMemory"),
    ] {
      module.define([
        Native(name, "()", "Fails: there is no GPU.") { _, _ in
          throw Raised(
            .runtimeError, "Cannot execute \(word)() without MPS backend.",
            details: ["Nabla computes on the CPU: torch.backends.mps.is_available() is False here"])
        }
      ])
    }
  }

  private static let xpu = NativeModule("torch.xpu", "There is no GPU here.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is a GPU: no.", .bool(false)),
      answer("device_count", "()", "The number of GPUs: 0.", .int(0)),
    ])
    module.define(nothing("manual_seed manual_seed_all", "(seed)") + nothing("empty_cache"))
    module.define(failing("synchronize current_device set_device get_device_name", "(device=None)", "xpu"))
  }

  private static let mtia = NativeModule("torch.mtia", "There is no accelerator here.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is an accelerator: no.", .bool(false)),
      answer("device_count", "()", "The number of accelerators: 0.", .int(0)),
    ])
  }

  private static let cpu = NativeModule("torch.cpu", "The device that is there.") { module, _ in
    module.define([
      answer("is_available", "()", "Whether there is a CPU: yes.", .bool(true)),
      answer("device_count", "()", "The number of CPUs: 1.", .int(1)),
      answer("is_initialized", "()", "Whether the CPU is in use: yes.", .bool(true)),
      answer("current_device", "()", "The name of the device: 'cpu'.", .string("cpu")),
    ])
    module.define(nothing("synchronize set_device", "(device=None)"))
  }
}
