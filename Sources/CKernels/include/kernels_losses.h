#pragma once

#include "kernels_base.h"

// Losses element by element. In the gradients `g` has `stride` 1, or 0 for one gradient that serves all; `scale`
// multiplies it (1 / count after a mean).
void nabla_mse(nabla_real type, void *out, const void *x, const void *t, long count);
void nabla_mse_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count);
void nabla_smooth_l1(nabla_real type, void *out, const void *x, const void *t, long count, double beta);
void nabla_smooth_l1_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count,
    double beta);
void nabla_huber(nabla_real type, void *out, const void *x, const void *t, long count, double delta);
void nabla_huber_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count,
    double delta);
/// Logarithms are held above -100, as in PyTorch.
void nabla_bce(nabla_real type, void *out, const void *x, const void *t, long count);
void nabla_bce_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count);
void nabla_bce_logits(nabla_real type, void *out, const void *x, const void *t, long count);
void nabla_bce_logits_backward(
    nabla_real type, void *gx, const void *g, long stride, double scale, const void *x, const void *t, long count);
/// Whether every element lies in [0, 1]; NaN does not.
int nabla_all_in_unit(nabla_real type, const void *x, long count);

/// loss[r] = -logp[r][target[r]] * weight[target[r]] (1 where weight is null), 0 for ignored rows.
void nabla_nll(
    nabla_real type, void *loss, const void *logp, const int64_t *target, const void *weight, long rows, long classes,
    int64_t ignored);
/// grad_in is zero but for grad_in[r][target[r]] = -factor[r].
void nabla_nll_backward(
    nabla_real type, void *grad_in, const int64_t *target, const void *factor, long rows, long classes,
    int64_t ignored);
/// The first position whose target is neither `ignored` nor in [0, classes); `count` when there is none.
long nabla_first_bad_target(const int64_t *target, long count, long classes, int64_t ignored);
