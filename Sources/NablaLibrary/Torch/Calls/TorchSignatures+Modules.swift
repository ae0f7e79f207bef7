extension TorchSignatures {
  /// Recorded by Tests/Oracle/record_signatures.py.
  static let functionsOfModules = """
    linalg_cholesky T input,*,b upper=,T? out=
    linalg_cholesky_ex T input,*,b upper=,b check_errors=,L? out=
    linalg_cond T input,N? p=,*,T? out=;T input,s p,*,T? out=
    linalg_cross T input,T other,*,i dim=,T? out=
    linalg_det T A,*,T? out=
    linalg_diagonal T A,*,i offset=,i dim1=,i dim2=
    linalg_eig T input,*,L? out=
    linalg_eigh T input,s UPLO=,*,L? out=
    linalg_eigvals T input,*,T? out=
    linalg_eigvalsh T input,s UPLO=,*,T? out=
    linalg_householder_product T input,T tau,*,T? out=
    linalg_inv T A,*,T? out=
    linalg_inv_ex T A,*,b check_errors=,L? out=
    linalg_ldl_factor T input,*,b hermitian=,L? out=
    linalg_ldl_factor_ex T input,*,b hermitian=,b check_errors=,L? out=
    linalg_ldl_solve T LD,T pivots,T B,*,b hermitian=,T? out=
    linalg_lstsq T input,T b,f? rcond=,*,s? driver=,L? out=
    linalg_lu T A,*,b pivot=,L? out=
    linalg_lu_factor T A,*,b pivot=,L? out=
    linalg_lu_factor_ex T A,*,b pivot=,b check_errors=,L? out=
    linalg_lu_solve T LU,T pivots,T B,*,b left=,b adjoint=,T? out=
    linalg_matmul T input,T other,*,T? out=
    linalg_matrix_exp T input
    linalg_matrix_norm T input,N ord,I dim=,b keepdim=,*,D? dtype=,T? out=;T input,s ord=,I dim=,b keepdim=,*,\
      D? dtype=,T? out=
    linalg_matrix_power T input,i n,*,T? out=
    linalg_matrix_rank T input,*,T? atol=,T? rtol=,b hermitian=,T? out=;T input,*,f? atol=,f? rtol=,b hermitian=,\
      T? out=;T input,T tol,b hermitian=,*,T? out=;T input,f tol,b hermitian=,*,T? out=
    linalg_matrix_sqrth T input
    linalg_multi_dot L tensors,*,T? out=
    linalg_norm T input,N? ord=,J? dim=,b keepdim=,*,D? dtype=,T? out=;T input,s ord,J? dim=,b keepdim=,*,D? dtype=,\
      T? out=
    linalg_pinv T input,*,T? atol=,T? rtol=,b hermitian=,T? out=;T input,*,f? atol=,f? rtol=,b hermitian=,T? out=;\
      T input,T rcond,b hermitian=,*,T? out=;T input,f rcond,b hermitian=,*,T? out=
    linalg_qr T A,s mode=,*,L? out=
    linalg_slogdet T A,*,L? out=
    linalg_solve T A,T B,*,b left=,T? out=
    linalg_solve_ex T A,T B,*,b left=,b check_errors=,L? out=
    linalg_solve_triangular T input,T B,*,b upper,b left=,b unitriangular=,T? out=
    linalg_svd T A,b full_matrices=,*,s? driver=,L? out=
    linalg_svdvals T A,*,s? driver=,T? out=
    linalg_tensorinv T input,i ind=,*,T? out=
    linalg_tensorsolve T input,T other,I? dims=,*,T? out=
    linalg_vander T x,*,i? N=
    linalg_vecdot T x,T y,*,i dim=,T? out=
    linalg_vector_norm T input,N ord=,J? dim=,b keepdim=,*,D? dtype=,T? out=
    special_bessel_j0 T input,*,T? out=
    special_bessel_j1 T input,*,T? out=
    special_bessel_y0 T input,*,T? out=
    special_bessel_y1 T input,*,T? out=
    special_chebyshev_polynomial_t T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_chebyshev_polynomial_u T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_chebyshev_polynomial_v T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_chebyshev_polynomial_w T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_digamma T input,*,T? out=
    special_entr T input,*,T? out=
    special_erf T input,*,T? out=
    special_erfc T input,*,T? out=
    special_erfcx T input,*,T? out=
    special_erfinv T input,*,T? out=
    special_exp2 T input,*,T? out=
    special_expit T input,*,T? out=
    special_expm1 T input,*,T? out=
    special_gammainc T input,T other,*,T? out=
    special_gammaincc T input,T other,*,T? out=
    special_gammaln T input,*,T? out=
    special_hermite_polynomial_h T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_hermite_polynomial_he T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_i0 T input,*,T? out=
    special_i0e T input,*,T? out=
    special_i1 T input,*,T? out=
    special_i1e T input,*,T? out=
    special_laguerre_polynomial_l T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_legendre_polynomial_p T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_log1p T input,*,T? out=
    special_log_ndtr T input,*,T? out=
    special_log_softmax T input,i dim,*,D? dtype=
    special_logit T input,f? eps=,*,T? out=
    special_logsumexp T input,J dim,b keepdim=,*,T? out=
    special_modified_bessel_i0 T input,*,T? out=
    special_modified_bessel_i1 T input,*,T? out=
    special_modified_bessel_k0 T input,*,T? out=
    special_modified_bessel_k1 T input,*,T? out=
    special_multigammaln T input,i p,*,T? out=
    special_ndtr T input,*,T? out=
    special_ndtri T input,*,T? out=
    special_polygamma i n,T input,*,T? out=
    special_psi T input,*,T? out=
    special_round T input,*,i decimals=,T? out=
    special_scaled_modified_bessel_k0 T x,*,T? out=
    special_scaled_modified_bessel_k1 T x,*,T? out=
    special_shifted_chebyshev_polynomial_t T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_shifted_chebyshev_polynomial_u T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_shifted_chebyshev_polynomial_v T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_shifted_chebyshev_polynomial_w T x,T n,*,T? out=;N x,T n,*,T? out=;T x,N n,*,T? out=
    special_sinc T input,*,T? out=
    special_softmax T input,i dim,D? dtype=
    special_spherical_bessel_j0 T x,*,T? out=
    special_xlog1py T input,T other,*,T? out=;N self,T other,*,T? out=;T input,N other,*,T? out=
    special_xlogy T input,T other,*,T? out=;N self,T other,*,T? out=;T input,N other,*,T? out=
    special_zeta T input,T other,*,T? out=;N self,T other,*,T? out=;T input,N other,*,T? out=
    """
}
