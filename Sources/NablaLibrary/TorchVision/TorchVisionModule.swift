import NablaPlot
import NablaTensor
import NablaVM

/// `torchvision`.
enum TorchVisionModule {
  static let modules: [NativeModule] = [
    NativeModule("torchvision", "Datasets of images, transforms, and grids of pictures.") { module, vm in
      for part in ["datasets", "transforms", "utils"] {
        module.set(part, .object(try vm.importModule("torchvision.\(part)")))
      }
      module.set("__version__", .string("0.29.2"))
    },
    NativeModule("torchvision.datasets", "Datasets of images.") { module, _ in
      for type in ImageDatasetTypes.types { module.define(type) }
    },
    NativeModule("torchvision.transforms", "What can be done to images.") { module, _ in
      for type in TransformTypes.types { module.define(type) }
    },
    NativeModule("torchvision.utils", "Pictures of many images.") { module, _ in module.define([makeGrid, saveImage]) },
  ]

  private static let makeGrid = Native(
    "make_grid", "(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0)",
    "Lays a batch of images [N, C, H, W] out as one image."
  ) { arguments, vm in
    let images = try images(arguments[0], vm)
    let grid = try grid(arguments, first: 1, vm)
    return TensorObject.value(try translate { try grid.make(images) })
  }

  private static let saveImage = Native(
    "save_image",
    "(tensor, fp, format=None, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0)",
    "Writes a batch of images in 0…1 as one PNG."
  ) { arguments, vm in
    let path = try vm.str(arguments[1])
    let images = try images(arguments[0], vm)
    try translate {
      try grid(arguments, first: 3, vm).save(images, to: path)
    }
    return .none
  }

  private static func images(_ value: Value, _ vm: Interpreter) throws -> Tensor {
    if let tensor = value.as(TensorObject.self)?.tensor { return tensor.detach() }
    guard value.as(ListObject.self) != nil || value.as(TupleObject.self) != nil else {
      throw Raised(.typeError, "tensor or list of tensors expected, got <class '\(vm.type(of: value).fullName)'>")
    }
    let tensors = try vm.array(value).map { item in
      guard let tensor = item.as(TensorObject.self)?.tensor else {
        throw Raised(.typeError, "tensor or list of tensors expected, got <class '\(vm.type(of: item).fullName)'>")
      }
      return tensor
    }
    return try translate { try Tensor.stack(tensors).detach() }
  }

  private static func grid(_ arguments: Arguments, first: Int, _ vm: Interpreter) throws -> ImageGrid {
    var grid = ImageGrid()
    grid.rowLength = try arguments.int(first, vm)
    grid.padding = try arguments.int(first + 1, vm)
    grid.normalize = try arguments.bool(first + 2, vm)
    if !arguments.isAbsent(first + 3) {
      let ends = try NumberGrid(arguments[first + 3], vm).values
      guard ends.count == 2 else {
        throw Raised(.typeError, "value_range has to be a tuple (min, max) if specified. min and max are numbers")
      }
      grid.valueRange = (ends[0], ends[1])
    }
    grid.scaleEach = try arguments.bool(first + 4, vm)
    grid.padValue = try arguments.double(first + 5, vm)
    return grid
  }

  private static func translate<Result>(_ body: () throws -> Result) throws -> Result {
    try PlotCall.translate { try TensorErrors.translate(body) }
  }
}
