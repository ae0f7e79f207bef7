// Activations, one loop each way.
#include "kernels_base.h"
#include "kernels_activations.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define MATH(name) name##f
#include "activations.inc"
#undef REAL
#undef NAME
#undef MATH

#define REAL double
#define NAME(name) nabla_##name##_f64
#define MATH(name) name
#include "activations.inc"
