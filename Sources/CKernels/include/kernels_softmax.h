#pragma once

#include <stdint.h>

// Tensors are read as [outer, size, inner]; the softmax runs over `size`.
#define NABLA_DECLARE_SOFTMAX(REAL, S)                                                                       \
  void nabla_softmax_##S(REAL *out, const REAL *in, long outer, long size, long inner);                       \
  void nabla_log_softmax_##S(REAL *out, const REAL *in, long outer, long size, long inner);                   \
  /* y * (grad - sum(grad * y)) */                                                                           \
  void nabla_softmax_backward_##S(                                                                           \
      REAL *grad_in, const REAL *grad, const REAL *y, long outer, long size, long inner);                     \
  /* grad - exp(y) * sum(grad) */                                                                            \
  void nabla_log_softmax_backward_##S(                                                                       \
      REAL *grad_in, const REAL *grad, const REAL *y, long outer, long size, long inner);                     \
  /* log_softmax's target entry and more, without writing the log-softmax: for each row the log of the sum of \
     exponentials, and (log_sum - in[target]). Rows whose target is `ignored` give 0. */                      \
  void nabla_cross_entropy_rows_##S(                                                                         \
      REAL *loss, REAL *log_sum, const REAL *in, const int64_t *target, long rows, long classes,              \
      int64_t ignored);                                                                                      \
  /* grad_in[r] = factor[r] * (softmax(in[r]) - onehot(target[r])); factor 0 gives zeros. */                 \
  void nabla_cross_entropy_backward_##S(                                                                     \
      REAL *grad_in, const REAL *in, const REAL *log_sum, const int64_t *target, const REAL *factor,          \
      long rows, long classes);

NABLA_DECLARE_SOFTMAX(float, f32)
NABLA_DECLARE_SOFTMAX(double, f64)
