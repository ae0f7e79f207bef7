#pragma once
// Special functions of double precision, for the loops of special.c.
#include <math.h>

#define NB_SQRT_HALF 0.70710678118654752440
#define NB_INV_SQRT_PI 0.56418958354775628695

/// ζ(s, q) = Σ (q + k)^-s, by the first terms and Euler and Maclaurin's formula for the rest.
static inline double nb_zeta(double s, double q) {
  if (s == 1) return INFINITY;
  if (!(s > 1)) return NAN;
  if (q <= 0) {
    if (q == floor(q)) return INFINITY;
    if (s != floor(s)) return NAN;
  }
  double sum = 0, a = q;
  for (int k = 0; k < 10 || a <= 9; k++, a += 1) {
    double term = pow(a, -s);
    sum += term;
    if (fabs(term) < 1e-17 * fabs(sum)) return sum;
  }
  // B(2k) / (2k)!
  static const double b[] = {
    1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000.0,
    1.0 / 74724249600.0, -3617.0 / 10670622842880000.0,
  };
  double power = pow(a, -s);
  sum += power * a / (s - 1) + power / 2;
  double factor = s, scale = power / a;
  for (int k = 0; k < 8; k++) {
    double term = b[k] * factor * scale;
    sum += term;
    if (fabs(term) < 1e-17 * fabs(sum)) break;
    factor *= (s + 2 * k + 1) * (s + 2 * k + 2);
    scale /= a * a;
  }
  return sum;
}

/// ψ(x): up by its recurrence to where the asymptotic series is exact, mirrored for negative x.
static inline double nb_digamma(double x) {
  if (x == 0) return copysign(INFINITY, -x);
  if (x < 0) {
    double whole;
    double rest = modf(x, &whole);
    if (rest == 0) return NAN;
    return nb_digamma(1 - x) - M_PI / tan(M_PI * rest);
  }
  double sum = 0;
  while (x < 10) { sum -= 1 / x; x += 1; }
  double y = 1 / (x * x);
  double series = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132
    - y * (691.0 / 32760 - y / 12))))));
  return sum + log(x) - 0.5 / x - series;
}

/// ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! ζ(n + 1, x).
static inline double nb_polygamma(double n, double x) {
  if (n == 0) return nb_digamma(x);
  double sign = fmod(n, 2) == 0 ? -1 : 1;
  return sign * exp(lgamma(n + 1)) * nb_zeta(n + 1, x);
}

/// exp(x²)·erfc(x), by its continued fraction where the product would overflow.
static inline double nb_erfcx(double x) {
  if (x < 5) return x < -26.7 ? INFINITY : exp(x * x) * erfc(x);
  double fraction = x;
  for (int k = 60; k > 0; k--) fraction = x + 0.5 * k / fraction;
  return NB_INV_SQRT_PI / fraction;
}


static inline double nb_log_ndtr(double x) {
  if (x < -1) return log(0.5 * nb_erfcx(-x * NB_SQRT_HALF)) - 0.5 * x * x;
  return log1p(-0.5 * erfc(x * NB_SQRT_HALF));
}

/// exp(-|x|)·I_order(x) for order 0 and 1: the power series, whose terms are all positive, or the asymptotic one.
static inline double nb_scaled_i(int order, double x) {
  double size = fabs(x), sum, term;
  if (size <= 30) {
    double quarter = size * size / 4;
    sum = term = order ? size / 2 : 1;
    for (int k = 1; term > 1e-17 * sum; k++) sum += term *= quarter / ((double)k * (k + order));
    sum *= exp(-size);
  } else {
    double mu = 4.0 * order * order;
    sum = term = 1;
    for (int k = 1; k < 60; k++) {
      double next = -term * (mu - (2.0 * k - 1) * (2.0 * k - 1)) / (8 * k * size);
      if (fabs(next) < 1e-17 || fabs(next) > fabs(term)) break;
      sum += term = next;
    }
    sum /= sqrt(2 * M_PI * size);
  }
  return order && x < 0 ? -sum : sum;
}

static inline double nb_i(int order, double x) {
  double size = fabs(x);
  // In two steps: exp(x) overflows before I(x) does.
  return nb_scaled_i(order, x) * exp(size / 2) * exp(size / 2);
}

/// exp(x)·K_order(x) = ∫ exp(-x (cosh t - 1)) cosh(order t) dt. The integrand falls off doubly exponentially, which makes
/// the trapezoidal rule exact.
static inline double nb_scaled_k(int order, double x) {
  if (x == 0) return INFINITY;
  if (!(x > 0)) return NAN;
  const double step = 1.0 / 32;
  double sum = 0.5;
  for (int k = 1; k < 2400; k++) {
    double t = k * step, shift = x * (cosh(t) - 1);
    if (shift > 745) break;
    sum += exp(-shift) * (order ? cosh(t) : 1);
  }
  return sum * step;
}

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x).
static inline double nb_igamma(double a, double x, int upper) {
  if (!(a >= 0 && x >= 0)) return NAN;
  if (a == 0) return x > 0 ? !upper : NAN;
  if (x == 0) return upper;
  if (isinf(a)) return isinf(x) ? NAN : upper;
  if (isinf(x)) return !upper;
  double factor = exp(a * log(x) - x - lgamma(a));
  if (x < a + 1) {
    double term = 1 / a, sum = term;
    for (int k = 1; k < 100000 && term > 1e-17 * sum; k++) sum += term *= x / (a + k);
    double lower = factor * sum;
    return upper ? 1 - lower : lower;
  }
  // Lentz's evaluation of the continued fraction.
  double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
  for (int k = 1; k < 100000; k++) {
    double numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    if (fabs(d) < 1e-300) d = 1e-300;
    c = b + numerator / c;
    if (fabs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    value *= d * c;
    if (fabs(d * c - 1) < 1e-16) break;
  }
  double above = factor * value;
  return upper ? above : 1 - above;
}

static inline double nb_entropy(double x) { return x > 0 ? -x * log(x) : x == 0 ? 0 : x < 0 ? -INFINITY : NAN; }
static inline double nb_xlogy(double x, double y) { return y != y ? NAN : x == 0 ? 0 : x * log(y); }
static inline double nb_xlog1py(double x, double y) { return y != y ? NAN : x == 0 ? 0 : x * log1p(y); }

static inline double nb_logaddexp(double x, double y) {
  if (isinf(x) && x == y) return x;
  double top = x > y ? x : y;
  return x != x || y != y ? NAN : top + log1p(exp(-fabs(x - y)));
}

static inline double nb_logaddexp2(double x, double y) {
  if (isinf(x) && x == y) return x;
  double top = x > y ? x : y;
  return x != x || y != y ? NAN : top + log1p(exp2(-fabs(x - y))) * M_LOG2E;
}

/// Polynomials by their three-term recurrences; p1 is the one of degree 1.
#define NB_POLYNOMIAL(NAME, FIRST, NEXT)                                                           \
  static inline double NAME(double x, double degree) {                                             \
    if (degree < 0) return 0;                                                                      \
    long n = degree > 1e6 ? 1000000 : (long)degree;                                                \
    double a = 1, b = (FIRST);                                                                     \
    if (n == 0) return a;                                                                          \
    for (long k = 1; k < n; k++) { double c = (NEXT); a = b; b = c; }                              \
    return b;                                                                                      \
  }
NB_POLYNOMIAL(nb_chebyshev_t, x, 2 * x * b - a)
NB_POLYNOMIAL(nb_chebyshev_u, 2 * x, 2 * x * b - a)
NB_POLYNOMIAL(nb_chebyshev_v, 2 * x - 1, 2 * x * b - a)
NB_POLYNOMIAL(nb_chebyshev_w, 2 * x + 1, 2 * x * b - a)
NB_POLYNOMIAL(nb_hermite_h, 2 * x, 2 * (x * b - k * a))
NB_POLYNOMIAL(nb_hermite_he, x, x * b - k * a)
NB_POLYNOMIAL(nb_laguerre, 1 - x, ((2 * k + 1 - x) * b - k * a) / (k + 1))
NB_POLYNOMIAL(nb_legendre, x, ((2 * k + 1) * x * b - k * a) / (k + 1))
