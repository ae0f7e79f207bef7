import NablaTensor
import NablaVM

/// Sums in NumPy's order, so that they round alike.
///
/// Axes are taken in the order of memory. Along the innermost one sums are pairwise: up to 128 numbers in eight running
/// totals, more in halves (Higham 1993, doi:10.1137/0914050). Along outer axes one row is added after the other.
enum ArrayReduction {
  static func axes(_ value: Value, _ rank: Int, _ vm: Interpreter) throws -> [Int]? {
    if value.isNone || value.isUndefined { return nil }
    let given: [Int]
    if case .object(let object) = value, let items = Sequences.items(of: object) {
      given = try items.map { try vm.int($0) }
    } else {
      given = [try vm.int(value)]
    }
    var result: [Int] = []
    for axis in given {
      let index = try self.axis(axis, rank)
      guard !result.contains(index) else { throw Raised(.valueError, "duplicate value in 'axis'") }
      result.append(index)
    }
    return result
  }

  static func axis(_ axis: Int, _ rank: Int) throws -> Int {
    guard axis < rank, axis >= -rank else { throw NumPyModule.axisError(axis, rank) }
    return axis < 0 ? axis + rank : axis
  }

  /// The sum over axes, which keep the size 1. Of float32 and float64 in that type.
  static func sum(_ tensor: Tensor, _ axes: [Int]?) throws -> Tensor {
    let all = Array(0..<tensor.rank)
    let axes = axes ?? all
    guard tensor.dtype.isFloatingPoint, tensor.elementCount > 0, !axes.isEmpty else {
      return axes.isEmpty ? try tensor.clone() : try tensor.sum(dim: axes, keepdim: true)
    }
    // The order of memory: largest step first; axes of size 1 do not count.
    let order = all.sorted { a, b in
      let (x, y) = (tensor.strides[a], tensor.strides[b])
      return x != y ? x > y : a < b
    }
    let lined = try tensor.permute(order)
    let isReduced = order.map { axes.contains($0) }
    let summed = tensor.dtype == .float32
      ? try walk(lined, isReduced, Float.self) : try walk(lined, isReduced, Double.self)
    var back = [Int](repeating: 0, count: order.count)
    for (place, axis) in order.enumerated() { back[axis] = place }
    return try summed.permute(back).contiguous()
  }

  private static func walk<T: BinaryFloatingPoint>(_ x: Tensor, _ isReduced: [Bool], _: T.Type) throws -> Tensor {
    var kept = x.shape
    for axis in 0..<x.rank where isReduced[axis] { kept[axis] = 1 }
    let result = try Tensor.zeros(kept, dtype: x.dtype)
    let source = x.pointer.assumingMemoryBound(to: T.self)
    let target = result.pointer.assumingMemoryBound(to: T.self)
    // Inner reduced axes that follow one another in memory are one.
    var inner = x.rank
    var (length, step) = (1, 1)
    while inner > 0 {
      let axis = inner - 1
      if x.shape[axis] == 1 {
        inner -= 1
        continue
      }
      guard isReduced[axis], length == 1 || x.strides[axis] == step * length else { break }
      if length == 1 { step = x.strides[axis] }
      length *= x.shape[axis]
      inner -= 1
    }
    // Where the innermost axis stays, whole rows are added.
    var row = 1
    if inner == x.rank, inner > 0, x.strides[inner - 1] == 1 {
      inner -= 1
      row = x.shape[inner]
    }
    var position = [Int](repeating: 0, count: inner)
    var (from, to) = (0, 0)
    while true {
      if row > 1 {
        for column in 0..<row { target[to + column] += source[from + column] }
      } else {
        target[to] += pairwise(source + from, length, step)
      }
      var axis = inner - 1
      while axis >= 0 {
        position[axis] += 1
        from += x.strides[axis]
        if !isReduced[axis] { to += result.strides[axis] }
        if position[axis] < x.shape[axis] { break }
        from -= x.strides[axis] * x.shape[axis]
        if !isReduced[axis] { to -= result.strides[axis] * x.shape[axis] }
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return result }
    }
  }

  private static func pairwise<T: BinaryFloatingPoint>(_ x: UnsafePointer<T>, _ count: Int, _ step: Int) -> T {
    if count < 8 {
      var sum: T = -0.0
      for index in 0..<count { sum += x[index * step] }
      return sum
    }
    if count <= 128 {
      var (a, b, c, d) = (x[0], x[step], x[2 * step], x[3 * step])
      var (e, f, g, h) = (x[4 * step], x[5 * step], x[6 * step], x[7 * step])
      var index = 8
      while index + 8 <= count {
        let y = x + index * step
        a += y[0]
        b += y[step]
        c += y[2 * step]
        d += y[3 * step]
        e += y[4 * step]
        f += y[5 * step]
        g += y[6 * step]
        h += y[7 * step]
        index += 8
      }
      var sum = ((a + b) + (c + d)) + ((e + f) + (g + h))
      while index < count {
        sum += x[index * step]
        index += 1
      }
      return sum
    }
    let half = count / 2 - (count / 2) % 8
    return pairwise(x, half, step) + pairwise(x + half * step, count - half, step)
  }

  private static func count(_ tensor: Tensor, _ axes: [Int]?) -> Int {
    (axes ?? Array(0..<tensor.rank)).reduce(1) { $0 * tensor.shape[$1] }
  }

  /// The mean in the array's type, or in doubles for whole numbers. float16 is added up in float32.
  static func mean(_ tensor: Tensor, _ axes: [Int]?) throws -> Tensor {
    let x = try computing(tensor)
    let mean = try sum(x, axes).div(Double(count(tensor, axes)))
    return tensor.dtype.isHalf ? try mean.to(tensor.dtype) : mean
  }

  static func variance(_ tensor: Tensor, _ axes: [Int]?, correction: Double) throws -> Tensor {
    let x = try computing(tensor)
    let count = Double(count(tensor, axes))
    let deviation = try x.sub(sum(x, axes).div(count))
    let variance = try sum(deviation.mul(deviation), axes).div(Swift.max(count - correction, 0))
    return tensor.dtype.isHalf ? try variance.to(tensor.dtype) : variance
  }

  private static func computing(_ tensor: Tensor) throws -> Tensor {
    if tensor.dtype.isHalf { return try tensor.detach().to(.float32) }
    return tensor.dtype.isFloatingPoint ? tensor.detach() : try tensor.detach().to(.float64)
  }

  /// Drops the axes that a reduction has left at size 1.
  static func dropped(_ tensor: Tensor, _ axes: [Int]?) throws -> Tensor {
    let axes = axes ?? Array(0..<tensor.rank)
    let sizes = (0..<tensor.rank).filter { !axes.contains($0) }.map { tensor.shape[$0] }
    return try tensor.reshape(Shape(checking: sizes))
  }
}
