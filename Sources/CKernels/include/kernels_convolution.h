#pragma once

/// A window sliding over the planes of an image: what convolution and pooling share.
typedef struct {
  long channels, height, width;
  long kernelHeight, kernelWidth;
  long strideHeight, strideWidth;
  long padHeight, padWidth;
  long dilationHeight, dilationWidth;
  long outputHeight, outputWidth;
} nabla_window;

#define NABLA_DECLARE_CONVOLUTION(REAL, S)                                                                   \
  /* columns[(c, i, j)][(y, x)] = image[c][y * stride + i * dilation - pad][x ...], 0 outside the image. */    \
  void nabla_im2col_##S(REAL *columns, const REAL *image, nabla_window w);                                    \
  /* The transpose of im2col: adds every column entry to the pixel it came from. */                          \
  void nabla_col2im_##S(REAL *image, const REAL *columns, nabla_window w);                                    \
  /* out[r][i] = value[r] */                                                                                 \
  void nabla_fill_rows_##S(REAL *out, const REAL *value, long rows, long count);                              \
  /* sums[r] += sum of in[r] */                                                                              \
  void nabla_add_row_sums_##S(REAL *sums, const REAL *in, long rows, long count);                             \
  /* a[i] += b[i] */                                                                                         \
  void nabla_accumulate_##S(REAL *a, const REAL *b, long count);

NABLA_DECLARE_CONVOLUTION(float, f32)
NABLA_DECLARE_CONVOLUTION(double, f64)
