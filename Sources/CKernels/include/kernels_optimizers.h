#pragma once

// One step of an optimiser for one parameter, in PyTorch's order of operations (its single-tensor form). Negative
// gradients for `maximize`. State buffers that an option does not use are null and not touched.
#define NABLA_DECLARE_OPTIMIZERS(REAL, S)                                                                    \
  /* `first`: the momentum buffer starts as the gradient itself. */                                          \
  void nabla_sgd_##S(                                                                                        \
      REAL *param, const REAL *grad, REAL *momentum_buffer, long count, REAL lr, REAL momentum,               \
      REAL undamped, REAL weight_decay, int nesterov, int maximize, int first);                               \
  /* `decay_factor` multiplies the parameter first (AdamW); `weight_decay` is added to the gradient (Adam). */ \
  void nabla_adam_##S(                                                                                       \
      REAL *param, const REAL *grad, REAL *exp_avg, REAL *exp_avg_sq, REAL *max_exp_avg_sq, long count,       \
      REAL step_size, REAL one_minus_beta1, REAL beta2, REAL one_minus_beta2, REAL correction2_sqrt,          \
      REAL eps, REAL weight_decay, REAL decay_factor, int maximize);                                          \
  void nabla_rmsprop_##S(                                                                                    \
      REAL *param, const REAL *grad, REAL *square_avg, REAL *grad_avg, REAL *momentum_buffer, long count,     \
      REAL lr, REAL alpha, REAL one_minus_alpha, REAL eps, REAL weight_decay, REAL momentum, int maximize);   \
  void nabla_adagrad_##S(                                                                                    \
      REAL *param, const REAL *grad, REAL *sum, long count, REAL lr, REAL eps, REAL weight_decay,             \
      int maximize);                                                                                         \
  void nabla_adadelta_##S(                                                                                   \
      REAL *param, const REAL *grad, REAL *square_avg, REAL *acc_delta, long count, REAL lr, REAL rho,        \
      REAL one_minus_rho, REAL eps, REAL weight_decay, int maximize);                                         \
  /* The sum of squares in double precision, for the norm that clipping needs. */                            \
  double nabla_sum_of_squares_##S(const REAL *in, long count);                                               \
  void nabla_scale_##S(REAL *x, long count, REAL factor);

NABLA_DECLARE_OPTIMIZERS(float, f32)
NABLA_DECLARE_OPTIMIZERS(double, f64)
