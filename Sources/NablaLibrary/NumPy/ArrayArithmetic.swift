import NablaTensor
import NablaVM

/// What stands beside an operator: an array, or a number of the language, which takes the array's type.
enum ArrayOperand {
  case array(Tensor)
  case number(Scalar)

  var shape: Shape {
    if case .array(let tensor) = self { return tensor.shape }
    return []
  }
}

/// Operators with NumPy's promotion (NEP 50) and errors.
enum ArrayArithmetic {
  static func operand(_ value: Value, _ vm: Interpreter) throws -> ArrayOperand? {
    switch value {
    case .int(let number): return .number(.int(number))
    case .float(let number): return .number(.float(number))
    case .bool(let flag): return .number(.bool(flag))
    case .none, .undefined: return nil
    case .object(let object):
      if let array = object as? ArrayObject { return .array(array.tensor) }
      if let tensor = object as? TensorObject { return .array(tensor.tensor.detach()) }
      if Sequences.items(of: object) != nil { return .array(try ArrayMaking.tensor(value, nil, vm)) }
      return nil
    }
  }

  /// The common type of two operands.
  static func type(_ a: ArrayOperand, _ b: ArrayOperand) throws -> DType {
    switch (a, b) {
    case (.array(let x), .array(let y)): return NumPyTypes.promote(x.dtype, y.dtype)
    case (.array(let x), .number(let n)), (.number(let n), .array(let x)):
      switch n {
      case .bool: return x.dtype
      case .float: return x.dtype.isFloat ? x.dtype : .float64
      case .int(let number):
        if x.dtype == .bool { return .int64 }
        if let range = NumPyTypes.range(x.dtype), !range.contains(number) {
          throw Raised(.overflowError, "Python integer \(number) out of bounds for \(x.dtype.name)")
        }
        return x.dtype
      }
    case (.number(let x), .number(let y)):
      let widest = DType.promote(x.dtype, y.dtype)
      return widest.isFloat ? .float64 : widest
    }
  }

  /// An operand as a tensor of a type.
  static func tensor(_ operand: ArrayOperand, _ dtype: DType) throws -> Tensor {
    switch operand {
    case .array(let tensor): return try tensor.detach().to(dtype)
    case .number(let number): return Tensor.scalar(number, dtype: dtype)
    }
  }

  static func checkShapes(_ a: ArrayOperand, _ b: ArrayOperand) throws {
    let (x, y) = (a.shape, b.shape)
    for offset in 1...max(min(x.count, y.count), 1) where offset <= min(x.count, y.count) {
      let (m, n) = (x[x.count - offset], y[y.count - offset])
      guard m == n || m == 1 || n == 1 else {
        throw Raised(.valueError, "operands could not be broadcast together with shapes \(text(x)) \(text(y)) ")
      }
    }
  }

  /// `(2,3)`, as NumPy's messages write shapes.
  static func text(_ shape: Shape) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ",") + ")"
  }

  static func unsupported(_ name: String) -> Raised {
    Raised(
      .typeError,
      "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any supported "
        + "types according to the casting rule ''safe''")
  }

  static func value(_ op: BinaryOperator, _ a: ArrayOperand, _ b: ArrayOperand) throws -> Value {
    try TensorErrors.translate { ArrayObject.result(try combine(op, a, b)) }
  }

  static func combine(_ op: BinaryOperator, _ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
    if op == .matrixMultiply { return try ArrayProducts.matmul(a, b) }
    try checkShapes(a, b)
    var type = try type(a, b)
    switch op {
    case .divide: if !type.isFloat { type = .float64 }
    case .subtract where type == .bool:
      throw Raised(
        .typeError,
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
          + "logical_xor function instead.")
    case .floorDivide, .modulo, .power: if type == .bool { type = .int8 }
    case .leftShift, .rightShift:
      guard !type.isFloat else { throw unsupported(op == .leftShift ? "left_shift" : "right_shift") }
      if type == .bool { type = .int8 }
    case .and, .or, .xor:
      guard !type.isFloat else { throw unsupported(op == .and ? "bitwise_and" : op == .or ? "bitwise_or" : "bitwise_xor") }
    default: break
    }
    let (x, y) = (try tensor(a, type), try tensor(b, type))
    switch op {
    case .add: return try x.add(y)
    case .subtract: return try x.sub(y)
    case .multiply: return try x.mul(y)
    case .divide: return try x.div(y)
    case .floorDivide: return try type.isFloat ? x.floorDivide(y) : whole(x, y) { try $0.floorDivide($1) }
    case .modulo: return try type.isFloat ? x.remainder(y) : whole(x, y) { try $0.remainder($1) }
    case .power:
      if !type.isFloat, y.elementCount > 0, try y.lt(0).any().item().bool {
        throw Raised(.valueError, "Integers to negative integer powers are not allowed.")
      }
      return try x.pow(y)
    case .and: return try x.bitwiseAnd(y)
    case .or: return try x.bitwiseOr(y)
    case .xor: return try x.bitwiseXor(y)
    case .leftShift: return try x.shiftLeft(y)
    case .rightShift: return try x.shiftRight(y)
    case .matrixMultiply: return x
    }
  }

  /// Division of whole numbers: by zero it gives zero.
  static func whole(_ x: Tensor, _ y: Tensor, _ body: (Tensor, Tensor) throws -> Tensor) throws -> Tensor {
    let zero = try y.eq(0)
    guard try zero.any().item().bool else { return try body(x, y) }
    let result = try body(x, Tensor.where(zero, Tensor.ones([], dtype: y.dtype), y))
    return try Tensor.where(zero, Tensor.zeros([], dtype: result.dtype), result)
  }

  static func compare(_ op: Comparison, _ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
    try checkShapes(a, b)
    // A number beyond the array's type compares all the same.
    let type = (try? type(a, b)) ?? .int64
    let (x, y) = (try tensor(a, type), try tensor(b, type))
    switch op {
    case .equal: return try x.eq(y)
    case .notEqual: return try x.ne(y)
    case .less: return try x.lt(y)
    case .lessOrEqual: return try x.le(y)
    case .greater: return try x.gt(y)
    case .greaterOrEqual: return try x.ge(y)
    }
  }

  /// `a op= b`: the array keeps its type and shape.
  static func combineInPlace(_ op: BinaryOperator, _ target: Tensor, _ other: ArrayOperand) throws {
    let result = try combine(op, .array(target), other)
    guard result.dtype.category <= target.dtype.category else {
      throw NumPyModule.castingError(
        "Cannot cast ufunc '\(name(op))' output from dtype('\(result.dtype.name)') to dtype('\(target.dtype.name)') "
          + "with casting rule 'same_kind'")
    }
    guard result.shape == target.shape else {
      throw Raised(
        .valueError,
        "non-broadcastable output operand with shape \(text(target.shape)) doesn't match the broadcast shape "
          + text(result.shape))
    }
    try target.detach().copyInPlace(result)
  }

  private static func name(_ op: BinaryOperator) -> String {
    switch op {
    case .add: return "add"
    case .subtract: return "subtract"
    case .multiply: return "multiply"
    case .divide: return "divide"
    case .floorDivide: return "floor_divide"
    case .modulo: return "remainder"
    case .power: return "power"
    case .matrixMultiply: return "matmul"
    case .leftShift: return "left_shift"
    case .rightShift: return "right_shift"
    case .and: return "bitwise_and"
    case .or: return "bitwise_or"
    case .xor: return "bitwise_xor"
    }
  }
}

/// Products of matrices.
enum ArrayProducts {
  static func matmul(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
    for (number, operand) in [a, b].enumerated() where operand.shape.isEmpty {
      throw Raised(
        .valueError,
        "matmul: Input operand \(number) does not have enough dimensions (has 0, gufunc core with signature "
          + "(n?,k),(k,m?)->(n?,m?) requires 1)")
    }
    let (x, y) = (a.shape, b.shape)
    let (k, other) = (x[x.count - 1], y[max(y.count - 2, 0)])
    guard k == other else {
      throw Raised(
        .valueError,
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
          + "(n?,k),(k,m?)->(n?,m?) (size \(other) is different from \(k))")
    }
    return try product(a, b)
  }

  /// `numpy.dot` for up to two dimensions on the right.
  static func dot(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
    let (x, y) = (a.shape, b.shape)
    if x.isEmpty || y.isEmpty { return try ArrayArithmetic.combine(.multiply, a, b) }
    let axis = max(y.count - 2, 0)
    guard x[x.count - 1] == y[axis] else {
      throw Raised(
        .valueError,
        "shapes \(ArrayArithmetic.text(x)) and \(ArrayArithmetic.text(y)) not aligned: \(x[x.count - 1]) "
          + "(dim \(x.count - 1)) != \(y[axis]) (dim \(axis))")
    }
    guard y.count <= 2 else {
      throw Raised(.notImplementedError, "numpy.dot with more than two dimensions on the right: use matmul or einsum")
    }
    return try product(a, b)
  }

  private static func product(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
    let type = try ArrayArithmetic.type(a, b)
    // Truth values are added up as such.
    let computing: DType = type == .bool ? .int64 : type.isOnlyStored ? type.computing : type
    let product = try ArrayArithmetic.tensor(a, computing).matmul(ArrayArithmetic.tensor(b, computing))
    return try product.to(type)
  }
}
