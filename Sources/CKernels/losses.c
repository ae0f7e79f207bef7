// Losses and their gradients, element by element.
#include "kernels_base.h"
#include "kernels_losses.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define MATH(name) name##f
#include "losses.inc"
#undef REAL
#undef NAME
#undef MATH

#define REAL double
#define NAME(name) nabla_##name##_f64
#define MATH(name) name
#include "losses.inc"

void nabla_mse(nabla_real type, void *out, const void *x, const void *t, long count) {
  PICK(mse, out, x, t, count);
}

void nabla_mse_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count) {
  PICK(mse_backward, gx, g, stride, scale, x, t, count);
}

void nabla_smooth_l1(nabla_real type, void *out, const void *x, const void *t, long count, double beta) {
  PICK(smooth_l1, out, x, t, count, beta);
}

void nabla_smooth_l1_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count,
    double beta) {
  PICK(smooth_l1_backward, gx, g, stride, scale, x, t, count, beta);
}

void nabla_huber(nabla_real type, void *out, const void *x, const void *t, long count, double delta) {
  PICK(huber, out, x, t, count, delta);
}

void nabla_huber_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count,
    double delta) {
  PICK(huber_backward, gx, g, stride, scale, x, t, count, delta);
}

void nabla_bce(nabla_real type, void *out, const void *x, const void *t, long count) {
  PICK(bce, out, x, t, count);
}

void nabla_bce_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count) {
  PICK(bce_backward, gx, g, stride, scale, x, t, count);
}

void nabla_bce_logits(nabla_real type, void *out, const void *x, const void *t, long count) {
  PICK(bce_logits, out, x, t, count);
}

void nabla_bce_logits_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count) {
  PICK(bce_logits_backward, gx, g, stride, scale, x, t, count);
}

int nabla_all_in_unit(nabla_real type, const void *x, long count) {
  return PICK(all_in_unit, x, count);
}

void nabla_nll(
    nabla_real type, void *loss, const void *logp, const int64_t *target, const void *weight, long rows, long classes,
    int64_t ignored) {
  PICK(nll, loss, logp, target, weight, rows, classes, ignored);
}

void nabla_nll_backward(
    nabla_real type, void *grad_in, const int64_t *target, const void *factor, long rows, long classes,
    int64_t ignored) {
  PICK(nll_backward, grad_in, target, factor, rows, classes, ignored);
}

long nabla_first_bad_target(const int64_t *target, long count, long classes, int64_t ignored) {
  for (long i = 0; i < count; i++)
    if (target[i] != ignored && (target[i] < 0 || target[i] >= classes)) return i;
  return count;
}
