import NablaVM

/// Names of `torch` and its modules that are left out on purpose. Asking for one says why; importing a module, too.
/// Operations that are left out are in `RefusedOperations`: they can be named, and say why when they are called.
enum LeftOutNames {
  static func mark(_ module: ModuleObject) {
    for (reason, names) in reasons {
      for name in names.split(separator: " ") { module.leftOut[String(name)] = reason }
    }
  }

  private static let reasons: [(String, String)] = [
    ("there are no complex numbers", "fft complex32 complex64 complex128 cfloat cdouble chalf bcomplex32"),
    (
      "there are no sparse tensors",
      "sparse sparse_coo sparse_csr sparse_csc sparse_bsr sparse_bsc col_indices_copy crow_indices_copy indices_copy "
        + "values_copy"
    ),
    (
      "there are no quantised tensors",
      "ao quantization qint8 qint32 quint8 quint2x4 quint4x2 quantized_batch_norm quantized_max_pool1d "
        + "quantized_max_pool2d fake_quantize_per_channel_affine fake_quantize_per_tensor_affine"
    ),
    (
      "no tensor has elements of this type",
      "bit bits16 bits1x8 bits2x4 bits4x2 bits8 float4_e2m1fn_x2 float8_e4m3fn float8_e4m3fnuz float8_e5m2 "
        + "float8_e5m2fnuz float8_e8m0fnu int1 int2 int3 int4 int5 int6 int7 uint1 uint2 uint3 uint4 uint5 uint6 uint7 "
        + "uint16 uint32 uint64"
    ),
    (
      "programs are not traced or compiled, so no size is a symbol",
      "SymBool SymFloat SymInt sym_float sym_int sym_ite sym_max sym_min sym_not sym_sum fx export _dynamo _inductor "
        + "package"
    ),
    ("a program is one process on one machine", "distributed multiprocessing futures"),
    ("a program runs no code from the net", "hub"),
    ("there is one device, the CPU, and it has no streams", "Stream Event"),
    ("lists of tensors of several shapes are no tensor", "nested jagged"),
  ]
}
