#pragma once
#include "kernels_activations.h"
#include "kernels_convolution.h"
#include "kernels_normalization.h"
#include "kernels_optimizers.h"
#include "kernels_pooling.h"
#include "kernels_processors.h"
#include "kernels_softmax.h"
