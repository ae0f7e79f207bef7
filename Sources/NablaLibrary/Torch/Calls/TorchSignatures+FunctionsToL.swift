extension TorchSignatures {
  /// Recorded by Tests/Oracle/record_signatures.py.
  static let functionsToL = """
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
    """
}
