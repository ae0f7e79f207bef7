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

/// Channels are summed in blocks of this many, as PyTorch does (oneDNN's layouts hold so many side by side).
#define NABLA_CHANNEL_BLOCK 16

/// columns[(block, i, j, c)][(y, x)] = image[c][y * stride + i * dilation - pad][x ...], 0 outside the image, for the
/// output rows y in [from, to). `turned` visits the places (i, j) from the last to the first.
///
/// PyTorch's order: a product over such rows, block by block, adds up as oneDNN's convolution does.
void nabla_im2col(nabla_real type, void *columns, const void *image, nabla_window w, long from, long to, int turned);
/// packed[r][(block, place, c)] = weight[r * row_step + c * channel_step + place]: the order of im2col's rows.
void nabla_pack_weights(
    nabla_real type, void *packed, const void *weight, long rows, long channels, long places, long row_step,
    long channel_step);
/// Adds every entry of columns[(c, i, j)][(y, x)] (channels outermost) to the pixel it came from. The entries that
/// came from no pixel may be overwritten.
void nabla_col2im(nabla_real type, void *image, void *columns, nabla_window w, long from, long to);
/// out[r][i] = value[r]; rows lie `pitch` apart.
void nabla_fill_rows(nabla_real type, void *out, const void *value, long rows, long count, long pitch);
/// a[i] += b[i]
void nabla_accumulate(nabla_real type, void *a, const void *b, long count);

/// Output channels that the gradient of the weights takes side by side.
#define NABLA_PANEL_BYTES 128

/// panel[k][l] = grad[l][k] for `lanes` rows `pitch` apart, 0 for further lanes: a panel of output channels.
void nabla_pack_panel(nabla_real type, void *panel, const void *grad, long lanes, long count, long pitch);
/// sums[r][l] += sum over k of columns[r][k] * panel[k][l], each a single chain of fused multiply-adds in the order of
/// k that starts at what `sums` holds.
void nabla_add_panel_products(
    nabla_real type, void *sums, const void *columns, const void *panel, long rows, long count, long pitch);
/// sums[l] += sum over k of panel[k][l], in the order of k.
void nabla_add_panel_sums(nabla_real type, void *sums, const void *panel, long count);
/// weight[l][c][place] = a[(block, place, c)][l] + b[...]: the sums of both halves of a batch, in the weights' order.
void nabla_unpack_weights(
    nabla_real type, void *weight, const void *a, const void *b, long lanes, long channels, long places);
