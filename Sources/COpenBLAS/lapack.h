// LAPACK's routines inside OpenBLAS, which Debian ships without LAPACKE's header: the Fortran symbols. Matrices are
// column-major; each character argument has its length behind the last argument.
#define NABLA_LAPACK(P, T)                                                                                             \
  void P##getrf_(const int *m, const int *n, T *a, const int *lda, int *pivots, int *info);                            \
  void P##getrs_(                                                                                                      \
      const char *trans, const int *n, const int *rhs, const T *a, const int *lda, const int *pivots, T *b,            \
      const int *ldb, int *info, unsigned long);                                                                       \
  void P##trtrs_(                                                                                                      \
      const char *uplo, const char *trans, const char *diag, const int *n, const int *rhs, const T *a, const int *lda, \
      T *b, const int *ldb, int *info, unsigned long, unsigned long, unsigned long);                                   \
  void P##potrf_(const char *uplo, const int *n, T *a, const int *lda, int *info, unsigned long);                      \
  void P##geqrf_(                                                                                                      \
      const int *m, const int *n, T *a, const int *lda, T *tau, T *work, const int *lwork, int *info);                 \
  void P##orgqr_(                                                                                                      \
      const int *m, const int *n, const int *k, T *a, const int *lda, const T *tau, T *work, const int *lwork,         \
      int *info);                                                                                                      \
  void P##gesdd_(                                                                                                      \
      const char *job, const int *m, const int *n, T *a, const int *lda, T *s, T *u, const int *ldu, T *vt,            \
      const int *ldvt, T *work, const int *lwork, int *iwork, int *info, unsigned long);                               \
  void P##syevd_(                                                                                                      \
      const char *job, const char *uplo, const int *n, T *a, const int *lda, T *w, T *work, const int *lwork,          \
      int *iwork, const int *liwork, int *info, unsigned long, unsigned long);                                         \
  void P##geev_(                                                                                                       \
      const char *left, const char *right, const int *n, T *a, const int *lda, T *wr, T *wi, T *vl, const int *ldvl,   \
      T *vr, const int *ldvr, T *work, const int *lwork, int *info, unsigned long, unsigned long);                     \
  void P##gelsd_(                                                                                                      \
      const int *m, const int *n, const int *rhs, T *a, const int *lda, T *b, const int *ldb, T *s, const T *rcond,    \
      int *rank, T *work, const int *lwork, int *iwork, int *info);                                                    \
  void P##sytrf_(                                                                                                      \
      const char *uplo, const int *n, T *a, const int *lda, int *pivots, T *work, const int *lwork, int *info,         \
      unsigned long);                                                                                                  \
  void P##sytrs_(                                                                                                      \
      const char *uplo, const int *n, const int *rhs, const T *a, const int *lda, const int *pivots, T *b,             \
      const int *ldb, int *info, unsigned long);
NABLA_LAPACK(s, float)
NABLA_LAPACK(d, double)
#undef NABLA_LAPACK
