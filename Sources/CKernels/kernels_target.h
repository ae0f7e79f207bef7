#pragma once
#pragma clang diagnostic ignored "-Wpass-failed"
// One copy of a function for each generation of processors, chosen when the program loads.
#if defined(__x86_64__)
#define NB_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NB_CLONES
#endif
// The operands of elementwise loops are equal or apart, so no iteration depends on another.
#define NB_SAFE _Pragma("clang loop vectorize(assume_safety) interleave(enable)")
