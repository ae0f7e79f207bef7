#pragma once
int nabla_kernels_placeholder(void);
