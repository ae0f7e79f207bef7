extension TorchSignatures {
  /// Recorded by Tests/Oracle/record_signatures.py.
  static let functionsFromM = """
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
