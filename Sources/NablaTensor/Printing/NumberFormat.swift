/// How the numbers of one tensor are written: the same width for all, chosen by looking at what will be shown.
///
/// Floats that are all whole print as `1.`; when magnitudes differ more than a thousandfold, or are above 1e8 or below
/// 1e-4, all print in scientific notation. Zeros, infinities and NaN do not take part in the choice.
struct NumberFormat {
  private let isFloat: Bool
  private var isWhole = true
  private var isScientific = false
  private(set) var width = 1
  private let precision: Int

  init(_ values: [Scalar], isFloat: Bool, _ options: PrintOptions) {
    self.isFloat = isFloat
    precision = options.precision
    guard isFloat else {
      for value in values { width = max(width, value.description.utf8.count) }
      return
    }
    var least = Double.infinity
    var greatest = 0.0
    for value in values {
      let number = value.double
      guard number.isFinite, number != 0 else { continue }
      least = min(least, abs(number))
      greatest = max(greatest, abs(number))
      if number != number.rounded(.up) { isWhole = false }
    }
    if greatest == 0 { return }
    isScientific = options.sciMode ?? (greatest / least > 1000 || greatest > 1e8 || least < 1e-4)
    for value in values {
      let number = value.double
      guard number.isFinite, number != 0 else { continue }
      width = max(width, digits(number).utf8.count)
    }
  }

  private func digits(_ number: Double) -> String {
    if isScientific { return PythonFloat.formatted(number, precision, "e") }
    if !isWhole { return PythonFloat.formatted(number, precision, "f") }
    let text = PythonFloat.formatted(number, 0, "f")
    return number.isFinite ? text + "." : text
  }

  func text(_ value: Scalar) -> String {
    let text = isFloat ? digits(value.double) : value.description
    return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
