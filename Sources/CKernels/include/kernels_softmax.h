#pragma once

#include "kernels_base.h"

// Tensors are read as [outer, size, inner]; the softmax runs over `size`.
void nabla_softmax(nabla_real type, void *out, const void *in, long outer, long size, long inner);
void nabla_log_softmax(nabla_real type, void *out, const void *in, long outer, long size, long inner);
/// y * (grad - sum(grad * y))
void nabla_softmax_backward(
    nabla_real type, void *grad_in, const void *grad, const void *y, long outer, long size, long inner);
/// grad - exp(y) * sum(grad)
void nabla_log_softmax_backward(
    nabla_real type, void *grad_in, const void *grad, const void *y, long outer, long size, long inner);
/// log_softmax's target entry and more, without writing the log-softmax: for each row the log of the sum of
/// exp(in - max), and (max + log_sum - in[target]). Rows whose target is `ignored` give 0.
void nabla_cross_entropy_rows(
    nabla_real type, void *loss, void *log_sum, const void *in, const int64_t *target, long rows, long classes,
    int64_t ignored);
/// grad_in[r] = factor[r] * (softmax(in[r]) - onehot(target[r])); factor 0 gives zeros.
void nabla_cross_entropy_backward(
    nabla_real type, void *grad_in, const void *in, const void *log_sum, const int64_t *target, const void *factor,
    long rows, long classes);
