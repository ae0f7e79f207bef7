#include <cblas.h>
#include "lapack.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// OpenBLAS is opened at the first product of matrices, not linked. Loading it takes 2.3 ms and 3.4 MB, more than the
// rest of starting up, and its threads, which nothing here uses, keep a processor busy for another 25 ms each time:
// programs without tensors must not pay for that. Its headers say what the functions are.
#define NABLA_OPENBLAS(F)                                                                                              \
  F(cblas_sgemm) F(cblas_dgemm)                                                                                        \
  F(sgetrf_) F(sgetrs_) F(strtrs_) F(spotrf_) F(sgeqrf_) F(sorgqr_) F(sgesdd_) F(ssyevd_) F(sgeev_) F(sgelsd_)         \
  F(ssytrf_) F(ssytrs_) F(dsytrf_) F(dsytrs_)                                                                          \
  F(dgetrf_) F(dgetrs_) F(dtrtrs_) F(dpotrf_) F(dgeqrf_) F(dorgqr_) F(dgesdd_) F(dsyevd_) F(dgeev_) F(dgelsd_)

#define NABLA_FIELD(name) __typeof__(name) *_Nonnull name;
typedef struct {
  NABLA_OPENBLAS(NABLA_FIELD)
} nabla_openblas;
#undef NABLA_FIELD

// OpenBLAS picks its kernels while it is loaded, by the processor's model number, and takes the oldest ones (SSE3, a
// thirtieth of the speed on a processor with AVX-512, and no fused multiply-add) for models that came after it. Where
// that happened, it is told by name to take those for the instructions the processor has.
//
// The choice is OpenBLAS's own (OPENBLAS_CORETYPE, read by `gotoblas_dynamic_init`), made a second time before the
// first product. A library without that choice, or a user who made it, is left alone.
static inline void nabla_openblas_fit_processor(void *_Nonnull library) {
#if defined(__x86_64__)
  static const char *const old[] = {
    "Katmai", "Coppermine", "Northwood", "Prescott", "Banias", "Atom", "Core2", "Penryn", "Dunnington", "Nehalem",
    "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Bobcat", "Nano", "Sandybridge",
  };
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || getenv("OPENBLAS_CORETYPE")) return;
  const char *core = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? "SkylakeX" : "Haswell";
  void (*forget)(void) = (void (*)(void))dlsym(library, "gotoblas_dynamic_quit");
  void (*choose)(void) = (void (*)(void))dlsym(library, "gotoblas_dynamic_init");
  char *(*name)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  if (!forget || !choose || !name) return;
  const char *now = name();
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

// Opens the library, to be used by one thread for each product; the file or function that is missing, or NULL.
//
// Threads are started while it is loaded, by OPENBLAS_NUM_THREADS: it is set for as long as that takes.
__attribute__((unused)) static const char *_Nullable nabla_openblas_open(nabla_openblas *_Nonnull functions) {
  char *threads = getenv("OPENBLAS_NUM_THREADS");
  if (threads) threads = strdup(threads);
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  void *library = dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_LOCAL);
  if (threads) {
    setenv("OPENBLAS_NUM_THREADS", threads, 1);
    free(threads);
  } else {
    unsetenv("OPENBLAS_NUM_THREADS");
  }
  if (!library) return "libopenblas.so.0";
#define NABLA_FIND(name)                                                                                               \
  functions->name = (__typeof__(name) *)dlsym(library, #name);                                                         \
  if (!functions->name) return #name;
  NABLA_OPENBLAS(NABLA_FIND)
#undef NABLA_FIND
  void (*use)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
  if (use) use(1);
  nabla_openblas_fit_processor(library);
  return NULL;
}
