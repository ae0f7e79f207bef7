import Glibc
import NablaInteger
import NablaVM

/// `math`.
let mathModule = NativeModule("math", "Mathematical functions of real numbers.", examples: .math) { module, _ in
  module.set("pi", .float(Double.pi))
  module.set("e", .float(M_E))
  module.set("tau", .float(2 * Double.pi))
  module.set("inf", .float(.infinity))
  module.set("nan", .float(.nan))
  module.define(MathFunctions.elementary)
  module.define(MathFunctions.special)
  module.define(MathFunctions.parts)
  module.define(MathFunctions.sequences)
  module.define(MathFunctions.integers)
}

enum MathFunctions {
  static let domain = "math domain error"
  static let range = "math range error"

  /// A function of one number whose errors follow C's: NaN from a number is a domain error, infinity from a finite
  /// number an overflow (`overflows`) or a pole.
  static func one(
    _ name: String, _ summary: String, overflows: Bool = false, _ function: @escaping (Double) -> Double
  ) -> Native {
    Native(name, "(x, /)", summary) { arguments, vm in
      let x = try arguments.double(0, vm)
      let result = function(x)
      if result.isNaN, !x.isNaN { throw Raised(.valueError, domain) }
      if result.isInfinite, x.isFinite {
        if overflows { throw Raised(.overflowError, range) }
        throw Raised(.valueError, domain)
      }
      return .float(result)
    }
  }

  static func two(
    _ name: String, _ signature: String, _ summary: String, _ function: @escaping (Double, Double) -> Double
  ) -> Native {
    Native(name, signature, summary) { arguments, vm in
      let x = try arguments.double(0, vm)
      let y = try arguments.double(1, vm)
      let result = function(x, y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw Raised(.valueError, domain) }
      if result.isInfinite, x.isFinite, y.isFinite { throw Raised(.overflowError, range) }
      return .float(result)
    }
  }

  static var elementary: [Native] {
    [
      one("sqrt", "The square root.", Glibc.sqrt), one("cbrt", "The cube root.", Glibc.cbrt),
      one("exp", "e raised to x.", overflows: true, Glibc.exp),
      one("exp2", "2 raised to x.", overflows: true, Glibc.exp2),
      one("expm1", "exp(x) - 1, accurate near 0.", overflows: true, Glibc.expm1),
      one("log1p", "log(1 + x), accurate near 0.", Glibc.log1p),
      one("sin", "The sine.", Glibc.sin), one("cos", "The cosine.", Glibc.cos), one("tan", "The tangent.", Glibc.tan),
      one("asin", "The arc sine.", Glibc.asin), one("acos", "The arc cosine.", Glibc.acos),
      one("atan", "The arc tangent.", Glibc.atan),
      one("sinh", "The hyperbolic sine.", overflows: true, Glibc.sinh),
      one("cosh", "The hyperbolic cosine.", overflows: true, Glibc.cosh),
      one("tanh", "The hyperbolic tangent.", Glibc.tanh), one("asinh", "The inverse hyperbolic sine.", Glibc.asinh),
      one("acosh", "The inverse hyperbolic cosine.", Glibc.acosh),
      one("atanh", "The inverse hyperbolic tangent.", Glibc.atanh),
      one("radians", "Degrees to radians.") { $0 * (Double.pi / 180) },
      one("degrees", "Radians to degrees.") { $0 * (180 / Double.pi) },
      two("atan2", "(y, x, /)", "The angle of the point (x, y).", Glibc.atan2),
      two("fmod", "(x, y, /)", "The remainder with the sign of x.", Glibc.fmod),
      two("remainder", "(x, y, /)", "The remainder nearest to zero.", Glibc.remainder),
      two("copysign", "(x, y, /)", "x with the sign of y.", Glibc.copysign),
      Native("pow", "(x, y, /)", "x raised to y, as a float.") { arguments, vm in
        let x = try arguments.double(0, vm)
        let y = try arguments.double(1, vm)
        let result = Glibc.pow(x, y)
        if result.isNaN, !x.isNaN, !y.isNaN { throw Raised(.valueError, domain) }
        if result.isInfinite, x.isFinite, y.isFinite {
          if x == 0 { throw Raised(.valueError, domain) }
          throw Raised(.overflowError, range)
        }
        return .float(result)
      },
      logarithm("log2", Glibc.log2, 1), logarithm("log10", Glibc.log10, 0.301029995663981195213738894724493027),
      Native("log", "(x, base=<none>, /)", "The natural logarithm, or that to a base.") { arguments, vm in
        let numerator = try log(arguments[0], Glibc.log, M_LN2, vm)
        if arguments.isOmitted(1) { return .float(numerator) }
        let denominator = try log(arguments[1], Glibc.log, M_LN2, vm)
        if denominator == 0 { throw Raised(.zeroDivisionError, "float division by zero") }
        return .float(numerator / denominator)
      },
    ]
  }

  private static func logarithm(_ name: String, _ function: @escaping (Double) -> Double, _ ofTwo: Double) -> Native {
    Native(name, "(x, /)", "The logarithm to base \(name.dropFirst(3)).") { arguments, vm in
      .float(try log(arguments[0], function, ofTwo, vm))
    }
  }

  /// Integers beyond a double's range are scaled down by a power of two first; `ofTwo` is the logarithm of 2.
  private static func log(
    _ value: Value, _ function: (Double) -> Double, _ ofTwo: Double, _ vm: Interpreter
  ) throws -> Double {
    if let integer = value.integer {
      if integer <= 0 { throw Raised(.valueError, domain) }
      let bits = integer.bitLength
      if bits > 1023 {
        let shift = bits - 64
        return function(Double(UInt64(truncatingIfNeeded: integer.magnitude >> shift))) + ofTwo * Double(shift)
      }
    }
    let x = try vm.double(value)
    if x <= 0 { throw Raised(.valueError, domain) }
    return function(x)
  }

  static var special: [Native] {
    [
      one("erf", "The error function.", Glibc.erf), one("erfc", "The complementary error function.", Glibc.erfc),
      one("lgamma", "The logarithm of the gamma function's absolute value.", Glibc.lgamma),
      Native("gamma", "(x, /)", "The gamma function.") { arguments, vm in
        let x = try arguments.double(0, vm)
        if x == -.infinity || (x.isFinite && x <= 0 && x == x.rounded()) { throw Raised(.valueError, domain) }
        let result = Glibc.tgamma(x)
        if result.isInfinite, x.isFinite { throw Raised(.overflowError, range) }
        return .float(result)
      },
    ]
  }

  static var parts: [Native] {
    [
      whole("floor", "The largest integer not above x.", "__floor__") { $0.rounded(.down) },
      whole("ceil", "The smallest integer not below x.", "__ceil__") { $0.rounded(.up) },
      whole("trunc", "The integer part.", "__trunc__") { $0.rounded(.towardZero) },
      Native("fabs", "(x, /)", "The absolute value as a float.") { arguments, vm in
        .float(try arguments.double(0, vm).magnitude)
      },
      Native("isnan", "(x, /)", "Whether x is no number.") { arguments, vm in
        .bool(try arguments.double(0, vm).isNaN)
      },
      Native("isinf", "(x, /)", "Whether x is infinite.") { arguments, vm in
        .bool(try arguments.double(0, vm).isInfinite)
      },
      Native("isfinite", "(x, /)", "Whether x is neither infinite nor no number.") { arguments, vm in
        .bool(try arguments.double(0, vm).isFinite)
      },
      Native("modf", "(x, /)", "The fractional and integer parts, as floats.") { arguments, vm in
        let x = try arguments.double(0, vm)
        if x.isInfinite { return .tuple([.float(Glibc.copysign(0, x)), .float(x)]) }
        let whole = x.rounded(.towardZero)
        return .tuple([.float(Glibc.copysign(x - whole, x)), .float(whole)])
      },
      Native("frexp", "(x, /)", "(m, e) with x = m * 2**e and 0.5 <= |m| < 1.") { arguments, vm in
        let x = try arguments.double(0, vm)
        if x == 0 || !x.isFinite { return .tuple([.float(x), .int(0)]) }
        var exponent: Int32 = 0
        let significand = Glibc.frexp(x, &exponent)
        return .tuple([.float(significand), .int(Int(exponent))])
      },
      Native("ldexp", "(x, i, /)", "x * 2**i.") { arguments, vm in
        let x = try arguments.double(0, vm)
        let exponent = try arguments.int(1, vm)
        let result = Glibc.scalbn(x, Int32(clamping: exponent))
        if result.isInfinite, x.isFinite { throw Raised(.overflowError, range) }
        return .float(result)
      },
      Native("ulp", "(x, /)", "The value of the lowest bit of x.") { arguments, vm in
        .float(try arguments.double(0, vm).magnitude.ulp)
      },
      Native("nextafter", "(x, y, /)", "The next float after x towards y.") { arguments, vm in
        .float(Glibc.nextafter(try arguments.double(0, vm), try arguments.double(1, vm)))
      },
      Native("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are close.") { arguments, vm in
        let a = try arguments.double(0, vm)
        let b = try arguments.double(1, vm)
        let relative = try arguments.double(2, vm)
        let absolute = try arguments.double(3, vm)
        if relative < 0 || absolute < 0 { throw Raised(.valueError, "tolerances must be non-negative") }
        if a == b { return .bool(true) }
        if a.isInfinite || b.isInfinite { return .bool(false) }
        let difference = (b - a).magnitude
        return .bool(
          difference <= (relative * b).magnitude || difference <= (relative * a).magnitude || difference <= absolute)
      },
    ]
  }

  private static func whole(
    _ name: String, _ summary: String, _ special: Name, _ round: @escaping (Double) -> Double
  ) -> Native {
    Native(name, "(x, /)", summary) { arguments, vm in
      let value = arguments[0]
      if let integer = value.integer { return Value(integer) }
      if value.object != nil {
        let method = vm.type(of: value).lookup(special)
        if !method.isUndefined { return try vm.call(method, [value]) }
      }
      let x = round(try vm.double(value))
      if let small = Int(exactly: x) { return .int(small) }
      return Value(try translating { try FloatText.integer(x) })
    }
  }
}
