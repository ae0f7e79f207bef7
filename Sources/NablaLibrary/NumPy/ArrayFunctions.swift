import NablaTensor
import NablaVM

/// Functions of each element, or of pairs of elements: what NumPy calls ufuncs.
enum ArrayFunctions {
  static let all: [Native] = floating + typed + questions + pairs

  private static func function(_ name: String, _ body: @escaping (Tensor) throws -> Tensor) -> Native {
    Native(name, "(x, /, out=None, *, where=True, dtype=None)", "\(name) of each element.") { a, vm in
      try TensorErrors.translate {
        var x = try ArrayMaking.tensor(a[0], nil, vm)
        if let dtype = try NumPyTypes.optional(a[3]) { x = try x.to(dtype) }
        return try finish(body(x), a[1], a[2])
      }
    }
  }

  /// Writes into `out` where that is given, and only where a condition holds.
  private static func finish(_ result: Tensor, _ out: Value, _ condition: Value) throws -> Value {
    let target = out.as(ArrayObject.self) ?? out.as(TupleObject.self)?.items.first?.as(ArrayObject.self)
    guard let target else { return ArrayObject.result(result) }
    guard target.tensor.shape == result.shape else {
      throw Raised(
        .valueError,
        "non-broadcastable output operand with shape \(ArrayArithmetic.text(target.tensor.shape)) doesn't match the "
          + "broadcast shape \(ArrayArithmetic.text(result.shape))")
    }
    if let mask = condition.as(ArrayObject.self) {
      try target.tensor.detach().copyInPlace(Tensor.where(mask.tensor, result.to(target.tensor.dtype), target.tensor.detach()))
    } else {
      try target.tensor.detach().copyInPlace(result)
    }
    return .object(target)
  }

  private static func float(_ name: String, _ body: @escaping (Tensor) throws -> Tensor) -> Native {
    function(name) { x in try body(x.to(NumPyTypes.floating(x.dtype))) }
  }

  private static let floating: [Native] = [
    float("exp") { try $0.exp() }, float("exp2") { try $0.exp2() }, float("expm1") { try $0.expm1() },
    float("log") { try $0.log() }, float("log2") { try $0.log2() }, float("log10") { try $0.log10() },
    float("log1p") { try $0.log1p() }, float("sqrt") { try $0.sqrt() }, float("sin") { try $0.sin() },
    float("cos") { try $0.cos() }, float("tan") { try $0.tan() }, float("arcsin") { try $0.asin() },
    float("arccos") { try $0.acos() }, float("arctan") { try $0.atan() }, float("sinh") { try $0.sinh() },
    float("cosh") { try $0.cosh() }, float("tanh") { try $0.tanh() }, float("arcsinh") { try $0.asinh() },
    float("arccosh") { try $0.acosh() }, float("arctanh") { try $0.atanh() },
    float("cbrt") { try $0.sign().mul($0.abs().to(.float64).pow(1.0 / 3)).to($0.dtype) },
    float("deg2rad") { try $0.mul(Double.pi / 180) }, float("rad2deg") { try $0.mul(180 / Double.pi) },
    float("radians") { try $0.mul(Double.pi / 180) }, float("degrees") { try $0.mul(180 / Double.pi) },
    float("rint") { try $0.round() },
  ]

  private static let typed: [Native] = [
    function("abs") { try $0.abs() }, function("absolute") { try $0.abs() }, function("fabs") { try $0.to(NumPyTypes.floating($0.dtype)).abs() },
    function("negative") { try $0.neg() }, function("positive") { try $0.clone() }, function("sign") { x in
      let sign = try x.sign()
      return x.dtype.isFloat ? try Tensor.where(x.isnan(), x, sign) : sign
    },
    function("square") { try $0.square() },
    function("reciprocal") { x in
      x.dtype.isFloat ? try x.reciprocal() : try ArrayArithmetic.whole(Tensor.ones(x.shape, dtype: x.dtype), x) { try $0.floorDivide($1) }
    },
    function("floor") { try $0.floor() }, function("ceil") { try $0.ceil() }, function("trunc") { try $0.trunc() },
    function("invert") { try $0.bitwiseNot() }, function("bitwise_not") { try $0.bitwiseNot() },
    function("conjugate") { try $0.clone() },
  ]

  private static let questions: [Native] = [
    function("isnan") { try $0.isnan() }, function("isinf") { try $0.isinf() },
    function("isfinite") { try $0.isfinite() }, function("logical_not") { try $0.logicalNot() },
    function("signbit") { x in
      x.dtype.isFloat ? try x.lt(0).logicalOr(x.eq(0).logicalAnd(x.to(.float64).reciprocal().lt(0))) : try x.lt(0)
    },
  ]

  private static func pair(
    _ name: String, _ body: @escaping (ArrayOperand, ArrayOperand) throws -> Tensor
  ) -> Native {
    Native(name, "(x1, x2, /, out=None, *, where=True, dtype=None)", "\(name) of each pair of elements.") { a, vm in
      try TensorErrors.translate {
        guard var x = try ArrayArithmetic.operand(a[0], vm), var y = try ArrayArithmetic.operand(a[1], vm) else {
          throw ArrayArithmetic.unsupported(name)
        }
        if let dtype = try NumPyTypes.optional(a[4]) {
          (x, y) = (.array(try ArrayArithmetic.tensor(x, dtype)), .array(try ArrayArithmetic.tensor(y, dtype)))
        }
        return try finish(body(x, y), a[2], a[3])
      }
    }
  }

  /// Both operands as tensors of their common type, or of its float.
  private static func common(
    _ name: String, floats: Bool = false, _ body: @escaping (Tensor, Tensor) throws -> Tensor
  ) -> Native {
    pair(name) { a, b in
      try ArrayArithmetic.checkShapes(a, b)
      var type = try ArrayArithmetic.type(a, b)
      if floats { type = NumPyTypes.floating(type) }
      return try body(ArrayArithmetic.tensor(a, type), ArrayArithmetic.tensor(b, type))
    }
  }

  private static let operators: [(String, BinaryOperator)] = [
    ("add", .add), ("subtract", .subtract), ("multiply", .multiply), ("divide", .divide), ("true_divide", .divide),
    ("floor_divide", .floorDivide), ("mod", .modulo), ("remainder", .modulo), ("power", .power),
    ("bitwise_and", .and), ("bitwise_or", .or), ("bitwise_xor", .xor), ("left_shift", .leftShift),
    ("right_shift", .rightShift), ("matmul", .matrixMultiply),
  ]
  private static let comparisons: [(String, Comparison)] = [
    ("equal", .equal), ("not_equal", .notEqual), ("less", .less), ("less_equal", .lessOrEqual), ("greater", .greater),
    ("greater_equal", .greaterOrEqual),
  ]

  private static let pairs: [Native] =
    operators.map { name, op in pair(name) { try ArrayArithmetic.combine(op, $0, $1) } }
    + comparisons.map { name, op in pair(name) { try ArrayArithmetic.compare(op, $0, $1) } }
    + [
      pair("dot") { try ArrayProducts.dot($0, $1) },
      pair("float_power") { a, b in
        try ArrayArithmetic.tensor(a, .float64).pow(ArrayArithmetic.tensor(b, .float64))
      },
      common("maximum") { try $0.maximum($1) }, common("minimum") { try $0.minimum($1) },
      common("fmax") { x, y in try Tensor.where(x.isnan(), y, Tensor.where(y.isnan(), x, x.maximum(y))) },
      common("fmin") { x, y in try Tensor.where(x.isnan(), y, Tensor.where(y.isnan(), x, x.minimum(y))) },
      common("fmod") { x, y in
        x.dtype.isFloat ? try x.fmod(y) : try ArrayArithmetic.whole(x, y) { try $0.fmod($1) }
      },
      common("arctan2", floats: true) { try $0.atan2($1) }, common("hypot", floats: true) { try $0.hypot($1) },
      common("copysign", floats: true) { x, y in
        let negative = try y.lt(0).logicalOr(y.eq(0).logicalAnd(y.reciprocal().lt(0)))
        return try Tensor.where(negative, x.abs().neg(), x.abs())
      },
      common("logaddexp", floats: true) { x, y in
        let top = try x.maximum(y)
        return try Tensor.where(x.eq(y), x.add(0.6931471805599453), top.add(x.sub(y).abs().neg().exp().log1p()))
      },
      common("logical_and") { try $0.logicalAnd($1) }, common("logical_or") { try $0.logicalOr($1) },
      common("logical_xor") { try $0.logicalXor($1) },
    ]
}
