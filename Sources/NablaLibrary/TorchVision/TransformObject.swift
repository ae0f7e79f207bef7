import NablaData
import NablaTensor
import NablaVM

/// A transform of torchvision: a native one, a chain, or a function of the language.
final class TransformObject: InstanceObject {
  enum Body {
    case native(Transform)
    case chain([Value])
    case function(Value)
  }

  var body: Body = .chain([])

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    switch body {
    case .native: break
    case .chain(let parts): for part in parts { part.visit(visit) }
    case .function(let function): function.visit(visit)
    }
  }

  override func clearReferences() {
    super.clearReferences()
    body = .chain([])
  }

  override var isCallable: Bool { true }

  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1, arguments.keywords.isEmpty else {
      throw Raised(.typeError, "\(type.name).__call__() takes 2 positional arguments but \(arguments.count + 1) were given")
    }
    return try apply(arguments[0], vm)
  }

  func apply(_ value: Value, _ vm: Interpreter) throws -> Value {
    switch body {
    case .function(let function): return try vm.call(function, [value])
    case .chain(let parts):
      var value = value
      for part in parts { value = try vm.call(part, [value]) }
      return value
    case .native(let transform):
      let sample = try Samples.sample(value, vm)
      return Samples.value(try DataErrors.translate { try transform.apply(sample, Generator.global) })
    }
  }

  override func repr(_ vm: Interpreter) throws -> String {
    switch body {
    case .native(let transform): return transform.description
    case .function: return "Lambda()"
    case .chain(let parts):
      let lines = try parts.map { part in
        "    " + (try vm.repr(part))
      }
      return "Compose(\n" + lines.joined(separator: "\n") + "\n)"
    }
  }

  /// The transform as the data room runs it; `nil` where the language is in it.
  static func native(_ value: Value) -> Transform? {
    guard let object = value.as(TransformObject.self), object.type.override(Names.call) == nil else { return nil }
    switch object.body {
    case .native(let transform): return transform
    case .function: return nil
    case .chain(let parts):
      let natives = parts.map { native($0) }
      guard natives.allSatisfy({ $0 != nil }) else { return nil }
      return Compose(natives.compactMap { $0 })
    }
  }
}

/// Samples between the language and the data room.
enum Samples {
  static func sample(_ value: Value, _ vm: Interpreter) throws -> ImageSample {
    if let tensor = TensorObject.from(value)?.tensor { return .tensor(tensor) }
    if let image = value.as(ImageObject.self) { return .image(image.image) }
    if let tensor = try NumPyBridge.tensor(value) {
      return try TensorErrors.translate {
        guard tensor.dtype == .uint8, tensor.rank == 2 || tensor.rank == 3 else {
          // ToTensor of an array only moves the channels.
          return .tensor(tensor.rank == 3 ? try tensor.permute([2, 0, 1]).contiguous() : tensor)
        }
        let pixels = tensor.integers().map { UInt8(truncatingIfNeeded: $0) }
        guard
          let image = ByteImage(
            height: tensor.shape[0], width: tensor.shape[1], channels: tensor.rank == 3 ? tensor.shape[2] : 1,
            pixels: pixels)
        else { throw TensorError.other(.typeError, "unexpected array of shape \(tensor.shape)") }
        return .image(image)
      }
    }
    throw Raised(.typeError, "pic should be PIL Image or ndarray. Got <class '\(vm.type(of: value).fullName)'>")
  }

  static func value(_ sample: ImageSample) -> Value {
    switch sample {
    case .tensor(let tensor): return TensorObject.value(tensor)
    case .image(let image): return .object(ImageObject(image))
    }
  }
}
