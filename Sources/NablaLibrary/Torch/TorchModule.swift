import NablaTensor
import NablaVM

/// The module `torch`.
enum TorchModule {
  static let version = "2.15.0"

  static let module = NativeModule("torch", "Tensors with PyTorch's names, numbers and random streams.") { module, vm in
    Explanation.machine = vm
    Warnings.listen(vm)
    ProgramPlaces.listen(vm)
    TorchCalls.listen()
    vm.explainMissingName = MissingModel.hints
    module.define(Operations.functions)
    module.define(TorchFunctions.all)
    module.define([TensorTypes.tensor, DTypeObject.dtypeType, DeviceObject.deviceType, SizeObject.sizeType])
    module.define(RandomGeneratorObject.generatorType)
    for (name, type, _) in TypedTensors.all { module.set(name, .object(type)) }
    for (name, dtype) in DTypeObject.names { module.set(name, DTypeObject.value(dtype)) }
    for type in [
      GradModeObject.noGrad, GradModeObject.enableGrad, GradModeObject.inferenceMode, GradModeObject.setGradEnabled,
    ] { module.define(type) }
    constants(module)
    for name in ["nn", "optim", "autograd", "utils", "cuda", "backends", "accelerator", "linalg", "special", "random", "mps"] {
      module.set(name, .object(try vm.importModule("torch.\(name)")))
    }
    // Written in the language, so read only by programs that use them.
    module.defineLazily([
      "distributions": "torch.distributions", "func": "torch.func", "vmap": "torch.func", "version": "torch.version",
    ])
  }

  private static func constants(_ module: ModuleObject) {
    module.set("__version__", .string(version))
    module.set("__path__", .list([]))
    module.set("pi", .float(.pi))
    module.set("e", .float(2.718281828459045))
    module.set("inf", .float(.infinity))
    module.set("nan", .float(.nan))
    module.set("strided", .object(LayoutObject.strided))
    module.set("newaxis", .none)
    module.set("default_generator", .object(RandomGeneratorObject.standard))
    for name in ["preserve_format", "contiguous_format", "channels_last"] {
      module.set(name, .object(MemoryFormatObject(name)))
    }
  }

  /// All modules of this room that belong to `torch`.
  static let all: [NativeModule] = [
    module, NNModules.nn, NNModules.functional, NNModules.initialization, NNModules.utils, NNModules.modules,
    NNModules.parameter, OptimModules.optim, OptimModules.schedulers, AutogradModule.module, utilsModule, cuda,
    backends, cudnn, mpsBackend, accelerator, LinalgModule.module, SpecialModule.module, randomModule, mps,
  ] + DataModules.all

  // MARK: modules that answer that there is nothing
  private static let utilsModule = NativeModule("torch.utils", "Helpers.") { module, vm in
    module.set("data", .object(try vm.importModule("torch.utils.data")))
    module.defineLazily(["checkpoint": "torch.utils.checkpoint"])
  }

  private static let cuda = NativeModule("torch.cuda", "There is no GPU here.") { module, _ in
    module.define([
      Native("is_available", "()", "Whether there is a GPU: no.") { _, _ in .bool(false) },
      Native("device_count", "()", "The number of GPUs: 0.") { _, _ in .int(0) },
      Native("is_initialized", "()", "Whether a GPU is in use: no.") { _, _ in .bool(false) },
      Native("manual_seed", "(seed)", "Nothing to seed.") { _, _ in .none },
      Native("manual_seed_all", "(seed)", "Nothing to seed.") { _, _ in .none },
      Native("empty_cache", "()", "Nothing to empty.") { _, _ in .none },
      Native("synchronize", "(device=None)", "Fails: there is no GPU.") { _, _ in throw DeviceObject.noDriver },
      Native("current_device", "()", "Fails: there is no GPU.") { _, _ in throw DeviceObject.noDriver },
      Native("set_device", "(device)", "Fails: there is no GPU.") { _, _ in throw DeviceObject.noDriver },
      Native("get_device_name", "(device=None)", "Fails: there is no GPU.") { _, _ in throw DeviceObject.noDriver },
    ])
  }

  private static let mps = NativeModule("torch.mps", "There is no GPU here.") { module, _ in
    module.define([Native("is_available", "()", "Whether there is a GPU: no.") { _, _ in .bool(false) }])
  }

  private static let accelerator = NativeModule("torch.accelerator", "There is no accelerator here.") { module, _ in
    module.define([
      Native("is_available", "()", "Whether there is an accelerator: no.") { _, _ in .bool(false) },
      Native("device_count", "()", "The number of accelerators: 0.") { _, _ in .int(0) },
      Native("current_accelerator", "(check_available=False)", "The accelerator: none.") { _, _ in .none },
    ])
  }

  private static let backends = NativeModule("torch.backends", "Switches of other devices.") { module, vm in
    module.set("cudnn", .object(try vm.importModule("torch.backends.cudnn")))
    module.set("mps", .object(try vm.importModule("torch.backends.mps")))
  }

  private static let cudnn = NativeModule("torch.backends.cudnn", "Accepted and without effect.") { module, _ in
    for name in ["benchmark", "deterministic", "enabled"] { module.set(name, .bool(false)) }
    module.define([Native("is_available", "()", "Whether cuDNN is there: no.") { _, _ in .bool(false) }])
  }

  private static let mpsBackend = NativeModule("torch.backends.mps", "There is no GPU here.") { module, _ in
    module.define([
      Native("is_available", "()", "Whether there is a GPU: no.") { _, _ in .bool(false) },
      Native("is_built", "()", "Whether this build could use one: no.") { _, _ in .bool(false) },
    ])
  }

  private static let randomModule = NativeModule("torch.random", "The random stream.") { module, _ in
    module.define(TorchFunctions.seeding + [ForkedStream.native])
  }
}

extension ModuleObject {
  func define(_ types: [TypeObject]) { for type in types { define(type) } }
}

/// `torch.preserve_format` and its kin: accepted, since tensors are laid out one way.
final class MemoryFormatObject: Object {
  private let name: String

  init(_ name: String) {
    self.name = name
    super.init(type: MemoryFormatObject.formatType)
  }

  var isContiguous: Bool { name == "contiguous_format" }

  override func repr(_ vm: Interpreter) throws -> String { "torch.\(name)" }

  private static let formatType = TypeObject(NativeType("memory_format", module: "torch"))
}
