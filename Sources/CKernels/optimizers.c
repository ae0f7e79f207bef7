// Optimiser steps: every state and parameter read and written once.
#include "kernels_base.h"
#include "kernels_optimizers.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define SQRT sqrtf
#include "optimizers.inc"
#undef REAL
#undef NAME
#undef SQRT

#define REAL double
#define NAME(name) nabla_##name##_f64
#define SQRT sqrt
#include "optimizers.inc"

void nabla_sgd(
    nabla_real type, void *param, const void *grad, void *momentum_buffer, long count, double lr, double momentum,
    double undamped, double weight_decay, int nesterov, int maximize, int first) {
  PICK(sgd, param, grad, momentum_buffer, count, lr, momentum, undamped, weight_decay, nesterov, maximize, first);
}

void nabla_adam(
    nabla_real type, void *param, const void *grad, void *exp_avg, void *exp_avg_sq, void *max_exp_avg_sq, long count,
    double step_size, double one_minus_beta1, double beta2, double one_minus_beta2, double correction2_sqrt,
    double eps, double weight_decay, double decay_factor, int maximize) {
  PICK(adam,
    param, grad, exp_avg, exp_avg_sq, max_exp_avg_sq, count, step_size, one_minus_beta1, beta2, one_minus_beta2,
    correction2_sqrt, eps, weight_decay, decay_factor, maximize);
}

void nabla_rmsprop(
    nabla_real type, void *param, const void *grad, void *square_avg, void *grad_avg, void *momentum_buffer,
    long count, double lr, double alpha, double one_minus_alpha, double eps, double weight_decay, double momentum,
    int maximize) {
  PICK(rmsprop,
    param, grad, square_avg, grad_avg, momentum_buffer, count, lr, alpha, one_minus_alpha, eps, weight_decay,
    momentum, maximize);
}

void nabla_adagrad(
    nabla_real type, void *param, const void *grad, void *sum, long count, double lr, double eps, double weight_decay,
    int maximize) {
  PICK(adagrad, param, grad, sum, count, lr, eps, weight_decay, maximize);
}

void nabla_adadelta(
    nabla_real type, void *param, const void *grad, void *square_avg, void *acc_delta, long count, double lr,
    double rho, double one_minus_rho, double eps, double weight_decay, int maximize) {
  PICK(adadelta, param, grad, square_avg, acc_delta, count, lr, rho, one_minus_rho, eps, weight_decay, maximize);
}

double nabla_sum_of_squares(nabla_real type, const void *in, long count) {
  return PICK(sum_of_squares, in, count);
}

void nabla_scale(nabla_real type, void *x, long count, double factor) {
  PICK(scale, x, count, factor);
}

double nabla_pow(double base, double exponent) {
  return pow(base, exponent);
}
