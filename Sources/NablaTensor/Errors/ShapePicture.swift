/// Drawings and arithmetic of shapes for error reports.
public enum ShapePicture {
  /// Two shapes under each other, aligned at the right as broadcasting does, with carets under what disagrees.
  public static func aligned(_ a: Shape, _ b: Shape, names: (String, String) = ("a", "b")) -> [String] {
    let rank = max(a.count, b.count)
    let margin = max(names.0.count, names.1.count)
    func titled(_ name: String) -> String { name + ": " + String(repeating: " ", count: margin - name.count) + "(" }
    var (first, second, marks) = (titled(names.0), titled(names.1), String(repeating: " ", count: margin + 3))
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
      if known > 0 {
        lines.append("\(elements) is not divisible by \(known)")
        if requested.count == 2, let pairs = factorPairs(of: elements) { lines.append("\(elements) = \(pairs)") }
      }
    } else {
      lines.append("the shape asked for holds \(known)")
    }
    return lines
  }

  /// `1·12 = 2·6 = 3·4`: the ways to fill two dimensions.
  private static func factorPairs(of count: Int) -> String? {
    guard count > 1, count < 100_000 else { return nil }
    let pairs = (1...count).lazy.prefix { $0 * $0 <= count }.filter { count % $0 == 0 }.map { "\($0)·\(count / $0)" }
    let all = Array(pairs)
    return all.count > 8 ? nil : all.joined(separator: " = ")
  }

  /// The change that most often was meant: keep the first dimension (the batch) and flatten the others.
  static func shapeFix(_ from: Shape, elements: Int, requested: Shape) -> String? {
    guard from.count >= 2, requested.count == 2, requested.contains(-1), from[0] > 0 else { return nil }
    let rest = elements / from[0]
    let product = from.dropFirst().map(String.init).joined(separator: "·")
    let count = from.count == 2 ? product : "\(product) = \(rest)"
    return "each of the \(from[0]) rows has \(count) values: `.view(-1, \(rest))` or `.flatten(1)`"
  }
}
