import NablaVM

// imports: import math

extension Examples {
  /// Of `math`, which the examples have imported.
  static let math: Examples = """
    acos: math.acos(1.0) => 0.0
    acosh: math.acosh(1.0) => 0.0
    asin: math.asin(0.0) => 0.0
    asinh: math.asinh(0.0) => 0.0
    atan: round(math.atan(1.0), 4) => 0.7854
    atan2: round(math.atan2(1, -1), 4) => 2.3562
    atanh: math.atanh(0.0) => 0.0
    cbrt: round(math.cbrt(27.0), 9) => 3.0
    ceil: math.ceil(2.1) => 3
    comb: math.comb(5, 2) => 10
    copysign: math.copysign(3.0, -0.0) => -3.0
    cos: math.cos(0.0) => 1.0
    cosh: math.cosh(0.0) => 1.0
    degrees: math.degrees(math.pi) => 180.0
    dist: math.dist((0, 0), (3, 4)) => 5.0
    erf: math.erf(0.0) => 0.0
    erfc: math.erfc(0.0) => 1.0
    exp: math.exp(0.0) => 1.0
    exp2: math.exp2(10) => 1024.0
    expm1: math.expm1(0.0) => 0.0
    fabs: math.fabs(-2) => 2.0
    factorial: math.factorial(20) => 2432902008176640000
    floor: math.floor(-2.1) => -3
    fmod: math.fmod(-7, 3) => -1.0
    frexp: math.frexp(8.0) => (0.5, 4)
    fsum: math.fsum([0.1] * 10) => 1.0
    gamma: math.gamma(5) => 24.0
    gcd: math.gcd(12, 18, 30) => 6
    hypot: math.hypot(3, 4) => 5.0
    isclose: math.isclose(0.1 + 0.2, 0.3) => True
    isfinite: math.isfinite(1e308) => True
    isinf: math.isinf(float('-inf')) => True
    isnan: math.isnan(float('nan')) => True
    isqrt: math.isqrt(17) => 4
    lcm: math.lcm(4, 6) => 12
    ldexp: math.ldexp(0.5, 4) => 8.0
    lgamma: math.lgamma(1.0) => 0.0
    log: math.log(8, 2) => 3.0
    log10: math.log10(1000) => 3.0
    log1p: math.log1p(0.0) => 0.0
    log2: math.log2(8) => 3.0
    modf: math.modf(2.5) => (0.5, 2.0)
    nextafter: math.nextafter(1.0, 2.0) => 1.0000000000000002
    perm: math.perm(5, 2) => 20
    pow: math.pow(2, 10) => 1024.0
    prod: math.prod([2, 3, 4]) => 24
    radians: round(math.radians(180), 4) => 3.1416
    remainder: math.remainder(7, 4) => -1.0
    sin: math.sin(0.0) => 0.0
    sinh: math.sinh(0.0) => 0.0
    sqrt: math.sqrt(2.25) => 1.5
    tan: math.tan(0.0) => 0.0
    tanh: math.tanh(0.0) => 0.0
    trunc: math.trunc(-2.7) => -2
    ulp: math.ulp(1.0) => 2.220446049250313e-16
    """
}
