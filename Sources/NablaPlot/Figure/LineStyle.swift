import Glibc

func log10Positive(_ value: Double) -> Double { log10(value) }

/// How a line is drawn: `'-'`, `'--'`, `'-.'`, `':'` or not at all.
public enum LineStyle: String, Sendable {
  case solid = "-"
  case dashed = "--"
  case dashDot = "-."
  case dotted = ":"
  case none = ""

  /// - Throws: for an unknown style, in matplotlib's words.
  public init(parsing text: String) throws {
    switch text {
    case "-", "solid": self = .solid
    case "--", "dashed": self = .dashed
    case "-.", "dashdot": self = .dashDot
    case ":", "dotted": self = .dotted
    case "", " ", "None", "none": self = .none
    default:
      throw PlotError.value(
        "'\(text)' is not a valid value for ls; supported values are '-', '--', '-.', ':', 'None', ' ', '', "
          + "'solid', 'dashed', 'dashdot', 'dotted'")
    }
  }

  /// Dashes in pixels for a line of `width` pixels.
  func dashes(_ width: Double) -> [Double] {
    let pattern: [Double]
    switch self {
    case .solid, .none: pattern = []
    case .dashed: pattern = [3.7, 1.6]
    case .dashDot: pattern = [6.4, 1.6, 1, 1.6]
    case .dotted: pattern = [1, 1.65]
    }
    return pattern.map { $0 * max(width, 0.1) }
  }
}

/// The sign at each point of a line or scatter.
public enum Marker: Character, Sendable {
  case circle = "o", point = ".", pixel = ",", triangleDown = "v", triangleUp = "^", triangleLeft = "<"
  case triangleRight = ">", square = "s", pentagon = "p", star = "*", hexagon = "h", plus = "+", cross = "x"
  case diamond = "D", thinDiamond = "d", bar = "|", dash = "_", filledPlus = "P", filledCross = "X"

  /// - Throws: for an unknown marker, in matplotlib's words.
  public init?(parsing text: String) throws {
    if ["", " ", "None", "none"].contains(text) { return nil }
    guard text.count == 1, let first = text.first, let marker = Marker(rawValue: first) else {
      throw PlotError.value(
        "Unrecognized marker style '\(text)'\nThe markers are o . , v ^ < > s p * h + x D d | _ P X.")
    }
    self = marker
  }

  /// Drawn by strokes only: it has no inside.
  var isOpen: Bool { [.plus, .cross, .bar, .dash].contains(self) }
}

/// `'r--o'`: colour, line and marker in one short text.
public struct FormatString: Equatable, Sendable {
  public init() {}

  public var color: Color?
  public var line: LineStyle?
  public var marker: Marker?

  /// - Throws: for what is no format string, in matplotlib's words.
  public init(parsing text: String) throws {
    if text.count > 1, let whole = Color.parse(text) {
      color = whole
      return
    }
    func failure(_ why: String) -> PlotError { .value("'\(text)' is not a valid format string (\(why))") }
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("--") || rest.hasPrefix("-.") {
        guard line == nil else { throw failure("two linestyle symbols") }
        line = LineStyle(rawValue: String(rest.prefix(2)))
        rest.removeFirst(2)
        continue
      }
      if character == "-" || character == ":" {
        guard line == nil else { throw failure("two linestyle symbols") }
        line = character == "-" ? .solid : .dotted
      } else if character == "C", let digits = Optional(rest.dropFirst().prefix { $0.isNumber }), !digits.isEmpty {
        guard color == nil else { throw failure("two color symbols") }
        color = Color.parse("C" + digits)
        rest.removeFirst(digits.count)
      } else if let letter = Color.letters[character] {
        guard color == nil else { throw failure("two color symbols") }
        color = letter
      } else if let sign = Marker(rawValue: character) {
        guard marker == nil else { throw failure("two marker symbols") }
        marker = sign
      } else {
        throw failure("unrecognized character '\(character)'")
      }
      rest.removeFirst()
    }
    // A marker alone draws no line.
    if marker != nil && line == nil { line = LineStyle.none }
  }
}
