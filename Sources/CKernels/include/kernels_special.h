#pragma once

#include "kernels_elementwise.h"

/// Special functions, and functions of two operands that only few programs need. Loops are those of
/// `kernels_elementwise.h`; they exist for float and double, which they compute in double.
enum nb_special_op {
  NB_LGAMMA, NB_DIGAMMA, NB_ERFINV, NB_ERFCX, NB_NDTR, NB_NDTRI, NB_LOG_NDTR, NB_I0, NB_I0E, NB_I1, NB_I1E, NB_SINC,
  NB_BESSEL_J0, NB_BESSEL_J1, NB_BESSEL_Y0, NB_BESSEL_Y1, NB_BESSEL_K0, NB_BESSEL_K1, NB_SCALED_K0, NB_SCALED_K1,
  NB_SPHERICAL_J0, NB_ENTROPY,
  NB_SPECIAL_OPS
};

enum nb_special_binary_op {
  NB_XLOGY, NB_XLOG1PY, NB_LOGADDEXP, NB_LOGADDEXP2, NB_COPYSIGN, NB_NEXTAFTER, NB_FMAX, NB_FMIN, NB_HEAVISIDE,
  NB_IGAMMA, NB_IGAMMAC, NB_ZETA, NB_POLYGAMMA,
  NB_CHEBYSHEV_T, NB_CHEBYSHEV_U, NB_CHEBYSHEV_V, NB_CHEBYSHEV_W, NB_HERMITE_H, NB_HERMITE_HE, NB_LAGUERRE,
  NB_LEGENDRE,
  // int64 only.
  NB_GCD, NB_LCM,
  NB_SPECIAL_BINARY_OPS
};

nb_unary_fn nb_special(int op, int dtype);
nb_binary_fn nb_special_binary(int op, int dtype);
