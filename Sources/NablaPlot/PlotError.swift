/// What a drawing call was given and cannot draw. The first line is matplotlib's, what follows says what to do.
public enum PlotError: Error, Equatable {
  /// `ValueError`.
  case value(String)
  /// `TypeError`.
  case type(String)
  /// libpng or Cairo failed.
  case drawing(String)

  static func color(_ text: String) -> PlotError {
    .value("'\(text)' is not a valid color value.\nColours are names ('red', 'tab:blue'), 'C0' to 'C9', '#1f77b4' or '0.5' for a gray.")
  }
}

extension PlotError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let words), .type(let words), .drawing(let words): return words
    }
  }
}
