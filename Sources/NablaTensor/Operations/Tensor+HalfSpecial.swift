/// Functions of numbers of half precision that round on the way, or look at their bits.
extension Tensor {
  /// x·log y with the logarithm rounded, as PyTorch has it.
  static func roundedXlogy(_ x: Tensor, _ y: Tensor, onePlus: Bool) throws -> Tensor {
    try GradMode.disabled {
      let logarithm = try onePlus ? y.detach().log1p() : y.detach().log()
      let product = try x.detach().mul(logarithm)
      let zeroed = try product.maskedFill(x.detach().eq(0), 0)
      return try Tensor.where(y.detach().isnan(), y.detach(), zeroed)
    }
  }

  /// `nextafter`: one more or less in the bits is the next number of greater or lesser size.
  func halfNextafter(_ other: Tensor, _ type: DType) throws -> Tensor {
    let shape = try Shape.broadcast(self.shape, other.shape)
    let (x, y) = (try to(type).expand(shape).contiguous(), try other.to(type).expand(shape).contiguous())
    let result = Tensor.uninitialized(shape, type)
    let (from, to) = (x.doubles(), y.doubles())
    let bits = x.pointer.assumingMemoryBound(to: UInt16.self)
    let target = result.pointer.assumingMemoryBound(to: UInt16.self)
    let otherBits = y.pointer.assumingMemoryBound(to: UInt16.self)
    for index in 0..<shape.elementCount {
      let (a, b) = (from[index], to[index])
      if a.isNaN {
        target[index] = bits[index]
      } else if b.isNaN || a == b {
        target[index] = otherBits[index]
      } else if a == 0 {
        target[index] = b > 0 ? 1 : 0x8001
      } else {
        target[index] = (b > a) == (a > 0) ? bits[index] &+ 1 : bits[index] &- 1
      }
    }
    result.record(.nextafter, x, y, saved: [SavedTensor(input: x), SavedTensor(input: y), SavedTensor(output: result)])
    return result
  }
}
