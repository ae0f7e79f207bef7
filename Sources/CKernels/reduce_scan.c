// Positions of extremes, and running sums.
#include "include/kernels_elementwise.h"
#include "include/kernels_reduce.h"
#include "kernels_target.h"
#include <stdint.h>

#define ARG(T, BETTER)                                                                             \
  {                                                                                                \
    const T *p = px;                                                                               \
    long best = 0;                                                                                 \
    T b = p[0];                                                                                    \
    for (long i = 1; i < n && b == b; i++) {                                                       \
      T x = p[i * sx];                                                                             \
      if (x BETTER b || x != x) { b = x; best = i; }                                               \
    }                                                                                              \
    return best;                                                                                   \
  }

long nb_argmax(int dtype, long n, const void *px, long sx) {
  switch (dtype) {
  case NB_F32: ARG(float, >)
  case NB_F64: ARG(double, >)
  case NB_I64: ARG(int64_t, >)
  case NB_I32: ARG(int32_t, >)
  default: ARG(uint8_t, >)
  }
}

long nb_argmin(int dtype, long n, const void *px, long sx) {
  switch (dtype) {
  case NB_F32: ARG(float, <)
  case NB_F64: ARG(double, <)
  case NB_I64: ARG(int64_t, <)
  case NB_I32: ARG(int32_t, <)
  default: ARG(uint8_t, <)
  }
}

#define SCAN(T, A, START, STEP)                                                                    \
  {                                                                                                \
    const T *p = px;                                                                               \
    T *o = po;                                                                                     \
    A s = START;                                                                                   \
    for (long i = 0; i < n; i++) { A x = (A)p[i * sx]; s = STEP; o[i * so] = (T)s; }               \
    return;                                                                                        \
  }

void nb_cumsum(int dtype, long n, void *po, long so, const void *px, long sx) {
  switch (dtype) {
  case NB_F32: SCAN(float, double, 0, s + x)
  case NB_F64: SCAN(double, double, 0, s + x)
  default: SCAN(int64_t, uint64_t, 0, s + x)
  }
}

void nb_cumprod(int dtype, long n, void *po, long so, const void *px, long sx) {
  switch (dtype) {
  case NB_F32: SCAN(float, double, 1, s * x)
  case NB_F64: SCAN(double, double, 1, s * x)
  default: SCAN(int64_t, uint64_t, 1, s * x)
  }
}

// A strip of columns at a time, so that the running values stay near.
#define SCAN_ROWS(NAME, T, A, START, OP)                                                           \
  NB_CLONES static void NAME(long rows, long cols, T *out, const T *x) {                           \
    A running[256];                                                                                \
    for (long first = 0; first < cols; first += 256) {                                             \
      long width = cols - first < 256 ? cols - first : 256;                                        \
      for (long j = 0; j < width; j++) running[j] = START;                                         \
      for (long row = 0; row < rows; row++) {                                                      \
        const T *p = x + row * cols + first;                                                       \
        T *o = out + row * cols + first;                                                           \
        NB_SAFE for (long j = 0; j < width; j++) {                                                 \
          running[j] = running[j] OP (A)p[j];                                                      \
          o[j] = (T)running[j];                                                                    \
        }                                                                                          \
      }                                                                                            \
    }                                                                                              \
  }
SCAN_ROWS(sum_rows_f32, float, double, 0, +)
SCAN_ROWS(sum_rows_f64, double, double, 0, +)
SCAN_ROWS(sum_rows_i64, int64_t, uint64_t, 0, +)
SCAN_ROWS(product_rows_f32, float, double, 1, *)
SCAN_ROWS(product_rows_f64, double, double, 1, *)
SCAN_ROWS(product_rows_i64, int64_t, uint64_t, 1, *)

void nb_cumsum_rows(int dtype, long rows, long cols, void *out, const void *x) {
  switch (dtype) {
  case NB_F32: sum_rows_f32(rows, cols, out, x); return;
  case NB_F64: sum_rows_f64(rows, cols, out, x); return;
  default: sum_rows_i64(rows, cols, out, x); return;
  }
}

void nb_cumprod_rows(int dtype, long rows, long cols, void *out, const void *x) {
  switch (dtype) {
  case NB_F32: product_rows_f32(rows, cols, out, x); return;
  case NB_F64: product_rows_f64(rows, cols, out, x); return;
  default: product_rows_i64(rows, cols, out, x); return;
  }
}
