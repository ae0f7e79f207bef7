// Maxima and means of windows.
#include "kernels_base.h"
#include "kernels_pooling.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#include "pooling.inc"
#define INDEX uint8_t
#define INDEXED(name) nabla_##name##_u8_f32
#include "max_pooling.inc"
#undef INDEX
#undef INDEXED
#define INDEX int32_t
#define INDEXED(name) nabla_##name##_i32_f32
#include "max_pooling.inc"
#undef INDEX
#undef INDEXED
#undef REAL
#undef NAME

#define REAL double
#define NAME(name) nabla_##name##_f64
#include "pooling.inc"
#define INDEX uint8_t
#define INDEXED(name) nabla_##name##_u8_f64
#include "max_pooling.inc"
#undef INDEX
#undef INDEXED
#define INDEX int32_t
#define INDEXED(name) nabla_##name##_i32_f64
#include "max_pooling.inc"

#define POSITIONS(S, INDEX_TYPE)                                                                             \
  void nabla_winner_positions_##S(                                                                           \
      int64_t *restrict position, const INDEX_TYPE *restrict winner, long planes, nabla_window w) {           \
    for (long p = 0; p < planes; p++)                                                                        \
      for (long y = 0; y < w.outputHeight; y++)                                                              \
        for (long x = 0; x < w.outputWidth; x++) {                                                           \
          long place = *winner++;                                                                            \
          long row = y * w.strideHeight - w.padHeight + place / w.kernelWidth * w.dilationHeight;            \
          long column = x * w.strideWidth - w.padWidth + place % w.kernelWidth * w.dilationWidth;            \
          *position++ = row * w.width + column;                                                              \
        }                                                                                                    \
  }
POSITIONS(u8, uint8_t)
POSITIONS(i32, int32_t)

void nabla_max_pool_u8(nabla_real type, void *out, uint8_t *winner, const void *in, long planes, nabla_window w) {
  PICK(max_pool_u8, out, winner, in, planes, w);
}

void nabla_max_pool_i32(nabla_real type, void *out, int32_t *winner, const void *in, long planes, nabla_window w) {
  PICK(max_pool_i32, out, winner, in, planes, w);
}

void nabla_max_pool_backward_u8(
    nabla_real type, void *grad_in, const void *grad_out, const uint8_t *winner, long planes, nabla_window w) {
  PICK(max_pool_backward_u8, grad_in, grad_out, winner, planes, w);
}

void nabla_max_pool_backward_i32(
    nabla_real type, void *grad_in, const void *grad_out, const int32_t *winner, long planes, nabla_window w) {
  PICK(max_pool_backward_i32, grad_in, grad_out, winner, planes, w);
}

void nabla_avg_pool(
    nabla_real type, void *out, const void *in, long planes, nabla_window w, int count_padding, long divisor) {
  PICK(avg_pool, out, in, planes, w, count_padding, divisor);
}

void nabla_avg_pool_backward(
    nabla_real type, void *grad_in, const void *grad_out, long planes, nabla_window w, int count_padding,
    long divisor) {
  PICK(avg_pool_backward, grad_in, grad_out, planes, w, count_padding, divisor);
}

void nabla_adaptive_avg_pool(
    nabla_real type, void *out, const void *in, long planes, long height, long width, long oh, long ow) {
  PICK(adaptive_avg_pool, out, in, planes, height, width, oh, ow);
}

void nabla_adaptive_avg_pool_backward(
    nabla_real type, void *grad_in, const void *grad_out, long planes, long height, long width, long oh, long ow) {
  PICK(adaptive_avg_pool_backward, grad_in, grad_out, planes, height, width, oh, ow);
}
