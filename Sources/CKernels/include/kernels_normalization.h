#pragma once

#include "kernels_base.h"
// Batch normalisation reads its input as [batch, channels, size] and works on channels [from, to).
/// mean[c] and the sum of squared deviations from it, squares[c], over batch and size.
void nabla_channel_statistics(
    nabla_real type, void *mean, void *squares, const void *in, long batch, long channels, long size, long from,
    long to);
/// out = in * scale[c] + shift[c]
void nabla_channel_affine(
    nabla_real type, void *out, const void *in, const void *scale, const void *shift, long batch, long channels,
    long size, long from, long to);
/// sum[c] = sum of grad, dot[c] = sum of grad * (in - mean[c])
void nabla_channel_gradient_sums(
    nabla_real type, double *sum, double *dot, const void *grad, const void *in, const void *mean, long batch,
    long channels, long size, long from, long to);
/// grad_in = (grad - mean_grad[c] - (in - mean[c]) * slope[c]) * inverse[c] * weight[c]
void nabla_channel_gradient(
    nabla_real type, void *grad_in, const void *grad, const void *in, const void *mean, const void *mean_grad,
    const void *slope, const void *inverse, const void *weight, long batch, long channels, long size, long from,
    long to);
/// Layer normalisation of rows: out = (in - mean) * rstd * weight + bias; weight and bias may be null.
void nabla_layer_norm(
    nabla_real type, void *out, void *mean, void *rstd, const void *in, const void *weight, const void *bias,
    long rows, long size, double eps);
void nabla_layer_norm_backward(
    nabla_real type, void *grad_in, const void *grad, const void *in, const void *mean, const void *rstd,
    const void *weight, long rows, long size);
/// grad_weight += grad * normalised input, grad_bias += grad, summed over rows; either may be null.
void nabla_layer_norm_parameters(
    nabla_real type, void *grad_weight, void *grad_bias, const void *grad, const void *in, const void *mean,
    const void *rstd, long rows, long size);
