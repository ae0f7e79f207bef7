import Glibc
import NablaTensor

/// The shortest decimal digits that tell a number of its type apart, laid out in other ways.
struct ShortestDigits {
  private let number: Double
  private let isNegative: Bool
  /// Without zeros at the end; empty for zero.
  private var digits: [UInt8] = []
  /// Where the point stands: 0.`digits` times ten to this.
  private var point = 0

  init(_ number: Double, _ dtype: DType) {
    self.number = number
    isNegative = number.sign == .minus
    guard number != 0 else { return }
    let size = abs(number)
    let text: String
    switch dtype {
    case .float64: text = "\(size)"
    case .float32: text = "\(Float(size))"
    default: text = ShortestDigits.half(size, dtype)
    }
    var exponent = 0
    var seenPoint = false
    var bytes = Array(text.utf8)
    if let mark = bytes.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? 0
      bytes = Array(bytes[..<mark])
    }
    for byte in bytes {
      if byte == UInt8(ascii: ".") { seenPoint = true } else {
        digits.append(byte)
        if !seenPoint { point += 1 }
      }
    }
    point += exponent
    let zeros = digits.prefix { $0 == 48 }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == 48 { digits.removeLast() }
  }

  /// The fewest digits that round to the same number of sixteen bits.
  private static func half(_ size: Double, _ dtype: DType) -> String {
    for places in 0..<9 {
      let text = PythonNumber.scientific(size, places)
      if Tensor.rounded(strtod(text, nil), dtype) == size { return text }
    }
    return "\(size)"
  }

  /// `1.5`, `0.1`, `2.`: at most so many digits behind the point.
  func positional(places: Int) -> String {
    let sign = isNegative ? "-" : ""
    if digits.isEmpty { return sign + "0." }
    // Cut off digits are rounded from the number itself, not from its shortest digits.
    if digits.count - point > places {
      var text = PythonNumber.fixed(number, places)
      if text.utf8.contains(UInt8(ascii: ".")) { while text.last == "0" { text.removeLast() } } else { text += "." }
      return text
    }
    var text = sign
    if point <= 0 {
      text += "0." + String(repeating: "0", count: -point) + string(digits[...])
    } else if digits.count <= point {
      text += string(digits[...]) + String(repeating: "0", count: point - digits.count) + "."
    } else {
      text += string(digits[..<point]) + "." + string(digits[point...])
    }
    return text
  }

  /// `1.5e+00`: between `least` and `places` digits behind the point.
  func scientific(places: Int, least: Int, exponent width: Int = 2) -> String {
    var kept = digits.isEmpty ? [48] : digits
    var exponent = digits.isEmpty ? 0 : point - 1
    if kept.count - 1 > places || kept.count - 1 < least {
      // Digits beyond the shortest ones are the number's own.
      let text = Array(PythonNumber.scientific(abs(number), min(places, max(least, kept.count - 1))).utf8)
      let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
      kept = text[..<mark].filter { $0 != UInt8(ascii: ".") }
      exponent = Int(String(decoding: text[min(mark + 1, text.count)...], as: UTF8.self)) ?? exponent
      while kept.count - 1 > least, kept.last == 48 { kept.removeLast() }
    }
    let fraction = string(kept[1...])
    let size = "\(abs(exponent))"
    let zeros = String(repeating: "0", count: max(max(width, 2) - size.utf8.count, 0))
    return (isNegative ? "-" : "") + string(kept[..<1]) + "." + fraction + "e" + (exponent < 0 ? "-" : "+") + zeros + size
  }

  private func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Numbers as C's `printf` writes them.
enum PythonNumber {
  static func fixed(_ value: Double, _ places: Int) -> String { written("%.*f", value, places) }
  static func scientific(_ value: Double, _ places: Int) -> String { written("%.*e", value, places) }

  private static func written(_ format: String, _ value: Double, _ places: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 1024)
    let length = withVaList([Int32(min(max(places, 0), 500)), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    let text = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
    return String(decoding: text.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
