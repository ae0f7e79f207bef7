// Loops of one operand.
#include "include/kernels_elementwise.h"
#include "error_functions.h"
#include "kernels_target.h"
#include "math_inline.h"
#include <stddef.h>

#define UNARY(NAME, T, R, EXPR)                                                                    \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa) {                 \
    R *o = po;                                                                                     \
    const T *a = pa;                                                                               \
    if (so == 1 && sa == 1) {                                                                      \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i]; o[i] = (R)(EXPR); }                       \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) { T x = a[i * sa]; o[i * so] = (R)(EXPR); }                     \
    }                                                                                              \
  }

// An operation of floats: the expression for float, computed in double where it says so, and for double.
#define FLOATS(OP, F32, F64) UNARY(OP##_f32, float, float, F32) UNARY(OP##_f64, double, double, F64)
#define D ((double)x)

FLOATS(neg, -x, -x)
FLOATS(abs, fabsf(x), fabs(x))
FLOATS(sign, (float)((x > 0) - (x < 0)), (double)((x > 0) - (x < 0)))
FLOATS(square, x * x, x * x)
// Written so that NaN stays NaN.
FLOATS(relu, x < 0 ? 0 : x, x < 0 ? 0 : x)
FLOATS(reciprocal, 1.0f / x, 1.0 / x)
FLOATS(exp, nb_exp_f(D), exp(x))
FLOATS(exp2, nb_exp_f(D * 0.6931471805599453), exp2(x))
FLOATS(expm1, nb_expm1_f(D), expm1(x))
FLOATS(log, nb_log_f(D), log(x))
FLOATS(log2, nb_log_f(D) * 1.4426950408889634, log2(x))
FLOATS(log10, nb_log_f(D) * 0.4342944819032518, log10(x))
FLOATS(log1p, nb_log1p_f(D), log1p(x))
FLOATS(sqrt, sqrtf(x), sqrt(x))
FLOATS(rsqrt, 1.0f / sqrtf(x), 1.0 / sqrt(x))
FLOATS(sin, sin(D), sin(x))
FLOATS(cos, cos(D), cos(x))
FLOATS(tan, tan(D), tan(x))
FLOATS(asin, asin(D), asin(x))
FLOATS(acos, acos(D), acos(x))
FLOATS(atan, atan(D), atan(x))
FLOATS(sinh, sinh(D), sinh(x))
FLOATS(cosh, cosh(D), cosh(x))
FLOATS(tanh, nb_tanh_f(D), tanh(x))
FLOATS(asinh, asinh(D), asinh(x))
FLOATS(acosh, acosh(D), acosh(x))
// Half the logarithm of a quotient; by the odd polynomial near zero, where that is 1.
FLOATS(atanh, nb_atanh_f(D), atanh(x))
FLOATS(sigmoid, nb_sigmoid_f(D), 1.0 / (1.0 + exp(-x)))
FLOATS(erf, nb_erf_f(D), nb_erf_d(x))
FLOATS(erfc, nb_erfc_f(D), nb_erfc_d(x))
FLOATS(floor, floorf(x), floor(x))
FLOATS(ceil, ceilf(x), ceil(x))
// To even, as rint does in the default rounding mode.
FLOATS(round, rintf(x), rint(x))
FLOATS(trunc, truncf(x), trunc(x))
FLOATS(frac, x - truncf(x), x - trunc(x))

#define TO_BOOL(OP, EXPR)                                                                          \
  UNARY(OP##_f32, float, unsigned char, EXPR) UNARY(OP##_f64, double, unsigned char, EXPR)
TO_BOOL(isnan, x != x)
TO_BOOL(isinf, x - x != x - x && x == x)
TO_BOOL(isfinite, x - x == x - x)
TO_BOOL(logical_not, x == 0)

// Integers wrap around, as PyTorch's do: the arithmetic is unsigned.
#define INTEGERS(OP, E64, E32, E8)                                                                 \
  UNARY(OP##_i64, int64_t, int64_t, E64) UNARY(OP##_i32, int32_t, int32_t, E32)                    \
  UNARY(OP##_u8, uint8_t, uint8_t, E8)
INTEGERS(neg, 0 - (uint64_t)x, 0 - (uint32_t)x, 0 - x)
INTEGERS(abs, x < 0 ? 0 - (uint64_t)x : (uint64_t)x, x < 0 ? 0 - (uint32_t)x : (uint32_t)x, x)
INTEGERS(sign, (x > 0) - (x < 0), (x > 0) - (x < 0), x > 0)
INTEGERS(square, (uint64_t)x * (uint64_t)x, (uint32_t)x * (uint32_t)x, x * x)
INTEGERS(relu, x < 0 ? 0 : x, x < 0 ? 0 : x, x)
INTEGERS(bitwise_not, ~x, ~x, ~x)
UNARY(logical_not_i64, int64_t, unsigned char, x == 0)
UNARY(logical_not_i32, int32_t, unsigned char, x == 0)
UNARY(logical_not_u8, uint8_t, unsigned char, x == 0)
UNARY(sign_bool, uint8_t, uint8_t, x)

#define ENTRY(OP, N) [OP] = {N##_f32, N##_f64}
#define ENTRY_ALL(OP, N) [OP] = {N##_f32, N##_f64, N##_i64, N##_i32, N##_u8}
static const nb_unary_fn table[NB_UNARY_OPS][NB_DTYPES] = {
  ENTRY_ALL(NB_NEG, neg),
  [NB_ABS] = {abs_f32, abs_f64, abs_i64, abs_i32, abs_u8, sign_bool},
  [NB_SIGN] = {sign_f32, sign_f64, sign_i64, sign_i32, sign_u8, sign_bool},
  ENTRY_ALL(NB_SQUARE, square),
  ENTRY_ALL(NB_RELU, relu),
  [NB_BITWISE_NOT] = {NULL, NULL, bitwise_not_i64, bitwise_not_i32, bitwise_not_u8, logical_not_u8},
  ENTRY(NB_RECIPROCAL, reciprocal), ENTRY(NB_EXP, exp), ENTRY(NB_EXP2, exp2), ENTRY(NB_EXPM1, expm1),
  ENTRY(NB_LOG, log), ENTRY(NB_LOG2, log2), ENTRY(NB_LOG10, log10), ENTRY(NB_LOG1P, log1p),
  ENTRY(NB_SQRT, sqrt), ENTRY(NB_RSQRT, rsqrt), ENTRY(NB_SIN, sin), ENTRY(NB_COS, cos), ENTRY(NB_TAN, tan),
  ENTRY(NB_ASIN, asin), ENTRY(NB_ACOS, acos), ENTRY(NB_ATAN, atan), ENTRY(NB_SINH, sinh), ENTRY(NB_COSH, cosh),
  ENTRY(NB_TANH, tanh), ENTRY(NB_ASINH, asinh), ENTRY(NB_ACOSH, acosh), ENTRY(NB_ATANH, atanh),
  ENTRY(NB_SIGMOID, sigmoid), ENTRY(NB_ERF, erf), ENTRY(NB_ERFC, erfc), ENTRY(NB_FLOOR, floor),
  ENTRY(NB_CEIL, ceil), ENTRY(NB_ROUND, round), ENTRY(NB_TRUNC, trunc), ENTRY(NB_FRAC, frac),
  ENTRY(NB_ISNAN, isnan), ENTRY(NB_ISINF, isinf), ENTRY(NB_ISFINITE, isfinite),
  [NB_LOGICAL_NOT] = {logical_not_f32, logical_not_f64, logical_not_i64, logical_not_i32, logical_not_u8,
                      logical_not_u8},
};

nb_unary_fn nb_unary(int op, int dtype) {
  if (op == NB_COPY) return nb_cast(dtype, dtype);
  return table[op][dtype];
}

NB_CLONES void nb_clamp_f32(long n, float *o, long so, const float *a, long sa, float low, float high) {
  if (so == 1 && sa == 1) {
    NB_SAFE for (long i = 0; i < n; i++) { float x = a[i]; x = x < low ? low : x; o[i] = x > high ? high : x; }
  } else {
    for (long i = 0; i < n; i++) { float x = a[i * sa]; x = x < low ? low : x; o[i * so] = x > high ? high : x; }
  }
}

NB_CLONES void nb_clamp_f64(long n, double *o, long so, const double *a, long sa, double low, double high) {
  for (long i = 0; i < n; i++) { double x = a[i * sa]; x = x < low ? low : x; o[i * so] = x > high ? high : x; }
}

#define NAN_TO_NUM(NAME, T)                                                                        \
  NB_CLONES void NAME(long n, T *o, long so, const T *a, long sa, T nan, T high, T low) {          \
    if (so == 1 && sa == 1) {                                                                      \
      NB_SAFE for (long i = 0; i < n; i++) {                                                       \
        T x = a[i];                                                                                \
        o[i] = x != x ? nan : x == (T)INFINITY ? high : x == -(T)INFINITY ? low : x;               \
      }                                                                                            \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) {                                                               \
        T x = a[i * sa];                                                                           \
        o[i * so] = x != x ? nan : x == (T)INFINITY ? high : x == -(T)INFINITY ? low : x;          \
      }                                                                                            \
    }                                                                                              \
  }
NAN_TO_NUM(nb_nan_to_num_f32, float)
NAN_TO_NUM(nb_nan_to_num_f64, double)
