// Products of integer matrices, for which there is no BLAS.
#include "kernels_integers.h"

NABLA_CLONES
void nabla_multiply_i64(
    int64_t *restrict c, const int64_t *restrict a, const int64_t *restrict b, long m, long n, long k) {
  for (long i = 0; i < m; i++) {
    uint64_t *restrict row = (uint64_t *)c + i * n;
    for (long j = 0; j < n; j++) row[j] = 0;
    for (long p = 0; p < k; p++) {
      uint64_t factor = (uint64_t)a[i * k + p];
      for (long j = 0; j < n; j++) row[j] += factor * (uint64_t)b[p * n + j];
    }
  }
}
