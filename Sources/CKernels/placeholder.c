#include "CKernels.h"
int nabla_kernels_placeholder(void) { return 0; }
