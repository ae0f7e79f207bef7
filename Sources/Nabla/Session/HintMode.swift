import NablaLibrary

/// What becomes of hints about mistakes that raise nothing: `--hints=off|on|strict`.
public enum HintMode: String, CaseIterable, Sendable {
  case off, on
  /// A hint is an exception.
  case strict

  /// The mistakes that hints tell of.
  public static var mistakes: [String] { HintPolicy.mistakes }
}

extension Session {
  /// Of the session that runs. Setting it forgets what was said.
  public var hints: HintMode {
    get { HintMode(rawValue: HintPolicy.current.rawValue) ?? .on }
    set { HintPolicy.begin(HintPolicy(rawValue: newValue.rawValue) ?? .on, watchesNonFinite: options.watchesNonFinite) }
  }
}
