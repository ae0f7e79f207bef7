// Loops of special functions. Most are long enough that neither vectors nor copies for processors would pay; those by
// polynomials have both.
#include "include/kernels_special.h"
#include "error_functions.h"
#include "kernels_target.h"
#include "special_functions.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define UNARY(NAME, T, EXPR)                                                                       \
  static void NAME(long n, void *po, long so, const void *pa, long sa) {                           \
    T *o = po;                                                                                     \
    const T *a = pa;                                                                               \
    _Pragma("clang loop vectorize(disable)") for (long i = 0; i < n; i++) {                        \
      double x = a[i * sa];                                                                        \
      o[i * so] = (T)(EXPR);                                                                       \
    }                                                                                              \
  }
#define FAST(NAME, T, EXPR)                                                                        \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa) {                 \
    T *o = po;                                                                                     \
    const T *a = pa;                                                                               \
    if (so == 1 && sa == 1) {                                                                      \
      NB_SAFE for (long i = 0; i < n; i++) { double x = a[i]; o[i] = (T)(EXPR); }                  \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) { double x = a[i * sa]; o[i * so] = (T)(EXPR); }                \
    }                                                                                              \
  }
#define FLOATS(OP, EXPR) UNARY(OP##_f32, float, EXPR) UNARY(OP##_f64, double, EXPR)

// log Γ of positive floats by Stirling's series at x + 7; the others by the C library.
NB_INLINE double lgamma_positive(double x) {
  double product = x * (x + 1) * (x + 2) * (x + 3) * (x + 4) * (x + 5) * (x + 6);
  double z = x + 7, r = 1 / z, q = r * r;
  double series = r * (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q / 1188))));
  double far = (z - 0.5) * log(z) - z + 0.91893853320467274178 + series - log(product);
  double near = (x - 1) * (x - 2) * NB_HORNER(nb_lgamma_near, (x - 1.625) * (1 / 0.875));
  return x >= 0.75 && x <= 2.5 ? near : far;
}
NB_CLONES static void lgamma_f32(long n, void *po, long so, const void *pa, long sa) {
  float *o = po;
  const float *a = pa;
  if (so == 1 && sa == 1) {
    for (long start = 0; start < n; start += 256) {
      long end = n - start < 256 ? n : start + 256;
      int others = 0;
      NB_SAFE for (long i = start; i < end; i++) others |= !(a[i] > 1e-30f && a[i] < 1e30f);
      if (others) {
        for (long i = start; i < end; i++) o[i] = (float)lgamma((double)a[i]);
      } else {
        NB_SAFE for (long i = start; i < end; i++) o[i] = (float)lgamma_positive((double)a[i]);
      }
    }
  } else {
    for (long i = 0; i < n; i++) o[i * so] = (float)lgamma((double)a[i * sa]);
  }
}
UNARY(lgamma_f64, double, lgamma(x))
FLOATS(digamma, nb_digamma(x))
// In blocks: most have no element so near to 1 that it needs the other polynomials.
#define INVERSE_ERROR_FUNCTION(T, SUFFIX)                                                          \
  NB_CLONES static void erfinv##SUFFIX(long n, void *po, long so, const void *pa, long sa) {       \
    T *o = po;                                                                                     \
    const T *a = pa;                                                                               \
    T results[64];                                                                                 \
    for (long start = 0; start < n; start += 64, a += 64 * sa, o += 64 * so) {                     \
      long count = n - start < 64 ? n - start : 64;                                                \
      int far = 0;                                                                                 \
      NB_SAFE for (long i = 0; i < count; i++) {                                                   \
        double x = a[i * sa], w = nb_minus_log##SUFFIX(x);                                         \
        far |= !(w <= 6.25);                                                                       \
        results[i] = (T)(x * nb_inverse_near##SUFFIX(w));                                          \
      }                                                                                            \
      if (far) {                                                                                   \
        NB_SAFE for (long i = 0; i < count; i++) {                                                 \
          double x = a[i * sa];                                                                    \
          results[i] = (T)nb_erfinv_ends(x, x * nb_inverse_ratio##SUFFIX(nb_minus_log##SUFFIX(x))); \
        }                                                                                          \
      }                                                                                            \
      for (long i = 0; i < count; i++) o[i * so] = results[i];                                     \
    }                                                                                              \
  }
INVERSE_ERROR_FUNCTION(float, _f)
INVERSE_ERROR_FUNCTION(double, _d)
FLOATS(erfcx, nb_erfcx(x))
// By erf, as in PyTorch: nothing is left of small areas.
FAST(ndtr_f32, float, 0.5f * (1 + (float)nb_erf_f(x * NB_SQRT_HALF)))
FAST(ndtr_f64, double, 0.5 * (1 + nb_erf_d(x * NB_SQRT_HALF)))
FAST(ndtri_f32, float, nb_ndtri(x))
FAST(ndtri_f64, double, nb_ndtri(x))
FLOATS(log_ndtr, nb_log_ndtr(x))
FLOATS(i0, nb_i(0, x))
FLOATS(i0e, nb_scaled_i(0, x))
FLOATS(i1, nb_i(1, x))
FLOATS(i1e, nb_scaled_i(1, x))
// The product is rounded as the type has it: sin of what is left of π shows, as in PyTorch.
FAST(sinc_f32, float, x == 0 ? 1 : sin((double)(3.14159265358979f * (float)x)) / (double)(3.14159265358979f * (float)x))
FAST(sinc_f64, double, x == 0 ? 1 : sin(M_PI * x) / (M_PI * x))
FLOATS(j0, j0(x))
FLOATS(j1, j1(x))
FLOATS(y0, y0(x))
FLOATS(y1, y1(x))
FLOATS(k0, exp(-x) * nb_scaled_k(0, x))
FLOATS(k1, exp(-x) * nb_scaled_k(1, x))
FLOATS(scaled_k0, nb_scaled_k(0, x))
FLOATS(scaled_k1, nb_scaled_k(1, x))
FLOATS(spherical_j0, isinf(x) ? 0 : x == 0 ? 1 : sin(x) / x)
FLOATS(entropy, nb_entropy(x))

#define ENTRY(OP, N) [OP] = {N##_f32, N##_f64}
static const nb_unary_fn unary_table[NB_SPECIAL_OPS][2] = {
  ENTRY(NB_LGAMMA, lgamma), ENTRY(NB_DIGAMMA, digamma), [NB_ERFINV] = {erfinv_f, erfinv_d}, ENTRY(NB_ERFCX, erfcx),
  ENTRY(NB_NDTR, ndtr), ENTRY(NB_NDTRI, ndtri), ENTRY(NB_LOG_NDTR, log_ndtr), ENTRY(NB_I0, i0), ENTRY(NB_I0E, i0e),
  ENTRY(NB_I1, i1), ENTRY(NB_I1E, i1e), ENTRY(NB_SINC, sinc), ENTRY(NB_BESSEL_J0, j0), ENTRY(NB_BESSEL_J1, j1),
  ENTRY(NB_BESSEL_Y0, y0), ENTRY(NB_BESSEL_Y1, y1), ENTRY(NB_BESSEL_K0, k0), ENTRY(NB_BESSEL_K1, k1),
  ENTRY(NB_SCALED_K0, scaled_k0), ENTRY(NB_SCALED_K1, scaled_k1), ENTRY(NB_SPHERICAL_J0, spherical_j0),
  ENTRY(NB_ENTROPY, entropy),
};

nb_unary_fn nb_special(int op, int dtype) {
  if (dtype != NB_F32 && dtype != NB_F64) return NULL;
  return unary_table[op][dtype];
}

#define BINARY(NAME, T, C, EXPR)                                                                   \
  static void NAME(long n, void *po, long so, const void *pa, long sa, const void *pb, long sb,    \
                   double alpha) {                                                                 \
    T *o = po;                                                                                     \
    const T *a = pa, *b = pb;                                                                      \
    (void)alpha;                                                                                   \
    _Pragma("clang loop vectorize(disable)") for (long i = 0; i < n; i++) {                        \
      C x = a[i * sa], y = b[i * sb];                                                              \
      o[i * so] = (T)(EXPR);                                                                       \
    }                                                                                              \
  }
#define FAST2_OWN(NAME, T, C, EXPR)                                                                \
  NB_CLONES static void NAME(long n, void *po, long so, const void *pa, long sa, const void *pb, long sb, \
                             double alpha) {                                                       \
    T *o = po;                                                                                     \
    const T *a = pa, *b = pb;                                                                      \
    (void)alpha;                                                                                   \
    if (so == 1 && sa == 1 && sb == 1) {                                                           \
      NB_SAFE for (long i = 0; i < n; i++) { C x = a[i], y = b[i]; o[i] = (T)(EXPR); }             \
    } else {                                                                                       \
      for (long i = 0; i < n; i++) { C x = a[i * sa], y = b[i * sb]; o[i * so] = (T)(EXPR); }      \
    }                                                                                              \
  }
#define FAST2(NAME, T, EXPR) FAST2_OWN(NAME, T, double, EXPR)
#define FLOATS2(OP, EXPR) BINARY(OP##_f32, float, double, EXPR) BINARY(OP##_f64, double, double, EXPR)

FLOATS2(xlogy, nb_xlogy(x, y))
FLOATS2(xlog1py, nb_xlog1py(x, y))
FAST2(logaddexp_f32, float, nb_logaddexp_f(x, y))
BINARY(logaddexp_f64, double, double, nb_logaddexp(x, y))
FLOATS2(logaddexp2, nb_logaddexp2(x, y))
FAST2(copysign_f32, float, copysign(x, y))
FAST2(copysign_f64, double, copysign(x, y))
// One more or less in the bits of a number is the next of greater or lesser size.
#define NEXT_AFTER(T, I)                                                                           \
  NB_INLINE T next_##T(T x, T y) {                                                                 \
    I bits, least = 1;                                                                             \
    T tiny;                                                                                        \
    memcpy(&bits, &x, sizeof(T));                                                                  \
    memcpy(&tiny, &least, sizeof(T));                                                              \
    bits += (y > x) == (x > 0) ? 1 : -1;                                                           \
    T next;                                                                                        \
    memcpy(&next, &bits, sizeof(T));                                                               \
    next = x == 0 ? (y > 0 ? tiny : -tiny) : next;                                                 \
    next = x == y ? y : next;                                                                      \
    return x != x || y != y ? x + y : next;                                                        \
  }
NEXT_AFTER(float, int32_t)
NEXT_AFTER(double, int64_t)
FAST2_OWN(nextafter_f32, float, float, next_float(x, y))
FAST2_OWN(nextafter_f64, double, double, next_double(x, y))
FLOATS2(fmax, fmax(x, y))
FLOATS2(fmin, fmin(x, y))
FLOATS2(heaviside, x == 0 ? y : x < 0 ? 0 : x > 0 ? 1 : x)
FLOATS2(igamma, nb_igamma(x, y, 0))
FLOATS2(igammac, nb_igamma(x, y, 1))
FLOATS2(zeta, nb_zeta(x, y))
FLOATS2(polygamma, nb_polygamma(x, y))
FLOATS2(chebyshev_t, nb_chebyshev_t(x, y))
FLOATS2(chebyshev_u, nb_chebyshev_u(x, y))
FLOATS2(chebyshev_v, nb_chebyshev_v(x, y))
FLOATS2(chebyshev_w, nb_chebyshev_w(x, y))
FLOATS2(hermite_h, nb_hermite_h(x, y))
FLOATS2(hermite_he, nb_hermite_he(x, y))
FLOATS2(laguerre, nb_laguerre(x, y))
FLOATS2(legendre, nb_legendre(x, y))

static inline uint64_t magnitude(int64_t x) { return x < 0 ? 0 - (uint64_t)x : (uint64_t)x; }
static inline uint64_t greatest_divisor(int64_t a, int64_t b) {
  uint64_t x = magnitude(a), y = magnitude(b);
  while (y) { uint64_t rest = x % y; x = y; y = rest; }
  return x;
}
static inline int64_t least_multiple(int64_t a, int64_t b) {
  uint64_t divisor = greatest_divisor(a, b);
  return divisor ? (int64_t)magnitude((int64_t)(magnitude(a) / divisor * magnitude(b))) : 0;
}
BINARY(gcd_i64, int64_t, int64_t, (int64_t)greatest_divisor(x, y))
BINARY(lcm_i64, int64_t, int64_t, least_multiple(x, y))

static const nb_binary_fn binary_table[NB_SPECIAL_BINARY_OPS][3] = {
  ENTRY(NB_XLOGY, xlogy), ENTRY(NB_XLOG1PY, xlog1py), ENTRY(NB_LOGADDEXP, logaddexp),
  ENTRY(NB_LOGADDEXP2, logaddexp2), ENTRY(NB_COPYSIGN, copysign), ENTRY(NB_NEXTAFTER, nextafter),
  ENTRY(NB_FMAX, fmax), ENTRY(NB_FMIN, fmin), ENTRY(NB_HEAVISIDE, heaviside), ENTRY(NB_IGAMMA, igamma),
  ENTRY(NB_IGAMMAC, igammac), ENTRY(NB_ZETA, zeta), ENTRY(NB_POLYGAMMA, polygamma),
  ENTRY(NB_CHEBYSHEV_T, chebyshev_t), ENTRY(NB_CHEBYSHEV_U, chebyshev_u), ENTRY(NB_CHEBYSHEV_V, chebyshev_v),
  ENTRY(NB_CHEBYSHEV_W, chebyshev_w), ENTRY(NB_HERMITE_H, hermite_h), ENTRY(NB_HERMITE_HE, hermite_he),
  ENTRY(NB_LAGUERRE, laguerre), ENTRY(NB_LEGENDRE, legendre),
  [NB_GCD] = {NULL, NULL, gcd_i64}, [NB_LCM] = {NULL, NULL, lcm_i64},
};

nb_binary_fn nb_special_binary(int op, int dtype) {
  if (dtype != NB_F32 && dtype != NB_F64 && dtype != NB_I64) return NULL;
  return binary_table[op][dtype];
}
