#pragma once

#include "kernels_base.h"
#include "kernels_convolution.h"

// Pooling over `planes` images of one channel; `w.channels` is not looked at. The winner of a window is remembered by
// its position in the window (row * kernelWidth + column): in a byte where the window has at most 256 places.
void nabla_max_pool_u8(nabla_real type, void *out, uint8_t *winner, const void *in, long planes, nabla_window w);
void nabla_max_pool_i32(nabla_real type, void *out, int32_t *winner, const void *in, long planes, nabla_window w);
/// `grad_in` is written whole, zeros included.
void nabla_max_pool_backward_u8(
    nabla_real type, void *grad_in, const void *grad_out, const uint8_t *winner, long planes, nabla_window w);
void nabla_max_pool_backward_i32(
    nabla_real type, void *grad_in, const void *grad_out, const int32_t *winner, long planes, nabla_window w);
/// `divisor` > 0 replaces the number of places; padding counts as places when `count_padding`.
void nabla_avg_pool(
    nabla_real type, void *out, const void *in, long planes, nabla_window w, int count_padding, long divisor);
void nabla_avg_pool_backward(
    nabla_real type, void *grad_in, const void *grad_out, long planes, nabla_window w, int count_padding,
    long divisor);
void nabla_adaptive_avg_pool(
    nabla_real type, void *out, const void *in, long planes, long height, long width, long oh, long ow);
void nabla_adaptive_avg_pool_backward(
    nabla_real type, void *grad_in, const void *grad_out, long planes, long height, long width, long oh, long ow);

/// The winners of `planes` planes as positions in their input plane, as `return_indices` gives them.
void nabla_winner_positions_u8(int64_t *position, const uint8_t *winner, long planes, nabla_window w);
void nabla_winner_positions_i32(int64_t *position, const int32_t *winner, long planes, nabla_window w);
