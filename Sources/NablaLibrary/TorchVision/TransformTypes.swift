import NablaData
import NablaTensor
import NablaVM

/// The classes of `torchvision.transforms`.
enum TransformTypes {
  private static func declare(
    _ name: String, _ signature: String, _ summary: String, make: @escaping (Arguments, Interpreter) throws -> Transform
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torchvision.transforms.transforms", summary: summary,
        allocate: { type, _ in TransformObject(type: type) },
        methods: {
          [
            Native("__init__", signature, summary) { arguments, vm in
              let object = try arguments.receiver(TransformObject.self, vm)
              object.step = try DataErrors.translate { try make(arguments, vm) }
              return .none
            },
            call, forward,
          ]
        }))
  }

  private static let call = Native.slot("__call__", "(self, img)") { arguments, vm in
    try arguments.receiver(TransformObject.self, vm).apply(arguments[1], vm)
  }
  private static let forward = Native("forward", "(self, img)", "Transforms one image.") { arguments, vm in
    try arguments.receiver(TransformObject.self, vm).apply(arguments[1], vm)
  }

  static let types: [TypeObject] = [
    declare("ToTensor", "(self)", "Turns an image of bytes into a float tensor [channels, height, width] in 0…1.") { _, _ in
      ToTensor()
    },
    declare(
      "Normalize", "(self, mean, std, inplace=False)", "Subtracts a mean from each channel and divides by a deviation."
    ) { arguments, vm in
      try Normalize(mean: NumberGrid(arguments[1], vm).values, std: NumberGrid(arguments[2], vm).values)
    },
    declare("RandomHorizontalFlip", "(self, p=0.5)", "Mirrors an image left to right with probability p.") { arguments, vm in
      RandomFlip(probability: try arguments.double(1, vm), isHorizontal: true)
    },
    declare("RandomVerticalFlip", "(self, p=0.5)", "Mirrors an image top to bottom with probability p.") { arguments, vm in
      RandomFlip(probability: try arguments.double(1, vm), isHorizontal: false)
    },
    declare(
      "RandomCrop", "(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant')",
      "Cuts out a part at a random place, after padding."
    ) { arguments, vm in
      let size = try sizes(arguments[1], vm)
      return try RandomCrop(
        height: size[0], width: size[1], padding: arguments.isAbsent(2) ? nil : ints(arguments[2], vm),
        padIfNeeded: arguments.bool(3, vm), fill: arguments.double(4, vm),
        mode: PaddingMode(parsing: arguments.string(5, vm)))
    },
    declare("CenterCrop", "(self, size)", "Cuts out the middle.") { arguments, vm in
      let size = try sizes(arguments[1], vm)
      return try CenterCrop(height: size[0], width: size[1])
    },
    declare("Pad", "(self, padding, fill=0, padding_mode='constant')", "Adds a border.") { arguments, vm in
      try Pad(ints(arguments[1], vm), fill: arguments.double(2, vm), mode: PaddingMode(parsing: arguments.string(3, vm)))
    },
    declare("Resize", "(self, size, interpolation='bilinear', max_size=None, antialias=True)", "Scales an image.") {
      arguments, vm in
      let name = try vm.str(arguments[2]).lowercased()
      return try Resize(ints(arguments[1], vm), interpolation: name.hasSuffix("nearest") ? .nearest : .bilinear)
    },
    declare("Grayscale", "(self, num_output_channels=1)", "Turns colours into shades of gray.") { arguments, vm in
      try Grayscale(channels: arguments.int(1, vm))
    },
    compose, lambda,
  ]

  static let compose = TypeObject(
    NativeType(
      "Compose", module: "torchvision.transforms.transforms", summary: "One transform after the other.",
      allocate: { type, _ in ComposeObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, transforms)", "Takes the transforms in order.") { arguments, vm in
            let object = try arguments.receiver(ComposeObject.self, vm)
            object.fill(try vm.array(arguments[1]))
            return .none
          },
          call,
        ]
      },
      properties: {
        [
          NativeProperty("transforms", "The transforms in order.") { object, _ in
            .list((object as? ComposeObject)?.transforms ?? [])
          }
        ]
      }))

  static let lambda = TypeObject(
    NativeType(
      "Lambda", module: "torchvision.transforms.transforms", summary: "A function as a transform.",
      allocate: { type, _ in LambdaObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, lambd)", "Takes the function.") { arguments, vm in
            guard case .object(let object) = arguments[1],
              object.isCallable || object.type.override(Name("__call__")) != nil
            else {
              throw Raised(.typeError, "Argument lambd should be callable, got \(vm.typeName(of: arguments[1]))")
            }
            try arguments.receiver(LambdaObject.self, vm).function = arguments[1]
            return .none
          },
          call,
        ]
      }))

  /// A number, or a sequence of them.
  private static func ints(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    if let number = try vm.indexOrNil(value), case .int(let size) = number { return [size] }
    return try vm.array(value).map { try vm.int($0) }
  }

  /// `28` is a square, `(28, 32)` height and width.
  private static func sizes(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    let given = try ints(value, vm)
    switch given.count {
    case 1: return [given[0], given[0]]
    case 2: return given
    default: throw Raised(.valueError, "Please provide only two dimensions (h, w) for size.")
    }
  }
}
