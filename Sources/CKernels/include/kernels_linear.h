#pragma once

#include "kernels_base.h"
#include <string.h>

// What a linear layer adds up otherwise than a BLAS, in float32. Matrices are row-major and contiguous.

/// out[r][o] = x[r] · weight[o] + bias[o] for a layer of few outputs; `bias` may be null.
void nabla_narrow_linear(
    float *out, const float *x, const float *weight, const float *bias, long rows, long outs, long depth);
/// gradient[o] = sum over rows of grad[r][o] * x[r], for outputs [first, outs), every product rounded.
void nabla_narrow_weight_gradient(
    float *gradient, const float *grad, const float *x, long rows, long first, long outs, long depth);
/// sums[c] = sum over rows of in[r][c].
void nabla_column_sums(float *sums, const float *in, long rows, long columns);
/// out[c][r] = in[r][c]; the rows of `in` lie `pitch` apart.
void nabla_transpose(float *out, const float *in, long rows, long columns, long pitch);
/// out[r][c] = row[c]; the rows of `out` lie `pitch` apart.
static inline void nabla_repeat_row(void *out, const void *row, long rows, long columns, long pitch) {
  for (long r = 0; r < rows; r++) memcpy((float *)out + r * pitch, row, (unsigned long)columns * sizeof(float));
}
