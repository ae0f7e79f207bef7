/// Drawings and arithmetic of shapes for error reports.
enum ShapePicture {
  /// Two shapes under each other, aligned at the right as broadcasting does, with carets under what disagrees.
  static func aligned(_ a: Shape, _ b: Shape) -> [String] {
    let rank = max(a.count, b.count)
    var (first, second, marks) = ("a: (", "b: (", "    ")
    for position in 0..<rank {
      let x = position - (rank - a.count)
      let y = position - (rank - b.count)
      let left = x >= 0 ? "\(a[x])" : ""
      let right = y >= 0 ? "\(b[y])" : ""
      let width = max(left.utf8.count, right.utf8.count)
      let clash = x >= 0 && y >= 0 && a[x] != b[y] && a[x] != 1 && b[y] != 1
      let isLast = position == rank - 1
      first += padded(left, width) + (isLast ? ")" : x >= 0 ? ", " : "  ")
      second += padded(right, width) + (isLast ? ")" : y >= 0 ? ", " : "  ")
      marks += String(repeating: clash ? "^" : " ", count: width) + (isLast ? "" : "  ")
    }
    while marks.hasSuffix(" ") { marks.removeLast() }
    return [first, second, marks]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  /// Why the elements of `from` do not fill the shape asked for.
  static func factors(_ from: Shape, elements: Int, requested: Shape) -> [String] {
    let product = from.map(String.init).joined(separator: "·")
    let sum = product.isEmpty ? "1" : product
    var lines = ["the tensor has shape \(from.tupleDescription): \(sum) = \(elements) values"]
    var known = 1
    for size in requested where size >= 0 { known = known.multipliedReportingOverflow(by: size).partialValue }
    if requested.contains(-1) {
      if known > 0 { lines.append("\(elements) is not divisible by \(known)") }
    } else {
      lines.append("the shape asked for holds \(known)")
    }
    return lines
  }

  /// The change that most often was meant: keep the first dimension (the batch) and flatten the others.
  static func shapeFix(_ from: Shape, elements: Int, requested: Shape) -> String? {
    guard from.count >= 2, requested.count == 2, requested.contains(-1), from[0] > 0 else { return nil }
    let rest = elements / from[0]
    let product = from.dropFirst().map(String.init).joined(separator: "·")
    return "each of the \(from[0]) rows has \(product) = \(rest) values: `.view(-1, \(rest))` or `.flatten(1)`"
  }
}
