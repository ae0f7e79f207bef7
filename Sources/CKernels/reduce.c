// Reductions: sixteen independent accumulators, so that the processor's pipelines and vectors fill, folded at the end.
#include "include/kernels_elementwise.h"
#include "include/kernels_reduce.h"
#include "kernels_target.h"
#include <math.h>
#include <stdint.h>

#define LANES 16
// Doubles are summed in blocks, so that the error grows with the number of blocks, not of elements.
#define BLOCK 4096

#define REDUCE(NAME, T, A, START, STEP, FOLD)                                                      \
  NB_CLONES static void NAME(long n, const void *px, long sx, void *pacc) {                        \
    const T *p = px;                                                                               \
    A total = *(A *)pacc;                                                                          \
    while (n > 0) {                                                                                \
      long m = n < BLOCK ? n : BLOCK;                                                              \
      if (m < LANES) {                                                                             \
        A s = START;                                                                               \
        for (long i = 0; i < m; i++) { A x = (A)p[i * sx]; s = STEP; }                             \
        { A x = s; s = total; total = FOLD; }                                                      \
      } else {                                                                                     \
        A lane[LANES];                                                                             \
        for (int j = 0; j < LANES; j++) lane[j] = START;                                           \
        long i = 0;                                                                                \
        if (sx == 1) {                                                                             \
          for (; i + LANES <= m; i += LANES)                                                       \
            for (int j = 0; j < LANES; j++) { A x = (A)p[i + j], s = lane[j]; lane[j] = STEP; }    \
        } else {                                                                                   \
          for (; i + LANES <= m; i += LANES)                                                       \
            for (int j = 0; j < LANES; j++) { A x = (A)p[(i + j) * sx], s = lane[j]; lane[j] = STEP; } \
        }                                                                                          \
        for (int j = 0; i < m; i++, j++) { A x = (A)p[i * sx], s = lane[j]; lane[j] = STEP; }      \
        for (int w = LANES / 2; w; w /= 2)                                                         \
          for (int j = 0; j < w; j++) { A s = lane[j], x = lane[j + w]; lane[j] = FOLD; }          \
        { A s = total, x = lane[0]; total = FOLD; }                                                \
      }                                                                                            \
      p += m * sx;                                                                                 \
      n -= m;                                                                                      \
    }                                                                                              \
    *(A *)pacc = total;                                                                            \
  }                                                                                                \
  NB_CLONES static void NAME##_rows(long rows, long cols, const void *px, long stride, void *pacc) { \
    const T *p = px;                                                                               \
    A *acc = pacc;                                                                                 \
    for (long r = 0; r < rows; r++, p += stride)                                                   \
      for (long j = 0; j < cols; j++) { A x = (A)p[j], s = acc[j]; acc[j] = STEP; }                \
  }

#define FLOAT_REDUCE(OP, START, STEP, FOLD)                                                        \
  REDUCE(OP##_f32, float, double, START, STEP, FOLD) REDUCE(OP##_f64, double, double, START, STEP, FOLD)
#define INT_REDUCE(OP, START, STEP, FOLD)                                                          \
  REDUCE(OP##_i64, int64_t, int64_t, START, STEP, FOLD) REDUCE(OP##_i32, int32_t, int64_t, START, STEP, FOLD) \
  REDUCE(OP##_u8, uint8_t, int64_t, START, STEP, FOLD)

#define WRAP(E) ((int64_t)(E))
#define U(x) ((uint64_t)(x))
FLOAT_REDUCE(sum, 0, s + x, s + x)
INT_REDUCE(sum, 0, WRAP(U(s) + U(x)), WRAP(U(s) + U(x)))
FLOAT_REDUCE(prod, 1, s * x, s * x)
INT_REDUCE(prod, 1, WRAP(U(s) * U(x)), WRAP(U(s) * U(x)))
// NaN stays once met.
FLOAT_REDUCE(max, -INFINITY, (x > s || x != x) ? x : s, (x > s || x != x) ? x : s)
FLOAT_REDUCE(min, INFINITY, (x < s || x != x) ? x : s, (x < s || x != x) ? x : s)
INT_REDUCE(max, INT64_MIN, x > s ? x : s, x > s ? x : s)
INT_REDUCE(min, INT64_MAX, x < s ? x : s, x < s ? x : s)
FLOAT_REDUCE(sum_squares, 0, s + x * x, s + x)
FLOAT_REDUCE(sum_abs, 0, s + fabs(x), s + x)
FLOAT_REDUCE(max_abs, 0, (fabs(x) > s || x != x) ? fabs(x) : s, (x > s || x != x) ? x : s)
FLOAT_REDUCE(min_abs, INFINITY, (fabs(x) < s || x != x) ? fabs(x) : s, (x < s || x != x) ? x : s)
FLOAT_REDUCE(count, 0, s + (x != 0), s + x)
INT_REDUCE(count, 0, s + (x != 0), s + x)
FLOAT_REDUCE(any, 0, (s != 0) | (x != 0), (s != 0) | (x != 0))
INT_REDUCE(any, 0, s | (x != 0), s | x)
FLOAT_REDUCE(all, 1, (s != 0) & (x != 0), (s != 0) & (x != 0))
INT_REDUCE(all, 1, s & (x != 0), s & x)

#define BOTH(OP, N) [OP] = {N##_f32, N##_f64, N##_i64, N##_i32, N##_u8, N##_u8}
#define FLOATS_ONLY(OP, N) [OP] = {N##_f32, N##_f64}
#define BOTH_ROWS(OP, N) [OP] = {N##_f32_rows, N##_f64_rows, N##_i64_rows, N##_i32_rows, N##_u8_rows, N##_u8_rows}
#define FLOATS_ONLY_ROWS(OP, N) [OP] = {N##_f32_rows, N##_f64_rows}
static const nb_reduce_fn table[NB_REDUCE_OPS][NB_DTYPES] = {
  BOTH(NB_SUM, sum), BOTH(NB_PROD, prod), BOTH(NB_MAX, max), BOTH(NB_MIN, min),
  FLOATS_ONLY(NB_SUM_SQUARES, sum_squares), FLOATS_ONLY(NB_SUM_ABS, sum_abs), FLOATS_ONLY(NB_MAX_ABS, max_abs),
  FLOATS_ONLY(NB_MIN_ABS, min_abs), BOTH(NB_COUNT, count), BOTH(NB_ANY, any), BOTH(NB_ALL, all),
};
static const nb_reduce_rows_fn rows_table[NB_REDUCE_OPS][NB_DTYPES] = {
  BOTH_ROWS(NB_SUM, sum), BOTH_ROWS(NB_PROD, prod), BOTH_ROWS(NB_MAX, max), BOTH_ROWS(NB_MIN, min),
  FLOATS_ONLY_ROWS(NB_SUM_SQUARES, sum_squares), FLOATS_ONLY_ROWS(NB_SUM_ABS, sum_abs),
  FLOATS_ONLY_ROWS(NB_MAX_ABS, max_abs), FLOATS_ONLY_ROWS(NB_MIN_ABS, min_abs),
  BOTH_ROWS(NB_COUNT, count), BOTH_ROWS(NB_ANY, any), BOTH_ROWS(NB_ALL, all),
};

nb_reduce_fn nb_reduce(int op, int dtype) { return table[op][dtype]; }
nb_reduce_rows_fn nb_reduce_rows(int op, int dtype) { return rows_table[op][dtype]; }

#define DEVIATIONS(NAME, T)                                                                        \
  NB_CLONES void NAME(long n, const T *x, long sx, double mean, double *acc) {                     \
    double lane[LANES] = {0};                                                                      \
    long i = 0;                                                                                    \
    if (sx == 1)                                                                                   \
      for (; i + LANES <= n; i += LANES)                                                           \
        for (int j = 0; j < LANES; j++) { double d = (double)x[i + j] - mean; lane[j] += d * d; }  \
    for (; i < n; i++) { double d = (double)x[i * sx] - mean; lane[i % LANES] += d * d; }          \
    double sum = 0;                                                                                \
    for (int j = 0; j < LANES; j++) sum += lane[j];                                                \
    *acc += sum;                                                                                   \
  }
DEVIATIONS(nb_sum_squared_deviations_f32, float)
DEVIATIONS(nb_sum_squared_deviations_f64, double)
