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
