import Glibc

/// Ticks of a logarithmic axis: decades, or every few decades where there are many; 2 to 9 between them as minor ticks,
/// labelled too where less than a decade or so is seen.
struct LogTicks {
  var major: [Double] = []
  var minor: [Double] = []
  var labels: [String] = []
  var minorLabels: [String] = []

  init(from low: Double, to high: Double, count: Int) {
    guard low > 0, high > low, low.isFinite, high.isFinite else { return }
    let first = Int(floor(log10(low)))
    let last = Int(ceil(log10(high)))
    let decades = log10(high) - log10(low)
    var stride = 1
    while decades / Double(stride) + 1 > Double(max(2, count)) { stride += 1 }
    for exponent in first...last where (exponent - first) % stride == 0 {
      major.append(pow(10, Double(exponent)))
      labels.append(Self.label(exponent))
    }
    guard stride == 1 else { return }
    let seen = major.filter { $0 >= low && $0 <= high }.count
    for exponent in first...last {
      for digit in 2...9 {
        minor.append(Double(digit) * pow(10, Double(exponent)))
        let wanted = decades < 0.4 || (seen <= 1 && [2, 3, 4, 6].contains(digit))
        minorLabels.append(wanted ? "$\(digit)\\times10^{\(exponent)}$".replacingMinus : "")
      }
    }
  }

  private static func label(_ exponent: Int) -> String { "$10^{\(exponent)}$".replacingMinus }
}
