/// The format specification mini-language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`.
public struct FormatSpec {
  public enum Alignment: Character { case left = "<", right = ">", center = "^", afterSign = "=" }
  public enum Sign: Character { case minus = "-", plus = "+", space = " " }
  public enum Separator: Character { case comma = ",", underscore = "_" }

  public var fill: Unicode.Scalar = " "
  public var alignment: Alignment?
  public var sign: Sign?
  public var coercesNegativeZero = false
  public var alternate = false
  public var zeroPadded = false
  public var width: Int?
  public var separator: Separator?
  public var precision: Int?
  public var type: Unicode.Scalar?

  /// Text longer than this is refused: a program that asks for it only wants to exhaust memory.
  public static let longestWidth = 1 << 30

  /// Parses `text` for a value of the named type (the name is for messages). `isText` types fill a leading `0` in on
  /// the right, numbers between sign and digits.
  public init(_ text: String, typeName: String, isText: Bool = false) throws {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
      index + offset < scalars.count ? scalars[index + offset] : nil
    }
    func alignmentAt(_ offset: Int) -> Alignment? { peek(offset).flatMap { Alignment(rawValue: Character($0)) } }

    var fillGiven = false
    if let alignment = alignmentAt(1) {
      fill = scalars[0]
      fillGiven = true
      self.alignment = alignment
      index = 2
    } else if let alignment = alignmentAt(0) {
      self.alignment = alignment
      index = 1
    }
    if let scalar = peek(), let sign = Sign(rawValue: Character(scalar)) {
      self.sign = sign
      index += 1
    }
    if peek() == "z" {
      coercesNegativeZero = true
      index += 1
    }
    if peek() == "#" {
      alternate = true
      index += 1
    }
    if !fillGiven, peek() == "0" {
      fill = "0"
      zeroPadded = true
      if alignment == nil, !isText { alignment = .afterSign }
      index += 1
    }
    width = try Self.integer(scalars, &index)
    if peek() == "," {
      separator = .comma
      index += 1
    }
    if peek() == "_" {
      if separator != nil { throw Self.bothSeparators }
      separator = .underscore
      index += 1
    }
    if peek() == ",", separator == .underscore { throw Self.bothSeparators }
    if peek() == "." {
      index += 1
      guard let precision = try Self.integer(scalars, &index) else {
        throw TextError(.value, "Format specifier missing precision")
      }
      self.precision = precision
    }
    if scalars.count - index > 1 {
      throw TextError(.value, "Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    type = peek()
    if separator != nil { try checkSeparator() }
  }

  private static var bothSeparators: TextError { TextError(.value, "Cannot specify both ',' and '_'.") }

  private func checkSeparator() throws {
    switch type {
    case nil, "d", "e", "f", "g", "E", "F", "G", "%": return
    case "b", "o", "x", "X": if separator == .underscore { return }
    default: break
    }
    try refuseSeparator(type ?? "d")
  }

  func refuseSeparator(_ type: Unicode.Scalar) throws {
    guard let separator else { return }
    throw TextError(.value, "Cannot specify '\(separator.rawValue)' with '\(type)'.")
  }

  private static func integer(_ scalars: [Unicode.Scalar], _ index: inout Int) throws -> Int? {
    var value: Int?
    while index < scalars.count, let digit = CodePoint.decimalValue(scalars[index]) {
      let (scaled, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      if overflow || carry { throw TextError(.value, "Too many decimal digits in format string") }
      value = sum
      index += 1
    }
    return value
  }

  func unknownCode(_ typeName: String) -> TextError {
    guard let type else { return TextError(.value, "Invalid format specifier") }
    let shown = type.value > 32 && type.value < 128 ? String(type) : "\\x" + String(type.value, radix: 16)
    return TextError(.value, "Unknown format code '\(shown)' for object of type '\(typeName)'")
  }
}
