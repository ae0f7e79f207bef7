import NablaTensor
import NablaVM

/// `torch.linalg`.
enum LinalgModule {
  static let module = NativeModule("torch.linalg", "Linear algebra.") { module, _ in
    module.define(table.map { $0.function() })
  }

  private static let table: [Operation] = [
    .tensor("norm", "(A, ord=None, dim=None, keepdim=False, *, dtype=None)", "The norm of a vector or matrix.", .function)
    { c in
      let order = c.isGiven(1) && !c.isText(1) ? try c.double(1) : 2
      return try c.tensor(0).norm(p: order, dim: c.dims(2), keepdim: c.bool(3))
    },
    .tensor("vector_norm", "(x, ord=2, dim=None, keepdim=False, *, dtype=None)", "The norm of a vector.", .function) {
      c in try c.tensor(0).norm(p: c.double(1), dim: c.dims(2), keepdim: c.bool(3))
    },
    .tensor("multi_dot", "(tensors)", "The product of several matrices.", .function) { c in
      let parts = try c.tensors(0)
      guard var product = parts.first else { throw TensorError.runtime("multi_dot(): expected at least 2 tensors but got 0") }
      for part in parts.dropFirst() { product = try product.matmul(part) }
      return product
    },
  ]
}
