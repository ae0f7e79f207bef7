import NablaTensor
import NablaVM

/// `numpy.ndarray`: the part that stands beside tensors in tutorials.
final class ArrayObject: Object {
  let tensor: Tensor

  init(_ tensor: Tensor) {
    self.tensor = tensor
    super.init(type: ArrayObject.arrayType)
  }

  private var proxy: TensorObject { TensorObject.of(tensor) }

  static func value(_ tensor: Tensor) -> Value { .object(ArrayObject(tensor)) }

  override func repr(_ vm: Interpreter) throws -> String { ArrayText.repr(tensor) }
  override func str(_ vm: Interpreter) throws -> String { ArrayText.str(tensor) }
  override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    if spec.isEmpty { return try str(vm) }
    return try proxy.format(spec, vm)
  }
  override func truth(_ vm: Interpreter) throws -> Bool {
    guard tensor.elementCount <= 1 else {
      throw Raised(
        .valueError,
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    }
    return tensor.elementCount == 1 ? try proxy.truth(vm) : false
  }
  override func asIndex(_ vm: Interpreter) throws -> Value? { try proxy.asIndex(vm) }
  override func asInt(_ vm: Interpreter) throws -> Value? { try proxy.asInt(vm) }
  override func asFloat(_ vm: Interpreter) throws -> Double? { try proxy.asFloat(vm) }
  override func length(_ vm: Interpreter) throws -> Int? { try proxy.length(vm) }

  /// Single elements come out as plain numbers.
  private func wrap(_ value: Value?) -> Value? {
    guard let value, let result = TensorObject.from(value)?.tensor else { return value }
    return .object(ArrayObject(result))
  }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    let found = try proxy.item(ArrayObject.unwrap(key), vm)
    if let tensor = TensorObject.from(found)?.tensor, tensor.rank == 0 {
      return TensorObject.number(try TensorErrors.translate { try tensor.item() })
    }
    return wrap(found) ?? found
  }

  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    try proxy.setItem(ArrayObject.unwrap(key), ArrayObject.unwrap(value), vm)
  }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    guard tensor.rank > 0 else { throw Raised(.typeError, "iteration over a 0-d array") }
    var position = 0
    return ClosureIterator(holding: [.object(self)]) { iterator, vm in
      guard case .object(let object)? = iterator.held.first, let array = object as? ArrayObject,
        position < array.tensor.shape[0]
      else { return nil }
      position += 1
      return try array.item(.int(position - 1), vm)
    }
  }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    wrap(try proxy.binary(op, ArrayObject.unwrap(right), vm))
  }
  override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    wrap(try proxy.reflected(op, ArrayObject.unwrap(left), vm))
  }
  override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard try proxy.inPlace(op, ArrayObject.unwrap(right), vm) != nil else { return nil }
    return .object(self)
  }
  override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? { wrap(try proxy.unary(op, vm)) }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    wrap(try proxy.compare(op, ArrayObject.unwrap(other), vm))
  }

  /// Arrays inside keys and operands as tensors.
  static func unwrap(_ value: Value) -> Value {
    guard case .object(let object) = value else { return value }
    if let array = object as? ArrayObject { return TensorObject.value(array.tensor) }
    if let tuple = object as? TupleObject, tuple.items.contains(where: { $0.as(ArrayObject.self) != nil }) {
      return .tuple(tuple.items.map(unwrap))
    }
    return value
  }

  static let arrayType = TypeObject(
    NativeType(
      "ndarray", module: "numpy", summary: "An array of numbers.", methods: { ArrayMethods.all },
      properties: { ArrayMethods.properties }))
}
