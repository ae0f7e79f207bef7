#pragma once

#include "kernels_base.h"
/// A window sliding over the planes of an image: what convolution and pooling share.
typedef struct {
  long channels, height, width;
  long kernelHeight, kernelWidth;
  long strideHeight, strideWidth;
  long padHeight, padWidth;
  long dilationHeight, dilationWidth;
  long outputHeight, outputWidth;
} nabla_window;

/// columns[(c, i, j)][(y, x)] = image[c][y * stride + i * dilation - pad][x ...], 0 outside the image, for the output
/// rows y in [from, to).
void nabla_im2col(nabla_real type, void *columns, const void *image, nabla_window w, long from, long to);
/// The transpose of im2col: adds every column entry to the pixel it came from. The entries that came from
/// no pixel may be overwritten.
void nabla_col2im(nabla_real type, void *image, void *columns, nabla_window w, long from, long to);
/// out[r][i] = value[r]; rows lie `pitch` apart.
void nabla_fill_rows(nabla_real type, void *out, const void *value, long rows, long count, long pitch);
/// sums[r] += sum of in[r]
void nabla_add_row_sums(nabla_real type, void *sums, const void *in, long rows, long count);
/// a[i] += b[i]
void nabla_accumulate(nabla_real type, void *a, const void *b, long count);
