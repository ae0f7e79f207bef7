#pragma once

#include "kernels_base.h"

// Each with its gradient as one loop over `count` elements. `x` is the activation's input, `y` its output.
void nabla_relu(nabla_real type, void *y, const void *x, long count);
void nabla_relu_backward(nabla_real type, void *gx, const void *g, const void *y, long count);
void nabla_hardtanh(nabla_real type, void *y, const void *x, long count, double low, double high);
void nabla_hardtanh_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double low, double high);
void nabla_leaky_relu(nabla_real type, void *y, const void *x, long count, double slope);
void nabla_leaky_relu_backward(nabla_real type, void *gx, const void *g, const void *x, long count, double slope);
void nabla_elu(nabla_real type, void *y, const void *x, long count, double alpha, double scale);
void nabla_elu_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double alpha, double scale);
void nabla_gelu(nabla_real type, void *y, const void *x, long count);
void nabla_gelu_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_gelu_tanh(nabla_real type, void *y, const void *x, long count);
void nabla_gelu_tanh_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_silu(nabla_real type, void *y, const void *x, long count);
void nabla_silu_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_softplus(nabla_real type, void *y, const void *x, long count, double beta, double threshold);
void nabla_softplus_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double beta, double threshold);
void nabla_logsigmoid(nabla_real type, void *y, const void *x, long count);
void nabla_logsigmoid_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_hardsigmoid(nabla_real type, void *y, const void *x, long count);
void nabla_hardsigmoid_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_hardswish(nabla_real type, void *y, const void *x, long count);
void nabla_hardswish_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
void nabla_mish(nabla_real type, void *y, const void *x, long count);
void nabla_mish_backward(nabla_real type, void *gx, const void *g, const void *x, long count);
/// Kept where keep[i] != 0, scaled.
void nabla_masked_scale(nabla_real type, void *y, const void *x, const uint8_t *keep, long count, double scale);
