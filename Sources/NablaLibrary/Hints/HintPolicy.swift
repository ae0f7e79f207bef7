/// What becomes of hints.
public enum HintPolicy: String, CaseIterable, Sendable {
  case off, on
  /// A hint is an exception.
  case strict

  /// The mistakes that hints tell of.
  public static var mistakes: [String] { HintKind.allCases.map(\.rawValue) }

  /// Of the session that runs.
  nonisolated(unsafe) public internal(set) static var current = HintPolicy.on

  /// Sets the mode for a session that begins; what was said before may be said again.
  public static func begin(_ mode: HintPolicy, watchesNonFinite: Bool = false) {
    current = mode
    Hints.forget()
    NonFiniteWatch.isOn = watchesNonFinite
  }
}
