#pragma once
// Elementary functions of floats, computed in double precision by short polynomials that vectorise.
//
// The error before the last rounding is below 1e-10, so results are the correctly rounded float but for about one in a
// hundred thousand (0.5 ulp + 1e-3). Doubles use the C library.
#include <math.h>
#include <stdint.h>
#include <string.h>

#define NB_INLINE static inline __attribute__((always_inline))

NB_INLINE double nb_bits_to_double(int64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
NB_INLINE int64_t nb_double_to_bits(double x) { int64_t bits; memcpy(&bits, &x, 8); return bits; }

// exp for |x| up to 740: x = k·ln 2 + r with |r| ≤ ln 2 / 2, e^r by its Taylor polynomial to r^9 (error 7e-12).
// k is taken by adding 1.5·2^52, which leaves the rounded integer in the low bits.
NB_INLINE double nb_exp_core(double x) {
  const double shift = 6755399441055744.0;
  double k = x * 1.4426950408889634 + shift;
  int64_t n = nb_double_to_bits(k) << 52;
  double r = x - (k - shift) * 0.6931471805599453;
  double p = 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  return nb_bits_to_double(nb_double_to_bits(p) + n);
}

// Beyond ±700 a float's exponential is infinite or zero anyway. The comparisons keep NaN.
NB_INLINE double nb_exp_f(double x) {
  x = x > 700.0 ? 700.0 : x;
  x = x < -700.0 ? -700.0 : x;
  return nb_exp_core(x);
}

// log for the doubles that are floats, positive and finite: x = m·2^e with m in [√½, √2),
// log m = 2 artanh s, s = (m − 1)/(m + 1), |s| < 0.172.
NB_INLINE double nb_log_core(double x) {
  int64_t bits = nb_double_to_bits(x);
  int64_t e = (bits - 0x3fe6a09e667f3bcdLL) >> 52;
  double m = nb_bits_to_double(bits - (e << 52));
  // Small integer to double without a conversion instruction that older processors lack.
  double de = nb_bits_to_double(0x4338000000000000LL + e) - 6755399441055744.0;
  double s = (m - 1.0) / (m + 1.0), q = s * s;
  double p = 2.0 / 15;
  p = p * q + 2.0 / 13;
  p = p * q + 2.0 / 11;
  p = p * q + 2.0 / 9;
  p = p * q + 2.0 / 7;
  p = p * q + 2.0 / 5;
  p = p * q + 2.0 / 3;
  p = p * q + 2.0;
  return de * 0.6931471805599453 + p * s;
}

NB_INLINE double nb_log_f(double x) {
  double y = nb_log_core(x);
  y = x > 1.7976931348623157e308 ? x : y;
  y = x == 0.0 ? -INFINITY : y;
  return x >= 0.0 ? y : (double)NAN;
}

// tanh |x| = (1 − e) / (1 + e), e = exp(−2|x|); for small x the odd Taylor polynomial, where the difference cancels.
NB_INLINE double nb_tanh_f(double x) {
  double a = x < 0 ? -x : x;
  double e = nb_exp_f(-2.0 * a);
  double y = (1.0 - e) / (1.0 + e);
  y = x < 0 ? -y : y;
  double small = x - x * x * x * (1.0 / 3);
  return a < 1e-3 ? small : y;
}

NB_INLINE double nb_sigmoid_f(double x) { return 1.0 / (1.0 + nb_exp_f(-x)); }

// exp(x) − 1 by the Taylor polynomial near zero, where the difference cancels.
NB_INLINE double nb_expm1_f(double x) {
  double small = x + x * x * 0.5 + x * x * x * (1.0 / 6) + x * x * x * x * (1.0 / 24);
  double y = nb_exp_f(x) - 1.0;
  return (x < 1e-2 && x > -1e-2) ? small : y;
}

// log(1 + x): as a double, 1 + x loses nothing that a float holds unless x is tiny.
NB_INLINE double nb_log1p_f(double x) {
  double small = x - x * x * 0.5 + x * x * x * (1.0 / 3);
  double y = nb_log_f(1.0 + x);
  return (x < 1e-4 && x > -1e-4) ? small : y;
}

NB_INLINE double nb_atanh_f(double x) {
  double y = 0.5 * nb_log_f((1.0 + x) / (1.0 - x)), q = x * x;
  double small = x * (1.0 + q * (1.0 / 3 + q * (1.0 / 5)));
  y = x == 1.0 ? (double)INFINITY : x == -1.0 ? -(double)INFINITY : y;
  return x < 1e-2 && x > -1e-2 ? small : y;
}

// log(e^x + e^y) from the greater and the difference.
NB_INLINE double nb_logaddexp_f(double x, double y) {
  double more = x > y ? x : y, difference = x > y ? y - x : x - y;
  double sum = more + nb_log1p_f(nb_exp_f(difference));
  sum = x == y ? x + 0.6931471805599453 : sum;
  return x != x || y != y ? (double)NAN : sum;
}
