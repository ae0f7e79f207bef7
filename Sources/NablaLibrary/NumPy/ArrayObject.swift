import NablaTensor
import NablaVM

/// `numpy.ndarray`: the part that stands beside tensors in tutorials. An array is a tensor's memory under another name,
/// with NumPy's rules of promotion and NumPy's words in errors.
class ArrayObject: Object {
  let tensor: Tensor

  fileprivate init(_ tensor: Tensor, type: TypeObject) {
    self.tensor = tensor
    super.init(type: type)
  }

  convenience init(_ tensor: Tensor) { self.init(tensor, type: ArrayObject.arrayType) }

  static func value(_ tensor: Tensor) -> Value { .object(ArrayObject(tensor)) }

  /// What operations give: a number where there are no dimensions.
  static func result(_ tensor: Tensor) -> Value {
    .object(tensor.rank == 0 ? ScalarObject(tensor) : ArrayObject(tensor))
  }

  // MARK: text
  override func repr(_ vm: Interpreter) throws -> String { ArrayText.repr(tensor) }
  override func str(_ vm: Interpreter) throws -> String { ArrayText.str(tensor) }
  override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    if spec.isEmpty { return try str(vm) }
    guard tensor.rank == 0 else {
      throw Raised(.typeError, "unsupported format string passed to numpy.ndarray.__format__")
    }
    return try vm.format(number(), spec)
  }

  // MARK: numbers
  /// The one element as a number of the language.
  func number() throws -> Value { try TensorErrors.translate { TensorObject.number(try tensor.item()) } }

  override func truth(_ vm: Interpreter) throws -> Bool {
    guard tensor.elementCount == 1 else {
      throw Raised(
        .valueError,
        tensor.elementCount == 0
          ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
          : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    }
    return try TensorErrors.translate { try tensor.item().bool }
  }

  override func asIndex(_ vm: Interpreter) throws -> Value? {
    guard tensor.rank == 0, tensor.dtype.isInteger else {
      throw Raised(.typeError, "only integer scalar arrays can be converted to a scalar index")
    }
    return try number()
  }
  override func asInt(_ vm: Interpreter) throws -> Value? {
    try requireNumber()
    return try vm.call(.object(TypeObject.int), [number()])
  }
  override func asFloat(_ vm: Interpreter) throws -> Double? {
    try requireNumber()
    return try TensorErrors.translate { try tensor.item().double }
  }
  private func requireNumber() throws {
    guard tensor.rank == 0 else {
      throw Raised(.typeError, "only 0-dimensional arrays can be converted to Python scalars")
    }
  }

  // MARK: containers
  override func length(_ vm: Interpreter) throws -> Int? {
    guard tensor.rank > 0 else { throw Raised(.typeError, "len() of unsized object") }
    return tensor.shape[0]
  }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    if case .int(let index) = key, tensor.rank > 0 {
      try ArrayIndex.check(index, 0, tensor)
      return try TensorErrors.translate { ArrayObject.result(try tensor.select(0, index)) }
    }
    let index = try ArrayIndex(key, tensor, vm)
    return try TensorErrors.translate {
      let found = try index.apply(to: tensor)
      return index.keepsArray ? ArrayObject.value(found) : ArrayObject.result(found)
    }
  }
  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    try ArrayIndex(key, tensor, vm).store(value, in: tensor, vm)
  }
  override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    guard let equal = try compare(.equal, value, vm)?.as(ArrayObject.self) else { return false }
    return try TensorErrors.translate { try equal.tensor.any().item().bool }
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

  override func hash(_ vm: Interpreter) throws -> Int { throw Raised(.typeError, "unhashable type: 'numpy.ndarray'") }

  // MARK: operators
  override var takesSequences: Bool { true }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    if let tensor = TensorObject.from(right) { return try tensor.reflected(op, TensorObject.value(self.tensor), vm) }
    guard let other = try ArrayArithmetic.operand(right, vm) else { return nil }
    return try ArrayArithmetic.value(op, .array(tensor), other)
  }
  override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = try ArrayArithmetic.operand(left, vm) else { return nil }
    return try ArrayArithmetic.value(op, other, .array(tensor))
  }
  override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = try ArrayArithmetic.operand(right, vm) else { return nil }
    try TensorErrors.translate { try ArrayArithmetic.combineInPlace(op, tensor, other) }
    return .object(self)
  }
  override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? {
    try TensorErrors.translate {
      switch op {
      case .positive: return ArrayObject.result(try tensor.clone())
      case .negative:
        guard tensor.dtype != .bool else {
          throw Raised(
            .typeError,
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not "
              + "function instead.")
        }
        return ArrayObject.result(try tensor.neg())
      case .invert:
        guard !tensor.dtype.isFloat else { throw ArrayArithmetic.unsupported("invert") }
        return ArrayObject.result(try tensor.bitwiseNot())
      }
    }
  }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let right = try ArrayArithmetic.operand(other, vm) else {
      guard op == .equal || op == .notEqual, !other.isUndefined else { return nil }
      return try TensorErrors.translate { ArrayObject.result(try Tensor.full(tensor.shape, .bool(op == .notEqual))) }
    }
    return try TensorErrors.translate { ArrayObject.result(try ArrayArithmetic.compare(op, .array(tensor), right)) }
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
      "ndarray", module: "numpy", summary: "An array of numbers.",
      new: Native("__new__", "(cls, shape, dtype=None)", "An array whose elements nobody has set.") { a, vm in
        try TensorErrors.translate {
          ArrayObject.value(try Tensor.zeros(ArrayMaking.shape(a[1], vm), dtype: NumPyTypes.optional(a[2]) ?? .float64))
        }
      },
      methods: { ArrayMethods.all }, properties: { ArrayMethods.properties }))
}

/// One number of an array, with its type: `numpy.float64(0.5)`.
final class ScalarObject: ArrayObject {
  init(_ tensor: Tensor) { super.init(tensor, type: ScalarTypes.type(of: tensor.dtype)) }

  override func repr(_ vm: Interpreter) throws -> String {
    let text = ArrayText.scalar(tensor)
    return tensor.dtype == .bool ? "np.\(text)_" : "np.\(tensor.dtype.name)(\(text))"
  }
  override func str(_ vm: Interpreter) throws -> String { ArrayText.scalar(tensor) }
  override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    try vm.format(number(), spec)
  }
  override func hash(_ vm: Interpreter) throws -> Int { try vm.hash(number()) }
  override func asIndex(_ vm: Interpreter) throws -> Value? { tensor.dtype.isInteger ? try number() : nil }
  override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? { nil }
  override func length(_ vm: Interpreter) throws -> Int? { nil }
  override var takesSequences: Bool { false }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    if key.as(TupleObject.self)?.items.isEmpty == true { return .object(self) }
    throw Raised(.indexError, "invalid index to scalar variable.")
  }
  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws { throw vm.noItemAssignment(self) }
  override func iterator(_ vm: Interpreter) throws -> Object? { nil }
}
