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

#define FROM_FLOAT(S, T)                                                                           \
  CAST(S##_f32, T, float, (float)x) CAST(S##_f64, T, double, (double)x)                            \
  CAST(S##_i64, T, int64_t, to_i64(x)) CAST(S##_i32, T, int32_t, to_i32(x))                        \
  CAST(S##_u8, T, uint8_t, (uint8_t)to_i64(x)) CAST(S##_bool, T, uint8_t, x != 0)
#define FROM_INT(S, T)                                                                             \
  CAST(S##_f32, T, float, (float)x) CAST(S##_f64, T, double, (double)x)                            \
  CAST(S##_i64, T, int64_t, (int64_t)x) CAST(S##_i32, T, int32_t, (int32_t)x)                      \
  CAST(S##_u8, T, uint8_t, (uint8_t)x) CAST(S##_bool, T, uint8_t, x != 0)
FROM_FLOAT(f32, float)
FROM_FLOAT(f64, double)
FROM_INT(i64, int64_t)
FROM_INT(i32, int32_t)
FROM_INT(u8, uint8_t)

#define ROW(S) {S##_f32, S##_f64, S##_i64, S##_i32, S##_u8, S##_bool}
static const nb_unary_fn table[NB_DTYPES][NB_DTYPES] = {
  ROW(f32), ROW(f64), ROW(i64), ROW(i32), ROW(u8), {u8_f32, u8_f64, u8_i64, u8_i32, u8_u8, u8_u8},
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
  else FILL(uint8_t)
}
