import NablaData
import NablaTensor
import NablaVM

/// A transform of `torchvision.transforms`. Native ones carry their step; `Compose` over functions of the language and
/// `Lambda` are called.
class TransformObject: InstanceObject {
  /// `nil` where only calling can tell.
  var step: Transform?

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override var isCallable: Bool { true }
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1, arguments.keywords.isEmpty else {
      throw Raised(.typeError, "\(type.name).__call__() takes 2 positional arguments but \(arguments.count + 1) were given")
    }
    return try apply(arguments[0], vm)
  }

  func apply(_ value: Value, _ vm: Interpreter) throws -> Value {
    guard let step else { return value }
    return try TransformObject.run(step, on: value, vm)
  }

  override func repr(_ vm: Interpreter) throws -> String { step.map { "\($0)" } ?? "\(type.name)()" }

  /// The step of a transform that nobody overrides.
  static func native(_ value: Value) -> Transform? {
    guard let object = value.as(TransformObject.self), !object.type.isHeap else { return nil }
    return object.step
  }

  static func run(_ step: Transform, on value: Value, _ vm: Interpreter) throws -> Value {
    let sample: ImageSample
    if let image = value.as(ImageObject.self) {
      sample = .image(image.image)
    } else if let tensor = value.as(TensorObject.self) {
      sample = .tensor(tensor.tensor)
    } else {
      throw Raised(
        .typeError, "pic should be PIL Image or ndarray. Got <class '\(vm.type(of: value).fullName)'>")
    }
    return wrap(try DataErrors.translate { try step.apply(sample, Generator.global) })
  }

  static func wrap(_ sample: ImageSample) -> Value {
    switch sample {
    case .image(let image): return .object(ImageObject(image))
    case .tensor(let tensor): return TensorObject.value(tensor)
    }
  }
}

/// `transforms.Compose`.
final class ComposeObject: TransformObject {
  var transforms: [Value] = []

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in transforms { value.visit(visit) }
  }
  override func clearReferences() {
    super.clearReferences()
    transforms = []
  }

  func fill(_ values: [Value]) {
    transforms = values
    let steps = values.compactMap { TransformObject.native($0) }
    step = steps.count == values.count ? Compose(steps) : nil
  }

  override func apply(_ value: Value, _ vm: Interpreter) throws -> Value {
    if step != nil { return try super.apply(value, vm) }
    return try transforms.reduce(value) { try vm.call($1, [$0]) }
  }

  override func repr(_ vm: Interpreter) throws -> String {
    let lines = try transforms.map { transform in
      try vm.repr(transform).split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        .joined(separator: "\n")
    }
    return "Compose(\n" + lines.map { $0 + "\n" }.joined() + ")"
  }
}

/// `transforms.Lambda`.
final class LambdaObject: TransformObject {
  var function: Value = .none

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    function.visit(visit)
  }
  override func clearReferences() {
    super.clearReferences()
    function = .none
  }
  override func apply(_ value: Value, _ vm: Interpreter) throws -> Value { try vm.call(function, [value]) }
  override func repr(_ vm: Interpreter) throws -> String { "Lambda()" }
}
