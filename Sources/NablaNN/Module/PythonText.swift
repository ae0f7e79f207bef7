import NablaTensor

/// Settings as Python prints them.
enum PythonText {
  static func bool(_ value: Bool) -> String { value ? "True" : "False" }

  /// `(3, 3)`
  static func tuple(_ pair: Pair) -> String { "(\(pair.height), \(pair.width))" }

  /// `3` for a square, `(3, 2)` otherwise.
  static func compact(_ pair: Pair) -> String { pair.isSquare ? "\(pair.height)" : tuple(pair) }
}
