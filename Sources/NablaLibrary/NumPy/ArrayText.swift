import NablaTensor

/// How arrays print: `numpy.set_printoptions`.
struct ArrayPrintOptions {
  var precision = 8
  var threshold = 1000
  var edgeItems = 3
  var lineWidth = 75
  var suppress = false
  var nan = "nan"
  var infinity = "inf"
  /// `fixed`: all floats with all digits behind the point.
  var isFixed = false
  /// `floatmode='unique'`: as many digits as tell a number apart.
  var isUnique = false

  nonisolated(unsafe) static var current = ArrayPrintOptions()
}

/// The text of arrays, to the byte as NumPy prints them.
///
/// Lines are filled word by word up to the line's width; what is above the threshold is abridged to the ends of each
/// dimension.
struct ArrayText {
  private let tensor: Tensor
  private let options: ArrayPrintOptions
  private let separator: String
  private let isAbridged: Bool
  private let format: ArrayNumberFormat

  static func repr(_ tensor: Tensor, _ options: ArrayPrintOptions = .current) -> String {
    let prefix = "array("
    let text = prefix + string(tensor, options, separator: ", ", prefix: prefix, suffix: ")")
    var extras: [String] = []
    if tensor.elementCount == 0 && tensor.shape != [0] || tensor.elementCount > options.threshold {
      extras.append("shape=\(tensor.shape.tupleDescription)")
    }
    switch tensor.dtype {
    case .int64, .float64, .bool: if tensor.elementCount == 0 { extras.append("dtype=\(tensor.dtype.name)") }
    default: extras.append("dtype=\(tensor.dtype.name)")
    }
    if extras.isEmpty { return text + ")" }
    let tail = extras.joined(separator: ", ") + ")"
    let last = (text + ",").utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    let gap = last + tail.utf8.count + 1 > options.lineWidth ? "\n" + String(repeating: " ", count: prefix.utf8.count) : " "
    return text + "," + gap + tail
  }

  static func str(_ tensor: Tensor, _ options: ArrayPrintOptions = .current) -> String {
    tensor.rank == 0 ? scalar(tensor) : string(tensor, options, separator: " ", prefix: "", suffix: "")
  }

  static func string(
    _ tensor: Tensor, _ options: ArrayPrintOptions, separator: String, prefix: String, suffix: String
  ) -> String {
    if tensor.elementCount == 0 { return "[]" }
    let text = ArrayText(tensor, options, separator)
    let indent = String(repeating: " ", count: prefix.utf8.count + 1)
    return text.build(0, tensor.storageOffset, indent, options.lineWidth - suffix.utf8.count)
  }

  private init(_ tensor: Tensor, _ options: ArrayPrintOptions, _ separator: String) {
    self.tensor = tensor
    self.options = options
    self.separator = separator
    isAbridged = tensor.elementCount > options.threshold
    var shown: [Scalar] = []
    ArrayText.collect(tensor, 0, tensor.storageOffset, isAbridged ? options.edgeItems : nil, &shown)
    format = ArrayNumberFormat(shown, tensor.dtype, options, isAlone: tensor.rank == 0)
  }

  private static func positions(_ size: Int, _ edge: Int?) -> [Int] {
    guard let edge, size > 2 * edge else { return Array(0..<size) }
    return Array(0..<edge) + Array((size - edge)..<size)
  }

  private static func collect(_ tensor: Tensor, _ dim: Int, _ offset: Int, _ edge: Int?, _ shown: inout [Scalar]) {
    guard dim < tensor.rank else { return shown.append(tensor.stored(at: offset)) }
    for position in positions(tensor.shape[dim], edge) {
      collect(tensor, dim + 1, offset + position * tensor.strides[dim], edge, &shown)
    }
  }

  private func build(_ dim: Int, _ offset: Int, _ indent: String, _ width: Int) -> String {
    guard dim < tensor.rank else { return format.text(tensor.stored(at: offset)) }
    let size = tensor.shape[dim]
    let step = tensor.strides[dim]
    let hidesSome = isAbridged && size > 2 * options.edgeItems
    let leading = hidesSome ? options.edgeItems : 0
    let first = Array(0..<leading), last = Array((hidesSome ? size - options.edgeItems : 0)..<size)
    func item(_ position: Int) -> String { build(dim + 1, offset + position * step, indent + " ", width - 1) }
    var text = ""
    if dim == tensor.rank - 1 {
      let room = width - max(separator.filter { $0 != " " }.utf8.count, 1)
      var line = indent
      func extend(_ word: String) {
        if line.utf8.count + word.utf8.count > room, line.utf8.count > indent.utf8.count {
          while line.last == " " { line.removeLast() }
          text += line + "\n"
          line = indent
        }
        line += word
      }
      for position in first {
        extend(item(position))
        line += separator
      }
      if hidesSome {
        extend("...")
        line += separator
      }
      for (number, position) in last.enumerated() {
        extend(item(position))
        if number < last.count - 1 { line += separator }
      }
      text += line
    } else {
      let gap = (separator == ", " ? "," : "") + String(repeating: "\n", count: tensor.rank - 1 - dim)
      for position in first { text += indent + item(position) + gap }
      if hidesSome { text += indent + "..." + gap }
      for (number, position) in last.enumerated() {
        text += indent + item(position) + (number < last.count - 1 ? gap : "")
      }
    }
    return "[" + text.dropFirst(indent.utf8.count) + "]"
  }

  /// A number alone: the shortest digits that tell it apart, as Python writes floats.
  static func scalar(_ tensor: Tensor) -> String {
    let value = tensor.stored(at: tensor.storageOffset)
    guard tensor.dtype.isFloat else { return value.description }
    let number = value.double
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let digits = ShortestDigits(number, tensor.dtype)
    let greatest = tensor.dtype == .float64 ? 1e16 : tensor.dtype == .float32 ? 1e6 : 1e3
    if number == 0 || abs(number) >= 1e-4 && abs(number) < greatest {
      let text = digits.positional(places: 400)
      return text.last == "." ? text + "0" : text
    }
    let text = digits.scientific(places: 30, least: 0)
    // The point goes where nothing follows it.
    return String(text.split(separator: ".", omittingEmptySubsequences: false).enumerated().map {
      $0.offset == 1 && $0.element.first == "e" ? String($0.element) : $0.offset == 1 ? "." + $0.element : String($0.element)
    }.joined())
  }
}

/// The form that all numbers of one array are written in.
struct ArrayNumberFormat {
  private enum Kind { case text, fixed, scientific }
  private var kind = Kind.text
  private let dtype: DType
  private var left = 0
  private var right = 0
  private var places = 0
  private var width = 0
  private let options: ArrayPrintOptions

  init(_ values: [Scalar], _ dtype: DType, _ options: ArrayPrintOptions, isAlone: Bool) {
    self.dtype = dtype
    self.options = options
    guard dtype.isFloat else {
      width = dtype == .bool ? (isAlone ? 0 : 5) : values.map { $0.description.utf8.count }.max() ?? 0
      return
    }
    let numbers = values.map(\.double)
    let finite = numbers.filter(\.isFinite)
    let sizes = finite.filter { $0 != 0 }.map(abs)
    kind = .fixed
    if let largest = sizes.max(), let least = sizes.min() {
      // Compared in the array's own type, where 0.0001 is another number than in doubles.
      let (limit, ratio) = dtype == .float64
        ? (1e-4, largest / least) : dtype == .float32
          ? (Double(Float(1e-4)), Double(Float(largest) / Float(least)))
          : (0.00010001659393310547, Double(Float(largest / least)))
      // No more digits before the point than the type has.
      let greatest = dtype == .float64 ? 1e8 : dtype == .float32 ? 1e6 : 1e3
      if largest >= greatest || !options.suppress && (least < limit || ratio > 1000) { kind = .scientific }
    }
    let precision = options.isUnique ? 400 : options.precision
    if !finite.isEmpty {
      if kind == .scientific {
        let texts = finite.map { ShortestDigits($0, dtype).scientific(places: precision, least: options.isFixed ? precision : 0) }
        for text in texts {
          let mantissa = text.prefix { $0 != "e" }
          left = max(left, mantissa.prefix { $0 != "." }.utf8.count)
          places = max(places, mantissa.drop { $0 != "." }.utf8.count - 1)
          width = max(width, text.utf8.count - mantissa.utf8.count - 2)
        }
        right = width + 2 + places
      } else {
        for number in finite {
          let text = fixed(number)
          let whole = text.prefix { $0 != "." }.utf8.count
          left = max(left, whole)
          right = max(right, text.utf8.count - whole - 1)
        }
      }
    }
    if finite.count < numbers.count {
      let infinity = options.infinity.utf8.count + (numbers.contains(-.infinity) ? 1 : 0)
      if numbers.contains(where: \.isNaN) { left = max(left, options.nan.utf8.count - right - 1) }
      if numbers.contains(where: \.isInfinite) { left = max(left, infinity - right - 1) }
    }
  }

  private func fixed(_ number: Double) -> String {
    if options.isFixed { return PythonNumber.fixed(number, options.precision) }
    return ShortestDigits(number, dtype).positional(places: options.isUnique ? 400 : options.precision)
  }

  func text(_ value: Scalar) -> String {
    guard dtype.isFloat else { return padded(value.description, width) }
    let number = value.double
    guard number.isFinite else {
      let text = number.isNaN ? options.nan : number < 0 ? "-" + options.infinity : options.infinity
      return padded(text, left + right + 1)
    }
    if kind == .scientific {
      let text = ShortestDigits(number, dtype).scientific(places: places, least: places, exponent: width)
      return padded(text, left + right + 1)
    }
    let text = fixed(number)
    let whole = text.prefix { $0 != "." }.utf8.count
    return String(repeating: " ", count: max(left - whole, 0)) + text
      + String(repeating: " ", count: max(right - (text.utf8.count - whole - 1), 0))
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
  }
}
