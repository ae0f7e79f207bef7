import NablaTensor
import NablaVM

/// The methods and attributes of `numpy.ndarray`.
enum ArrayMethods {
  static var all: [Native] {
    [
      Native("tolist", "(self)", "The elements as nested lists.") { a, vm in NestedLists.make(try receiver(a, vm)) },
      Native("item", "(self)", "The one element.") { a, vm in
        let tensor = try receiver(a, vm)
        guard tensor.elementCount == 1 else {
          throw Raised(.valueError, "can only convert an array of size 1 to a Python scalar")
        }
        return TensorObject.number(try TensorErrors.translate { try tensor.item() })
      },
      Native("reshape", "(self, *shape)", "The elements in another shape.") { a, vm in
        let given = try vm.array(a[1])
        let sizes = try given.count == 1 && given[0].as(TupleObject.self) != nil ? vm.array(given[0]) : given
        return try made { try receiver(a, vm).reshape(Shape(checking: sizes.map { try vm.int($0) })) }
      },
      Native("transpose", "(self, *axes)", "The dimensions in another order.") { a, vm in
        let given = try vm.array(a[1])
        let tensor = try receiver(a, vm)
        let axes = try (given.count == 1 && given[0].as(TupleObject.self) != nil ? vm.array(given[0]) : given).map { try vm.int($0) }
        return try made { try tensor.permute(axes.isEmpty ? (0..<tensor.rank).reversed() : axes) }
      },
      Native("flatten", "(self)", "All elements in one row.") { a, vm in try made { try receiver(a, vm).flatten().clone() } },
      Native("ravel", "(self)", "All elements in one row.") { a, vm in try made { try receiver(a, vm).flatten() } },
      Native("squeeze", "(self, axis=None)", "Dimensions of size 1 removed.") { a, vm in
        let axis = try a.optionalInt(1, vm)
        return try made { try receiver(a, vm).squeeze(axis.map { [$0] }) }
      },
      Native("copy", "(self)", "A copy.") { a, vm in try made { try receiver(a, vm).clone() } },
      Native("astype", "(self, dtype)", "The elements as another type.") { a, vm in
        let dtype = try NumPyTypes.dtype(a[1])
        return try made { try receiver(a, vm).to(dtype).clone() }
      },
      reduction("sum") { try $0.sum(dim: $1) },
      reduction("mean") { try ($0.dtype.isFloatingPoint ? $0 : $0.to(.float64)).mean(dim: $1) },
      reduction("std") { try ($0.dtype.isFloatingPoint ? $0 : $0.to(.float64)).std(dim: $1, correction: 0) },
      reduction("var") { try ($0.dtype.isFloatingPoint ? $0 : $0.to(.float64)).variance(dim: $1, correction: 0) },
      reduction("max") { try $0.amax(dim: $1) },
      reduction("min") { try $0.amin(dim: $1) },
      reduction("any") { try $0.any(dim: $1) },
      reduction("all") { try $0.all(dim: $1) },
      reduction("argmax") { try $0.argmax(dim: $1?.first) },
      reduction("argmin") { try $0.argmin(dim: $1?.first) },
    ]
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("shape") { object, _ in .tuple(tensor(object).shape.map { .int($0) }) },
      NativeProperty("dtype") { object, _ in NumPyTypes.value(tensor(object).dtype) },
      NativeProperty("ndim") { object, _ in .int(tensor(object).rank) },
      NativeProperty("size") { object, _ in .int(tensor(object).elementCount) },
      NativeProperty("itemsize") { object, _ in .int(tensor(object).dtype.itemSize) },
      NativeProperty("nbytes") { object, _ in .int(tensor(object).elementCount * tensor(object).dtype.itemSize) },
      NativeProperty("T") { object, _ in try made { try tensor(object).reversedDimensions() } },
    ]
  }

  private static func tensor(_ object: Object) -> Tensor { (object as? ArrayObject)?.tensor ?? Tensor.scalar(0) }

  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> Tensor {
    try arguments.receiver(ArrayObject.self, vm).tensor
  }

  static func made(_ body: () throws -> Tensor) throws -> Value {
    try TensorErrors.translate { ArrayObject.value(try body()) }
  }

  /// Arrays without dimensions come out as numbers.
  static func scalarOrArray(_ tensor: Tensor) throws -> Value {
    tensor.rank == 0 ? TensorObject.number(try tensor.item()) : ArrayObject.value(tensor)
  }

  private static func reduction(_ name: String, _ body: @escaping (Tensor, [Int]?) throws -> Tensor) -> Native {
    Native(name, "(self, axis=None)", "The \(name) of the elements.") { a, vm in
      var axes: [Int]?
      if let tuple = a[1].as(TupleObject.self) { axes = try tuple.items.map { try vm.int($0) } } else {
        axes = try a.optionalInt(1, vm).map { [$0] }
      }
      let tensor = try receiver(a, vm)
      return try TensorErrors.translate { try scalarOrArray(body(tensor, axes)) }
    }
  }
}

/// `numpy.float32` and its kin.
enum NumPyTypes {
  static func dtype(_ value: Value) throws -> DType {
    if let dtype = value.as(NumPyType.self)?.dtype { return dtype }
    if let type = value.as(TypeObject.self), let dtype = DTypeObject.ofPythonType(type) { return dtype }
    if let name = value.as(StrObject.self)?.text, let dtype = DType.allCases.first(where: { $0.name == name }) { return dtype }
    throw Raised(.typeError, "data type '\(value.className)' not understood")
  }

  static func value(_ dtype: DType) -> Value { .object(all[Int(dtype.rawValue)]) }
  static let all: [NumPyType] = DType.allCases.map { NumPyType($0) }
}

final class NumPyType: Object {
  let dtype: DType

  init(_ dtype: DType) {
    self.dtype = dtype
    super.init(type: NumPyType.dtypeType)
  }

  override func repr(_ vm: Interpreter) throws -> String { "dtype('\(dtype.name)')" }
  override func str(_ vm: Interpreter) throws -> String { dtype.name }
  override var isCallable: Bool { true }

  /// `np.float32(x)`: the number, or an array of the type.
  override func call(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    guard arguments.count == 1 else { throw vm.notCallable(.object(self)) }
    if let array = try NumPyBridge.tensor(arguments[0]) { return try ArrayMethods.made { try array.to(dtype) } }
    if dtype.isFloatingPoint {
      let number = try vm.double(arguments[0])
      return .float(dtype == .float32 ? Double(Float(number)) : number)
    }
    return .int(try vm.int(arguments[0]))
  }

  private static let dtypeType = TypeObject(
    NativeType(
      "dtype", module: "numpy",
      properties: { [NativeProperty("name") { object, _ in .string((object as? NumPyType)?.dtype.name ?? "") }] }))
}
