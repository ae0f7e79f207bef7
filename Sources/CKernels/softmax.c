// Softmax, its logarithm, their gradients, and cross entropy without the log-softmax in between.
#include "kernels_base.h"
#include "kernels_softmax.h"
#include <math.h>

#define REAL float
#define NAME(name) nabla_##name##_f32
#define EXP expf
#define LOG logf
#include "softmax.inc"
#undef REAL
#undef NAME
#undef EXP
#undef LOG

#define REAL double
#define NAME(name) nabla_##name##_f64
#define EXP exp
#define LOG log
#include "softmax.inc"
