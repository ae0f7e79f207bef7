import Glibc

/// The text of ticks: matplotlib's `ScalarFormatter`. All labels of an axis share the number of decimals; numbers below
/// 1e-4 or from 1e6 on are divided by a power of ten, and numbers that differ only far behind are written against an
/// offset. Both then stand once at the end of the axis.
struct TickLabels: Equatable {
  var labels: [String] = []
  /// `1e6`, `+1.5e3`; empty when there is none.
  var offsetText = ""

  static let minus = "\u{2212}"

  init(ticks: [Double], low: Double, high: Double) {
    let inside = ticks.filter { $0 >= low && $0 <= high }
    guard !inside.isEmpty else {
      labels = ticks.map { _ in "" }
      return
    }
    let offset = Self.offset(inside)
    let order = Self.order(ticks, offset: offset, low: low, high: high)
    let scale = pow(10, Double(order))
    let decimals = Self.decimals(ticks, offset: offset, scale: scale, low: low, high: high)
    labels = ticks.map { tick in
      var value = (tick - offset) / scale
      if abs(value) < 1e-8 { value = 0 }
      return Self.fixed(value, decimals)
    }
    var text = order == 0 ? "" : "1e\(order)"
    if offset != 0 { text += (offset > 0 ? "+" : "") + Self.scientific(offset) }
    offsetText = text.replacingMinus
  }

  private static func offset(_ ticks: [Double]) -> Double {
    guard let low = ticks.min(), let high = ticks.max(), low < high, !(low <= 0 && high >= 0) else { return 0 }
    let small = min(abs(low), abs(high))
    let large = max(abs(low), abs(high))
    let top = ceil(log10(large))
    var order = top
    while order > top - 330, floor(small / pow(10, order)) == floor(large / pow(10, order)) { order -= 1 }
    order += 1
    if (large - small) / pow(10, order) <= 1e-2 {
      order = top
      while order > top - 330, floor(large / pow(10, order)) - floor(small / pow(10, order)) <= 1 { order -= 1 }
      order += 1
    }
    let leading = floor(large / pow(10, order))
    return leading >= 1000 ? (low < 0 ? -1 : 1) * leading * pow(10, order) : 0
  }

  private static func order(_ ticks: [Double], offset: Double, low: Double, high: Double) -> Int {
    let largest = ticks.filter { $0 >= low && $0 <= high }.map(abs).max() ?? 0
    let measure = offset != 0 ? high - low : largest
    guard measure > 0, measure.isFinite else { return 0 }
    let order = Int(floor(log10(measure)))
    return order <= -5 || order >= 6 ? order : 0
  }

  private static func decimals(_ ticks: [Double], offset: Double, scale: Double, low: Double, high: Double) -> Int {
    var places = ticks.count < 5 ? ticks + [low, high] : ticks
    places = places.map { ($0 - offset) / scale }
    var range = (places.max() ?? 0) - (places.min() ?? 0)
    if range == 0 { range = places.map(abs).max() ?? 0 }
    if range == 0 { range = 1 }
    if ticks.count < 5 { places.removeLast(2) }
    guard range.isFinite, range > 0 else { return 0 }
    let order = Int(floor(log10(range)))
    var figures = max(0, 3 - order)
    let threshold = 1e-3 * pow(10, Double(order))
    while figures >= 0 {
      let unit = pow(10, Double(figures))
      let error = places.map { abs($0 - ($0 * unit).rounded(.toNearestOrEven) / unit) }.max() ?? 0
      if error < threshold { figures -= 1 } else { break }
    }
    return min(figures + 1, 15)
  }

  /// `%.{decimals}f` with a real minus sign.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    format("%.\(decimals)f", value).replacingMinus
  }

  /// `1.2345e4`: a number from 1 to 10 and its power of ten.
  private static func scientific(_ value: Double) -> String {
    let exponent = Int(floor(log10(abs(value))))
    let significand = format("%.10g", value / pow(10, Double(exponent)))
    return exponent == 0 ? significand : "\(significand)e\(exponent)"
  }

  static func format(_ pattern: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    return String(decoding: buffer.prefix(max(0, min(Int(length), 399))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension String {
  var replacingMinus: String { String(map { $0 == "-" ? "\u{2212}" : $0 }) }
}
