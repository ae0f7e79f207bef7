// Optimiser steps: every state and parameter read and written once.
#include "kernels_base.h"
#include "kernels_optimizers.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define SQRT sqrtf
#include "optimizers.inc"
#undef REAL
#undef NAME
#undef SQRT

#define REAL double
#define NAME(name) nabla_##name##_f64
#define SQRT sqrt
#include "optimizers.inc"
