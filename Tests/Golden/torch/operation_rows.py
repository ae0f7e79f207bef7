"""The calls that the tables of forms and of wrong arguments are made of, one for each operation.

A row is a name and the arguments it is called with; texts such as "2x3" stand for samples (see operation_checks.py).
"""


def row(name, *arguments, **keywords):
    return name, arguments, keywords


def rows(names, *arguments, **keywords):
    return [row(name, *arguments, **keywords) for name in names.split()]


ELEMENTS = (
    rows(
        "abs absolute neg negative positive sign sgn square exp exp2 expm1 sigmoid erf erfc nan_to_num deg2rad rad2deg sin "
        "cos tan atan arctan sinh cosh tanh asinh arcsinh sinc angle floor ceil round trunc fix frac relu isnan isinf "
        "isfinite isneginf isposinf signbit logical_not isreal conj conj_physical resolve_conj resolve_neg real selu celu "
        "alias_copy detach_copy detach clone i0", "2x3")
    + rows("log log2 log10 log1p sqrt rsqrt reciprocal", "2x3+")
    + rows("asin arcsin acos arccos atanh arctanh erfinv logit lgamma digamma", "2x3u")
    + rows("acosh arccosh", "2x3+")
    + rows("bitwise_not", "2x3i9")
    + [row("mvlgamma", "2x3+", 1), row("polygamma", 2, "2x3+"), row("frexp", "2x3+"), row("round", "2x3", decimals=1), row("prelu", "2x3", "3u")])

# Their slopes are constant: PyTorch records the gradient of the gradient, which is 0, Nabla does not.
PIECEWISE = [row("hardshrink", "2x3"), row("threshold", "2x3", 0.5, 2)]

PAIRS = (
    rows(
        "add sub subtract mul multiply maximum minimum fmax fmin logaddexp logaddexp2 copysign heaviside nextafter rsub",
        "2x3", "3")
    + rows("div divide true_divide floor_divide atan2 arctan2 hypot fmod remainder xlogy", "2x3", "3+")
    + rows("pow float_power", "2x3+", "3")
    + rows("igamma igammac", "2x3+", "3+")
    + rows("gcd lcm", "2x3i9", "3i9")
    + rows("bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift", "2x3i9", "3i5")
    + rows("eq ne not_equal lt less le less_equal gt greater ge greater_equal logical_and logical_or logical_xor", "2x3", "2x3")
    + rows("isclose allclose equal", "2x3", "2x3")
    + [row("ldexp", "2x3", "3i3"), row("div", "2x3", "3+", rounding_mode="floor"), row("add", "2x3", "3", alpha=2),
       row("is_same_size", "2x3", "2x3"), row("dist", "2x3", "2x3"), row("isin", "2x3", "6")]
    + rows("add sub mul div remainder fmod floor_divide eq lt pow", "2x3", 2)
    + [row("where", "2x3b", "2x3", "3"), row("lerp", "2x3", "2x3", 0.3), row("lerp", "2x3", "2x3", "3u"),
       row("addcmul", "2x3", "2x3", "3", value=2), row("addcdiv", "2x3", "2x3", "3+", value=2), row("clamp", "2x3", -1, 1),
       row("clip", "2x3", -1, 1), row("clamp", "2x3", "3", "3+"), row("clamp_min", "2x3", 0.5), row("clamp_max", "2x3", 0.5),
       row("masked_fill", "2x3", "3b", 7), row("fill", "2x3", 3)])

REDUCTIONS = (
    rows("sum mean prod nansum nanmean std var amax amin max min median nanmedian any all count_nonzero argmax argmin "
         "std_mean var_mean norm aminmax numel", "3x4")
    + rows("sum mean prod nansum nanmean std var amax amin max min median nanmedian mode any all count_nonzero argmax argmin "
           "std_mean var_mean cummax cummin cumsum cumprod logcumsumexp logsumexp softmax log_softmax argsort sort", "3x4", 1)
    + rows("sum mean std amax max median mode any argmax", "3x4", 1, True)
    + [row("is_nonzero", "1"), row("sum", "3x4", [0, 1]), row("kthvalue", "3x4", 2), row("topk", "3x4", 2, 0), row("msort", "3x4"),
       row("quantile", "3x4", 0.3, 1), row("nanquantile", "3x4", 0.3), row("norm", "3x4", 2, 1), row("renorm", "3x4", 2, 0, 1.5),
       row("diff", "3x4"), row("trapezoid", "3x4"), row("trapz", "3x4"), row("cumulative_trapezoid", "3x4"),
       row("gradient", "3x4"), row("cov", "3x4"), row("corrcoef", "3x4"), row("frobenius_norm", "3x4", [0, 1]),
       row("nuclear_norm", "3x4"), row("bincount", "6i4"), row("histogram", "3x4", 4),
       row("unique", "3x4i5"), row("unique_consecutive", "8i2"), row("bucketize", "3x4", "4u"), row("searchsorted", "1", "2x3")])

SHAPES = (
    [row("reshape", "2x3x2", [4, 3]), row("view_copy", "2x3x2", [4, 3]), row("flatten", "2x3x2", 1), row("ravel", "2x3"),
     row("unflatten", "2x6", 1, [2, 3]), row("unsqueeze", "2x3", 1), row("unsqueeze_copy", "2x3", 1),
     row("squeeze", "2x1x3"), row("squeeze", "2x1x3", 1), row("squeeze_copy", "2x1x3"), row("transpose", "2x3", 0, 1),
     row("transpose_copy", "2x3", 0, 1), row("swapaxes", "2x3", 0, 1), row("swapdims", "2x3", 0, 1), row("t", "2x3"),
     row("t_copy", "2x3"), row("adjoint", "2x3x2"), row("permute", "2x3x2", [2, 0, 1]), row("permute_copy", "2x3x2", [2, 0, 1]),
     row("movedim", "2x3x2", 0, 2), row("moveaxis", "2x3x2", 0, 2), row("narrow", "2x3", 1, 1, 2),
     row("narrow_copy", "2x3", 1, 1, 2), row("select", "2x3", 1, 2), row("select_copy", "2x3", 1, 2),
     row("slice_copy", "2x3", 1, 0, 2), row("diagonal", "3x4", 1), row("diagonal_copy", "3x4", 1),
     row("unfold_copy", "2x4", 1, 2, 1), row("expand_copy", "2x1", [2, 3]), row("broadcast_to", "2x1", [2, 3]),
     row("as_strided", "2x3", [2, 2], [1, 2]), row("as_strided_copy", "2x3", [2, 2], [1, 2]),
     row("unbind", "2x3", 1), row("unbind_copy", "2x3", 1),
     row("chunk", "2x4", 2, 1), row("unsafe_chunk", "2x4", 2, 1), row("split", "2x4", 2, 1), row("unsafe_split", "2x4", 2, 1), row("split_with_sizes", "2x4", [1, 3], 1), row("split_with_sizes_copy", "2x4", [1, 3], 1),
     row("unsafe_split_with_sizes", "2x4", [1, 3], 1), row("tensor_split", "2x4", 2, 1), row("hsplit", "2x4", 2),
     row("vsplit", "2x4", 2), row("dsplit", "2x3x2", 2), row("flip", "2x3", [0, 1]), row("fliplr", "2x3"), row("flipud", "2x3"),
     row("roll", "2x3", 1, 1), row("rot90", "2x3", 1, [0, 1]), row("tile", "2x3", [2, 1]),
     row("repeat_interleave", "2x3", 2, 1), row("tril", "3x4"), row("triu", "3x4", 1), row("diag", "3x3"), row("diag", "3"),
     row("diagflat", "2x2"), row("diag_embed", "2x3"), row("diagonal_scatter", "3x3", "3"), row("select_scatter", "2x3", "3", 0, 1),
     row("slice_scatter", "2x3", "2x2", 1, 0, 2), row("atleast_1d", "-"), row("atleast_2d", "3"), row("atleast_3d", "3"),
     row("cat", ["2x3", "2x3"], 1), row("concat", ["2x3", "2x3"], 1), row("concatenate", ["2x3", "2x3"], 1),
     row("stack", ["2x3", "2x3"], 1), row("hstack", ["2x3", "2x3"]), row("vstack", ["2x3", "2x3"]), row("row_stack", ["2x3", "2x3"]),
     row("dstack", ["2x3", "2x3"]), row("column_stack", ["3", "3x2"]), row("block_diag", "2x2", "1x3"),
     row("cartesian_prod", "2", "3"), row("combinations", "4"), row("meshgrid", "2", "3", indexing="ij"),
     row("broadcast_tensors", "2x1", "3"), row("pixel_shuffle", "4x2x2", 2), row("zeros_like", "2x3"),
     row("ones_like", "2x3"), row("full_like", "2x3", 2)])

POSITIONS = (
    [row("gather", "3x4", 1, "3x2i4"), row("take_along_dim", "3x4", "1x4i3", 0), row("index_select", "3x4", 1, "5i3"),
     row("take", "3x4", "2x3i12"), row("masked_select", "3x4", "4b"), row("nonzero", "3x4i2"), row("argwhere", "3x4i2"),
     row("nonzero_static", "3x4i2", size=3), row("scatter", "3x4", 1, "3x2i4", "3x2"), row("scatter", "3x4", 1, "3x2i4", 5),
     row("scatter_add", "3x4", 0, "5x4i3", "5x4"), row("scatter_reduce", "3x4", 0, "5x4i3", "5x4", "amax"),
     row("index_add", "3x4", 0, "5i3", "5x4"), row("index_copy", "3x4", 0, "1i3", "1x4"), row("index_fill", "3x4", 1, "2i4", 7),
     row("index_reduce", "3x4", 0, "5i3", "5x4", "amax"), row("index_put", "3x4", ["2i3", "2i4"], "2", accumulate=True),
     row("masked_scatter", "3x4", "3x4b", "3x4"), row("put", "3x4", "2i12", "2", accumulate=True),
     row("tril_indices", 3, 4), row("triu_indices", 3, 4), row("unravel_index", "3i12", [3, 4])])

PRODUCTS = (
    [row("mm", "2x3", "3x2"), row("mv", "2x3", "3"), row("dot", "4", "4"), row("vdot", "4", "4"), row("bmm", "2x2x3", "2x3x2"),
     row("matmul", "2x3", "3x2"), row("addmm", "2x2", "2x3", "3x2", alpha=2), row("addmv", "2", "2x3", "3", alpha=2),
     row("addr", "2x3", "2", "3"), row("baddbmm", "2x2x2", "2x2x3", "2x3x2"), row("addbmm", "2x2", "2x2x3", "2x3x2"),
     row("outer", "2", "3"), row("ger", "2", "3"), row("inner", "2x3", "4x3"), row("tensordot", "2x3", "3x2", 1),
     row("einsum", "ij,jk->ik", "2x3", "3x2"), row("kron", "2x2", "2x3"), row("cross", "2x3", "2x3"), row("trace", "3x3"),
     row("chain_matmul", "2x3", "3x2"), row("cdist", "3x4", "2x4"), row("pdist", "3x4"),
     row("cosine_similarity", "3x4", "3x4"), row("pairwise_distance", "3x4", "3x4"),
     row("linalg.vecdot", "2x3", "2x3"), row("linalg.cross", "2x3", "2x3"), row("linalg.matmul", "2x3", "3x2"),
     row("linalg.multi_dot", ["2x3", "3x4", "4x2"]), row("linalg.vander", "4", N=3), row("linalg.diagonal", "3x4")])

MATRICES = (
    rows("det logdet slogdet inverse pinverse matrix_exp cholesky_inverse", "3x3+")
    + rows("linalg.det linalg.slogdet linalg.inv linalg.inv_ex linalg.pinv linalg.matrix_exp linalg.lu linalg.lu_factor "
           "linalg.lu_factor_ex linalg.svdvals linalg.eigvalsh linalg.matrix_norm linalg.norm linalg.vector_norm "
           "linalg.cond linalg.matrix_rank linalg.cholesky_ex", "3x3u")
    + [row("matrix_power", "3x3", 2), row("linalg.matrix_power", "3x3", 2), row("cholesky_solve", "3x2", "3x3+"),
       row("linalg.solve", "3x3", "3x2"), row("linalg.solve_ex", "3x3", "3x2"),
       row("linalg.solve_triangular", "3x3", "3x2", upper=True), row("triangular_solve", "3x2", "3x3"),
       row("linalg.lstsq", "4x3", "4x2")])

# PyTorch's own gradients of these are wrong or fail, or they take `out` in a way of their own.
ONLY_WRONG = [row("as_strided_scatter", "2x3", "2x2", [2, 2], [1, 2]), row("vander", "4", 3), row("histc", "3x4", 4, -2, 2),
              row("split_copy", "2x4", 2, 1), row("lu", "3x3+"), row("bilinear", "2x3", "2x2", "4x3x2")]

# Their samples are singular: only for wrong arguments.
SINGULAR = [row("linalg.tensorsolve", "2x2x4", "2x2"), row("linalg.tensorinv", "2x2x4"), row("linalg.cholesky", "3x3+"),
            row("cholesky", "3x3+"), row("linalg.qr", "3x3"), row("linalg.svd", "3x3"), row("linalg.eigh", "3x3"),
            row("linalg.eig", "3x3"), row("linalg.eigvals", "3x3"), row("qr", "3x3"), row("svd", "3x3"), row("geqrf", "3x3"),
            row("linalg.householder_product", "3x3", "3"), row("linalg.lu_solve", "3x3", "3i3", "3x2")]

SPECIAL = (
    rows("special.digamma special.entr special.erf special.erfc special.erfcx special.erfinv special.exp2 special.expit "
         "special.expm1 special.gammaln special.i0 special.i0e special.i1 special.i1e special.log1p special.log_ndtr "
         "special.logit special.ndtr special.ndtri special.psi special.round special.sinc special.bessel_j0 "
         "special.bessel_j1 special.bessel_y0 special.bessel_y1 special.modified_bessel_i0 special.modified_bessel_i1 "
         "special.modified_bessel_k0 special.modified_bessel_k1 special.scaled_modified_bessel_k0 "
         "special.scaled_modified_bessel_k1 special.spherical_bessel_j0", "2x3u")
    + rows("special.logsumexp special.softmax special.log_softmax", "2x3", 1)
    + rows("special.xlogy special.xlog1py", "2x3", "3+")
    + rows("special.zeta special.gammainc special.gammaincc", "2x3+", "3+")
    + [row("special.multigammaln", "2x3+", 1), row("special.polygamma", 2, "2x3+")]
    + rows("special.chebyshev_polynomial_t special.chebyshev_polynomial_u special.chebyshev_polynomial_v "
           "special.chebyshev_polynomial_w special.hermite_polynomial_h special.hermite_polynomial_he "
           "special.laguerre_polynomial_l special.legendre_polynomial_p special.shifted_chebyshev_polynomial_t "
           "special.shifted_chebyshev_polynomial_u special.shifted_chebyshev_polynomial_v "
           "special.shifted_chebyshev_polynomial_w", "2x3u", "3i4"))
