import NablaTensor

/// How NumPy prints arrays: the shortest digits that tell each number apart, at most eight behind the point, all
/// elements in columns of one width.
enum ArrayText {
  static func repr(_ tensor: Tensor) -> String {
    var text = "array(" + body(tensor, separator: ", ", indent: 6)
    if tensor.elementCount == 0, tensor.rank > 1 { text = "array([], shape=\(tensor.shape.tupleDescription)" }
    switch tensor.dtype {
    case .float64, .int64, .bool: if tensor.elementCount > 0 || tensor.dtype == .float64 { return text + ")" }
    default: break
    }
    return text + ", dtype=\(tensor.dtype.name))"
  }

  static func str(_ tensor: Tensor) -> String { body(tensor, separator: " ", indent: 0) }

  private static func body(_ tensor: Tensor, separator: String, indent: Int) -> String {
    let texts = elements(tensor)
    if tensor.rank == 0 { return texts.first?.filter { $0 != " " } ?? "" }
    if tensor.elementCount == 0 { return "[]" }
    var position = 0
    func build(_ dim: Int, _ column: Int) -> String {
      if dim == tensor.rank - 1 {
        let count = tensor.shape[dim]
        let row = texts[position..<(position + count)]
        position += count
        return wrap(Array(row), separator: separator, column: column)
      }
      let parts = (0..<tensor.shape[dim]).map { _ in build(dim + 1, column + 1) }
      let blank = String(repeating: "\n", count: tensor.rank - dim - 1) + String(repeating: " ", count: column + 1)
      let comma = separator == ", " ? "," : ""
      return "[" + parts.joined(separator: comma + blank) + "]"
    }
    return build(0, indent)
  }

  /// Lines of at most 75 columns.
  private static func wrap(_ row: [String], separator: String, column: Int) -> String {
    var lines: [String] = []
    var line = ""
    let room = 75 - column - 1
    for (index, text) in row.enumerated() {
      let piece = index == row.count - 1 ? text : text + (separator == ", " ? "," : "")
      if !line.isEmpty, line.utf8.count + 1 + piece.utf8.count > room {
        lines.append(line)
        line = piece
      } else {
        line += (line.isEmpty ? "" : " ") + piece
      }
    }
    lines.append(line)
    return "[" + lines.joined(separator: "\n" + String(repeating: " ", count: column + 1)) + "]"
  }

  private static func elements(_ tensor: Tensor) -> [String] {
    switch tensor.dtype {
    case .bool: return padded(tensor.integers().map { $0 != 0 ? "True" : "False" })
    case .int64, .int32, .uint8: return padded(tensor.integers().map(String.init))
    case .float32, .float64: return floats(tensor)
    }
  }

  private static func padded(_ texts: [String]) -> [String] {
    let width = texts.map(\.utf8.count).max() ?? 0
    return texts.map { String(repeating: " ", count: width - $0.utf8.count) + $0 }
  }

  private static func floats(_ tensor: Tensor) -> [String] {
    let values = tensor.doubles()
    let finite = values.filter { $0.isFinite && $0 != 0 }.map(abs)
    let (largest, least) = (finite.max() ?? 0, finite.min() ?? 0)
    let scientific = largest >= 1e8 || (least > 0 && least < 1e-4) || (least > 0 && largest / least > 1000)
    let isSingle = tensor.dtype == .float32
    func shortest(_ value: Double) -> String { isSingle ? "\(Float(value))" : "\(value)" }
    if scientific { return padded(values.map { exponential($0, shortest) }) }
    let split = values.map { value -> (String, String) in
      if value.isNaN { return ("nan", "") }
      if value.isInfinite { return (value < 0 ? "-inf" : "inf", "") }
      let digits = PythonDigits.fixed(shortest(value), places: 8)
      let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    let left = split.map(\.0.utf8.count).max() ?? 0
    let right = split.map(\.1.utf8.count).max() ?? 0
    return zip(values, split).map { value, parts in
      let whole = String(repeating: " ", count: max(left - parts.0.utf8.count, 0)) + parts.0
      guard value.isFinite else { return String(repeating: " ", count: right + 1) + whole }
      return whole + "." + parts.1 + String(repeating: " ", count: right - parts.1.utf8.count)
    }
  }

  private static func exponential(_ value: Double, _ shortest: (Double) -> String) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    return PythonDigits.scientific(shortest(value), places: 8)
  }
}

/// Decimal digits of a number in Swift's shortest form, laid out in other ways.
enum PythonDigits {
  /// The digits without point and exponent, and where the point is.
  private static func parts(_ text: String) -> (negative: Bool, digits: [UInt8], point: Int) {
    var rest = Substring(text)
    let negative = rest.hasPrefix("-")
    if negative { rest = rest.dropFirst() }
    let halves = rest.split(separator: "e", maxSplits: 1)
    let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    let mantissa = halves.first ?? "0"
    let pieces = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var digits = Array(pieces[0].utf8) + (pieces.count > 1 ? Array(pieces[1].utf8) : [])
    var point = pieces[0].utf8.count + exponent
    while digits.count > 1, digits[0] == 48 {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.last == 48 { digits.removeLast() }
    return (negative, digits, point)
  }

  private static func rounded(_ digits: [UInt8], to count: Int) -> (digits: [UInt8], carried: Bool) {
    guard count < digits.count else { return (digits, false) }
    guard count >= 0 else { return ([48], false) }
    var kept = Array(digits.prefix(count))
    guard digits[count] >= 53 else { return (kept.isEmpty ? [48] : kept, false) }
    var index = count - 1
    while index >= 0 {
      if kept[index] < 57 {
        kept[index] += 1
        return (kept, false)
      }
      kept[index] = 48
      index -= 1
    }
    return ([49] + kept, true)
  }

  /// `1.5`, `0.1` as `1.5`, `0.1`; whole numbers end with the point.
  static func fixed(_ text: String, places: Int) -> String {
    let (negative, digits, point) = parts(text)
    let (kept, carried) = rounded(digits, to: point + places)
    let place = carried ? point + 1 : point
    var whole: [UInt8] = []
    var fraction: [UInt8] = []
    if place > 0 {
      whole = Array(kept.prefix(place)) + Array(repeating: 48, count: max(place - kept.count, 0))
      fraction = Array(kept.dropFirst(place))
    } else {
      whole = [48]
      fraction = Array(repeating: 48, count: -place) + kept
    }
    while fraction.last == 48 { fraction.removeLast() }
    if fraction.count > places { fraction = [] }
    return (negative ? "-" : "") + String(decoding: whole, as: UTF8.self) + "." + String(decoding: fraction, as: UTF8.self)
  }

  static func scientific(_ text: String, places: Int) -> String {
    let (negative, digits, point) = parts(text)
    if digits == [48] { return (negative ? "-" : "") + "0.e+00" }
    let (kept, carried) = rounded(digits, to: places + 1)
    let exponent = point - 1 + (carried ? 1 : 0)
    var fraction = Array(kept.dropFirst())
    while fraction.last == 48 { fraction.removeLast() }
    let size = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
    return (negative ? "-" : "") + String(decoding: kept.prefix(1), as: UTF8.self) + "."
      + String(decoding: fraction, as: UTF8.self) + "e" + (exponent < 0 ? "-" : "+") + size
  }
}
