import NablaTensor
import NablaVM

/// Operations that PyTorch has for `float32` and `float64` alone, and what it says to other types.
///
/// Without this they would be computed in float32 for numbers of half precision: more than PyTorch offers, and so
/// something that a program could come to rely on.
enum TypeRefusals {
  struct Words {
    let halves: String
    /// Empty where the operation converts integers, or refuses them by itself.
    let integers: String
  }

  /// By the operation's name; TYPE and SHAPE stand for the tensor's.
  static let words: [String: Words] = {
    var found: [String: Words] = [:]
    func add(_ names: String, _ halves: String, _ integers: String = "") {
      for name in names.split(separator: " ") {
        found[String(name)] = Words(
          halves: halves.replacing("NAME", name), integers: integers == "=" ? halves.replacing("NAME", name) : integers)
      }
    }
    add("det", kernel("lu_cpu"))
    add("solve solve_ex", kernel("lu_cpu"))
    add("lu lu_factor lu_factor_ex", kernel("lu_cpu"), "=")
    add("slogdet", low("linalg.slogdet"))
    add("logdet", low("logdet"))
    add("inv inv_ex inverse", low("linalg.inv"))
    add("nuclear_norm", low("linalg.matrix_norm"))
    add("pinv pinverse",
        "R linalg.pinv(TYPE{SHAPE}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types",
        "=")
    add("svd svdvals cond", kernel("linalg_svd_cpu"), "N linalg.svd: Expected a floating point or complex tensor as input. Got TYPE")
    add("eigh eigvalsh", kernel("linalg_eigh_cpu"), "=")
    add("eig eigvals", kernel("linalg_eig_out_cpu"), "R Unknown Complex ScalarType for TYPE")
    add("cholesky cholesky_ex", kernel("cholesky_cpu"))
    add("cholesky_inverse", kernel("cholesky_inverse_out_cpu"), "=")
    add("householder_product orgqr", kernel("orgqr_cpu"), "=")
    add("matrix_sqrth", low("linalg.matrix_sqrth"))
    add("ldl_factor ldl_factor_ex", kernel("ldl_factor_kernel_cpu"))
    add("svd_lowrank pca_lowrank", kernel("geqrf_cpu"))
    add("tensorinv", low("linalg.inv"))
    add("tensorsolve", kernel("lu_cpu"))
    add("solve_triangular", kernel("triangular_solve_cpu"))
    add("qr", kernel("geqrf_cpu"))
    add("geqrf", kernel("geqrf_cpu"), "=")
    add("matrix_rank lstsq", "R This function doesn't handle types other than float and double", "=")
    add("cdist pdist", kernel("NAME"))
    add("cholesky_solve triangular_solve", kernel("NAME_cpu"))
    add("histogram histogramdd", kernel("histogramdd"), "=")
    add("_standard_gamma", kernel("gamma_cpu"), "=")
    add("_sample_dirichlet", kernel("dirichlet"), "=")
    add("quantile nanquantile", "R quantile() input tensor must be either float or double dtype", "=")
    add(
      "erfcx log_ndtr ndtri bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1 "
        + "modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 scaled_modified_bessel_k1 spherical_bessel_j0 zeta "
        + "chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w "
        + "hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l legendre_polynomial_p "
        + "shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v "
        + "shifted_chebyshev_polynomial_w", kernel("NAME_cpu"))
    return found
  }()

  private static func kernel(_ name: String) -> String { "N \"\(name)\" not implemented for 'TYPE'" }
  private static func low(_ name: String) -> String { "N \(name): Low precision dtypes not supported. Got TYPE" }

  /// - Throws: PyTorch's words where the first tensor's type is none that the operation has.
  static func check(_ call: Call) throws {
    guard call.arguments.count > 0, let tensor = TensorObject.from(call[0])?.tensor, !tensor.dtype.isFloatingPoint,
      let words = words[call.operation.name]
    else { return }
    let text = tensor.dtype.isHalf ? words.halves : words.integers
    guard !text.isEmpty else { return }
    let message = String(text.dropFirst(2)).replacing("TYPE", tensor.dtype.scalarTypeName)
      .replacing("SHAPE", "\(tensor.shape)")
    if text.hasPrefix("N") { throw TensorError.other(.notImplementedError, message, fix: "`.float()` first") }
    throw TensorError.runtime(message, fix: "`.float()` first")
  }
}

extension String {
  /// All occurrences of a text replaced, without Foundation.
  func replacing(_ text: String, _ other: some StringProtocol) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = String(rest).range(ofText: text) {
      let whole = String(rest)
      result += whole[..<range.lowerBound] + other
      rest = Substring(whole[range.upperBound...])
    }
    return result + rest
  }
}
