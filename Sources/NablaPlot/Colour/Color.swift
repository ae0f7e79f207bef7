/// A colour with opacity, each part from 0 to 1.
public struct Color: Equatable, Hashable, Sendable {
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double

  public init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  public init(hex: UInt32, alpha: Double = 1) {
    self.init(Double(hex >> 16 & 255) / 255, Double(hex >> 8 & 255) / 255, Double(hex & 255) / 255, alpha)
  }

  public static let black = Color(0, 0, 0)
  public static let white = Color(1, 1, 1)
  public static let clear = Color(0, 0, 0, 0)

  /// matplotlib's `tab10`, in the order lines take them.
  public static let cycle: [Color] = [
    0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF,
  ].map { Color(hex: $0) }

  static let letters: [Character: Color] = [
    "b": Color(0, 0, 1), "g": Color(0, 0.5, 0), "r": Color(1, 0, 0), "c": Color(0, 0.75, 0.75),
    "m": Color(0.75, 0, 0.75), "y": Color(0.75, 0.75, 0), "k": .black, "w": .white,
  ]

  /// Parses what matplotlib takes as a colour: `'r'`, `'C3'`, `'tab:blue'`, `'steelblue'`, `'#1f77b4'`, `'#abc'`,
  /// `'#1f77b480'`, `'0.5'`, `'none'`.
  public init(parsing text: String) throws {
    guard let color = Color.parse(text) else { throw PlotError.color(text) }
    self = color
  }

  static func parse(_ text: String) -> Color? {
    if text == "none" { return .clear }
    if text.count == 1, let first = text.first, let color = letters[first] { return color }
    if text.hasPrefix("#") { return parseHex(text.dropFirst()) }
    if text.hasPrefix("C"), let index = Int(text.dropFirst()), index >= 0 { return cycle[index % cycle.count] }
    if let named = NamedColors.table[text.lowercased()] { return Color(hex: named) }
    if let gray = Double(text), (0...1).contains(gray) { return Color(gray, gray, gray) }
    return nil
  }

  private static func parseHex(_ digits: Substring) -> Color? {
    guard digits.allSatisfy(\.isHexDigit) else { return nil }
    let long = digits.count <= 4 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    guard let value = UInt32(long, radix: 16) else { return nil }
    switch long.count {
    case 6: return Color(hex: value)
    case 8: return Color(hex: value >> 8, alpha: Double(value & 255) / 255)
    default: return nil
    }
  }

  public func opacity(_ alpha: Double?) -> Color {
    guard let alpha else { return self }
    return Color(red, green, blue, alpha)
  }
}
