#pragma once

#include <stdint.h>

// Each with its gradient as one loop over `count` elements. `x` is the activation's input, `y` its output.
#define NABLA_DECLARE_ACTIVATIONS(REAL, S)                                                                   \
  void nabla_relu_##S(REAL *y, const REAL *x, long count);                                                    \
  void nabla_relu_backward_##S(REAL *gx, const REAL *g, const REAL *y, long count);                           \
  void nabla_hardtanh_##S(REAL *y, const REAL *x, long count, REAL low, REAL high);                           \
  void nabla_hardtanh_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count, REAL low, REAL high);  \
  void nabla_leaky_relu_##S(REAL *y, const REAL *x, long count, REAL slope);                                  \
  void nabla_leaky_relu_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count, REAL slope);         \
  void nabla_elu_##S(REAL *y, const REAL *x, long count, REAL alpha, REAL scale);                             \
  void nabla_elu_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count, REAL alpha, REAL scale);    \
  void nabla_gelu_##S(REAL *y, const REAL *x, long count);                                                    \
  void nabla_gelu_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                           \
  void nabla_gelu_tanh_##S(REAL *y, const REAL *x, long count);                                               \
  void nabla_gelu_tanh_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                      \
  void nabla_silu_##S(REAL *y, const REAL *x, long count);                                                    \
  void nabla_silu_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                           \
  void nabla_softplus_##S(REAL *y, const REAL *x, long count, REAL beta, REAL threshold);                     \
  void nabla_softplus_backward_##S(                                                                          \
      REAL *gx, const REAL *g, const REAL *x, long count, REAL beta, REAL threshold);                         \
  void nabla_logsigmoid_##S(REAL *y, const REAL *x, long count);                                              \
  void nabla_logsigmoid_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                     \
  void nabla_hardsigmoid_##S(REAL *y, const REAL *x, long count);                                             \
  void nabla_hardsigmoid_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                    \
  void nabla_hardswish_##S(REAL *y, const REAL *x, long count);                                               \
  void nabla_hardswish_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                      \
  void nabla_mish_##S(REAL *y, const REAL *x, long count);                                                    \
  void nabla_mish_backward_##S(REAL *gx, const REAL *g, const REAL *x, long count);                           \
  /* Kept where keep[i] != 0, scaled. */                                                                     \
  void nabla_masked_scale_##S(REAL *y, const REAL *x, const uint8_t *keep, long count, REAL scale);

NABLA_DECLARE_ACTIVATIONS(float, f32)
NABLA_DECLARE_ACTIVATIONS(double, f64)
