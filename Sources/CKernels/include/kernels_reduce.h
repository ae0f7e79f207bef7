#pragma once
/// Reductions. Floats accumulate in `double`, integers and bools in `long`; `acc` points to such accumulators, which
/// hold the start value (or what was accumulated before).

enum nb_reduce_op {
  NB_SUM, NB_PROD, NB_MAX, NB_MIN, NB_SUM_SQUARES, NB_SUM_ABS, NB_MAX_ABS, NB_MIN_ABS, NB_COUNT, NB_ANY, NB_ALL,
  NB_REDUCE_OPS
};

/// Takes in `n` elements, `sx` apart.
typedef void (*nb_reduce_fn)(long n, const void *x, long sx, void *acc);
/// Takes in `rows` rows of `cols` neighbouring elements, rows `stride` apart, column j into `acc[j]`.
typedef void (*nb_reduce_rows_fn)(long rows, long cols, const void *x, long stride, void *acc);

nb_reduce_fn nb_reduce(int op, int dtype);
nb_reduce_rows_fn nb_reduce_rows(int op, int dtype);

/// Σ (x − mean)², and the same for columns with a mean each.
void nb_sum_squared_deviations_f32(long n, const float *x, long sx, double mean, double *acc);
void nb_sum_squared_deviations_f64(long n, const double *x, long sx, double mean, double *acc);

/// The position of the greatest (least) element, the first of equals; NaN counts as greatest (least).
long nb_argmax(int dtype, long n, const void *x, long sx);
long nb_argmin(int dtype, long n, const void *x, long sx);

/// Running sums and products along `n` elements; floats accumulate in double.
void nb_cumsum(int dtype, long n, void *out, long so, const void *x, long sx);
void nb_cumprod(int dtype, long n, void *out, long so, const void *x, long sx);

/// The same down the columns of `rows` rows of `cols` elements each, which lie in order.
void nb_cumsum_rows(int dtype, long rows, long cols, void *out, const void *x);
void nb_cumprod_rows(int dtype, long rows, long cols, void *out, const void *x);
