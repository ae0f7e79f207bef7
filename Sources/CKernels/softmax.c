// Softmax, its logarithm, their gradients, and cross entropy without the log-softmax in between.
#include "kernels_base.h"
#include "kernels_softmax.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define EXP expf
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
