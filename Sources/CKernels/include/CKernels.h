#pragma once
#include "kernels_processors.h"
#include "kernels_elementwise.h"
#include "kernels_reduce.h"
#include "kernels_random.h"
