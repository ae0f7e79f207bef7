extension TorchSignatures {
  /// Recorded by Tests/Oracle/record_signatures.py.
  static let methods = """
    addmm !N beta,N alpha,T mat1,T mat2;!N beta,T mat1,T mat2;T mat1,T mat2,*,N beta=,N alpha=
    baddbmm !N beta,N alpha,T batch1,T batch2;!N beta,T batch1,T batch2;T batch1,T batch2,*,N beta=,N alpha=
    bernoulli_ T p,*,G? generator=;f p=,*,G? generator=
    bfloat16 *,m? memory_format=
    bitwise_and T other;N other
    bitwise_left_shift T other;N other
    bitwise_or T other;N other
    bitwise_right_shift T other;N other
    bitwise_xor T other;N other
    bmm T mat2
    bool *,m? memory_format=
    byte *,m? memory_format=
    cauchy_ f median=,f sigma=,*,G? generator=
    cdouble *,m? memory_format=
    cfloat *,m? memory_format=
    chalf *,m? memory_format=
    char *,m? memory_format=
    contiguous *,m memory_format=
    copy_ T other,b non_blocking=;!T other,b async=;S src,b? non_blocking=
    cpu *,m? memory_format=
    cuda d? device=,b non_blocking=,*,m? memory_format=;!d? device=,b async=,*,m? memory_format=
    dequantize L tensors
    device d device
    divide T other,*,s? rounding_mode;N other,*,s? rounding_mode;T other;N other
    double *,m? memory_format=
    expand I size,*,b implicit=
    expand_as T other
    exponential_ f lambd=,*,G? generator=
    fill_diagonal_ N fill_value,b wrap=
    float *,m? memory_format=
    float_power T exponent;N exponent
    geometric_ f p,*,G? generator=
    half *,m? memory_format=
    int *,m? memory_format=
    is_contiguous *,m memory_format=
    is_pinned d? device=
    is_set_to T tensor
    log_normal_ f mean=,f std=,*,G? generator=
    long *,m? memory_format=
    map_ T other,O callable
    max ;i dim,b keepdim=;T other
    min ;i dim,b keepdim=;T other
    mm T mat2
    mul_ T other
    nanmedian ;i dim,b keepdim=
    new_empty I size,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    new_empty_strided I size,I stride,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    new_full I size,N fill_value,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    new_ones I size,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    new_tensor O data,*,D? dtype=,d? device=,b requires_grad=
    new_zeros I size,*,D? dtype=,y? layout=,d? device=,b? pin_memory=,b? requires_grad=
    nonzero ;*,b as_tuple
    normal_ f mean=,f std=,*,G? generator=
    numpy *,b force=
    pin_memory d? device=
    pow T exponent;N exponent
    random_ *,G? generator=;i from,i? to,*,G? generator=;i to,*,G? generator=
    remainder T other;N other
    repeat I repeats
    repeat_interleave T repeats,i? dim=,*,i? output_size=;i repeats,i? dim=,*,i? output_size=;T repeats,*,\
      i? output_size=
    requires_grad_ b requires_grad=
    reshape_as T other
    resize_ I size,*,m? memory_format=
    set_ ;S source;T source;S source,i storage_offset,I size,I? stride=;T source,i storage_offset,I size,I? stride=
    short *,m? memory_format=
    size i? dim=
    sparse_mask T mask
    squeeze ;I dim;i dim
    std b unbiased=;J? dim,b unbiased=,b keepdim=;J? dim=,*,N? correction=,b keepdim=
    stride i? dim=
    sum_to_size I size
    t_ 
    to d? device=,D? dtype=,b non_blocking=,b copy=,*,m? memory_format=;D dtype,b non_blocking=,b copy=,*,\
      m? memory_format=;T tensor,b non_blocking=,b copy=,*,m? memory_format=
    to_sparse i sparse_dim;*,y? layout=,J? blocksize=,i? dense_dim=
    to_sparse_bsc J blocksize,i? dense_dim=
    to_sparse_bsr J blocksize,i? dense_dim=
    to_sparse_csc i? dense_dim=
    to_sparse_csr i? dense_dim=
    type O? dtype=,b non_blocking=,*,m? memory_format=;!O? dtype=,b async=,*,m? memory_format=
    type_as T other
    unfold i dimension,i size,i step
    uniform_ f from=,f to=,*,G? generator=
    var b unbiased=;J? dim,b unbiased=,b keepdim=;J? dim=,*,N? correction=,b keepdim=
    view D dtype;I size
    view_as T other
    where T condition,T other;T condition,N other;T condition
    xlogy T other;N other
    """
}
