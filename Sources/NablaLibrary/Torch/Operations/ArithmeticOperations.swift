import NablaTensor
import NablaVM

/// Operations of two operands: arithmetic, comparisons, logic. Either operand of a method's right side, and the second
/// of a function, may be a Python number.
enum ArithmeticOperations {
  static let table: [Operation] = arithmetic + comparisons + logic + ternary

  private static let arithmetic: [Operation] = [
    .tensor("add", "(input, other, *, alpha=1)", "input + alpha · other.", .all, addition),
    .tensor("sub", "(input, other, *, alpha=1)", "input - alpha · other.", .all, subtraction),
    .tensor("subtract", "(input, other, *, alpha=1)", "input - alpha · other.", .all, subtraction),
    .tensor("rsub", "(input, other, *, alpha=1)", "other - alpha · input.", .function) { c in
      let scaled = c.isGiven(2) ? try Arithmetic.scale(c.tensor(0), c.scalar(2)) : try c.tensor(0)
      return try Arithmetic.apply(.subtract, c.operand(1), .tensor(scaled))
    },
    .tensor("mul", "(input, other)", "input · other.", .all) { c in
      try c.tensor(0).mul(c.operand(1))
    },
    .tensor("multiply", "(input, other)", "input · other.", .all) { c in
      try c.tensor(0).mul(c.operand(1))
    },
    .tensor("div", "(input, other, *, rounding_mode=None)", "input / other.", .all, division),
    .tensor("divide", "(input, other, *, rounding_mode=None)", "input / other.", .all, division),
    .tensor("true_divide", "(input, other)", "input / other.", .all) { c in
      try c.tensor(0).div(c.operand(1))
    },
    .tensor("floor_divide", "(input, other)", "input // other, rounded towards minus infinity.", .all) { c in
      try c.tensor(0).floorDivide(c.operand(1))
    },
    .tensor("remainder", "(input, other)", "input % other, with the sign of other.", .all) { c in
      try c.tensor(0).remainder(c.operand(1))
    },
    .tensor("fmod", "(input, other)", "The remainder of input / other, with the sign of input.", .all) { c in
      try c.tensor(0).fmod(c.operand(1))
    },
    .tensor("pow", "(input, exponent)", "input to the power of exponent.", .all) { c in
      try Arithmetic.apply(.power, c.operand(0), c.operand(1))
    },
    .tensor("maximum", "(input, other)", "The larger of each pair of elements.") { c in
      try c.tensor(0).maximum(c.tensor(1))
    },
    .tensor("minimum", "(input, other)", "The smaller of each pair of elements.") { c in
      try c.tensor(0).minimum(c.tensor(1))
    },
    .tensor("atan2", "(input, other)", "The angle of the point (other, input).", .all) { c in
      try c.tensor(0).atan2(c.tensor(1))
    },
    .tensor("arctan2", "(input, other)", "The angle of the point (other, input).", .all) { c in
      try c.tensor(0).atan2(c.tensor(1))
    },
  ]

  private static let comparisons: [Operation] = [
    comparison("eq", "input == other, for each pair of elements.", .equal),
    comparison("ne", "input != other, for each pair of elements.", .notEqual),
    comparison("not_equal", "input != other, for each pair of elements.", .notEqual),
    comparison("lt", "input < other, for each pair of elements.", .less),
    comparison("less", "input < other, for each pair of elements.", .less),
    comparison("le", "input <= other, for each pair of elements.", .lessOrEqual),
    comparison("less_equal", "input <= other, for each pair of elements.", .lessOrEqual),
    comparison("gt", "input > other, for each pair of elements.", .greater),
    comparison("greater", "input > other, for each pair of elements.", .greater),
    comparison("ge", "input >= other, for each pair of elements.", .greaterOrEqual),
    comparison("greater_equal", "input >= other, for each pair of elements.", .greaterOrEqual),
    Operation("equal", "(input, other)", "Whether both have the same size and elements.", .both) { c in
      .bool(try c.tensor(0).equal(c.tensor(1)))
    },
    Operation(
      "allclose", "(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Whether all |input - other| <= atol + rtol · |other|.", .both
    ) { c in
      .bool(try c.tensor(0).allclose(c.tensor(1), rtol: c.double(2), atol: c.double(3), equalNaN: c.bool(4)))
    },
    .tensor(
      "isclose", "(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Whether |input - other| <= atol + rtol · |other|, for each pair of elements."
    ) { c in try c.tensor(0).isclose(c.tensor(1), rtol: c.double(2), atol: c.double(3), equalNaN: c.bool(4)) },
  ]

  private static let logic: [Operation] = [
    .tensor("logical_and", "(input, other)", "Whether both elements are nonzero.", .all) { c in
      try c.tensor(0).logicalAnd(c.tensor(1))
    },
    .tensor("logical_or", "(input, other)", "Whether one of the elements is nonzero.", .all) { c in
      try c.tensor(0).logicalOr(c.tensor(1))
    },
    .tensor("logical_xor", "(input, other)", "Whether exactly one of the elements is nonzero.", .all) { c in
      try c.tensor(0).logicalXor(c.tensor(1))
    },
    .tensor("bitwise_and", "(input, other)", "The bits set in both.", .all) { c in
      try c.tensor(0).bitwiseAnd(c.operand(1))
    },
    .tensor("bitwise_or", "(input, other)", "The bits set in one.", .all) { c in
      try c.tensor(0).bitwiseOr(c.operand(1))
    },
    .tensor("bitwise_xor", "(input, other)", "The bits set in exactly one.", .all) { c in
      try c.tensor(0).bitwiseXor(c.operand(1))
    },
  ]

  private static let ternary: [Operation] = [
    .tensor("clamp", "(input, min=None, max=None)", "Each element, no smaller than min and no larger than max.", .all,
            clamping),
    .tensor("clip", "(input, min=None, max=None)", "Each element, no smaller than min and no larger than max.", .all,
            clamping),
    .tensor("clamp_min", "(input, min)", "Each element, no smaller than min.", .all) { c in
      if c.isTensor(1) { return try c.tensor(0).clamp(min: c.tensor(1), max: nil).named("ClampMinBackward1") }
      return try c.tensor(0).clamp(min: c.scalar(1), max: nil).named("ClampMinBackward0")
    },
    .tensor("clamp_max", "(input, max)", "Each element, no larger than max.", .all) { c in
      if c.isTensor(1) { return try c.tensor(0).clamp(min: nil, max: c.tensor(1)).named("ClampMaxBackward1") }
      return try c.tensor(0).clamp(min: nil, max: c.scalar(1)).named("ClampMaxBackward0")
    },
    .tensor("lerp", "(input, end, weight)", "input + weight · (end - input).", .all) { c in
      if c.isTensor(2) { return try c.tensor(0).lerp(c.tensor(1), weight: c.tensor(2)) }
      return try c.tensor(0).lerp(c.tensor(1), weight: c.double(2))
    },
    .tensor("addcmul", "(input, tensor1, tensor2, *, value=1)", "input + value · tensor1 · tensor2.", .all) { c in
      try c.tensor(0).addcmul(c.tensor(1), c.tensor(2), value: c.scalar(3))
    },
    .tensor("addcdiv", "(input, tensor1, tensor2, *, value=1)", "input + value · tensor1 / tensor2.", .all) { c in
      try c.tensor(0).addcdiv(c.tensor(1), c.tensor(2), value: c.scalar(3))
    },
  ]

  private static func comparison(_ name: String, _ summary: String, _ kind: Comparison) -> Operation {
    .tensor(name, "(input, other)", summary, .all) { c in
      try Arithmetic.compare(kind, .tensor(c.tensor(0)), c.operand(1))
    }
  }

  private static func addition(_ c: Call) throws -> Tensor {
    try c.tensor(0).add(c.operand(1), alpha: c.scalar(2))
  }

  private static func subtraction(_ c: Call) throws -> Tensor {
    try c.tensor(0).sub(c.operand(1), alpha: c.scalar(2))
  }

  private static func division(_ c: Call) throws -> Tensor {
    let left = try c.tensor(0)
    let right = try c.operand(1)
    guard c.isGiven(2) else { return try left.div(right) }
    switch try c.text(2) {
    case "floor": return try left.div(right, rounding: .floor)
    case "trunc": return try left.div(right, rounding: .trunc)
    case let mode:
      throw c.failure(
        .runtimeError, "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(mode)'")
    }
  }

  private static func clamping(_ c: Call) throws -> Tensor {
    let input = try c.tensor(0)
    if c.isTensor(1) || c.isTensor(2) {
      // A tensor beside a number is neither of PyTorch's signatures.
      if c.isGiven(1), c.isGiven(2), c.isTensor(1) != c.isTensor(2) { throw c.wrongType(1, "Tensor") }
      func bound(_ slot: Int) throws -> Tensor? {
        guard c.isGiven(slot) else { return nil }
        return c.isTensor(slot) ? try c.tensor(slot) : Tensor.scalar(try c.scalar(slot))
      }
      let (low, high) = (try bound(1), try bound(2))
      if input.dtype == .bool, let low, let high, low.dtype == .bool, high.dtype == .bool {
        throw TensorError.notImplemented(kernel: "clamp_cpu", dtype: .bool)
      }
      return try input.clamp(min: low, max: high)
    }
    guard c.isGiven(1) || c.isGiven(2) else {
      throw c.failure(.runtimeError, "torch.clamp: At least one of 'min' or 'max' must not be None")
    }
    return try input.clamp(min: c.optionalScalar(1), max: c.optionalScalar(2))
  }
}
