import Glibc

/// Where the ticks of a linear axis go: matplotlib's `MaxNLocator` with the steps 1, 2, 2.5, 5 and 10.
///
/// Of the steps (times a power of ten) the smallest is taken that needs no more than `bins` intervals; when fewer than
/// two ticks would be seen, the next smaller one. Far from zero the axis is measured from an offset, so that the steps
/// do not drown in rounding.
struct LinearTicks {
  var steps: [Double] = [1, 2, 2.5, 5, 10]
  var integer = false

  func ticks(from low: Double, to high: Double, bins: Int) -> [Double] {
    guard low.isFinite, high.isFinite, high > low, (high - low).isFinite else { return [low] }
    let bins = max(1, bins)
    let (scale, offset) = Self.scaleAndOffset(low, high, bins)
    let bottom = low - offset
    let top = high - offset
    let extended = steps.dropLast().map { $0 * 0.1 } + steps + [10 * (steps.count > 1 ? steps[1] : 10)]
    var candidates = extended.map { $0 * scale }
    if integer {
      let whole = candidates.filter { $0 < 1 || abs($0 - $0.rounded()) < 0.001 }
      candidates = whole
    }
    let wanted = (top - bottom) / Double(bins)
    let first = candidates.firstIndex { $0 >= wanted } ?? candidates.count - 1
    guard first >= 0 else { return [low] }
    var ticks: [Double] = []
    for var step in candidates[...first].reversed() {
      if integer && top.rounded(.down) - bottom.rounded(.up) >= 1 { step = max(1, step) }
      let start = (bottom / step).rounded(.down) * step
      let first = Self.lower(bottom - start, step, offset)
      let last = Self.upper(top - start, step, offset)
      guard last - first < 10_000 else { return [low, high] }
      ticks = stride(from: first, through: last, by: 1).map { $0 * step + start }
      if ticks.filter({ $0 >= bottom && $0 <= top }).count >= 2 { break }
    }
    return ticks.map { $0 + offset }
  }

  private static func scaleAndOffset(_ low: Double, _ high: Double, _ bins: Int) -> (Double, Double) {
    let range = abs(high - low)
    let middle = (high + low) / 2
    let offset = abs(middle) / range < 100 ? 0 : copysign(pow(10, floor(log10(abs(middle)))), middle)
    return (pow(10, floor(log10(range / Double(bins)))), offset)
  }

  private static func isClose(_ remainder: Double, _ edge: Double, _ step: Double, _ offset: Double) -> Bool {
    var tolerance = 1e-10
    if offset != 0 {
      let digits = log10(abs(offset) / step)
      tolerance = min(0.4999, max(1e-10, pow(10, digits - 12)))
    }
    return abs(remainder - edge) < tolerance
  }

  private static func lower(_ x: Double, _ step: Double, _ offset: Double) -> Double {
    let quotient = floor(x / step)
    return isClose((x - quotient * step) / step, 1, step, offset) ? quotient + 1 : quotient
  }

  private static func upper(_ x: Double, _ step: Double, _ offset: Double) -> Double {
    let quotient = floor(x / step)
    return isClose((x - quotient * step) / step, 0, step, offset) ? quotient : quotient + 1
  }
}
