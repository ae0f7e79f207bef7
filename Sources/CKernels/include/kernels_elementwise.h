#pragma once
/// Elementwise loops. Every function runs over `n` elements of strided operands; strides count elements and 0 repeats
/// one element. An output may be one of the inputs exactly, never overlap one otherwise.

/// Element types, numbered as `DType` numbers them.
/// The last four are stored and converted, not computed with.
enum nb_dtype { NB_F32, NB_F64, NB_I64, NB_I32, NB_U8, NB_BOOL, NB_I8, NB_I16, NB_F16, NB_BF16, NB_DTYPES };

enum nb_unary_op {
  // Results of the operand's type; the first eight exist for integers too.
  NB_NEG, NB_ABS, NB_SIGN, NB_SQUARE, NB_RELU, NB_BITWISE_NOT, NB_COPY, NB_RECIPROCAL,
  NB_EXP, NB_EXP2, NB_EXPM1, NB_LOG, NB_LOG2, NB_LOG10, NB_LOG1P, NB_SQRT, NB_RSQRT,
  NB_SIN, NB_COS, NB_TAN, NB_ASIN, NB_ACOS, NB_ATAN, NB_SINH, NB_COSH, NB_TANH, NB_ASINH, NB_ACOSH, NB_ATANH,
  NB_SIGMOID, NB_ERF, NB_ERFC, NB_FLOOR, NB_CEIL, NB_ROUND, NB_TRUNC, NB_FRAC,
  // Bool results.
  NB_ISNAN, NB_ISINF, NB_ISFINITE, NB_LOGICAL_NOT,
  NB_UNARY_OPS
};

enum nb_binary_op {
  NB_ADD, NB_SUB, NB_MUL, NB_DIV, NB_MAXIMUM, NB_MINIMUM,
  NB_FLOOR_DIVIDE, NB_TRUNC_DIVIDE, NB_REMAINDER, NB_FMOD, NB_POW, NB_ATAN2, NB_HYPOT,
  NB_BITWISE_AND, NB_BITWISE_OR, NB_BITWISE_XOR, NB_SHIFT_LEFT, NB_SHIFT_RIGHT,
  // The gradient g of the result y: g·[y > 0], g·y·(1 − y), g·(1 − y²).
  NB_RELU_GRAD, NB_SIGMOID_GRAD, NB_TANH_GRAD,
  // a + alpha·b.
  NB_ADD_SCALED,
  // Bool results.
  NB_EQ, NB_NE, NB_LT, NB_LE, NB_GT, NB_GE, NB_LOGICAL_AND, NB_LOGICAL_OR, NB_LOGICAL_XOR,
  NB_BINARY_OPS
};

typedef void (*nb_unary_fn)(long n, void *out, long so, const void *a, long sa);
typedef void (*nb_binary_fn)(long n, void *out, long so, const void *a, long sa, const void *b, long sb, double alpha);

/// The loop of an operation for operands of a type; null where there is none.
nb_unary_fn nb_unary(int op, int dtype);
nb_binary_fn nb_binary(int op, int dtype);
/// The loop that converts; from floats as C does, to bool by comparing with zero.
nb_unary_fn nb_cast(int from, int to);
/// Numbers of sixteen bits, to the nearest and halfway to the even one.
float nb_half_to_float(unsigned short bits);
unsigned short nb_float_to_half(float x);
unsigned short nb_float_to_bfloat(float x);

/// out[i] = condition[i] ? a[i] : b[i], for elements of 1, 2, 4 or 8 bytes.
void nb_where(long size, long n, void *out, long so, const unsigned char *condition, long sc, const void *a, long sa,
              const void *b, long sb);

/// out[i] = clamp(a[i], low, high); NaN stays.
/// NaN and the infinities replaced.
void nb_nan_to_num_f32(long n, float *o, long so, const float *a, long sa, float nan, float high, float low);
void nb_nan_to_num_f64(long n, double *o, long so, const double *a, long sa, double nan, double high, double low);
void nb_clamp_f32(long n, float *out, long so, const float *a, long sa, float low, float high);
void nb_clamp_f64(long n, double *out, long so, const double *a, long sa, double low, double high);

/// Fills with one element of 1, 2, 4 or 8 bytes.
void nb_fill(long size, long n, void *out, long so, const void *value);
