extension TorchSignatures {
  /// Recorded by Tests/Oracle/record_signatures.py.
  static let functions = """
    Generator d? device=
    abs T input,*,T? out=
    abs_ T input
    absolute T input,*,T? out=
    acos T input,*,T? out=
    acos_ T input
    acosh T input,*,T? out=
    acosh_ T input
    adaptive_avg_pool1d T input,J output_size
    add !T input,N alpha,T other,*,T? out=;T input,T other,*,N alpha=,T? out=
    addbmm !N beta,T input,N alpha,T batch1,T batch2,*,T? out=;!N beta,T input,T batch1,T batch2,*,T? out=;T input,\
      T batch1,T batch2,*,N beta=,N alpha=,T? out=
    addcdiv !T input,N value,T tensor1,T tensor2,*,T? out=;T input,T tensor1,T tensor2,*,N value=,T? out=
    addcmul !T input,N value,T tensor1,T tensor2,*,T? out=;T input,T tensor1,T tensor2,*,N value=,T? out=
    addmm !N beta,T input,N alpha,T mat1,T mat2,*,T? out=;!N beta,T input,T mat1,T mat2,*,T? out=;T input,T mat1,\
      T mat2,*,N beta=,N alpha=,T? out=;T input,T mat1,T mat2,D out_dtype,*,N beta=,N alpha=,T? out=
    addmv !N beta,T input,N alpha,T mat,T vec,*,T? out=;!N beta,T input,T mat,T vec,*,T? out=;T input,T mat,T vec,*,\
      N beta=,N alpha=,T? out=
    addmv_ !N beta,T input,N alpha,T mat,T vec;!N beta,T input,T mat,T vec;T input,T mat,T vec,*,N beta=,N alpha=
    addr !N beta,T input,N alpha,T vec1,T vec2,*,T? out=;!N beta,T input,T vec1,T vec2,*,T? out=;T input,T vec1,\
      T vec2,*,N beta=,N alpha=,T? out=
    adjoint T input
    alias_copy T input,*,T? out=
    all T input,*,T? out=;T input,I? dim=,b keepdim=,*,T? out=;T input,i dim,b keepdim=,*,T? out=
    allclose T input,T other,f rtol=,f atol=,b equal_nan=
    amax T input,J? dim=,b keepdim=,*,T? out=
    amin T input,J? dim=,b keepdim=,*,T? out=
    aminmax T input,*,i? dim=,b keepdim=,L? out=
    angle T input,*,T? out=
    any T input,*,T? out=;T input,I? dim=,b keepdim=,*,T? out=;T input,i dim,b keepdim=,*,T? out=
    arange N end,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;N start,N end,*,\
      D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;N start,N end,N step=,*,T? out=,D? dtype=,\
      y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    arccos T input,*,T? out=
    arccos_ T input
    arccosh T input,*,T? out=
    arccosh_ T input
    arcsin T input,*,T? out=
    arcsin_ T input
    arcsinh T input,*,T? out=
    arcsinh_ T input
    arctan T input,*,T? out=
    arctan2 T input,T other,*,T? out=
    arctan_ T input
    arctanh T input,*,T? out=
    arctanh_ T input
    argmax T input,i? dim=,b keepdim=,*,T? out=
    argmin T input,i? dim=,b keepdim=,*,T? out=
    argsort T input,*,b stable,i dim=,b descending=,T? out=;T input,i dim=,b descending=
    argwhere T input
    as_strided T input,I size,I stride,i? storage_offset=
    as_strided_ T input,I size,I stride,i? storage_offset=
    as_strided_copy T input,I size,I stride,i? storage_offset=,*,T? out=
    as_strided_scatter T input,T src,I size,I stride,i? storage_offset=
    as_tensor O data,*,D? dtype=,d? device=
    asarray O obj,*,D? dtype=,d? device=,b? copy=,b? requires_grad=
    asin T input,*,T? out=
    asin_ T input
    asinh T input,*,T? out=
    asinh_ T input
    atan T input,*,T? out=
    atan2 T input,T other,*,T? out=
    atan_ T input
    atanh T input,*,T? out=
    atanh_ T input
    atleast_1d T input;L tensors
    atleast_2d T input;L tensors
    atleast_3d T input;L tensors
    avg_pool1d T input,J kernel_size,J? stride=,J padding=,b ceil_mode=,b count_include_pad=
    baddbmm !N beta,T input,N alpha,T batch1,T batch2,*,T? out=;!N beta,T input,T batch1,T batch2,*,T? out=;T input,\
      T batch1,T batch2,*,N beta=,N alpha=,T? out=;T input,T batch1,T batch2,D out_dtype,*,N beta=,N alpha=,T? out=
    bartlett_window i window_length,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      i window_length,b periodic,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    bernoulli T input,*,G? generator=,T? out=;T input,f p,*,G? generator=
    bilinear T input1,T input2,T weight,T? bias=
    bincount T input,T? weights=,i minlength=
    bitwise_and T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    bitwise_left_shift T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    bitwise_not T input,*,T? out=
    bitwise_or T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    bitwise_right_shift T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    bitwise_xor T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    blackman_window i window_length,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      i window_length,b periodic,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    block_diag L tensors
    bmm T input,T mat2,*,T? out=;T input,T mat2,D out_dtype,*,T? out=
    broadcast_tensors L tensors
    broadcast_to T input,I size
    bucketize T input,T boundaries,*,b out_int32=,b right=,T? out=;N self,T boundaries,*,b out_int32=,b right=
    can_cast D from_,D to
    cartesian_prod L tensors
    cat L tensors,i dim=,*,T? out=
    cdist T x1,T x2,f p=,i? compute_mode=
    ceil T input,*,T? out=
    ceil_ T input
    celu T input,N alpha=
    celu_ T input,N alpha=
    chain_matmul L matrices,*,T? out=
    cholesky_inverse T input,b upper=,*,T? out=
    cholesky_solve T input,T input2,b upper=,*,T? out=
    chunk T input,i chunks,i dim=
    clamp T input,T? min=,T? max=,*,T? out=;T input,N? min=,N? max=,*,T? out=
    clamp_ T input,T? min=,T? max=;T input,N? min=,N? max=
    clamp_max T input,T max,*,T? out=;T input,N max,*,T? out=
    clamp_max_ T input,T max;T input,N max
    clamp_min T input,T min,*,T? out=;T input,N min,*,T? out=
    clamp_min_ T input,T min;T input,N min
    clip T input,T? min=,T? max=,*,T? out=;T input,N? min=,N? max=,*,T? out=
    clip_ T input,T? min=,T? max=;T input,N? min=,N? max=
    clone T input,*,m? memory_format=
    column_stack L tensors,*,T? out=
    combinations T input,i r=,b with_replacement=
    complex T real,T imag,*,T? out=
    concat L tensors,i dim=,*,T? out=
    concatenate L tensors,i dim=,*,T? out=
    conj T input
    conj_physical T input,*,T? out=
    conj_physical_ T input
    conv1d T input,T weight,T? bias=,J stride=,J padding=,J dilation=,i groups=;T input,T weight,T? bias=,J stride=,\
      s padding=,J dilation=,i groups=
    conv2d T input,T weight,T? bias=,J stride=,J padding=,J dilation=,i groups=;T input,T weight,T? bias=,J stride=,\
      s padding=,J dilation=,i groups=
    copysign T input,T other,*,T? out=;T input,N other,*,T? out=
    corrcoef T input
    cos T input,*,T? out=
    cos_ T input
    cosh T input,*,T? out=
    cosh_ T input
    cosine_similarity T x1,T x2,i dim=,f eps=
    count_nonzero T input,i? dim=;T input,I dim
    cov T input,*,i correction=,T? fweights=,T? aweights=
    cross T input,T other,i? dim=,*,T? out=
    cummax T input,i dim,*,L? out=
    cummin T input,i dim,*,L? out=
    cumprod T input,i dim,*,D? dtype=,T? out=
    cumsum T input,i dim,*,D? dtype=,T? out=
    cumulative_trapezoid T y,T x,*,i dim=;T y,*,N dx=,i dim=
    deg2rad T input,*,T? out=
    deg2rad_ T input
    dequantize T input
    det T input
    detach T input
    detach_ T input
    detach_copy T input,*,T? out=
    diag T input,i diagonal=,*,T? out=
    diag_embed T input,i offset=,i dim1=,i dim2=
    diagflat T input,i offset=
    diagonal T input,i offset=,i dim1=,i dim2=
    diagonal_copy T input,i offset=,i dim1=,i dim2=,*,T? out=
    diagonal_scatter T input,T src,i offset=,i dim1=,i dim2=
    diff T input,i n=,i dim=,T? prepend=,T? append=,*,T? out=
    digamma T input,*,T? out=
    dist T input,T other,N p=
    div T input,T other,*,T? out=;T input,T other,*,s? rounding_mode,T? out=;T input,N other,*,s? rounding_mode
    divide T input,T other,*,T? out=;T input,T other,*,s? rounding_mode,T? out=;T input,N other;T input,N other,*,\
      s? rounding_mode
    dot T input,T tensor,*,T? out=
    dsplit T input,i sections;T input,I indices
    dstack L tensors,*,T? out=
    einsum s equation,L tensors,*,I? path=
    empty I size,*,m? memory_format=,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    empty_like T input,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    empty_permuted I size,I physical_layout,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    empty_strided I size,I stride,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    eq T input,T other,*,T? out=;T input,N other,*,T? out=
    equal T input,T other
    erf T input,*,T? out=
    erf_ T input
    erfc T input,*,T? out=
    erfc_ T input
    erfinv T input,*,T? out=
    exp T input,*,T? out=
    exp2 T input,*,T? out=
    exp2_ T input
    exp_ T input
    expand_copy T input,I size,*,b implicit=,T? out=
    expm1 T input,*,T? out=
    expm1_ T input
    eye i n,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i n,i m,*,T? out=,D? dtype=,\
      y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    fill T input,T value;T input,N value
    fill_ T input,T value;T input,N value
    finfo D type;
    fix T input,*,T? out=
    fix_ T input
    flatten T input,i start_dim=,i end_dim=
    flip T input,I dims
    fliplr T input
    flipud T input
    float_power T input,T exponent,*,T? out=;N self,T exponent,*,T? out=;T input,N exponent,*,T? out=
    floor T input,*,T? out=
    floor_ T input
    floor_divide T input,T other,*,T? out=;T input,N other
    fmax T input,T other,*,T? out=
    fmin T input,T other,*,T? out=
    fmod T input,T other,*,T? out=;T input,N other,*,T? out=
    frac T input,*,T? out=
    frac_ T input
    frexp T input,*,L? out=
    frobenius_norm T input,J dim,b keepdim=,*,T? out=
    from_file s filename,b? shared=,i? size=,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    full I size,N fill_value,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    full_like T input,N fill_value,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=
    gather T input,i dim,T index,*,b sparse_grad=,T? out=
    gcd T input,T other,*,T? out=
    gcd_ T input,T other
    ge T input,T other,*,T? out=;T input,N other,*,T? out=
    geqrf T input,*,L? out=
    ger T input,T vec2,*,T? out=
    gradient T input,*,I dim,i edge_order=;T input,*,N spacing,I dim,i edge_order=;T input,*,N? spacing=,i? dim=,\
      i edge_order=;T input,*,L spacing,i? dim=,i edge_order=;T input,*,L spacing,I dim,i edge_order=
    greater T input,T other,*,T? out=;T input,N other,*,T? out=
    greater_equal T input,T other,*,T? out=;T input,N other,*,T? out=
    group_norm T input,i num_groups,T? weight=,T? bias=,f eps=,b cudnn_enabled=
    gt T input,T other,*,T? out=;T input,N other,*,T? out=
    hamming_window i window_length,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      i window_length,b periodic,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i window_length,\
      b periodic,f alpha,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i window_length,\
      b periodic,f alpha,f beta,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    hann_window i window_length,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i window_length,\
      b periodic,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    hardshrink T input,N lambd=,*,T? out=
    heaviside T input,T values,*,T? out=
    histc T input,i bins=,N min=,N max=,*,T? out=
    histogram T input,T bins,*,T? weight=,b density=,L? out=;T input,i bins=,*,F? range=,T? weight=,b density=,L? out=
    histogramdd T input,i bins,F? range=,T? weight=,b density=;T input,I bins,F? range=,T? weight=,b density=;\
      T input,L bins,F? range=,T? weight=,b density=
    hsplit T input,i sections;T input,I indices
    hspmm T mat1,T mat2,*,T? out=
    hstack L tensors,*,T? out=
    hypot T input,T other,*,T? out=
    i0 T input,*,T? out=
    i0_ T input
    igamma T input,T other,*,T? out=
    igammac T input,T other,*,T? out=
    iinfo D type
    imag T input
    index_add T input,i dim,T index,T source,*,N alpha=,T? out=
    index_copy T input,i dim,T index,T source,*,T? out=
    index_fill T input,i dim,T index,T value;T input,i dim,T index,N value
    index_put T input,P indices,T values,b accumulate=
    index_put_ T input,P indices,T values,b accumulate=
    index_reduce T input,i dim,T index,T source,s reduce,*,b include_self=,T? out=
    index_select T input,i dim,T index,*,T? out=
    inner T input,T other,*,T? out=
    int_repr T input
    inverse T input,*,T? out=
    is_complex T input
    is_conj T input
    is_distributed T input
    is_floating_point T input
    is_inference T input
    is_neg T input
    is_nonzero T input
    is_same_size T input,T other
    is_signed T input
    isclose T input,T other,f rtol=,f atol=,b equal_nan=
    isfinite T input
    isin T elements,T test_elements,*,b assume_unique=,b invert=,T? out=;N element,T test_elements,*,\
      b assume_unique=,b invert=,T? out=;T elements,N test_element,*,b assume_unique=,b invert=,T? out=
    isinf T input
    isnan T input
    isneginf T input,*,T? out=
    isposinf T input,*,T? out=
    isreal T input
    istft T input,i n_fft,i? hop_length=,i? win_length=,T? window=,b center=,b normalized=,b? onesided=,i? length=,\
      b return_complex=
    kaiser_window i window_length,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      i window_length,b periodic,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i window_length,\
      b periodic,f beta,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    kron T input,T other,*,T? out=
    kthvalue T input,i k,i dim=,b keepdim=,*,L? out=
    layer_norm T input,I normalized_shape,T? weight=,T? bias=,f eps=,b cudnn_enable=
    lcm T input,T other,*,T? out=
    lcm_ T input,T other
    ldexp T input,T other,*,T? out=
    ldexp_ T input,T other
    le T input,T other,*,T? out=;T input,N other,*,T? out=
    lerp T input,T end,T weight,*,T? out=;T input,T end,N weight,*,T? out=
    less T input,T other,*,T? out=;T input,N other,*,T? out=
    less_equal T input,T other,*,T? out=;T input,N other,*,T? out=
    lgamma T input,*,T? out=
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
    linspace T start,T end,i steps,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      N start,T end,i steps,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;T start,\
      N end,i steps,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;N start,N end,\
      i steps,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    log T input,*,T? out=
    log10 T input,*,T? out=
    log10_ T input
    log1p T input,*,T? out=
    log1p_ T input
    log2 T input,*,T? out=
    log2_ T input
    log_ T input
    log_softmax T input,i dim,D? dtype=,*,T? out=
    logaddexp T input,T other,*,T? out=
    logaddexp2 T input,T other,*,T? out=
    logcumsumexp T input,i dim,*,T? out=
    logdet T input
    logical_and T input,T other,*,T? out=
    logical_not T input,*,T? out=
    logical_or T input,T other,*,T? out=
    logical_xor T input,T other,*,T? out=
    logit T input,f? eps=,*,T? out=
    logit_ T input,f? eps=
    logspace T start,T end,i steps,f base=,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=;N start,T end,i steps,f base=,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=;T start,N end,i steps,f base=,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=;N start,N end,i steps,f base=,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=
    logsumexp T input,J dim,b keepdim=,*,T? out=
    lt T input,T other,*,T? out=;T input,N other,*,T? out=
    lu_solve T input,T LU_data,T LU_pivots,*,T? out=
    lu_unpack T LU_data,T LU_pivots,b unpack_data=,b unpack_pivots=,*,L? out=
    masked_fill T input,T mask,T value;T input,T mask,N value
    masked_scatter T input,T mask,T source
    masked_select T input,T mask,*,T? out=
    matmul T input,T other,*,T? out=
    matrix_exp T input
    matrix_power T input,i n,*,T? out=
    max T input,*,T? out=;T input,T other,*,T? out=;T input,i dim,b keepdim=,*,L? out=
    max_pool1d T input,J kernel_size,J? stride=,J padding=,J dilation=,b ceil_mode=
    max_pool2d T input,J kernel_size,J? stride=,J padding=,J dilation=,b ceil_mode=
    maximum T input,T other,*,T? out=
    mean T input,*,D? dtype=,T? out=;T input,J? dim,b keepdim=,*,D? dtype=,T? out=
    median T input,i dim,b keepdim=,*,L? out=;T input
    meshgrid L tensors;L tensors,*,s indexing
    min T input,*,T? out=;T input,T other,*,T? out=;T input,i dim,b keepdim=,*,L? out=
    minimum T input,T other,*,T? out=
    mm T input,T mat2,*,T? out=;T input,T mat2,D out_dtype,*,T? out=
    mode T input,i dim=,b keepdim=,*,L? out=
    moveaxis T input,i source,i destination;T input,I source,I destination
    movedim T input,i source,i destination;T input,I source,I destination
    msort T input,*,T? out=
    mul T input,T other,*,T? out=
    multinomial T input,i num_samples,b replacement=,*,G? generator=,T? out=
    multiply T input,T other,*,T? out=;T input,N other
    mv T input,T vec,*,T? out=
    mvlgamma T input,i p,*,T? out=
    nan_to_num T input,f? nan=,f? posinf=,f? neginf=,*,T? out=
    nan_to_num_ T input,f? nan=,f? posinf=,f? neginf=
    nanmean T input,J? dim=,b keepdim=,*,D? dtype=,T? out=
    nanmedian T input,i dim,b keepdim=,*,L? out=;T input
    nanquantile T input,T q,i? dim=,b keepdim=,*,s interpolation=,T? out=;T input,f q,i? dim=,b keepdim=,*,\
      s interpolation=,T? out=
    nansum T input,J? dim=,b keepdim=,*,D? dtype=,T? out=
    narrow T input,i dim,T start,i length;T input,i dim,i start,i length
    narrow_copy T input,i dim,i start,i length,*,T? out=
    ne T input,T other,*,T? out=;T input,N other,*,T? out=
    neg T input,*,T? out=
    neg_ T input
    negative T input,*,T? out=
    negative_ T input
    nextafter T input,T other,*,T? out=
    nonzero T input,*,b as_tuple=,T? out=
    nonzero_static T input,*,i size,i fill_value=,T? out=
    norm T input,N p=;T input,N? p,*,D dtype;T input,N? p,J dim,b keepdim,*,D dtype,T? out=;T input,N? p,J dim,\
      b keepdim=,*,T? out=
    normal T mean,T std,*,G? generator=,T? out=;T mean,f std=,*,G? generator=,T? out=;f mean,T std,*,G? generator=,\
      T? out=;f mean,f std,I size,*,G? generator=,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=
    not_equal T input,T other,*,T? out=;T input,N other,*,T? out=
    nuclear_norm T input,J dim,b keepdim=,*,T? out=;T input,b keepdim=,*,T? out=
    numel T input
    ones I size,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    ones_like T input,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    orgqr T input,T input2,*,T? out=
    outer T input,T vec2,*,T? out=
    pairwise_distance T x1,T x2,f p=,f eps=,b keepdim=
    pdist T input,f p=
    permute T input,I dims
    permute_copy T input,I dims,*,T? out=
    pinverse T input,f rcond=
    pixel_shuffle T input,i upscale_factor
    poisson T input,G? generator=
    polar T abs,T angle,*,T? out=
    polygamma i n,T input,*,T? out=
    positive T input
    pow T input,T exponent,*,T? out=;N self,T exponent,*,T? out=;T input,N exponent,*,T? out=
    prelu T input,T weight
    prod T input,*,D? dtype=;T input,i dim,b keepdim=,*,D? dtype=,T? out=
    promote_types D type1,D type2
    put T input,T index,T source,b accumulate=
    q_scale T input
    q_zero_point T input
    quantile T input,T q,i? dim=,b keepdim=,*,s interpolation=,T? out=;T input,f q,i? dim=,b keepdim=,*,\
      s interpolation=,T? out=
    quantize_per_channel T input,T scales,T zero_points,i axis,D dtype
    quantize_per_tensor T input,T scale,T zero_point,D dtype;T input,f scale,i zero_point,D dtype;L tensors,\
      T scales,T zero_points,D dtype
    quantize_per_tensor_dynamic T input,D dtype,b reduce_range
    rad2deg T input,*,T? out=
    rad2deg_ T input
    rand I size,*,G? generator,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;I size,*,\
      T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    rand_like T input,*,G? generator,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=;T input,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    randint i high,I size,*,G? generator,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;\
      i high,I size,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i low,i high,I size,\
      *,G? generator,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i low,i high,I size,*,\
      T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    randint_like T input,i low,i high,*,G? generator,m? memory_format=,D? dtype=,y? layout=,d? device=,\
      b? pin_memory=,b? requires_grad=;T input,i low,i high,*,m? memory_format=,D? dtype=,y? layout=,d? device=,\
      b? pin_memory=,b? requires_grad=;T input,T high,*,G? generator,m? memory_format=,D? dtype=,y? layout=,\
      d? device=,b? pin_memory=,b? requires_grad=;T input,T high,*,m? memory_format=,D? dtype=,y? layout=,\
      d? device=,b? pin_memory=,b? requires_grad=;T input,i high,*,G? generator,m? memory_format=,D? dtype=,\
      y? layout=,d? device=,b? pin_memory=,b? requires_grad=;T input,i high,*,m? memory_format=,D? dtype=,\
      y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    randn I size,*,G? generator,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;I size,*,\
      T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    randn_like T input,*,G? generator,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,\
      b? requires_grad=;T input,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    randperm i n,*,G? generator,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=;i n,*,\
      T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    range N start,N end,N step=,*,T? out=,D? dtype=,y layout=,d? device=,b requires_grad=
    ravel T input
    real T input
    reciprocal T input,*,T? out=
    reciprocal_ T input
    relu T input
    relu_ T input
    remainder T input,T other,*,T? out=;N self,T other;T input,N other,*,T? out=
    renorm T input,N p,i dim,N maxnorm,*,T? out=
    repeat_interleave T input,T repeats,i? dim=,*,i? output_size=;T input,i repeats,i? dim=,*,i? output_size=
    reshape T input,I shape
    resize_as_ T input,T the_template,*,m? memory_format=
    resolve_conj T input
    resolve_neg T input
    result_type T tensor,T other;N scalar,T tensor;T tensor,N other;N scalar1,N scalar2
    roll T input,J shifts,J? dims=
    rot90 T input,i k=,I dims=
    round T input,*,T? out=;T input,*,i decimals,T? out=
    round_ T input;T input,*,i decimals
    row_stack L tensors,*,T? out=
    rsqrt T input,*,T? out=
    rsqrt_ T input
    rsub T input,T other,*,N alpha=;T input,N other,N alpha=
    scalar_tensor N s,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    scatter T input,i dim,T index,T src,*,T? out=;T input,i dim,T index,T src,*,s reduce,T? out=;T input,i dim,\
      T index,N value,*,T? out=;T input,i dim,T index,N value,*,s reduce,T? out=
    scatter_add T input,i dim,T index,T src,*,T? out=
    scatter_reduce T input,i dim,T index,T src,s reduce,*,b include_self=,T? out=
    searchsorted T sorted_sequence,T input,*,b out_int32=,b right=,s? side=,T? sorter=,T? out=;T sorted_sequence,\
      N self,*,b out_int32=,b right=,s? side=,T? sorter=,T? out=
    select T input,i dim,i index
    select_copy T input,i dim,i index,*,T? out=
    select_scatter T input,T src,i dim,i index
    selu T input
    selu_ T input
    set_grad_enabled b enabled
    sgn T input,*,T? out=
    sigmoid T input,*,T? out=
    sigmoid_ T input
    sign T input,*,T? out=
    signbit T input,*,T? out=
    sin T input,*,T? out=
    sin_ T input
    sinc T input,*,T? out=
    sinc_ T input
    sinh T input,*,T? out=
    sinh_ T input
    slice_copy T input,i dim=,i? start=,i? end=,i step=,*,T? out=
    slice_scatter T input,T src,i dim=,i? start=,i? end=,i step=,*,T? out=
    slogdet T input,*,L? out=
    smm T input,T mat2
    softmax T input,i dim,D? dtype=,*,T? out=
    sort T input,*,b? stable,i dim=,b descending=,L? out=;T input,i dim=,b descending=,*,L? out=
    sparse_bsc_tensor O ccol_indices,O row_indices,O values,I size,*,D? dtype=,y? layout=,d? device=,b pin_memory=,\
      b requires_grad=,b? check_invariants=;O ccol_indices,O row_indices,O values,*,D? dtype=,y? layout=,d? device=,\
      b pin_memory=,b requires_grad=,b? check_invariants=
    sparse_bsr_tensor O crow_indices,O col_indices,O values,I size,*,D? dtype=,y? layout=,d? device=,b pin_memory=,\
      b requires_grad=,b? check_invariants=;O crow_indices,O col_indices,O values,*,D? dtype=,y? layout=,d? device=,\
      b pin_memory=,b requires_grad=,b? check_invariants=
    sparse_compressed_tensor O compressed_indices,O plain_indices,O values,I size,*,D? dtype=,y? layout=,d? device=,\
      b pin_memory=,b requires_grad=,b? check_invariants=;O compressed_indices,O plain_indices,O values,*,D? dtype=,\
      y? layout=,d? device=,b pin_memory=,b requires_grad=,b? check_invariants=
    sparse_coo_tensor O indices,O values,*,D? dtype=,d? device=,b pin_memory=,b requires_grad=,b? check_invariants=,\
      b? is_coalesced=;O indices,O values,I size,*,D? dtype=,d? device=,b pin_memory=,b requires_grad=,\
      b? check_invariants=,b? is_coalesced=;I size,*,D? dtype=,d? device=,b requires_grad=,b? check_invariants=
    sparse_csc_tensor O ccol_indices,O row_indices,O values,I size,*,D? dtype=,y? layout=,d? device=,b pin_memory=,\
      b requires_grad=,b? check_invariants=;O ccol_indices,O row_indices,O values,*,D? dtype=,y? layout=,d? device=,\
      b pin_memory=,b requires_grad=,b? check_invariants=
    sparse_csr_tensor O crow_indices,O col_indices,O values,I size,*,D? dtype=,y? layout=,d? device=,b pin_memory=,\
      b requires_grad=,b? check_invariants=;O crow_indices,O col_indices,O values,*,D? dtype=,y? layout=,d? device=,\
      b pin_memory=,b requires_grad=,b? check_invariants=
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
    split T input,i split_size,i dim=;T input,I split_size,i dim=
    split_copy T input,i split_size,i dim=,*,L? out=
    split_with_sizes T input,I split_sizes,i dim=
    split_with_sizes_copy T input,I split_sizes,i dim=,*,L? out=
    sqrt T input,*,T? out=
    sqrt_ T input
    square T input,*,T? out=
    square_ T input
    squeeze T input;T input,i dim;T input,I dim
    squeeze_copy T input,*,T? out=;T input,i dim,*,T? out=;T input,I dim,*,T? out=
    sspaddmm !N beta,T input,N alpha,T mat1,T mat2;!N beta,T input,T mat1,T mat2;T input,T mat1,T mat2,*,N beta=,\
      N alpha=,T? out=
    stack L tensors,i dim=,*,T? out=
    std T input,J? dim,b unbiased=,b keepdim=,*,T? out=;T input,J? dim=,*,N? correction=,b keepdim=,T? out=;T input,\
      b unbiased=
    std_mean T input,J? dim,b unbiased=,b keepdim=;T input,J? dim=,*,N? correction=,b keepdim=;T input,b unbiased=
    stft T input,i n_fft,i? hop_length=,i? win_length=,T? window=,b center=,s pad_mode=,b normalized=,b? onesided=,\
      b? return_complex=,b? align_to_window=;T input,i n_fft,i? hop_length=,i? win_length=,T? window=,b normalized=,\
      b? onesided=,b? return_complex=,b? align_to_window=
    sub !T input,N alpha,T other,*,T? out=;T input,T other,*,N alpha=,T? out=
    subtract T input,T other,*,N alpha=,T? out=;T input,N other,N alpha=
    sum T input,*,D? dtype=;T input,J? dim,b keepdim=,*,D? dtype=,T? out=
    svd T input,b some=,b compute_uv=,*,L? out=
    swapaxes T input,i axis0,i axis1
    swapdims T input,i dim0,i dim1
    t T input
    t_copy T input,*,T? out=
    take T input,T index,*,T? out=
    take_along_dim T input,T indices,i? dim=,*,T? out=
    tan T input,*,T? out=
    tan_ T input
    tanh T input,*,T? out=
    tanh_ T input
    tensor O data,*,D? dtype=,d? device=,b pin_memory=,b requires_grad=
    tensor_split T input,I indices,i dim=;T input,T tensor_indices_or_sections,i dim=;T input,i sections,i dim=
    tensordot T input,T other,I dims_self,I dims_other,*,T? out=
    threshold T input,N threshold,N value,*,T? out=
    threshold_ T input,N threshold,N value
    tile T input,I dims
    topk T input,i k,i dim=,b largest=,b sorted=,*,L? out=
    trace T input
    transpose T input,i dim0,i dim1
    transpose_copy T input,i dim0,i dim1,*,T? out=
    trapezoid T y,T x,*,i dim=;T y,*,N dx=,i dim=
    trapz T y,*,f dx=,i dim=;T y,T x,*,i dim=
    triangular_solve T input,T A,b upper=,b transpose=,b unitriangular=,*,L? out=
    tril T input,i diagonal=,*,T? out=
    tril_indices i row,i col,i offset=,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    triu T input,i diagonal=,*,T? out=
    triu_indices i row,i col,i offset=,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    true_divide T input,T other,*,T? out=;T input,N other
    trunc T input,*,T? out=
    trunc_ T input
    unbind T input,i dim=
    unbind_copy T input,i dim=,*,L? out=
    unflatten T input,i dim,I sizes
    unfold_copy T input,i dimension,i size,i step,*,T? out=
    unique_consecutive T input,b return_inverse=,b return_counts=,i? dim=
    unsafe_chunk T input,i chunks,i dim=
    unsafe_split T input,i split_size,i dim=
    unsafe_split_with_sizes T input,I split_sizes,i dim=
    unsqueeze T input,i dim
    unsqueeze_copy T input,i dim,*,T? out=
    vander T x,i? N=,b increasing=
    var T input,J? dim,b unbiased=,b keepdim=,*,T? out=;T input,J? dim=,*,N? correction=,b keepdim=,T? out=;T input,\
      b unbiased=
    var_mean T input,J? dim,b unbiased=,b keepdim=;T input,J? dim=,*,N? correction=,b keepdim=;T input,b unbiased=
    vdot T input,T other,*,T? out=
    view_as_complex T input
    view_as_real T input
    view_copy T input,D dtype,*,T? out=;T input,I size,*,T? out=
    vsplit T input,i sections;T input,I indices
    vstack L tensors,*,T? out=
    where T condition,T input,T other,*,T? out=;T condition,N self,T other;T condition,T input,N other;T condition,\
      N self,N other
    xlogy T input,T other,*,T? out=;N self,T other,*,T? out=;T input,N other,*,T? out=
    xlogy_ T input,T other;T input,N other
    zero_ T input
    zeros I size,*,T? out=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    zeros_like T input,*,m? memory_format=,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    """
}
