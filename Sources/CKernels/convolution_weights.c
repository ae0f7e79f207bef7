// The gradient of a convolution's weights.
//
// PyTorch's order (oneDNN with AVX-512, two threads): each half of the batch is one chain of fused multiply-adds over
// its images, rows and pixels for every weight, and the halves are added at the end; the bias's gradient likewise. A
// BLAS starts its sums anew with every block of the common dimension, so it gives other last bits: hence a product of
// our own. It takes 32 output channels and 12 rows of columns at a time, at the processor's full rate.
#include "kernels_base.h"
#include "kernels_convolution.h"
#include <string.h>

#if defined(__x86_64__)
NABLA_INLINE int nabla_has_wide_registers(void) { return __builtin_cpu_supports("avx512f") != 0; }
#else
NABLA_INLINE int nabla_has_wide_registers(void) { return 0; }
#endif

#define REAL float
#define NAME(name) nabla_##name##_f32
#include "convolution_weights.inc"
#undef REAL
#undef NAME

#define REAL double
#define NAME(name) nabla_##name##_f64
#include "convolution_weights.inc"
#undef REAL
#undef NAME

// Swaps the halves, quarters, ... of rows `d` apart, which together transpose 16 by 16.
#define SWAP(d)                                                                                   \
  for (int i = 0; i < 16; i++)                                                                    \
    if (!(i & d)) {                                                                               \
      nabla_vector_f32 a = rows[i], b = rows[i + d];                                              \
      rows[i] = __builtin_shufflevector(a, b, LOW_##d);                                           \
      rows[i + d] = __builtin_shufflevector(a, b, HIGH_##d);                                      \
    }
#define LOW_8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define HIGH_8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
#define LOW_4 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define HIGH_4 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define LOW_2 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define HIGH_2 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define LOW_1 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define HIGH_1 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31

NABLA_CLONES
static void nabla_pack_panel_f32(
    float *restrict panel, const float *restrict grad, long lanes, long count, long pitch) {
  const long width = NABLA_PANEL_BYTES / sizeof(float);
  long whole = count / 16 * 16, full = lanes / 16 * 16;
  if (lanes < width) memset(panel, 0, count * NABLA_PANEL_BYTES);
  for (long l = 0; l < full; l += 16)
    for (long k = 0; k < whole; k += 16) {
      nabla_vector_f32 rows[16];
      for (int i = 0; i < 16; i++) rows[i] = *(const nabla_vector_f32 *)(grad + (l + i) * pitch + k);
      SWAP(8) SWAP(4) SWAP(2) SWAP(1)
      for (int i = 0; i < 16; i++) *(nabla_vector_f32 *)(panel + (k + i) * width + l) = rows[i];
    }
  nabla_pack_part_f32(panel, grad, whole, count, 0, full, pitch);
  nabla_pack_part_f32(panel, grad, 0, count, full, lanes, pitch);
}

NABLA_CLONES
static void nabla_pack_panel_f64(
    double *restrict panel, const double *restrict grad, long lanes, long count, long pitch) {
  if (lanes < (long)(NABLA_PANEL_BYTES / sizeof(double))) memset(panel, 0, count * NABLA_PANEL_BYTES);
  nabla_pack_part_f64(panel, grad, 0, count, 0, lanes, pitch);
}

void nabla_pack_panel(nabla_real type, void *panel, const void *grad, long lanes, long count, long pitch) {
  PICK(pack_panel, panel, grad, lanes, count, pitch);
}

void nabla_add_panel_products(
    nabla_real type, void *sums, const void *columns, const void *panel, long rows, long count, long pitch) {
  PICK(add_panel_products, sums, columns, panel, rows, count, pitch);
}

void nabla_add_panel_sums(nabla_real type, void *sums, const void *panel, long count) {
  PICK(add_panel_sums, sums, panel, count);
}

void nabla_unpack_weights(
    nabla_real type, void *weight, const void *a, const void *b, long lanes, long channels, long places) {
  PICK(unpack_weights, weight, a, b, lanes, channels, places);
}
