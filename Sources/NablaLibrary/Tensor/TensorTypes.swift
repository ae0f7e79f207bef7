import NablaTensor
import NablaVM

/// The classes `torch.Tensor` and `torch.nn.Parameter`.
enum TensorTypes {
  static let tensor = TypeObject(
    NativeType(
      "Tensor", module: "torch", summary: "An array of numbers with a shape, which can tell its gradient.",
      new: Native("__new__", "(cls, *data, device=None)", "A float32 tensor of data, or of sizes.") { arguments, vm in
        let made = try TensorErrors.translate { try construct(arguments, .float32, vm) }
        // A class of the program's own, whose methods are found before the tensor's.
        guard let type = arguments[0].as(TypeObject.self), type.isHeap, let tensor = TensorObject.from(made)?.tensor else {
          return made
        }
        return .object(TensorObject.make(tensor.detach(), type: type))
      },
      methods: { TensorMethods.all + Slots.array },
      properties: { TensorProperties.all }))

  static let parameter = TypeObject(
    NativeType(
      "Parameter", module: "torch.nn.parameter", bases: { [TensorTypes.tensor] },
      summary: "A tensor that a module lists among its parameters.",
      new: Native("__new__", "(cls, data=None, requires_grad=True)", "A parameter with a tensor's elements.") {
        arguments, vm in
        let requiresGrad = try arguments.bool(2, vm)
        return try TensorErrors.translate {
          guard let data = TensorObject.from(arguments[1])?.tensor else {
            guard arguments[1].isNone else {
              throw Raised(.typeError, "Parameter data must be a Tensor, not \(vm.typeName(of: arguments[1]))")
            }
            return TensorObject.value(try Parameters.make(Tensor.zeros([0]), requiresGrad: requiresGrad))
          }
          return TensorObject.value(try Parameters.make(data, requiresGrad: requiresGrad))
        }
      }))

  /// `torch.FloatTensor` and its kin: names of `torch.Tensor` with a type.
  static func typed(_ name: String, _ dtype: DType) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torch", bases: { [TensorTypes.tensor] }, summary: "Makes tensors of torch.\(dtype.name).",
        new: Native("__new__", "(cls, *data, device=None)", "A tensor of data, or of sizes.") { arguments, vm in
          try TensorErrors.translate { try construct(arguments, dtype, vm) }
        }))
  }

  /// `Tensor()`, `Tensor([1, 2])` and `Tensor(2, 3)`.
  private static func construct(_ arguments: Arguments, _ dtype: DType, _ vm: Interpreter) throws -> Value {
    let given = arguments[1].as(TupleObject.self)?.items ?? []
    if given.isEmpty { return TensorObject.value(try Tensor.zeros([0], dtype: dtype)) }
    if given.count == 1, case .object(let object) = given[0] {
      if let size = object as? SizeObject {
        return TensorObject.value(try Tensor.zeros(Shape(checking: size.items.map { try vm.int($0) }), dtype: dtype))
      }
      if let other = object as? TensorObject, other.tensor.dtype == dtype {
        return TensorObject.value(other.tensor.detach())
      }
      return TensorObject.value(try TensorLiteral.make(given[0], dtype: dtype, vm))
    }
    let sizes = try given.map { item -> Int in
      guard case .int(let size) = item else {
        throw Raised(.typeError, "new(): data must be a sequence (got \(vm.typeName(of: item)))")
      }
      return size
    }
    return TensorObject.value(try Tensor.zeros(Shape(checking: sizes), dtype: dtype))
  }
}

enum Parameters {
  /// A tensor on the same memory that is a parameter and a leaf.
  static func make(_ tensor: Tensor, requiresGrad: Bool) throws -> Tensor {
    let parameter = tensor.detach()
    parameter.isParameter = true
    if requiresGrad { try parameter.setRequiresGrad(true, for: .making) }
    return parameter
  }
}

enum GradientClearing {
  /// `zero_grad`: forgets the gradient, or sets it to zero.
  static func clear(_ tensor: Tensor, toNone: Bool) throws {
    TrainingHints.clearings &+= 1
    guard let gradient = tensor.grad else { return }
    if toNone { try tensor.setGrad(nil) } else {
      if gradient.gradFn != nil { try gradient.detachInPlace() } else { try gradient.setRequiresGrad(false) }
      try GradMode.disabled { _ = try gradient.zeroInPlace() }
    }
  }
}
