import NablaTensor

extension Generator: RandomSource {
  public func drawUniform() -> Float { uniformFloat() }

  public func drawInteger(below bound: Int) -> Int {
    let range = UInt64(max(1, bound))
    return Int(range >= 1 << 32 ? next64() % range : UInt64(next32()) % range)
  }

  public func drawSeed() -> Int { Int(next64() & UInt64(Int64.max)) }

  /// Fisher and Yates' shuffle from the front, with 32 bits a draw.
  public func drawPermutation(_ count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    guard count > 1 else { return order }
    order.withUnsafeMutableBufferPointer { order in
      for place in 0..<count - 1 {
        order.swapAt(place, place + Int(UInt64(next32()) % UInt64(count - place)))
      }
    }
    return order
  }

  public func drawMultinomial(_ weights: [Double], samples: Int, replacement: Bool) throws -> [Int] {
    try Tensor.multinomial(Tensor(weights), count: samples, replacement: replacement, generator: self).integers()
  }

  public func fresh(seed: Int) -> RandomSource { Generator(seed: UInt64(bitPattern: Int64(seed))) }
}
