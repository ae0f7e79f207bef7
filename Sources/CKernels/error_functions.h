#pragma once
// The error function, its inverse and its complement by polynomials that vectorise: fitted at Chebyshev's points in 50
// digits, lowest power first. Those that end in `_f` are for results that are rounded to float (errors below 3e-10),
// those in `_d` for double (below 1e-15, before the roundings of their own terms).
#include "math_inline.h"

#define NB_HORNER(C, T)                                                                        \
  ({                                                                                               \
    double sum_ = (C)[sizeof(C) / sizeof(*(C)) - 1], t_ = (T);                                     \
    _Pragma("clang loop unroll(full)")                                                             \
    for (int k_ = (int)(sizeof(C) / sizeof(*(C))) - 2; k_ >= 0; k_--) sum_ = sum_ * t_ + (C)[k_];  \
    sum_;                                                                                          \
  })

// (1 + 2x) exp(x²) erfc(x) in t = (x - 3) / (x + 3): one polynomial from 0 to infinity.
static const double nb_erfcx_f[13] = {
  1.2530080582697296, -0.13562106822069417, -0.04756229382771763, 0.1296440910249622, -0.1192736784315029,
  0.06831669729438275, -0.023770388711381683, 0.0024988226113873105, 0.0018882157008084247, -0.0007261608011693134,
  -0.00010422117710741312, 7.720413938052222e-05, 3.891751557197811e-06,
};
static const double nb_erfcx_d[25] = {
  1.2530080582697296, -0.13562110612458117, -0.04756229435345087, 0.1296451587027606, -0.11927366341530699,
  0.06830802734397848, -0.023770514918645888, 0.002529391816066239, 0.0018886903591561553, -0.0007798322721083991,
  -0.00010515979981501177, 0.00012509935235563107, 4.949484992570595e-06, -2.0100567931289227e-05,
  -7.315105164159062e-07, 3.472414602875686e-06, 3.5683839153992204e-07, -6.166496077604353e-07,
  -1.4160064940265987e-07, 1.0187000600072885e-07, 4.180784698845582e-08, -1.3326364813003834e-08,
  -8.500397929772615e-09, 9.885798831139365e-10, 8.864219016427092e-10,
};
// erf(x) / x in t = x² / 7.75 - 1 up to where a float has no other number below 1; for doubles in t = 2x² - 1, |x| ≤ 1.
static const double nb_erf_whole_f[19] = {
  0.35918096729146143, -0.1793474648526031, 0.13356889370157188, -0.10887457543489742, 0.09055188042657354,
  -0.07419265600672359, 0.05857226308249175, -0.04392639244632843, 0.031067964666111746, -0.0206901846638965,
  0.012865212064102977, -0.007354031077904892, 0.004065148692018274, -0.0023468709487465596, 0.0011116583905645704,
  -0.00028432538979075733, 0.000141463664307167, -0.00017295890525069203, 6.425525834181226e-05,
};
static const double nb_erf_near_d[13] = {
  0.9654687386698673, -0.1405360890227171, 0.019852496688983708, -0.0022854855611441132, 0.00021751715604159932,
  -1.7537169441124866e-05, 1.223382738359897e-06, -7.511569286591727e-08, 4.115800583208149e-09,
  -2.035228405815769e-10, 9.167619596865806e-12, -3.8078824063194953e-13, 1.4543887079465116e-14,
};
// erfinv(x) / x in w = -log(1 - x²): in t = w / 3.125 - 1 for w ≤ 6.25, else in √w, from 2.5 to 4, 7 and 28.
static const double nb_inverse_a_f[14] = {
  1.6536545627504364, 0.7504943199705225, -0.058922573672697674, -0.022604436719341068, 0.017808464469679635,
  -0.004137486849628147, -0.0012722781579863494, 0.0012335289378636236, -0.00026287817712604937,
  -0.00011991125182039808, 9.159976657560389e-05, -1.0492615883653295e-05, -1.075243625074875e-05,
  3.6978066671489695e-06,
};
static const double nb_inverse_a_d[23] = {
  1.6536545626831027, 0.7504943200799679, -0.058922567103779404, -0.022604447453825078, 0.017808361818432112,
  -0.00413731436767485, -0.001271692271958298, 0.0012324854519911068, -0.00026439362645934515,
  -0.0001168880630842072, 9.336711350835166e-05, -1.5030870369108395e-05, -1.125619146677325e-05,
  7.1383125443102916e-06, -6.866552594632471e-07, -1.0734591410364882e-06, 5.444465821755199e-07,
  5.601549819901144e-09, -1.0426210588989032e-07, 2.8085454480599277e-08, 8.699377880241274e-09,
  -4.138396507936207e-09, -1.8199034168726056e-11,
};
static const double nb_inverse_b_f[11] = {
  3.0838856104922208, 0.753944228676633, 0.0030211410804911023, -0.001582600191305108, 0.0007882751755787633,
  -0.00040029056906188933, 0.00016984500235668086, -4.824614761935698e-05, 2.0086827694836427e-06,
  6.1248540780547455e-06, -2.299987859858734e-06,
};
static const double nb_inverse_b_d[19] = {
  3.0838856104922208, 0.7539442257706194, 0.0030211394363764865, -0.0015825410891285008, 0.0007883078512000405,
  -0.0004006357032703787, 0.00016966502384997928, -4.739178791780613e-05, 2.405849826863639e-06,
  5.1271458282959595e-06, -2.6647290027131336e-06, 5.268978286875368e-07, 9.272847268010501e-08,
  -9.536038433614285e-08, 2.6652555523279727e-08, 2.448720579642754e-10, -2.6921670135260728e-09,
  6.819336997989723e-10, -2.159829264980955e-12,
};
static const double nb_inverse_c_f[11] = {
  5.354999273642594, 1.5150496058985397, -0.0008284420938041983, -0.0003467909491085638, 0.00020359287215231253,
  -7.692827142136277e-05, 2.5045124403752926e-05, -6.870687719652335e-06, 1.7786874199420976e-06,
  -1.0883867009702481e-06, 4.7619246188776487e-07,
};
static const double nb_inverse_c_d[20] = {
  5.354999273642596, 1.5150496086669556, -0.0008284437606178153, -0.0003468453100594297, 0.00020362563712214774,
  -7.663806133933244e-05, 2.486972363784527e-05, -7.4724241007862105e-06, 2.144275678620821e-06,
  -6.05564384436119e-07, 1.796194471282837e-07, -6.936707835620673e-08, 4.604791174205235e-08,
  -3.2568791258428893e-08, 1.540419668900414e-08, -1.173661896531507e-08, 1.4471378043767909e-08,
  -7.3213375805035365e-09, -4.200685232327314e-10, 9.164806716326589e-10,
};
static const double nb_inverse_d_d[27] = {
  17.421579490534313, 10.52997387844708, -0.012878614858544017, 0.0056905645439199685, -0.0025000067588736284,
  0.0010621477978261901, -0.0004189811441755199, 0.00013955988258526595, -2.5333842497030568e-05,
  -1.5832289419562098e-05, 2.6030786613760754e-05, -2.385049094497375e-05, 1.9132760812325276e-05,
  -1.6709718082007646e-05, 1.1428900587322268e-05, -6.524369138915982e-07, 8.573017898309687e-07,
  -1.3679794793755841e-05, 8.25111057733385e-06, 1.1643825830001495e-05, -6.859513419516212e-06,
  -1.0517044991354075e-05, 6.251418931684963e-06, 4.57465791371402e-06, -2.712370821196254e-06,
  -1.1563129020041607e-06, 6.886128045236677e-07,
};
// atan(x) / x in t = 2x² - 1, for |x| ≤ 1.
static const double nb_atan_near_f[14] = {
  0.8704197513683412, -0.10187654235060571, 0.020851851085907765, -0.005030863622312965, 0.0013155878788647885,
  -0.00036098269093643576, 0.000102265103907974, -2.9646454210375312e-05, 8.777088975189637e-06,
  -2.6241387308929892e-06, 7.442197829272477e-07, -2.2649986392338185e-07, 1.0495157114357827e-07,
  -3.254418544832449e-08,
};

// exp(-x²) for doubles: the square's rounding error is made good.
NB_INLINE double nb_exp_minus_square(double x) {
  double square = x * x, rest = __builtin_fma(x, x, -square);
  return exp(-square) * (1.0 - rest);
}

// erfc of |x|, with one division for both quotients.
#define ERFC_OF_SIZE(SUFFIX, GAUSS)                                                                \
  NB_INLINE double nb_erfc_of_size##SUFFIX(double a) {                                             \
    double held = a > 30.0 ? 30.0 : a, up = held + 3.0, twice = 1.0 + 2.0 * held;                  \
    double inverse = 1.0 / (up * twice);                                                           \
    return GAUSS(held) * NB_HORNER(nb_erfcx##SUFFIX, (held - 3.0) * twice * inverse) * (up * inverse); \
  }
NB_INLINE double nb_gauss_f(double x) { return nb_exp_f(-x * x); }
ERFC_OF_SIZE(_f, nb_gauss_f)
ERFC_OF_SIZE(_d, nb_exp_minus_square)

NB_INLINE double nb_erf_f(double x) {
  double held = x > 3.937 ? 3.937 : x < -3.937 ? -3.937 : x;
  return held * NB_HORNER(nb_erf_whole_f, held * held * (1.0 / 7.75) - 1.0);
}

NB_INLINE double nb_erf_d(double x) {
  double a = fabs(x), near = x * NB_HORNER(nb_erf_near_d, 2.0 * (a < 1.0 ? x * x : 1.0) - 1.0);
  double far = copysign(1.0 - nb_erfc_of_size_d(a), x);
  return x != x ? x : a < 1.0 ? near : far;
}

NB_INLINE double nb_erfc_f(double x) {
  double y = nb_erfc_of_size_f(fabs(x));
  return x < 0 ? 2.0 - y : x != x ? x : y;
}

NB_INLINE double nb_erfc_d(double x) {
  double a = fabs(x), y = nb_erfc_of_size_d(a);
  double near = 1.0 - x * NB_HORNER(nb_erf_near_d, 2.0 * (a < 1.0 ? x * x : 1.0) - 1.0);
  y = x < 0 ? 2.0 - y : y;
  y = a < 0.25 ? near : y;
  return x != x ? x : y;
}

// erfinv(x) / x as a function of w = -log(1 - x²): for w ≤ 6.25, and for w ≤ 49.
#define INVERSE(SUFFIX)                                                                            \
  NB_INLINE double nb_inverse_near##SUFFIX(double w) { return NB_HORNER(nb_inverse_a##SUFFIX, w * 0.32 - 1.0); } \
  NB_INLINE double nb_inverse_ratio##SUFFIX(double w) {                                            \
    double s = sqrt(w);                                                                            \
    double b = NB_HORNER(nb_inverse_b##SUFFIX, (s - 3.25) * (1.0 / 0.75));                         \
    double c = NB_HORNER(nb_inverse_c##SUFFIX, (s - 5.5) * (1.0 / 1.5));                           \
    return w <= 6.25 ? nb_inverse_near##SUFFIX(w) : s <= 4.0 ? b : c;                              \
  }
INVERSE(_f)
INVERSE(_d)

// -log(1 - x²) for |x| ≤ 1. The logarithm of floats is as good for what is a double between them.
NB_INLINE double nb_minus_log_f(double x) { return -nb_log_f((1.0 - x) * (1.0 + x)); }
NB_INLINE double nb_minus_log_d(double x) { return -log((1.0 - x) * (1.0 + x)); }

NB_INLINE double nb_erfinv_ends(double x, double y) {
  double a = fabs(x);
  y = a == 1.0 ? copysign((double)INFINITY, x) : y;
  return a > 1.0 || x != x ? (double)NAN : y;
}

// The normal quantile: √2 erfinv(2p - 1), whose 1 - x² is 4p(1 - p), which tiny p do not round to nothing.
NB_INLINE double nb_ndtri(double p) {
  double w = -log(4 * p * (1 - p));
  w = w > 0 ? w : 0;
  double far = NB_HORNER(nb_inverse_d_d, (sqrt(w) - 17.5) * (1.0 / 10.5));
  double y = 1.4142135623730951 * (2 * p - 1) * (w > 49.0 ? far : nb_inverse_ratio_d(w));
  y = p == 0 ? -(double)INFINITY : p == 1 ? (double)INFINITY : y;
  return p >= 0 && p <= 1 ? y : (double)NAN;
}

// log Γ(x) / ((x - 1)(x - 2)) in t = (x - 1.625) / 0.875, for x from 0.75 to 2.5: the zeros are exact.
static const double nb_lgamma_near[19] = {
  0.46580963736232694, -0.11513161743043503, 0.040256123228182436, -0.016208378965490874, 0.00702943928771254,
  -0.0031880166890254236, 0.001488804920173904, -0.0007091817722437391, 0.00034312897760333666,
  -0.0001699269068519276, 8.396805145264838e-05, -3.672178622430683e-05, 1.83067071795324e-05,
  -1.6983212278930426e-05, 8.658989510498991e-06, 2.709034552849099e-06, -1.4202131044510278e-06,
  -2.824242877954552e-06, 1.4552922862977342e-06,
};

// atan2 of floats: the arc of the lesser over the greater, put into its octant.
NB_INLINE double nb_atan2_f(double y, double x) {
  double a = fabs(x), b = fabs(y);
  double more = a > b ? a : b, less = a > b ? b : a;
  double q = less / more;
  q = more == 0.0 ? 0.0 : q;
  q = less == (double)INFINITY ? 1.0 : q;
  double arc = q * NB_HORNER(nb_atan_near_f, 2.0 * q * q - 1.0);
  arc = b > a ? 1.5707963267948966 - arc : arc;
  arc = copysign(1.0, x) < 0 ? 3.141592653589793 - arc : arc;
  arc = copysign(arc, y);
  return x != x || y != y ? (double)NAN : arc;
}
