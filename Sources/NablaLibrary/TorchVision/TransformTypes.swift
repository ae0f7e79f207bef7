import NablaData
import NablaTensor
import NablaVM

/// The classes of `torchvision.transforms`.
enum TransformTypes {
  static let all: [TypeObject] = [
    toTensor, normalize, compose, lambda, flip("RandomHorizontalFlip", true), flip("RandomVerticalFlip", false),
    randomCrop, centerCrop, resize, pad, grayscale,
  ]

  private static func make(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (Arguments, Interpreter) throws -> TransformObject.Body
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torchvision.transforms.transforms", summary: summary,
        allocate: { type, _ in TransformObject(type: type) },
        methods: {
          [
            Native("__init__", signature, summary) { arguments, vm in
              let object = try arguments.receiver(TransformObject.self, vm)
              object.body = try DataErrors.translate { try body(arguments, vm) }
              if case .chain(let parts) = object.body { object.setOwnAttribute("transforms", .list(parts)) }
              return .none
            },
            Native.slot("__call__", "(self, img)") { arguments, vm in
              try arguments.receiver(TransformObject.self, vm).apply(arguments[1], vm)
            },
          ]
        }))
  }

  private static func numbers(_ value: Value, _ vm: Interpreter) throws -> [Double] {
    switch value {
    case .int, .float: return [try vm.double(value)]
    default: return try vm.array(value).map { try vm.double($0) }
    }
  }

  private static func integers(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    if case .int(let number) = value { return [number] }
    return try vm.array(value).map { try vm.int($0) }
  }

  private static func size(_ value: Value, _ vm: Interpreter) throws -> (Int, Int) {
    let sides = try integers(value, vm)
    guard let first = sides.first, sides.count <= 2 else {
      throw Raised(.valueError, "Please provide only two dimensions (h, w) for size.")
    }
    return (first, sides.count == 2 ? sides[1] : first)
  }

  static let toTensor = make("ToTensor", "(self)", "An image of bytes as a tensor of floats in [0, 1].") { _, _ in
    .native(ToTensor())
  }
  static let normalize = make("Normalize", "(self, mean, std, inplace=False)", "(x - mean) / std for each channel.") {
    a, vm in .native(try Normalize(mean: numbers(a[1], vm), std: numbers(a[2], vm)))
  }
  static let compose = make("Compose", "(self, transforms)", "Transforms one after the other.") { a, vm in
    .chain(try vm.array(a[1]))
  }
  static let lambda = make("Lambda", "(self, lambd)", "A function as a transform.") { a, vm in
    guard case .object(let object) = a[1], object.isCallable || object is FunctionObject else {
      throw Raised(
        .typeError, "Argument lambd should be callable, got \(try vm.repr(.object(vm.type(of: a[1]))))")
    }
    return .function(a[1])
  }
  static let randomCrop = make(
    "RandomCrop", "(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant')",
    "A piece of the image from a random place."
  ) { a, vm in
    let (height, width) = try size(a[1], vm)
    return .native(
      try RandomCrop(
        height: height, width: width, padding: a.isAbsent(2) ? nil : integers(a[2], vm), padIfNeeded: a.bool(3, vm),
        fill: a.double(4, vm), mode: PaddingMode(parsing: a.string(5, vm))))
  }
  static let centerCrop = make("CenterCrop", "(self, size)", "The middle of the image.") { a, vm in
    let (height, width) = try size(a[1], vm)
    return .native(try CenterCrop(height: height, width: width))
  }
  static let resize = make("Resize", "(self, size, interpolation=None, max_size=None, antialias=True)", "The image in another size.") {
    a, vm in .native(try Resize(integers(a[1], vm)))
  }
  static let pad = make("Pad", "(self, padding, fill=0, padding_mode='constant')", "The image with a border.") { a, vm in
    .native(try Pad(integers(a[1], vm), fill: a.double(2, vm), mode: PaddingMode(parsing: a.string(3, vm))))
  }
  static let grayscale = make("Grayscale", "(self, num_output_channels=1)", "The image without colours.") { a, vm in
    .native(try Grayscale(channels: a.int(1, vm)))
  }

  private static func flip(_ name: String, _ isHorizontal: Bool) -> TypeObject {
    make(name, "(self, p=0.5)", "Mirrors the image with a probability.") { a, vm in
      .native(RandomFlip(probability: try a.double(1, vm), isHorizontal: isHorizontal))
    }
  }
}
