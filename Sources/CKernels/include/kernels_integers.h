#pragma once

#include "kernels_base.h"

/// c = a b of row-major matrices [m, k] and [k, n], wrapping.
void nabla_multiply_i64(int64_t *c, const int64_t *a, const int64_t *b, long m, long n, long k);
