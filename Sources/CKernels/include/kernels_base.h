#pragma once

#include <stdint.h>

/// One function compiled for three generations of processors; the loader picks.
#if defined(__x86_64__)
#define NABLA_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NABLA_CLONES
#endif

#define NABLA_INLINE static inline __attribute__((always_inline))

/// Sums and maxima run in this many independent lanes, which the compiler keeps in vectors. A sum then has a fixed
/// order of its own: the same on every processor, and more accurate than one running total.
#define NABLA_LANES 16

/// The element types that layers compute in, numbered as `DType` numbers them.
typedef uint8_t nabla_real;
enum { NABLA_F32 = 0, NABLA_F64 = 1 };

/// Calls the kernel compiled for `type`. Pointers pass as `void *`, numbers as `double`; C converts both.
#define PICK(name, ...) (type == NABLA_F64 ? nabla_##name##_f64(__VA_ARGS__) : nabla_##name##_f32(__VA_ARGS__))
