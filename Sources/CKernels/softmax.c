// Softmax, its logarithm, their gradients, and cross entropy without the log-softmax in between.
#include "kernels_base.h"
#include "kernels_softmax.h"
#include <math.h>
#include <string.h>

// exp in single precision, within one unit of the last place.
//
// PyTorch's order: x = q ln 2 + s with ln 2 in two parts, e^s by a polynomial of degree 7 as SLEEF evaluates it (its
// coefficients, so that softmax and its gradients have PyTorch's bits; correctly rounded values differ in one of ten).
NABLA_INLINE float nabla_exp_f32(float x) {
  float q = __builtin_rintf(x * 1.44269504088896340736f);
  float s = x - q * 0.693145751953125f;
  s = s - q * 1.428606765330187045e-06f;
  float p = 0.000198527617612853646278381f;
  p = p * s + 0.00139304355252534151077271f;
  p = p * s + 0.00833336077630519866943359f;
  p = p * s + 0.0416664853692054748535156f;
  p = p * s + 0.166666671633720397949219f;
  p = p * s + 0.5f;
  float rest = s * s * p + s;
  float y = 1.0f + rest;
  // 2^q in two factors, since it may lie beyond the normal numbers where the result does not.
  q = q >= -252.0f ? (q > 252.0f ? 252.0f : q) : -252.0f;
  int32_t exponent = (int32_t)q, half = exponent >> 1;
  int32_t first_bits = (half + 127) << 23, second_bits = (exponent - half + 127) << 23;
  float first, second;
  memcpy(&first, &first_bits, 4);
  memcpy(&second, &second_bits, 4);
  y = y * first * second;
  y = x < -104.0f ? 0.0f : y;
  y = x > 100.0f ? INFINITY : y;
  return x == x ? y : x;
}

#define REAL float
#define NAME(name) nabla_##name##_f32
#define EXP nabla_exp_f32
#define LOG logf
#include "softmax.inc"
#undef REAL
#undef NAME
#undef EXP
#undef LOG

#define REAL double
#define NAME(name) nabla_##name##_f64
#define EXP exp
#define LOG log
#include "softmax.inc"

void nabla_softmax(nabla_real type, void *out, const void *in, long outer, long size, long inner) {
  PICK(softmax, out, in, outer, size, inner);
}

void nabla_log_softmax(nabla_real type, void *out, const void *in, long outer, long size, long inner) {
  PICK(log_softmax, out, in, outer, size, inner);
}

void nabla_softmax_backward(
    nabla_real type, void *grad_in, const void *grad, const void *y, long outer, long size, long inner) {
  PICK(softmax_backward, grad_in, grad, y, outer, size, inner);
}

void nabla_log_softmax_backward(
    nabla_real type, void *grad_in, const void *grad, const void *y, long outer, long size, long inner) {
  PICK(log_softmax_backward, grad_in, grad, y, outer, size, inner);
}

void nabla_cross_entropy_rows(
    nabla_real type, void *loss, void *log_sum, const void *in, const int64_t *target, long rows, long classes,
    int64_t ignored) {
  PICK(cross_entropy_rows, loss, log_sum, in, target, rows, classes, ignored);
}

void nabla_cross_entropy_backward(
    nabla_real type, void *grad_in, const void *in, const void *log_sum, const int64_t *target, const void *factor,
    long rows, long classes) {
  PICK(cross_entropy_backward, grad_in, in, log_sum, target, factor, rows, classes);
}
