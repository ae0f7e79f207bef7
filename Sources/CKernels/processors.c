#define _GNU_SOURCE
#include <sched.h>
#include <unistd.h>
#include "kernels_processors.h"

long nabla_available_processors(void) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? online : 1;
}
