import NablaTensor

/// Operations on each element of one tensor.
enum PointwiseOperations {
  static let table: [Operation] = exponentials + trigonometry + rounding + activations + predicates

  private static let exponentials: [Operation] = [
    .unary("abs", "The absolute value of each element.") { try $0.abs() },
    .unary("absolute", "The absolute value of each element.") { try $0.abs() },
    .unary("neg", "The negative of each element.") { try $0.neg() },
    .unary("negative", "The negative of each element.") { try $0.neg() },
    .unary("positive", "The tensor itself.", .both) { x in
      guard x.dtype != .bool else {
        throw TensorError.other(.notImplementedError, "The `+` operator, on a bool tensor is not supported.")
      }
      return x
    },
    .unary("exp", "e to the power of each element.") { try $0.exp() },
    .unary("exp2", "2 to the power of each element.") { try $0.exp2() },
    .unary("expm1", "exp(x) - 1 of each element, accurate near 0.") { try $0.expm1() },
    .unary("log", "The natural logarithm of each element.") { try $0.log() },
    .unary("log2", "The logarithm to base 2 of each element.") { try $0.log2() },
    .unary("log10", "The logarithm to base 10 of each element.") { try $0.log10() },
    .unary("log1p", "log(1 + x) of each element, accurate near 0.") { try $0.log1p() },
    .unary("sqrt", "The square root of each element.") { try $0.sqrt() },
    .unary("rsqrt", "1 / sqrt(x) of each element.") { try $0.rsqrt() },
    .unary("square", "The square of each element.") { try $0.square() },
    .unary("reciprocal", "1 / x of each element.") { try $0.reciprocal() },
    .unary("erf", "The error function of each element.") { try $0.erf() },
    .unary("sign", "The sign of each element: -1, 0 or 1.") { try $0.sign() },
    .unary("sgn", "The sign of each element: -1, 0 or 1.") { try $0.sign().named("SgnBackward0") },
  ]

  private static let trigonometry: [Operation] = [
    .unary("sin", "The sine of each element.") { try $0.sin() },
    .unary("cos", "The cosine of each element.") { try $0.cos() },
    .unary("tan", "The tangent of each element.") { try $0.tan() },
    .unary("asin", "The arc sine of each element.") { try $0.asin() },
    .unary("acos", "The arc cosine of each element.") { try $0.acos() },
    .unary("atan", "The arc tangent of each element.") { try $0.atan() },
    .unary("arcsin", "The arc sine of each element.") { try $0.asin() },
    .unary("arccos", "The arc cosine of each element.") { try $0.acos() },
    .unary("arctan", "The arc tangent of each element.") { try $0.atan() },
    .unary("sinh", "The hyperbolic sine of each element.") { try $0.sinh() },
    .unary("cosh", "The hyperbolic cosine of each element.") { try $0.cosh() },
  ]

  private static let rounding: [Operation] = [
    .unary("floor", "The largest whole number not above each element.") { try $0.floor() },
    .unary("ceil", "The smallest whole number not below each element.") { try $0.ceil() },
    .unary("trunc", "Each element without its fraction.") { try $0.trunc() },
    .unary("fix", "Each element without its fraction.") { try $0.trunc() },
    .unary("frac", "The fraction of each element.") { try $0.frac() },
    .tensor("round", "(input, *, decimals=0)", "Each element rounded, halves to even.", .all) { c in
      try c.tensor(0).round(decimals: c.int(1))
    },
  ]

  private static let activations: [Operation] = [
    .unary("relu", "max(x, 0) of each element.", [.function, .method, .inPlace]) { try $0.relu() },
    .unary("sigmoid", "1 / (1 + exp(-x)) of each element.", [.function, .method, .inPlace, .functional]) {
      try $0.sigmoid()
    },
    .unary("tanh", "The hyperbolic tangent of each element.", [.function, .method, .inPlace, .functional]) {
      try $0.tanh()
    },
  ]

  private static let predicates: [Operation] = [
    .unary("isnan", "Whether each element is NaN.", .both) { try $0.isnan() },
    .unary("isinf", "Whether each element is infinite.", .both) { try $0.isinf() },
    .unary("isfinite", "Whether each element is a finite number.", .both) { try $0.isfinite() },
    .unary("logical_not", "Whether each element is zero.", .all) { try $0.logicalNot() },
    .unary("bitwise_not", "The bits of each element inverted.", .all) { x in
      if x.dtype.isFloat { throw TensorError.notImplemented(kernel: "bitwise_not_cpu", dtype: x.dtype) }
      return try x.bitwiseNot()
    },
    .tensor(
      "nan_to_num", "(input, nan=0.0, posinf=None, neginf=None)", "NaN and infinities replaced by numbers.", .all
    ) { c in
      try c.tensor(0).nanToNum(nan: c.optionalDouble(1) ?? 0, positive: c.optionalDouble(2), negative: c.optionalDouble(3))
    },
  ]
}
