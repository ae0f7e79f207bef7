#pragma once

// Batch normalisation reads its input as [batch, channels, size] and works on channels [from, to).
#define NABLA_DECLARE_NORMALIZATION(REAL, S)                                                                 \
  /* mean[c] and the biased variance[c] over batch and size, in double precision inside. */                   \
  void nabla_channel_statistics_##S(                                                                         \
      REAL *mean, REAL *variance, const REAL *in, long batch, long channels, long size, long from, long to);  \
  /* out = in * scale[c] + shift[c] */                                                                       \
  void nabla_channel_affine_##S(                                                                             \
      REAL *out, const REAL *in, const REAL *scale, const REAL *shift, long batch, long channels, long size,  \
      long from, long to);                                                                                   \
  /* sum[c] = sum of grad, dot[c] = sum of grad * (in - mean[c]) */                                          \
  void nabla_channel_gradient_sums_##S(                                                                      \
      REAL *sum, REAL *dot, const REAL *grad, const REAL *in, const REAL *mean, long batch, long channels,    \
      long size, long from, long to);                                                                        \
  /* grad_in = (grad - meanGrad[c] - (in - mean[c]) * slope[c]) * scale[c] */                                \
  void nabla_channel_gradient_##S(                                                                           \
      REAL *grad_in, const REAL *grad, const REAL *in, const REAL *mean, const REAL *mean_grad,               \
      const REAL *slope, const REAL *scale, long batch, long channels, long size, long from, long to);        \
  /* Layer normalisation of rows: out = (in - mean) * rstd * weight + bias; weight and bias may be null. */   \
  void nabla_layer_norm_##S(                                                                                 \
      REAL *out, REAL *mean, REAL *rstd, const REAL *in, const REAL *weight, const REAL *bias, long rows,     \
      long size, REAL eps);                                                                                  \
  void nabla_layer_norm_backward_##S(                                                                        \
      REAL *grad_in, const REAL *grad, const REAL *in, const REAL *mean, const REAL *rstd,                    \
      const REAL *weight, long rows, long size);                                                             \
  /* grad_weight += grad * normalised input, grad_bias += grad, summed over rows; either may be null. */      \
  void nabla_layer_norm_parameters_##S(                                                                      \
      REAL *grad_weight, REAL *grad_bias, const REAL *grad, const REAL *in, const REAL *mean,                 \
      const REAL *rstd, long rows, long size);

NABLA_DECLARE_NORMALIZATION(float, f32)
NABLA_DECLARE_NORMALIZATION(double, f64)
