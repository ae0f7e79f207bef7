import NablaTensor
import NablaVM

/// `torch.Tensor`, and `torch.nn.Parameter`, which is a tensor whose class is another.
///
/// The wrapper owns the tensor; the tensor points back without owning (`peer`), so that the same tensor always comes
/// out as the same object: `net.fc1.weight is net.fc1.weight`.
final class TensorObject: Object {
  let tensor: Tensor
  /// Where the program made it, and whether operations were recorded there: for errors that tell where shapes come from.
  let place: ProgramPlace
  let wasRecording: Bool

  /// Use `TensorObject.of(_:)`, which keeps identities.
  private init(_ tensor: Tensor, type: TypeObject) {
    self.tensor = tensor
    place = ProgramPlace.current()
    wasRecording = GradMode.isEnabled
    super.init(type: type)
    tensor.peer = self
    if NonFiniteWatch.isOn { NonFiniteWatch.made(tensor) }
  }

  deinit { tensor.peer = nil }

  @inline(__always) static func of(_ tensor: Tensor) -> TensorObject {
    if let peer = tensor.peer { return unsafeDowncast(peer, to: TensorObject.self) }
    return TensorObject(tensor, type: tensor.isParameter ? TensorTypes.parameter : TensorTypes.tensor)
  }

  @inline(__always) static func value(_ tensor: Tensor) -> Value { .object(of(tensor)) }

  /// `None` where there is no tensor.
  static func value(_ tensor: Tensor?) -> Value { tensor.map { value($0) } ?? .none }

  /// An object of a class derived from `Tensor` in the language.
  static func make(_ tensor: Tensor, type: TypeObject) -> TensorObject { TensorObject(tensor, type: type) }

  // MARK: text
  override func repr(_ vm: Interpreter) throws -> String {
    tensor.repr()
  }

  override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    if tensor.rank == 0 { return try vm.format(number(), spec) }
    if spec.isEmpty { return try repr(vm) }
    throw Raised(.typeError, "unsupported format string passed to Tensor.__format__")
  }

  // MARK: numbers
  /// The one element as a number of the language.
  func number() throws -> Value { try TensorErrors.translate { TensorObject.number(try tensor.item()) } }

  static func number(_ scalar: Scalar) -> Value {
    switch scalar {
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .bool(let flag): return .bool(flag)
    }
  }

  override func truth(_ vm: Interpreter) throws -> Bool {
    guard tensor.elementCount == 1 else {
      let first = tensor.elementCount == 0
        ? "Boolean value of Tensor with no values is ambiguous"
        : "Boolean value of Tensor with more than one value is ambiguous"
      throw Raised(.runtimeError, first, details: [
        "the tensor has shape \(tensor.shape.tupleDescription); ask for one answer with .any() or .all()"
      ])
    }
    return try TensorErrors.translate { try tensor.item().bool }
  }

  override func asIndex(_ vm: Interpreter) throws -> Value? {
    guard !tensor.dtype.isFloat, tensor.elementCount == 1 else {
      if tensor.dtype.isFloat || tensor.elementCount != 1 {
        throw Raised(.typeError, "only integer tensors of a single element can be converted to an index")
      }
      return nil
    }
    return .int(try TensorErrors.translate { try tensor.item().int })
  }

  override func hash(_ vm: Interpreter) throws -> Int { identity }

  override func asInt(_ vm: Interpreter) throws -> Value? {
    guard tensor.elementCount == 1 else {
      throw Raised(.valueError, "only one element tensors can be converted to Python scalars")
    }
    switch try single() {
    case .float(let number): return .int(Scalar.float(number).int)
    case let scalar: return .int(scalar.int)
    }
  }

  override func asFloat(_ vm: Interpreter) throws -> Double? {
    guard tensor.elementCount == 1 else {
      throw Raised(.valueError, "only one element tensors can be converted to Python scalars", details: [
        "the tensor has shape \(tensor.shape.tupleDescription); reduce it first, as in .mean() or .sum()"
      ])
    }
    return try single().double
  }

  private func single() throws -> Scalar {
    guard tensor.elementCount == 1 else {
      throw Raised(.runtimeError, "a Tensor with \(tensor.elementCount) elements cannot be converted to Scalar", details: [
        "the tensor has shape \(tensor.shape.tupleDescription); reduce it first, as in .mean() or .sum()"
      ])
    }
    return try TensorErrors.translate { try tensor.item() }
  }

  // MARK: containers
  override func length(_ vm: Interpreter) throws -> Int? {
    guard tensor.rank > 0 else { throw Raised(.typeError, "len() of a 0-d tensor") }
    return tensor.shape[0]
  }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    // `x[i]`, by far the most frequent, makes no array.
    if case .int(let index) = key, tensor.rank > 0 {
      guard index < tensor.shape[0], index >= -tensor.shape[0] else { throw Explanation.raised(.indexOutOfBounds(index, dimension: 0, size: tensor.shape[0]), vm) }
      return try TensorErrors.translate { TensorObject.value(try tensor.select(0, index)) }
    }
    let indices = try IndexParser.parse(key, tensor, vm)
    return try TensorErrors.translate { TensorObject.value(try tensor.index(indices)) }
  }

  override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    let indices = try IndexParser.parse(key, tensor, vm)
    try TensorErrors.translate {
      switch value {
      case .int(let number): try tensor.setIndex(indices, Scalar.int(number))
      case .float(let number): try tensor.setIndex(indices, Scalar.float(number))
      case .bool(let flag): try tensor.setIndex(indices, Scalar.bool(flag))
      case .object(let object):
        if let source = object as? TensorObject { return try tensor.setIndex(indices, source.tensor) }
        guard object is ListObject || object is TupleObject else {
          throw Raised(
            .typeError, "can't assign a \(vm.typeName(of: value)) to a \(tensor.dtype.tensorTypeName)")
        }
        try tensor.setIndex(indices, TensorLiteral.make(value, dtype: tensor.dtype, vm))
      case .none, .undefined:
        throw Raised(.typeError, "can't assign a NoneType to a \(tensor.dtype.tensorTypeName)")
      }
    }
  }

  override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    guard let operand = Arithmetic.operand(value) else {
      throw Raised(
        .runtimeError,
        "Tensor.__contains__ only supports Tensor or scalar, but you passed in a \(vm.typeName(of: value)).")
    }
    return try TensorErrors.translate {
      try Arithmetic.compare(.equal, .tensor(tensor), operand).any().item().bool
    }
  }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    guard tensor.rank > 0 else { throw Raised(.typeError, "iteration over a 0-d tensor") }
    // The rows are views made as one operation, so that gradients of all rows meet in one node.
    let rows = try TensorErrors.translate { try tensor.unbind(0) }
    var position = 0
    return ClosureIterator { _, _ in
      guard position < rows.count else { return nil }
      position += 1
      return TensorObject.value(rows[position - 1])
    }
  }

  // MARK: operators
  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard let operand = Arithmetic.operand(right) else { return nil }
    do {
      guard let result = try Arithmetic.combine(op, .tensor(tensor), operand) else { return nil }
      try InferenceMode.check()
      if case .tensor(let other) = operand { try watch(op, other, vm) }
      return TensorObject.value(result)
    } catch let error as TensorError {
      throw Explanation.raised(error, operatorNamed: op.symbol, left: .object(self), right: right, vm)
    }
  }

  /// Mistakes that two operands can show.
  @inline(__always) private func watch(_ op: BinaryOperator, _ other: Tensor, _ vm: Interpreter) throws {
    if other.rank != tensor.rank {
      if op == .subtract { try ShapeHints.stretched(op.symbol, self, TensorObject.of(other), vm) }
    } else if tensor.rank == 0, op == .add, other.requiresGrad {
      try TrainingHints.added(self, TensorObject.of(other), vm)
    }
  }

  override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard let operand = Arithmetic.operand(left) else { return nil }
    do {
      guard let result = try Arithmetic.combine(op, operand, .tensor(tensor)) else { return nil }
      try InferenceMode.check()
      return TensorObject.value(result)
    } catch let error as TensorError {
      throw Explanation.raised(error, operatorNamed: op.symbol, left: left, right: .object(self), vm)
    }
  }

  override func inPlace(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard let operand = Arithmetic.operand(right) else { return nil }
    do {
      guard try Arithmetic.combineInPlace(op, tensor, operand) else { return nil }
      try InferenceMode.check()
      if case .tensor(let other) = operand { try watch(op, other, vm) }
      return .object(self)
    } catch let error as TensorError {
      throw Explanation.raised(error, operatorNamed: op.symbol + "=", left: .object(self), right: right, vm)
    }
  }

  override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? {
    try TensorErrors.translate {
      switch op {
      case .negative: return TensorObject.value(try tensor.neg())
      case .positive:
        guard tensor.dtype != .bool else {
          throw TensorError.other(.notImplementedError, "The `+` operator, on a bool tensor is not supported.")
        }
        return .object(self)
      case .invert: return TensorObject.value(try tensor.bitwiseNot())
      }
    }
  }

  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let operand = Arithmetic.operand(other) else { return nil }
    do {
      let result = try Arithmetic.compare(op, .tensor(tensor), operand)
      if case .tensor(let other) = operand, other.rank != tensor.rank, op == .equal || op == .notEqual {
        try ShapeHints.stretched(op.symbol, self, TensorObject.of(other), vm)
      }
      return TensorObject.value(result)
    } catch let error as TensorError {
      throw Explanation.raised(error, operatorNamed: op.symbol, left: .object(self), right: other, vm)
    }
  }
}
