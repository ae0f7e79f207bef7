// Sums of a linear layer in PyTorch's order: found by summing numbers that cancel in pairs, which shows what was added
// to what, and pinned in the tests by values that PyTorch computed.
#include "kernels_base.h"
#include "kernels_linear.h"

// A dot product in `L` chains (element k in chain k mod L), folded half onto half; what the last round leaves over goes
// on in the first chains. Products are rounded before they are added.
NABLA_INLINE float chains(const float *restrict a, const float *restrict b, long count, const int L) {
#pragma clang fp contract(off)
  float lane[8] = {0};
  long k = 0;
  for (; k + L <= count; k += L)
    for (int l = 0; l < L; l++) lane[l] += a[k + l] * b[k + l];
  for (int l = 0; k < count; k++, l++) lane[l] += a[k] * b[k];
  for (int half = L / 2; half; half /= 2)
    for (int l = 0; l < half; l++) lane[l] += lane[l + half];
  return lane[0];
}

NABLA_CLONES
static void narrow_linear(
    float *restrict out, const float *restrict x, const float *restrict weight, const float *restrict bias, long rows,
    long outs, long depth) {
  for (long r = 0; r < rows; r++, x += depth, out += outs)
    for (long o = 0; o < outs; o++) {
      const float *w = weight + o * depth;
      float sum = o < outs / 4 * 4 ? chains(x, w, depth, 4) : chains(x, w, depth, 8);
      out[o] = bias ? bias[o] + sum : sum;
    }
}

NABLA_CLONES
static void narrow_weight_gradient(
    float *restrict gradient, const float *restrict grad, const float *restrict x, long rows, long first, long outs,
    long depth) {
#pragma clang fp contract(off)
  for (long o = first; o < outs; o++) {
    float *restrict sums = gradient + o * depth;
    for (long k = 0; k < depth; k++) sums[k] = 0;
    for (long r = 0; r < rows; r++) {
      float g = grad[r * outs + o];
      for (long k = 0; k < depth; k++) sums[k] += g * x[r * depth + k];
    }
  }
}

// The sum of `count` numbers `step` apart, in a cascade: short sums are added into longer ones, level by level, each
// level taking 16 (for long columns more) of the one below.
#define LEVELS 4
NABLA_INLINE void cascade(float *restrict sums, const float *restrict in, long count, long step, const long width) {
  int bits = 0;
  while (bits < 62 && (1L << bits) < count) bits++;
  int power = bits / LEVELS > 4 ? bits / LEVELS : 4;
  long round = 1L << power, i = 0;
  float level[LEVELS][32] = {{0}};
  while (i + round <= count) {
    for (long n = 0; n < round; n++, i++)
      for (long c = 0; c < width; c++) level[0][c] += in[i * step + c];
    for (int j = 1; j < LEVELS; j++) {
      for (long c = 0; c < width; c++) {
        level[j][c] += level[j - 1][c];
        level[j - 1][c] = 0;
      }
      if (i & ((round - 1) << (j * power))) break;
    }
  }
  for (; i < count; i++)
    for (long c = 0; c < width; c++) level[0][c] += in[i * step + c];
  for (int j = 1; j < LEVELS; j++)
    for (long c = 0; c < width; c++) level[0][c] += level[j][c];
  for (long c = 0; c < width; c++) sums[c] = level[0][c];
}

// Columns in groups of 32; the columns left over are each summed in four, of every fourth row.
NABLA_CLONES
static void column_sums(float *restrict sums, const float *restrict in, long rows, long columns) {
  long c = 0;
  for (; c + 32 <= columns; c += 32) cascade(sums + c, in + c, rows, columns, 32);
  for (; c < columns; c++) {
    float part[4];
    for (int k = 0; k < 4; k++) cascade(part + k, in + k * columns + c, rows / 4, 4 * columns, 1);
    for (long r = rows / 4 * 4; r < rows; r++) part[0] += in[r * columns + c];
    sums[c] = part[0] + part[1] + part[2] + part[3];
  }
}

void nabla_narrow_linear(
    float *out, const float *x, const float *weight, const float *bias, long rows, long outs, long depth) {
  narrow_linear(out, x, weight, bias, rows, outs, depth);
}

void nabla_narrow_weight_gradient(
    float *gradient, const float *grad, const float *x, long rows, long first, long outs, long depth) {
  narrow_weight_gradient(gradient, grad, x, rows, first, outs, depth);
}

void nabla_column_sums(float *sums, const float *in, long rows, long columns) {
  column_sums(sums, in, rows, columns);
}

void nabla_transpose(float *out, const float *in, long rows, long columns, long pitch) {
  // Eight rows at a time: each line of the result is written whole while it lies in the cache.
  for (long r = 0; r < rows; r += 8) {
    long end = r + 8 < rows ? r + 8 : rows;
    for (long c = 0; c < columns; c++)
      for (long i = r; i < end; i++) out[c * rows + i] = in[i * pitch + c];
  }
}
