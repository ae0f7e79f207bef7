// Conversions between element types, filling and choosing.
#include "include/kernels_elementwise.h"
#include "kernels_target.h"
#include <stdint.h>
#include <string.h>

#define CAST(NAME, T, R, EXPR)                                                                     \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa) {                 \
    R *o = po;                                                                                     \
    const T *a = pa;                                                                               \
    if (so == 1 && sa == 1) {                                                                      \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i]; o[i] = EXPR; }                            \
    } else if (so == 1 && sa == 0) {                                                               \
      T x = a[0]; R y = EXPR;                                                                      \
      for (long i = 0; i < n; i++) o[i] = y;                                                       \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) { T x = a[i * sa]; o[i * so] = EXPR; }                          \
    }                                                                                              \
  }

// A float out of range has no defined conversion in C; these are what x86 gives: the least value for 64 and 32 bits,
// the low byte of the 64-bit conversion for bytes. The range is tested first, so nothing undefined runs.
static inline __attribute__((always_inline)) int64_t to_i64(double x) {
  return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN;
}
static inline __attribute__((always_inline)) int32_t to_i32(double x) {
  return x > -2147483649.0 && x < 2147483648.0 ? (int32_t)x : INT32_MIN;
}

// IEEE's half precision: 5 bits of exponent, 10 of fraction.
static inline __attribute__((always_inline)) float from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}
static inline __attribute__((always_inline)) uint32_t to_bits(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}
static inline __attribute__((always_inline)) float from_f16(uint16_t h) {
  uint32_t sign = (uint32_t)(h & 0x8000) << 16, exponent = h >> 10 & 31, fraction = h & 1023;
  if (exponent == 0) return from_bits(sign | to_bits((float)fraction * 0x1p-24f));
  return from_bits(sign | (exponent == 31 ? 0x7f800000 : (exponent + 112) << 23) | fraction << 13);
}
static inline __attribute__((always_inline)) uint16_t to_f16(float x) {
  uint32_t bits = to_bits(x), sign = bits >> 16 & 0x8000, size = bits & 0x7fffffff;
  if (size > 0x7f800000) return (uint16_t)(sign | 0x7e00);
  if (size >= 0x477ff000) return (uint16_t)(sign | 0x7c00);
  // Below the least normal number the last place is 2^-24, as it is for floats just above one half.
  if (size < 0x38800000) return (uint16_t)(sign | (to_bits(from_bits(size) + 0.5f) - 0x3f000000));
  return (uint16_t)(sign | (size - (112u << 23) + 0xfff + (size >> 13 & 1)) >> 13);
}
static inline __attribute__((always_inline)) float from_bf16(uint16_t h) { return from_bits((uint32_t)h << 16); }
static inline __attribute__((always_inline)) uint16_t to_bf16(float x) {
  uint32_t bits = to_bits(x);
  return x != x ? 0x7fc0 : (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}
float nb_half_to_float(unsigned short bits) { return from_f16(bits); }
unsigned short nb_float_to_half(float x) { return to_f16(x); }
unsigned short nb_float_to_bfloat(float x) { return to_bf16(x); }

#define FROM_FLOAT(S, T, X)                                                                        \
  CAST(S##_f32, T, float, (float)X) CAST(S##_f64, T, double, (double)X)                            \
  CAST(S##_i64, T, int64_t, to_i64(X)) CAST(S##_i32, T, int32_t, to_i32(X))                        \
  CAST(S##_u8, T, uint8_t, (uint8_t)to_i64(X)) CAST(S##_bool, T, uint8_t, X != 0)                  \
  CAST(S##_i8, T, int8_t, (int8_t)to_i64(X)) CAST(S##_i16, T, int16_t, (int16_t)to_i64(X))         \
  CAST(S##_f16, T, uint16_t, to_f16((float)X)) CAST(S##_bf16, T, uint16_t, to_bf16((float)X))
#define FROM_INT(S, T)                                                                             \
  CAST(S##_f32, T, float, (float)x) CAST(S##_f64, T, double, (double)x)                            \
  CAST(S##_i64, T, int64_t, (int64_t)x) CAST(S##_i32, T, int32_t, (int32_t)x)                      \
  CAST(S##_u8, T, uint8_t, (uint8_t)x) CAST(S##_bool, T, uint8_t, x != 0)                          \
  CAST(S##_i8, T, int8_t, (int8_t)x) CAST(S##_i16, T, int16_t, (int16_t)x)                         \
  CAST(S##_f16, T, uint16_t, to_f16((float)x)) CAST(S##_bf16, T, uint16_t, to_bf16((float)x))
FROM_FLOAT(f32, float, x)
FROM_FLOAT(f64, double, x)
FROM_FLOAT(f16, uint16_t, from_f16(x))
FROM_FLOAT(bf16, uint16_t, from_bf16(x))
FROM_INT(i64, int64_t)
FROM_INT(i32, int32_t)
FROM_INT(u8, uint8_t)
FROM_INT(i8, int8_t)
FROM_INT(i16, int16_t)

#define ROW(S) {S##_f32, S##_f64, S##_i64, S##_i32, S##_u8, S##_bool, S##_i8, S##_i16, S##_f16, S##_bf16}
static const nb_unary_fn table[NB_DTYPES][NB_DTYPES] = {
  ROW(f32), ROW(f64), ROW(i64), ROW(i32), ROW(u8),
  {u8_f32, u8_f64, u8_i64, u8_i32, u8_u8, u8_u8, u8_i8, u8_i16, u8_f16, u8_bf16},
  ROW(i8), ROW(i16), ROW(f16), ROW(bf16),
};

nb_unary_fn nb_cast(int from, int to) { return table[from][to]; }

#define WHERE(T)                                                                                   \
  {                                                                                                \
    T *o = po;                                                                                     \
    const T *a = pa, *b = pb;                                                                      \
    if (so == 1 && sc == 1 && sa == 1 && sb == 1) {                                                \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i], y = b[i]; o[i] = c[i] ? x : y; }          \
    } else if (so == 1 && sc == 1 && sa == 1 && sb == 0) {                                         \
      T y = b[0];                                                                                  \
      NB_SAFE for (long i = 0; i < n; i++) { T x = a[i]; o[i] = c[i] ? x : y; }                    \
    } else if (so == 1 && sc == 1 && sa == 0 && sb == 1) {                                         \
      T x = a[0];                                                                                  \
      NB_SAFE for (long i = 0; i < n; i++) { T y = b[i]; o[i] = c[i] ? x : y; }                    \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) o[i * so] = c[i * sc] ? a[i * sa] : b[i * sb];                  \
    }                                                                                              \
  }

NB_CLONES void nb_where(long size, long n, void *po, long so, const unsigned char *c, long sc, const void *pa, long sa,
                        const void *pb, long sb) {
  if (size == 4) WHERE(uint32_t)
  else if (size == 8) WHERE(uint64_t)
  else if (size == 2) WHERE(uint16_t)
  else WHERE(uint8_t)
}

#define FILL(T)                                                                                    \
  {                                                                                                \
    T *o = po, v;                                                                                  \
    memcpy(&v, value, sizeof v);                                                                   \
    if (so == 1) { for (long i = 0; i < n; i++) o[i] = v; }                                        \
    else { for (long i = 0; i < n; i++) o[i * so] = v; }                                           \
  }

NB_CLONES void nb_fill(long size, long n, void *po, long so, const void *value) {
  if (size == 4) FILL(uint32_t)
  else if (size == 8) FILL(uint64_t)
  else if (size == 2) FILL(uint16_t)
  else FILL(uint8_t)
}
