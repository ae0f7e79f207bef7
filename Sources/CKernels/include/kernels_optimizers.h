#pragma once

#include "kernels_base.h"
// One step of an optimiser for one parameter, in PyTorch's order of operations (its single-tensor form). Negative
// gradients for `maximize`. State buffers that an option does not use are null and not touched.
/// `first`: the momentum buffer starts as the gradient itself.
void nabla_sgd(
    nabla_real type, void *param, const void *grad, void *momentum_buffer, long count, double lr, double momentum,
    double undamped, double weight_decay, int nesterov, int maximize, int first);
/// `decay_factor` multiplies the parameter first (AdamW); `weight_decay` is added to the gradient (Adam).
void nabla_adam(
    nabla_real type, void *param, const void *grad, void *exp_avg, void *exp_avg_sq, void *max_exp_avg_sq, long count,
    double step_size, double one_minus_beta1, double beta2, double one_minus_beta2, double correction2_sqrt,
    double eps, double weight_decay, double decay_factor, int maximize);
void nabla_rmsprop(
    nabla_real type, void *param, const void *grad, void *square_avg, void *grad_avg, void *momentum_buffer,
    long count, double lr, double alpha, double one_minus_alpha, double eps, double weight_decay, double momentum,
    int maximize);
void nabla_adagrad(
    nabla_real type, void *param, const void *grad, void *sum, long count, double lr, double eps, double weight_decay,
    int maximize);
void nabla_adadelta(
    nabla_real type, void *param, const void *grad, void *square_avg, void *acc_delta, long count, double lr,
    double rho, double one_minus_rho, double eps, double weight_decay, int maximize);
/// The sum of squares in double precision, for the norm that clipping needs.
double nabla_sum_of_squares(nabla_real type, const void *in, long count);
void nabla_scale(nabla_real type, void *x, long count, double factor);
/// C's `pow`.
double nabla_pow(double base, double exponent);
