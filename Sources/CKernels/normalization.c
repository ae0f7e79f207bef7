// Statistics, normalisation and its gradient, by channel and by row.
#include "kernels_base.h"
#include "kernels_normalization.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#include "normalization.inc"
#undef REAL
#undef NAME

#define REAL double
#define NAME(name) nabla_##name##_f64
#include "normalization.inc"
