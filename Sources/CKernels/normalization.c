// Statistics, normalisation and its gradient, by channel and by row.
#include "kernels_base.h"
#include "kernels_normalization.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#include "normalization.inc"
#undef REAL
#undef NAME

#define REAL double
#define NAME(name) nabla_##name##_f64
#include "normalization.inc"

void nabla_channel_statistics(
    nabla_real type, void *mean, void *squares, const void *in, long batch, long channels, long size, long from,
    long to) {
  PICK(channel_statistics, mean, squares, in, batch, channels, size, from, to);
}

void nabla_channel_affine(
    nabla_real type, void *out, const void *in, const void *scale, const void *shift, long batch, long channels,
    long size, long from, long to) {
  PICK(channel_affine, out, in, scale, shift, batch, channels, size, from, to);
}

void nabla_channel_gradient_sums(
    nabla_real type, double *sum, double *dot, const void *grad, const void *in, const void *mean, long batch,
    long channels, long size, long from, long to) {
  PICK(channel_gradient_sums, sum, dot, grad, in, mean, batch, channels, size, from, to);
}

void nabla_channel_gradient(
    nabla_real type, void *grad_in, const void *grad, const void *in, const void *mean, const void *mean_grad,
    const void *slope, const void *inverse, const void *weight, long batch, long channels, long size, long from,
    long to) {
  PICK(channel_gradient, grad_in, grad, in, mean, mean_grad, slope, inverse, weight, batch, channels, size, from, to);
}

void nabla_layer_norm(
    nabla_real type, void *out, void *mean, void *rstd, const void *in, const void *weight, const void *bias,
    long rows, long size, double eps) {
  PICK(layer_norm, out, mean, rstd, in, weight, bias, rows, size, eps);
}

void nabla_layer_norm_backward(
    nabla_real type, void *grad_in, const void *grad, const void *in, const void *mean, const void *rstd,
    const void *weight, long rows, long size) {
  PICK(layer_norm_backward, grad_in, grad, in, mean, rstd, weight, rows, size);
}

void nabla_layer_norm_parameters(
    nabla_real type, void *grad_weight, void *grad_bias, const void *grad, const void *in, const void *mean,
    const void *rstd, long rows, long size) {
  PICK(layer_norm_parameters, grad_weight, grad_bias, grad, in, mean, rstd, rows, size);
}
