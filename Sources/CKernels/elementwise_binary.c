// Loops of two operands.
#include "include/kernels_elementwise.h"
#include "error_functions.h"
#include "kernels_target.h"
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define BINARY(NAME, T, R, EXPR)                                                                   \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa, const void *pb,   \
                             long sb, double alpha) {                                              \
    R *o = po;                                                                                     \
    const T *a = pa, *b = pb;                                                                      \
    const T k = (T)alpha;                                                                          \
    (void)k;                                                                                       \
    if (so == 1 && sa == 1 && sb == 1) {                                                           \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i], y = b[i]; o[i] = (R)(EXPR); }             \
    } else if (so == 1 && sa == 1 && sb == 0) {                                                    \
      T y = b[0];                                                                                  \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i]; o[i] = (R)(EXPR); }                       \
    } else if (so == 1 && sa == 0 && sb == 1) {                                                    \
      T x = a[0];                                                                                  \
      NB_SAFE for (long i = 0; i < n; i++) { T y = b[i]; o[i] = (R)(EXPR); }                       \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) { T x = a[i * sa], y = b[i * sb]; o[i * so] = (R)(EXPR); }      \
    }                                                                                              \
  }

#define FLOATS(OP, F32, F64) BINARY(OP##_f32, float, float, F32) BINARY(OP##_f64, double, double, F64)
// Integer arithmetic is done unsigned: it wraps instead of being undefined.
#define INTEGERS(OP, E64, E32, E8)                                                                 \
  BINARY(OP##_i64, int64_t, int64_t, E64) BINARY(OP##_i32, int32_t, int32_t, E32)                  \
  BINARY(OP##_u8, uint8_t, uint8_t, E8)
#define U64(E) ((uint64_t)(E))
#define U32(E) ((uint32_t)(E))

FLOATS(add, x + y, x + y)
FLOATS(sub, x - y, x - y)
FLOATS(mul, x * y, x * y)
FLOATS(div, x / y, x / y)
// A fused multiply-add rounds once; PyTorch's kernels use one here too.
FLOATS(add_scaled, x + k * y, x + k * y)
INTEGERS(add, U64(x) + U64(y), U32(x) + U32(y), x + y)
INTEGERS(sub, U64(x) - U64(y), U32(x) - U32(y), x - y)
INTEGERS(mul, U64(x) * U64(y), U32(x) * U32(y), x * y)
INTEGERS(add_scaled, U64(x) + U64(k) * U64(y), U32(x) + U32(k) * U32(y), x + k * y)
BINARY(or_bool, uint8_t, uint8_t, x | y)
BINARY(and_bool, uint8_t, uint8_t, x & y)

// NaN wins, whichever side it is on.
FLOATS(maximum, x > y || x != x ? x : y, x > y || x != x ? x : y)
FLOATS(minimum, x < y || x != x ? x : y, x < y || x != x ? x : y)
INTEGERS(maximum, x > y ? x : y, x > y ? x : y, x > y ? x : y)
INTEGERS(minimum, x < y ? x : y, x < y ? x : y, x < y ? x : y)

// Python's floor division of floats (as CPython's float_floor_div): the quotient of what the remainder leaves.
#define FLOOR_DIVIDE(T, FMOD, FLOOR, COPYSIGN)                                                     \
  static inline T floor_divide_##T(T x, T y) {                                                     \
    if (y == 0) return x / y;                                                                      \
    T m = FMOD(x, y), q = (x - m) / y;                                                             \
    if (m != 0 && (y < 0) != (m < 0)) q -= 1;                                                      \
    if (q == 0) return COPYSIGN(0, x / y);                                                         \
    T f = FLOOR(q);                                                                                \
    return q - f > (T)0.5 ? f + 1 : f;                                                             \
  }                                                                                                \
  static inline T remainder_##T(T x, T y) {                                                        \
    T m = FMOD(x, y);                                                                              \
    return m != 0 && (y < 0) != (m < 0) ? m + y : m;                                               \
  }
FLOOR_DIVIDE(float, fmodf, floorf, copysignf)
FLOOR_DIVIDE(double, fmod, floor, copysign)

// The caller has made sure that no divisor is 0. The least value divided by -1 wraps.
#define INTEGER_DIVISION(T, U)                                                                     \
  static inline T quotient_##T(T x, T y) { return y == (T)-1 ? (T)(0 - (U)x) : x / y; }            \
  static inline T modulus_##T(T x, T y) { return y == (T)-1 ? 0 : x % y; }                         \
  static inline T floor_quotient_##T(T x, T y) {                                                   \
    T q = quotient_##T(x, y), m = modulus_##T(x, y);                                               \
    return m != 0 && (m < 0) != (y < 0) ? q - 1 : q;                                               \
  }                                                                                                \
  static inline T floor_modulus_##T(T x, T y) {                                                    \
    T m = modulus_##T(x, y);                                                                       \
    return m != 0 && (m < 0) != (y < 0) ? m + y : m;                                               \
  }                                                                                                \
  static inline T power_##T(T x, T y) {                                                            \
    if (y < 0) return x == 1 ? 1 : x == (T)-1 ? (y & 1 ? -1 : 1) : 0;                              \
    U r = 1, f = (U)x;                                                                             \
    for (; y; y >>= 1, f *= f) if (y & 1) r *= f;                                                  \
    return (T)r;                                                                                   \
  }
INTEGER_DIVISION(int64_t, uint64_t)
INTEGER_DIVISION(int32_t, uint32_t)
static inline uint8_t power_uint8_t(uint8_t x, uint8_t y) {
  unsigned r = 1, f = x;
  for (; y; y >>= 1, f *= f) if (y & 1) r *= f;
  return (uint8_t)r;
}

BINARY(floor_divide_f64, double, double, floor_divide_double(x, y))
FLOATS(trunc_divide, truncf(x / y), trunc(x / y))
BINARY(remainder_f64, double, double, remainder_double(x, y))
BINARY(fmod_f64, double, double, fmod(x, y))

// Remainders of floats in blocks. As doubles, x / y is right about its whole part where that is below 2^28, and the
// multiple of y is exact, so that the difference is the remainder; blocks with others take the C library's.
NB_INLINE float remainder_near(double x, double y, double q) {
  double m = __builtin_fma(-trunc(q), y, x);
  m = m == 0.0 ? copysign(0.0, x) : m;
  return (float)m;
}
NB_INLINE float remainder_floored(double x, double y, double q) {
  float m = remainder_near(x, y, q);
  return m != 0 && (y < 0) != (m < 0) ? m + (float)y : m;
}
NB_INLINE float floor_divided(double x, double y, double q) {
  float m = remainder_near(x, y, q), whole = ((float)x - m) / (float)y;
  whole = m != 0 && (y < 0) != (m < 0) ? whole - 1 : whole;
  float f = floorf(whole);
  f = whole - f > 0.5f ? f + 1 : f;
  return whole == 0 ? (float)copysign(0.0, q) : f;
}
#define REMAINDER(NAME, NEAR, EXACT)                                                               \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa, const void *pb,   \
                             long sb, double alpha) {                                              \
    float *o = po;                                                                                 \
    const float *a = pa, *b = pb;                                                                  \
    (void)alpha;                                                                                   \
    float results[256];                                                                            \
    for (long start = 0; start < n; start += 256) {                                                \
      long count = n - start < 256 ? n - start : 256;                                              \
      const float *x = a + start * sa, *y = b + start * sb;                                        \
      int far = 0;                                                                                 \
      if (sa == 1 && sb == 1) {                                                                    \
        NB_SAFE for (long i = 0; i < count; i++) {                                                 \
          double q = (double)x[i] / (double)y[i];                                                  \
          far |= !(fabs(q) < 268435456.0);                                                         \
          results[i] = NEAR(x[i], y[i], q);                                                        \
        }                                                                                          \
      } else if (sa == 1 && sb == 0) {                                                             \
        double divisor = b[0];                                                                     \
        NB_SAFE for (long i = 0; i < count; i++) {                                                 \
          double q = (double)x[i] / divisor;                                                       \
          far |= !(fabs(q) < 268435456.0);                                                         \
          results[i] = NEAR(x[i], divisor, q);                                                     \
        }                                                                                          \
      } else {                                                                                     \
        far = 1;                                                                                   \
      }                                                                                            \
      if (far) for (long i = 0; i < count; i++) results[i] = EXACT(x[i * sa], y[i * sb]);          \
      for (long i = 0; i < count; i++) o[(start + i) * so] = results[i];                           \
    }                                                                                              \
  }
REMAINDER(remainder_f32, remainder_floored, remainder_float)
REMAINDER(fmod_f32, remainder_near, fmodf)
REMAINDER(floor_divide_f32, floor_divided, floor_divide_float)
FLOATS(pow, powf(x, y), pow(x, y))
FLOATS(atan2, nb_atan2_f(x, y), atan2(x, y))
// The squares of floats neither overflow nor vanish as doubles; an infinity outweighs NaN.
NB_INLINE float hypot_float(double x, double y) {
  double root = sqrt(x * x + y * y);
  return (float)((x - x != 0 && x == x) || (y - y != 0 && y == y) ? (double)INFINITY : root);
}
FLOATS(hypot, hypot_float(x, y), hypot(x, y))
INTEGERS(floor_divide, floor_quotient_int64_t(x, y), floor_quotient_int32_t(x, y), x / y)
INTEGERS(trunc_divide, quotient_int64_t(x, y), quotient_int32_t(x, y), x / y)
INTEGERS(remainder, floor_modulus_int64_t(x, y), floor_modulus_int32_t(x, y), x % y)
INTEGERS(fmod, modulus_int64_t(x, y), modulus_int32_t(x, y), x % y)
INTEGERS(pow, power_int64_t(x, y), power_int32_t(x, y), power_uint8_t(x, y))
INTEGERS(bitwise_and, x & y, x & y, x & y)
INTEGERS(bitwise_or, x | y, x | y, x | y)
INTEGERS(bitwise_xor, x ^ y, x ^ y, x ^ y)
// Shifts beyond the width give 0, or the sign for a shift to the right.
INTEGERS(shift_left, y < 0 || y > 63 ? 0 : U64(x) << y, y < 0 || y > 31 ? 0 : U32(x) << y, y > 7 ? 0 : x << y)
INTEGERS(shift_right, x >> (y < 0 || y > 63 ? 63 : y), x >> (y < 0 || y > 31 ? 31 : y), y > 7 ? 0 : x >> y)
BINARY(xor_bool, uint8_t, uint8_t, x ^ y)

FLOATS(relu_grad, y > 0 ? x : 0, y > 0 ? x : 0)
FLOATS(sigmoid_grad, x * (1 - y) * y, x * (1 - y) * y)
FLOATS(tanh_grad, x * (1 - y * y), x * (1 - y * y))

#define COMPARE(OP, EXPR)                                                                          \
  BINARY(OP##_f32, float, uint8_t, EXPR) BINARY(OP##_f64, double, uint8_t, EXPR)                   \
  BINARY(OP##_i64, int64_t, uint8_t, EXPR) BINARY(OP##_i32, int32_t, uint8_t, EXPR)                \
  BINARY(OP##_u8, uint8_t, uint8_t, EXPR)
COMPARE(eq, x == y)
COMPARE(ne, x != y)
COMPARE(lt, x < y)
COMPARE(le, x <= y)
COMPARE(gt, x > y)
COMPARE(ge, x >= y)
COMPARE(logical_and, (x != 0) & (y != 0))
COMPARE(logical_or, (x != 0) | (y != 0))
COMPARE(logical_xor, (x != 0) ^ (y != 0))

#define FLOAT_ENTRY(OP, N) [OP] = {N##_f32, N##_f64}
#define NUMBER_ENTRY(OP, N) [OP] = {N##_f32, N##_f64, N##_i64, N##_i32, N##_u8}
#define ALL_ENTRY(OP, N, B) [OP] = {N##_f32, N##_f64, N##_i64, N##_i32, N##_u8, B}
#define INTEGER_ENTRY(OP, N, B) [OP] = {NULL, NULL, N##_i64, N##_i32, N##_u8, B}
static const nb_binary_fn table[NB_BINARY_OPS][NB_DTYPES] = {
  ALL_ENTRY(NB_ADD, add, or_bool), NUMBER_ENTRY(NB_SUB, sub), ALL_ENTRY(NB_MUL, mul, and_bool),
  FLOAT_ENTRY(NB_DIV, div), ALL_ENTRY(NB_MAXIMUM, maximum, or_bool), ALL_ENTRY(NB_MINIMUM, minimum, and_bool),
  NUMBER_ENTRY(NB_FLOOR_DIVIDE, floor_divide), NUMBER_ENTRY(NB_TRUNC_DIVIDE, trunc_divide),
  NUMBER_ENTRY(NB_REMAINDER, remainder), NUMBER_ENTRY(NB_FMOD, fmod), NUMBER_ENTRY(NB_POW, pow),
  FLOAT_ENTRY(NB_ATAN2, atan2), FLOAT_ENTRY(NB_HYPOT, hypot),
  INTEGER_ENTRY(NB_BITWISE_AND, bitwise_and, and_bool), INTEGER_ENTRY(NB_BITWISE_OR, bitwise_or, or_bool),
  INTEGER_ENTRY(NB_BITWISE_XOR, bitwise_xor, xor_bool),
  INTEGER_ENTRY(NB_SHIFT_LEFT, shift_left, NULL), INTEGER_ENTRY(NB_SHIFT_RIGHT, shift_right, NULL),
  FLOAT_ENTRY(NB_RELU_GRAD, relu_grad), FLOAT_ENTRY(NB_SIGMOID_GRAD, sigmoid_grad),
  FLOAT_ENTRY(NB_TANH_GRAD, tanh_grad),
  ALL_ENTRY(NB_ADD_SCALED, add_scaled, or_bool),
  ALL_ENTRY(NB_EQ, eq, eq_u8), ALL_ENTRY(NB_NE, ne, ne_u8), ALL_ENTRY(NB_LT, lt, lt_u8),
  ALL_ENTRY(NB_LE, le, le_u8), ALL_ENTRY(NB_GT, gt, gt_u8), ALL_ENTRY(NB_GE, ge, ge_u8),
  ALL_ENTRY(NB_LOGICAL_AND, logical_and, logical_and_u8), ALL_ENTRY(NB_LOGICAL_OR, logical_or, logical_or_u8),
  ALL_ENTRY(NB_LOGICAL_XOR, logical_xor, logical_xor_u8),
};

nb_binary_fn nb_binary(int op, int dtype) { return table[op][dtype]; }
