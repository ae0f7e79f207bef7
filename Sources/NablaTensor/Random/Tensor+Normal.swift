import CKernels
import Glibc

/// Normal numbers.
///
/// Fewer than sixteen are drawn in pairs from double uniforms. Sixteen and more are drawn as uniforms first; then each
/// block of sixteen is eight pairs: `u[j]` gives the radius, `u[j + 8]` the angle. A last block that is not full is
/// drawn anew as the last sixteen. Numbers of half precision are computed as float32.
extension Tensor {
  /// `normal_(mean, std)`.
  @discardableResult
  public func normalInPlace(_ mean: Double = 0, _ std: Double = 1, generator: Generator = .global) throws -> Tensor {
    guard std >= 0 else {
      throw TensorError.randomParameter(
        "normal expects std >= 0.0, but found std \(PythonFloat.formatted(std, 6, "g"))")
    }
    guard dtype.isFloat else { throw TensorError.notImplemented(kernel: "normal_kernel_cpu", dtype: dtype) }
    return try draw { target in
      let count = target.elementCount
      if count < 16 || !isContiguous {
        target.fillElements { _ in generator.normal() * std + mean }
      } else if dtype.isHalf {
        let drawn = Tensor.halfNormals(count, Float(mean), Float(std), generator)
        target.fillElements { Double(drawn[$0]) }
      } else if dtype == .float32 {
        Tensor.fillNormal(target.pointer.assumingMemoryBound(to: Float.self), count, Float(mean), Float(std), generator)
      } else {
        Tensor.fillNormal(target.pointer.assumingMemoryBound(to: Double.self), count, mean, std, generator)
      }
    }
  }

  /// For half precision, which is stored afterwards: only full blocks are drawn before the last sixteen.
  private static func halfNormals(_ count: Int, _ mean: Float, _ std: Float, _ generator: Generator) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    let full = count / 16 * 16
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for index in 0..<full { base[index] = generator.uniformFloat() }
      nb_normal_blocks_f32(count / 16, base, mean, std)
      guard full < count else { return }
      let last = base + (count - 16)
      for index in 0..<16 { last[index] = generator.uniformFloat() }
      nb_normal_blocks_f32(1, last, mean, std)
    }
    return values
  }

  private static func fillNormal(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ mean: Float, _ std: Float,
                                 _ generator: Generator) {
    for index in 0..<count { values[index] = generator.uniformFloat() }
    nb_normal_blocks_f32(count / 16, values, mean, std)
    if count % 16 != 0 {
      let last = values + (count - 16)
      for index in 0..<16 { last[index] = generator.uniformFloat() }
      nb_normal_blocks_f32(1, last, mean, std)
    }
  }

  private static func fillNormal(_ values: UnsafeMutablePointer<Double>, _ count: Int, _ mean: Double, _ std: Double,
                                 _ generator: Generator) {
    for index in 0..<count { values[index] = generator.uniformDouble() }
    func transform(_ block: UnsafeMutablePointer<Double>) {
      for j in 0..<8 {
        let u1 = 1 - block[j]
        let u2 = block[j + 8]
        let radius = (-2 * Glibc.log(u1)).squareRoot()
        let theta = 2 * Double.pi * u2
        block[j] = radius * Glibc.cos(theta) * std + mean
        block[j + 8] = radius * Glibc.sin(theta) * std + mean
      }
    }
    var start = 0
    while start + 16 <= count {
      transform(values + start)
      start += 16
    }
    if count % 16 != 0 {
      let last = values + (count - 16)
      for index in 0..<16 { last[index] = generator.uniformDouble() }
      transform(last)
    }
  }
}
