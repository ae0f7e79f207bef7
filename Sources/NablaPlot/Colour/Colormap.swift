/// Numbers from 0 to 1 as colours: 256 entries, as matplotlib has them.
public struct Colormap: Equatable, Sendable {
  public let name: String
  /// 256 × (red, green, blue).
  let table: [UInt8]

  public static let viridis = Colormap(name: "viridis", table: decode("viridis"))
  public static let gray = Colormap(name: "gray", table: (0..<256).flatMap { [UInt8($0), UInt8($0), UInt8($0)] })

  /// The maps known by name, each also reversed with `_r`.
  public static var names: [String] {
    (Array(ColormapTables.tables.keys) + Array(computed.keys)).sorted { $0.lowercased() < $1.lowercased() }
  }

  /// - Throws: for an unknown name, in matplotlib's words with the names there are.
  public init(named name: String) throws {
    let base = name.hasSuffix("_r") ? String(name.dropLast(2)) : name
    var table: [UInt8]
    switch base {
    case "gray", "grey": table = Colormap.gray.table
    default:
      if let segments = Colormap.computed[base] {
        table = Colormap.interpolate(segments)
      } else if ColormapTables.tables[base] != nil {
        table = Colormap.decode(base)
      } else {
        let known = Colormap.names.map { "'\($0)'" }.joined(separator: ", ")
        throw PlotError.value("'\(name)' is not a known colormap name\nThe names are \(known), each also with '_r' at its end.")
      }
    }
    if name != base {
      table = (0..<256).flatMap { index -> [UInt8] in
        let place = 3 * (255 - index)
        return [table[place], table[place + 1], table[place + 2]]
      }
    }
    self.init(name: name, table: table)
  }

  private init(name: String, table: [UInt8]) {
    self.name = name
    self.table = table
  }

  /// Maps made of straight lines between a few colours.
  private static let computed: [String: [(at: Double, color: Color)]] = [
    "gray": [(0, .black), (1, .white)],
    "binary": [(0, .white), (1, .black)],
    "bwr": [(0, Color(0, 0, 1)), (0.5, .white), (1, Color(1, 0, 0))],
    "seismic": [
      (0, Color(0, 0, 0.3)), (0.25, Color(0, 0, 1)), (0.5, .white), (0.75, Color(1, 0, 0)), (1, Color(0.5, 0, 0)),
    ],
    "cool": [(0, Color(0, 1, 1)), (1, Color(1, 0, 1))],
    "spring": [(0, Color(1, 0, 1)), (1, Color(1, 1, 0))],
    "summer": [(0, Color(0, 0.5, 0.4)), (1, Color(1, 1, 0.4))],
    "autumn": [(0, Color(1, 0, 0)), (1, Color(1, 1, 0))],
    "winter": [(0, Color(0, 0, 1)), (1, Color(0, 1, 0.5))],
  ]

  private static func interpolate(_ segments: [(at: Double, color: Color)]) -> [UInt8] {
    (0..<256).flatMap { index -> [UInt8] in
      let x = Double(index) / 255
      let upper = segments.firstIndex { $0.at >= x } ?? segments.count - 1
      let high = segments[upper]
      let low = segments[max(0, upper - 1)]
      let t = high.at > low.at ? (x - low.at) / (high.at - low.at) : 1
      return [\Color.red, \Color.green, \Color.blue].map { part in
        let value = low.color[keyPath: part] + t * (high.color[keyPath: part] - low.color[keyPath: part])
        return UInt8(max(0, min(255, value * 255)))
      }
    }
  }

  private static func decode(_ name: String) -> [UInt8] {
    let digits = Array((ColormapTables.tables[name] ?? "").utf8)
    func nibble(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit &- 0x30 : digit &- 0x57 }
    return (0..<digits.count / 2).map { nibble(digits[2 * $0]) << 4 | nibble(digits[2 * $0 + 1]) }
  }

  /// The table's index for a value: below 0 and above 1 take the ends, as matplotlib's do.
  static func index(_ value: Double) -> Int {
    // 1 belongs to the last entry; everything else is cut down.
    value >= 1 ? 255 : value > 0 ? min(255, Int(value * 256)) : 0
  }

  public func bytes(_ value: Double) -> (UInt8, UInt8, UInt8) {
    let place = 3 * Colormap.index(value)
    return (table[place], table[place + 1], table[place + 2])
  }

  /// NaN has no colour: it is transparent.
  public func callAsFunction(_ value: Double) -> Color {
    guard !value.isNaN else { return .clear }
    let (red, green, blue) = bytes(value)
    return Color(Double(red) / 255, Double(green) / 255, Double(blue) / 255)
  }
}
