// Convolution as a matrix product: the image unrolled into columns, and back.
#include "kernels_base.h"
#include "kernels_convolution.h"
#include <string.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#include "convolution.inc"
#undef REAL
#undef NAME

#define REAL double
#define NAME(name) nabla_##name##_f64
#include "convolution.inc"

void nabla_im2col(
    nabla_real type, void *columns, const void *image, nabla_window w, long from, long to, int turned) {
  PICK(im2col, columns, image, w, from, to, turned);
}

void nabla_pack_weights(
    nabla_real type, void *packed, const void *weight, long rows, long channels, long places, long row_step,
    long channel_step) {
  PICK(pack_weights, packed, weight, rows, channels, places, row_step, channel_step);
}

void nabla_col2im(nabla_real type, void *image, void *columns, nabla_window w, long from, long to) {
  PICK(col2im, image, columns, w, from, to);
}

void nabla_fill_rows(nabla_real type, void *out, const void *value, long rows, long count, long pitch) {
  PICK(fill_rows, out, value, rows, count, pitch);
}

void nabla_accumulate(nabla_real type, void *a, const void *b, long count) {
  PICK(accumulate, a, b, count);
}
