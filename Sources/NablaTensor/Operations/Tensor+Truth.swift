import CKernels

/// `any` and `all`.
extension Tensor {
  public func any(dim: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
    try truth(NB_ANY, dim, keepdim, start: 0)
  }

  public func all(dim: [Int]? = nil, keepdim: Bool = false) throws -> Tensor {
    try truth(NB_ALL, dim, keepdim, start: 1)
  }

  private func truth(_ op: nb_reduce_op, _ dim: [Int]?, _ keepdim: Bool, start: Double) throws -> Tensor {
    let mask = try shape.dimensionMask(dim)
    return reduce(op, mask, keepdim: keepdim, start: start, type: dtype == .uint8 ? .uint8 : .bool)
  }
}
