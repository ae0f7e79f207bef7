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

void nabla_im2col(nabla_real type, void *columns, const void *image, nabla_window w, long from, long to) {
  PICK(im2col, columns, image, w, from, to);
}

void nabla_col2im(nabla_real type, void *image, void *columns, nabla_window w, long from, long to) {
  PICK(col2im, image, columns, w, from, to);
}

void nabla_fill_rows(nabla_real type, void *out, const void *value, long rows, long count, long pitch) {
  PICK(fill_rows, out, value, rows, count, pitch);
}

void nabla_add_row_sums(nabla_real type, void *sums, const void *in, long rows, long count) {
  PICK(add_row_sums, sums, in, rows, count);
}

void nabla_accumulate(nabla_real type, void *a, const void *b, long count) {
  PICK(accumulate, a, b, count);
}
