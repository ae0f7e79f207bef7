#pragma once

#include <stdint.h>
#include "kernels_convolution.h"

// Pooling over `planes` images of one channel; `w.channels` is not looked at. The winner of a window is remembered by
// its position in the window (row * kernelWidth + column): in a byte where the window has at most 256 places.
#define NABLA_DECLARE_POOLING(REAL, S)                                                                       \
  void nabla_max_pool_u8_##S(REAL *out, uint8_t *winner, const REAL *in, long planes, nabla_window w);        \
  void nabla_max_pool_i32_##S(REAL *out, int32_t *winner, const REAL *in, long planes, nabla_window w);       \
  /* `grad_in` is written whole, zeros included. */                                                          \
  void nabla_max_pool_backward_u8_##S(                                                                       \
      REAL *grad_in, const REAL *grad_out, const uint8_t *winner, long planes, nabla_window w);               \
  void nabla_max_pool_backward_i32_##S(                                                                      \
      REAL *grad_in, const REAL *grad_out, const int32_t *winner, long planes, nabla_window w);               \
  /* `divisor` > 0 replaces the number of places; padding counts as places when `count_padding`. */           \
  void nabla_avg_pool_##S(                                                                                   \
      REAL *out, const REAL *in, long planes, nabla_window w, int count_padding, long divisor);               \
  void nabla_avg_pool_backward_##S(                                                                          \
      REAL *grad_in, const REAL *grad_out, long planes, nabla_window w, int count_padding, long divisor);     \
  void nabla_adaptive_avg_pool_##S(                                                                          \
      REAL *out, const REAL *in, long planes, long height, long width, long oh, long ow);                     \
  void nabla_adaptive_avg_pool_backward_##S(                                                                 \
      REAL *grad_in, const REAL *grad_out, long planes, long height, long width, long oh, long ow);

NABLA_DECLARE_POOLING(float, f32)
NABLA_DECLARE_POOLING(double, f64)

/// The winners of `planes` planes as positions in their input plane, as `return_indices` gives them.
void nabla_winner_positions_u8(int64_t *position, const uint8_t *winner, long planes, nabla_window w);
void nabla_winner_positions_i32(int64_t *position, const int32_t *winner, long planes, nabla_window w);
