import NablaVM

/// The modules `torchvision` and below.
enum VisionModules {
  static let all: [NativeModule] = [torchvision, datasets, transforms, utils]

  private static let torchvision = NativeModule("torchvision", "Images: datasets, transforms, grids.") { module, vm in
    module.set("__path__", .list([]))
    module.set("__version__", .string("0.29.0"))
    _ = try vm.importModule("torch")
    for name in ["datasets", "transforms", "utils"] {
      module.set(name, .object(try vm.importModule("torchvision.\(name)")))
    }
  }

  private static let datasets = NativeModule("torchvision.datasets", "Datasets of images.") { module, _ in
    module.define(ImageDatasetTypes.all)
  }

  private static let transforms = NativeModule("torchvision.transforms", "What is done to images.") { module, _ in
    module.define(TransformTypes.all)
  }

  private static let utils = NativeModule("torchvision.utils", "Grids of images.") { module, _ in
    module.define(GridFunctions.all.map { $0.function() })
  }
}
