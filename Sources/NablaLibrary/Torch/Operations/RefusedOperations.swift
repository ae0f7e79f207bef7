import NablaTensor
import NablaVM

/// What PyTorch has and this dialect leaves out: each name says so when it is called.
enum RefusedOperations {
  static let table: [Operation] =
    refused("complex tensors", .function, "complex polar view_as_real view_as_complex stft istft")
    + refused("complex tensors", .method, "cfloat cdouble chalf")
    + refused(
      "sparse tensors", .function,
      "sparse_coo_tensor sparse_csr_tensor sparse_csc_tensor sparse_bsr_tensor sparse_bsc_tensor sparse_compressed_tensor "
        + "spmm dsmm hspmm saddmm sspaddmm")
    + refused(
      "sparse tensors", .method,
      "to_sparse to_sparse_coo to_sparse_csr to_sparse_csc to_sparse_bsr to_sparse_bsc sparse_mask coalesce "
        + "ccol_indices col_indices crow_indices row_indices is_coalesced dense_dim sparse_dim resize_as_sparse_ "
        + "sparse_resize_ sparse_resize_and_clear_ sspaddmm")
    + refused("complex tensors", .method, "stft istft")
    + refused("quantised tensors", .method, "q_per_channel_axis q_per_channel_scales q_per_channel_zero_points qscheme")
    + refused("sparse tensors", .both, "smm")
    + refused("quantised tensors", .function, "quantize_per_tensor quantize_per_channel quantize_per_tensor_dynamic")
    + refused("quantised tensors", .both, "dequantize int_repr q_scale q_zero_point")

  private static func refused(_ what: String, _ forms: Forms, _ names: String) -> [Operation] {
    names.split(separator: " ").map { name in
      Operation(String(name), "(*args, **kwargs)", "Left out of Nabla: there are no \(what).", forms) { _ in
        throw TensorError.other(
          .notImplementedError, "\(name)() is left out of Nabla: there are no \(what)",
          fix: "the same program runs under CPython with PyTorch")
      }
    }
  }
}
