#pragma once
#include "kernels_processors.h"
