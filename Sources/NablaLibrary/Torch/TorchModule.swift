import NablaTensor
import NablaVM

/// The module `torch`.
enum TorchModule {
  static let version = "2.15.0"

  static let module = NativeModule("torch", "Tensors with PyTorch's names, numbers and random streams.") { module, vm in
    Warnings.listen()
    ProgramPlaces.listen()
    TorchCalls.listen()
    vm.explainMissingName = MissingModel.hints
    vm.explainNone = MissingGradient.lines
    module.define(Operations.functions)
    module.define(TorchFunctions.all)
    module.define([TensorTypes.tensor, DTypeObject.dtypeType, DeviceObject.deviceType, SizeObject.sizeType])
    module.define(RandomGeneratorObject.generatorType)
    for (name, type, _) in TypedTensors.all { module.set(name, .object(type)) }
    for (name, dtype) in DTypeObject.names { module.set(name, DTypeObject.value(dtype)) }
    for type in [
      GradModeObject.noGrad, GradModeObject.enableGrad, GradModeObject.inferenceMode, GradModeObject.setGradEnabled,
    ] { module.define(type) }
    module.define([MemoryFormatObject.formatType, LayoutObject.layoutType])
    constants(module)
    let ready = ["nn", "optim", "autograd", "utils", "backends", "linalg", "special", "random"] + DeviceModules.names
    for name in ready { module.set(name, .object(try vm.importModule("torch.\(name)"))) }
    LeftOutNames.mark(module)
    // Written in the language, so read only by programs that use them.
    module.defineLazily([
      "distributions": "torch.distributions", "func": "torch.func", "vmap": "torch.func", "version": "torch.version",
      "jit": "torch.jit", "amp": "torch.amp", "autocast": "torch.amp", "GradScaler": "torch.amp", "compiler": "torch.compiler",
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
    for name in ["preserve_format", "contiguous_format", "legacy_contiguous_format", "channels_last", "channels_last_3d"] {
      module.set(name, .object(MemoryFormatObject(name)))
    }
  }

  /// All modules of this room that belong to `torch`.
  static let all: [NativeModule] = [
    module, NNModules.nn, NNModules.functional, NNModules.initialization, NNModules.utils, NNModules.modules,
    NNModules.parameter, OptimModules.optim, OptimModules.schedulers, AutogradModule.module, utilsModule,
    LinalgModule.module, SpecialModule.module, randomModule,
  ] + DeviceModules.all + BackendModules.all + DataModules.all

  private static let utilsModule = NativeModule("torch.utils", "Helpers.") { module, vm in
    module.set("data", .object(try vm.importModule("torch.utils.data")))
    module.defineLazily(["checkpoint": "torch.utils.checkpoint"])
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

  static let formatType = TypeObject(NativeType("memory_format", module: "torch"))
}
