// Box and Muller's transform, sixteen values at a time.
//
// The logarithm, sine and cosine are Cephes' single-precision polynomials (Moshier; as vectorised by Pommier's
// sse_mathfun), with the fused multiply-adds where PyTorch's build has them: of 16,000 numbers compared, all are equal
// to the bit. Written with fmaf, so that a processor without the instruction computes the same.
#include "include/kernels_random.h"
#include "kernels_target.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma clang fp contract(off)

#define INLINE static inline __attribute__((always_inline))

INLINE float from_bits(uint32_t bits) { float x; memcpy(&x, &bits, 4); return x; }
INLINE uint32_t to_bits(float x) { uint32_t bits; memcpy(&bits, &x, 4); return bits; }

// x = m·2^e with m in [√½, √2), then a polynomial in m − 1.
INLINE float logarithm(float x) {
  x = x < 1.17549435e-38f ? 1.17549435e-38f : x;
  float e = (float)((int)(to_bits(x) >> 23) - 0x7f) + 1;
  float m = from_bits((to_bits(x) & ~0x7f800000u) | 0x3f000000u);
  int below = m < 0.707106781186547524f;
  e -= below ? 1.0f : 0.0f;
  float f = (m - 1) + (below ? m : 0.0f);
  float z = f * f;
  float y = 7.0376836292e-2f;
  y = fmaf(y, f, -1.1514610310e-1f);
  y = fmaf(y, f, 1.1676998740e-1f);
  y = fmaf(y, f, -1.2420140846e-1f);
  y = fmaf(y, f, 1.4249322787e-1f);
  y = fmaf(y, f, -1.6668057665e-1f);
  y = fmaf(y, f, 2.0000714765e-1f);
  y = fmaf(y, f, -2.4999993993e-1f);
  y = fmaf(y, f, 3.3333331174e-1f);
  y = y * f;
  y = fmaf(y, z, e * -2.12194440e-4f);
  y = fmaf(z, -0.5f, y);
  return fmaf(e, 0.693359375f, f + y);
}

// Octants of π/4; x less its multiple of π/4 in three steps, then a polynomial for each of sine and cosine.
INLINE void sine_cosine(float x, float *sine, float *cosine) {
  uint32_t sign = to_bits(x) & 0x80000000u;
  x = from_bits(to_bits(x) & 0x7fffffffu);
  int j = ((int)(x * 1.27323954473516f) + 1) & ~1;
  float y = (float)j;
  sign ^= (uint32_t)(j & 4) << 29;
  uint32_t cosine_sign = (uint32_t)(~(j - 2) & 4) << 29;
  int same = (j & 2) == 0;
  x = fmaf(y, -0.78515625f, x);
  x = fmaf(y, -2.4187564849853515625e-4f, x);
  x = fmaf(y, -3.77489497744594108e-8f, x);
  float z = x * x;
  float c = 2.443315711809948e-5f;
  c = fmaf(c, z, -1.388731625493765e-3f);
  c = fmaf(c, z, 4.166664568298827e-2f);
  c = c * z;
  c = fmaf(c, z, -(z * 0.5f));
  c = c + 1;
  float s = -1.9515295891e-4f;
  s = fmaf(s, z, 8.3321608736e-3f);
  s = fmaf(s, z, -1.6666654611e-1f);
  s = s * z;
  s = fmaf(s, x, x);
  *sine = from_bits(to_bits(same ? s : c) ^ sign);
  *cosine = from_bits(to_bits(same ? c : s) ^ cosine_sign);
}

NB_CLONES void nb_normal_blocks_f32(long blocks, float *values, float mean, float std) {
  for (long block = 0; block < blocks; block++, values += 16) {
    for (int j = 0; j < 8; j++) {
      float radius = sqrtf(-2.0f * logarithm(1.0f - values[j]));
      float sine, cosine;
      sine_cosine(6.283185307179586f * values[j + 8], &sine, &cosine);
      float first = radius * cosine, second = radius * sine;
      values[j] = fmaf(first, std, mean);
      values[j + 8] = fmaf(second, std, mean);
    }
  }
}
