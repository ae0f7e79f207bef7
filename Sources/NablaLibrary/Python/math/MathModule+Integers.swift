import Glibc
import NablaInteger
import NablaVM

/// Integer functions, and those of sequences.
extension MathFunctions {
  private static func integer(_ value: Value, _ vm: Interpreter) throws -> BigInt {
    guard let integer = try vm.indexOrNil(value)?.integer else {
      throw Raised(.typeError, "'\(vm.typeName(of: value))' object cannot be interpreted as an integer")
    }
    return integer
  }

  static var integers: [Native] {
    [
      Native("factorial", "(n, /)", "The product of 1 to n.") { arguments, vm in
        let n = try integer(arguments[0], vm)
        if n < 0 { throw Raised(.valueError, "factorial() not defined for negative values") }
        guard n < 1_000_000, let count = Int(exactly: n) else {
          throw Raised(.overflowError, "factorial() argument should not exceed 1000000")
        }
        return Value(product(1, count))
      },
      Native("comb", "(n, k, /)", "How many ways to choose k of n.") { arguments, vm in
        let n = try integer(arguments[0], vm)
        let k = try integer(arguments[1], vm)
        if n < 0 { throw Raised(.valueError, "n must be a non-negative integer") }
        if k < 0 { throw Raised(.valueError, "k must be a non-negative integer") }
        if k > n { return .int(0) }
        let smaller = min(k, n - k)
        guard let count = Int(exactly: smaller), count < 1 << 24 else { throw Raised(.memoryError) }
        var result = BigInt(1)
        for index in 0..<count { result = result * (n - BigInt(index)) / BigInt(index + 1) }
        return Value(result)
      },
      Native("perm", "(n, k=None, /)", "How many ways to arrange k of n.") { arguments, vm in
        let n = try integer(arguments[0], vm)
        let k = arguments.isNone(1) ? n : try integer(arguments[1], vm)
        if n < 0 { throw Raised(.valueError, "n must be a non-negative integer") }
        if k < 0 { throw Raised(.valueError, "k must be a non-negative integer") }
        if k > n { return .int(0) }
        guard let count = Int(exactly: k), count < 1 << 24 else { throw Raised(.memoryError) }
        var result = BigInt(1)
        for index in 0..<count { result *= n - BigInt(index) }
        return Value(result)
      },
      Native("gcd", "(*integers)", "The greatest common divisor.") { arguments, vm in
        var result = BigInt(0)
        for value in try vm.array(arguments[0]) {
          result = result.greatestCommonDivisor(with: try integer(value, vm))
        }
        return Value(result)
      },
      Native("lcm", "(*integers)", "The least common multiple.") { arguments, vm in
        var result = BigInt(1)
        for value in try vm.array(arguments[0]) {
          let factor = try integer(value, vm).magnitude
          if factor.isZero { return .int(0) }
          result = result / result.greatestCommonDivisor(with: factor) * factor
        }
        return Value(result)
      },
      Native("isqrt", "(n, /)", "The integer part of the square root.") { arguments, vm in
        let n = try integer(arguments[0], vm)
        if n < 0 { throw Raised(.valueError, "isqrt() argument must be nonnegative") }
        return Value(n.squareRoot())
      },
    ]
  }

  /// Halving keeps the factors of similar size, which makes multiplication of big numbers fast.
  private static func product(_ low: Int, _ high: Int) -> BigInt {
    if low > high { return 1 }
    if high - low < 16 {
      return (low...high).reduce(BigInt(1)) { $0 * BigInt($1) }
    }
    let middle = (low + high) / 2
    return product(low, middle) * product(middle + 1, high)
  }

  static var sequences: [Native] {
    [
      Native("hypot", "(*coordinates)", "The Euclidean norm.") { arguments, vm in
        let values = try vm.array(arguments[0]).map { try vm.double($0) }
        return .float(norm(values))
      },
      Native("dist", "(p, q, /)", "The Euclidean distance of two points.") { arguments, vm in
        let p = try vm.array(arguments[0]).map { try vm.double($0) }
        let q = try vm.array(arguments[1]).map { try vm.double($0) }
        guard p.count == q.count else {
          throw Raised(.valueError, "both points must have the same number of dimensions")
        }
        return .float(norm(zip(p, q).map { $0 - $1 }))
      },
      Native("fsum", "(seq, /)", "The sum, exact but for one rounding.") { arguments, vm in
        .float(try exactSum(try vm.array(arguments[0]).map { try vm.double($0) }))
      },
      Native("prod", "(iterable, /, *, start=1)", "The product of start and all items.") { arguments, vm in
        var result = arguments[1]
        try vm.iterate(arguments[0]) { item in
          result = try vm.binary(.multiply, result, item)
          return true
        }
        return result
      },
    ]
  }

  /// Scaled by a power of two so that squares neither overflow nor vanish, and summed exactly.
  private static func norm(_ values: [Double]) -> Double {
    if values.contains(where: \.isInfinite) { return .infinity }
    if values.contains(where: \.isNaN) { return .nan }
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    if largest == 0 { return 0 }
    if values.count == 1 { return largest }
    if values.count == 2 { return Glibc.hypot(values[0], values[1]) }
    let scale = Glibc.scalbn(1, Int32(-largest.exponent))
    let squares = values.flatMap { value -> [Double] in
      let scaled = value * scale
      let square = scaled * scaled
      return [square, Glibc.fma(scaled, scaled, -square)]
    }
    let sum = (try? exactSum(squares)) ?? 0
    // One step of Newton's iteration with the exact residual makes the square root correctly rounded in almost all cases.
    var root = sum.squareRoot()
    let rootSquare = root * root
    let residual = (try? exactSum(squares + [-rootSquare, -Glibc.fma(root, root, -rootSquare)])) ?? 0
    root += residual / (2 * root)
    return root / scale
  }

  /// Shewchuk's algorithm (1997): partial sums that do not overlap hold the sum exactly.
  static func exactSum(_ values: [Double]) throws -> Double {
    var partials: [Double] = []
    var special = 0.0
    var sawInfinity = false
    for value in values {
      if !value.isFinite {
        special += value
        sawInfinity = sawInfinity || value.isInfinite
        continue
      }
      var x = value
      var kept: [Double] = []
      for partial in partials {
        var y = partial
        if x.magnitude < y.magnitude { swap(&x, &y) }
        let high = x + y
        let low = y - (high - x)
        if low != 0 { kept.append(low) }
        x = high
      }
      if x.isInfinite { throw Raised(.overflowError, "intermediate overflow in fsum") }
      partials = kept + [x]
    }
    if sawInfinity || special.isNaN {
      if special.isNaN, sawInfinity, !values.contains(where: \.isNaN) {
        throw Raised(.valueError, "-inf + inf in fsum")
      }
      return special
    }
    guard var high = partials.popLast() else { return 0 }
    var low = 0.0
    while let y = partials.popLast() {
      let x = high
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    // Round half to even across the remaining partials.
    if let next = partials.last, (low < 0 && next < 0) || (low > 0 && next > 0) {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }
}
