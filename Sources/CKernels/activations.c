// Activations, one loop each way.
#include "kernels_base.h"
#include "kernels_activations.h"
#include <math.h>
#include "error_functions.h"

#define REAL float
#define NAME(name) nabla_##name##_f32
#define MATH(name) name##f
#define ERF nb_erf_f
#include "activations.inc"
#undef REAL
#undef NAME
#undef MATH
#undef ERF

#define REAL double
#define NAME(name) nabla_##name##_f64
#define MATH(name) name
#define ERF nb_erf_d
#include "activations.inc"

void nabla_relu(nabla_real type, void *y, const void *x, long count) {
  PICK(relu, y, x, count);
}

void nabla_relu_backward(nabla_real type, void *gx, const void *g, const void *y, long count) {
  PICK(relu_backward, gx, g, y, count);
}

void nabla_hardtanh(nabla_real type, void *y, const void *x, long count, double low, double high) {
  PICK(hardtanh, y, x, count, low, high);
}

void nabla_hardtanh_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double low, double high) {
  PICK(hardtanh_backward, gx, g, x, count, low, high);
}

void nabla_leaky_relu(nabla_real type, void *y, const void *x, long count, double slope) {
  PICK(leaky_relu, y, x, count, slope);
}

void nabla_leaky_relu_backward(nabla_real type, void *gx, const void *g, const void *x, long count, double slope) {
  PICK(leaky_relu_backward, gx, g, x, count, slope);
}

void nabla_elu(nabla_real type, void *y, const void *x, long count, double alpha, double scale) {
  PICK(elu, y, x, count, alpha, scale);
}

void nabla_elu_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double alpha, double scale) {
  PICK(elu_backward, gx, g, x, count, alpha, scale);
}

void nabla_gelu(nabla_real type, void *y, const void *x, long count) {
  PICK(gelu, y, x, count);
}

void nabla_gelu_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(gelu_backward, gx, g, x, count);
}

void nabla_gelu_tanh(nabla_real type, void *y, const void *x, long count) {
  PICK(gelu_tanh, y, x, count);
}

void nabla_gelu_tanh_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(gelu_tanh_backward, gx, g, x, count);
}

void nabla_silu(nabla_real type, void *y, const void *x, long count) {
  PICK(silu, y, x, count);
}

void nabla_silu_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(silu_backward, gx, g, x, count);
}

void nabla_softplus(nabla_real type, void *y, const void *x, long count, double beta, double threshold) {
  PICK(softplus, y, x, count, beta, threshold);
}

void nabla_softplus_backward(
    nabla_real type, void *gx, const void *g, const void *x, long count, double beta, double threshold) {
  PICK(softplus_backward, gx, g, x, count, beta, threshold);
}

void nabla_logsigmoid(nabla_real type, void *y, const void *x, long count) {
  PICK(logsigmoid, y, x, count);
}

void nabla_logsigmoid_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(logsigmoid_backward, gx, g, x, count);
}

void nabla_hardsigmoid(nabla_real type, void *y, const void *x, long count) {
  PICK(hardsigmoid, y, x, count);
}

void nabla_hardsigmoid_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(hardsigmoid_backward, gx, g, x, count);
}

void nabla_hardswish(nabla_real type, void *y, const void *x, long count) {
  PICK(hardswish, y, x, count);
}

void nabla_hardswish_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(hardswish_backward, gx, g, x, count);
}

void nabla_mish(nabla_real type, void *y, const void *x, long count) {
  PICK(mish, y, x, count);
}

void nabla_mish_backward(nabla_real type, void *gx, const void *g, const void *x, long count) {
  PICK(mish_backward, gx, g, x, count);
}

void nabla_masked_scale(nabla_real type, void *y, const void *x, const uint8_t *keep, long count, double scale) {
  PICK(masked_scale, y, x, keep, count, scale);
}
