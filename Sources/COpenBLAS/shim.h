#include <cblas.h>
#include "lapack.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// OpenBLAS picks its kernels while it is loaded, by the processor's model number, and takes the oldest ones (SSE3, a
// thirtieth of the speed on a processor with AVX-512, and no fused multiply-add) for models that came after it. Where
// that happened, it is told by name to take those for the instructions the processor has.
//
// The choice is OpenBLAS's own (OPENBLAS_CORETYPE, read by `gotoblas_dynamic_init`), made a second time before the
// first product. A library without that choice, or a user who made it, is left alone.
static inline void nabla_openblas_fit_processor(void) {
#if defined(__x86_64__)
  static const char *const old[] = {
    "Katmai", "Coppermine", "Northwood", "Prescott", "Banias", "Atom", "Core2", "Penryn", "Dunnington", "Nehalem",
    "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Bobcat", "Nano", "Sandybridge",
  };
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || getenv("OPENBLAS_CORETYPE")) return;
  const char *core = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? "SkylakeX" : "Haswell";
  void *program = dlopen(NULL, RTLD_NOW);
  if (!program) return;
  void (*forget)(void) = (void (*)(void))dlsym(program, "gotoblas_dynamic_quit");
  void (*choose)(void) = (void (*)(void))dlsym(program, "gotoblas_dynamic_init");
  if (!forget || !choose) return;
  const char *now = openblas_get_corename();
  for (unsigned long i = 0; i < sizeof old / sizeof *old; i++) {
    if (strcmp(now, old[i]) != 0) continue;
    setenv("OPENBLAS_CORETYPE", core, 1);
    forget();
    choose();
    unsetenv("OPENBLAS_CORETYPE");
    return;
  }
#endif
}
