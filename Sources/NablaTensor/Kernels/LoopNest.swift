/// The loops of an elementwise operation: the dimensions of all operands, merged where they can be.
///
/// A planner in the manner of PyTorch's TensorIterator. Each operand gives its steps for the common shape (0 where it
/// is broadcast). Dimensions of size 1 go; two neighbours merge when for every operand the outer step is the inner one
/// times the inner size, so a contiguous operation of any rank is one loop. The innermost loop is a C function; the
/// outer ones count here, or are shared out to threads.
struct LoopNest {
  private(set) var sizes = Shape()
  private(set) var first = Shape()
  private(set) var second = Shape()
  private(set) var third = Shape()
  private(set) var fourth = Shape()

  /// Below this many elements a piece is not worth another thread.
  static let grain = 32768

  init(_ shape: Shape, _ a: Shape, _ b: Shape, _ c: Shape? = nil, _ d: Shape? = nil) {
    let zeros = Shape(repeating: 0, count: shape.count)
    let c = c ?? zeros
    let d = d ?? zeros
    let order = LoopNest.order(shape, a)
    for position in 0..<shape.count {
      let index = order.map { $0[position] } ?? position
      if shape[index] == 1 { continue }
      let size = shape[index]
      let last = sizes.count - 1
      if last >= 0, first[last] == a[index] &* size, second[last] == b[index] &* size,
        third[last] == c[index] &* size, fourth[last] == d[index] &* size {
        sizes[last] *= size
        first[last] = a[index]
        second[last] = b[index]
        third[last] = c[index]
        fourth[last] = d[index]
      } else {
        sizes.append(size)
        first.append(a[index])
        second.append(b[index])
        third.append(c[index])
        fourth.append(d[index])
      }
    }
    if sizes.isEmpty {
      sizes.append(1)
      first.append(1)
      second.append(1)
      third.append(1)
      fourth.append(1)
    }
  }

  /// The dimensions by falling steps of the first operand, the one that is written; nil where they fall already.
  private static func order(_ shape: Shape, _ a: Shape) -> [Int]? {
    var least = Int.max
    var falls = true
    for index in 0..<shape.count where shape[index] != 1 && a[index] != 0 {
      if abs(a[index]) > least { falls = false }
      least = abs(a[index])
    }
    if falls { return nil }
    // Equal steps keep their order.
    return (0..<shape.count).sorted { abs(a[$0]) == abs(a[$1]) ? $0 < $1 : abs(a[$0]) > abs(a[$1]) }
  }

  /// Steps of the innermost loop.
  var inner: (Int, Int, Int, Int) {
    let last = sizes.count - 1
    return (first[last], second[last], third[last], fourth[last])
  }

  /// Calls `body` for each run of the innermost loop with its length and where each operand starts, in elements.
  func run(_ body: (_ count: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Void) {
    let last = sizes.count - 1
    let length = sizes[last]
    var outer = 1
    for index in 0..<last { outer *= sizes[index] }
    if outer == 0 || length == 0 { return }
    let (ia, ib, ic, id) = inner
    if outer == 1 {
      if length <= LoopNest.grain {
        body(length, 0, 0, 0, 0)
      } else {
        parallelFor(length, grain: LoopNest.grain) { range in
          let start = range.lowerBound
          body(range.count, start * ia, start * ib, start * ic, start * id)
        }
      }
      return
    }
    if outer * length <= LoopNest.grain {
      walk(0..<outer, length, body)
    } else {
      parallelFor(outer, grain: max(1, LoopNest.grain / length)) { walk($0, length, body) }
    }
  }

  /// The runs whose numbers are in `range`, counting like an odometer.
  private func walk(_ range: Range<Int>, _ length: Int, _ body: (Int, Int, Int, Int, Int) -> Void) {
    let outerRank = sizes.count - 1
    var position = Shape(repeating: 0, count: outerRank)
    var (a, b, c, d) = (0, 0, 0, 0)
    var rest = range.lowerBound
    var index = outerRank - 1
    while index >= 0 {
      position[index] = rest % sizes[index]
      rest /= sizes[index]
      a += position[index] * first[index]
      b += position[index] * second[index]
      c += position[index] * third[index]
      d += position[index] * fourth[index]
      index -= 1
    }
    for _ in range {
      body(length, a, b, c, d)
      var index = outerRank - 1
      while index >= 0 {
        position[index] += 1
        a += first[index]
        b += second[index]
        c += third[index]
        d += fourth[index]
        if position[index] < sizes[index] { break }
        a -= first[index] * sizes[index]
        b -= second[index] * sizes[index]
        c -= third[index] * sizes[index]
        d -= fourth[index] * sizes[index]
        position[index] = 0
        index -= 1
      }
    }
  }
}
