/// One word that says "something wants the interpreter": it is checked at backward jumps and calls, and is zero
/// otherwise. Signal handlers and other threads may raise it.
public enum InterruptWord {
  public struct Reasons: OptionSet {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Ctrl-C.
    public static let keyboard = Reasons(rawValue: 1)
    /// A time, step or memory limit was passed.
    public static let limit = Reasons(rawValue: 2)
    /// The collector wants to run.
    public static let collect = Reasons(rawValue: 4)
    /// Objects wait for their `__del__`.
    static let finalize = Reasons(rawValue: 8)
  }

  /// Plain memory rather than an atomic: a lost bit is raised again (the user presses Ctrl-C once more, the next
  /// allocation asks again), and a signal handler may write it.
  @usableFromInline static let word: UnsafeMutablePointer<UInt32> = {
    let word = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    word.initialize(to: 0)
    return word
  }()

  @inlinable public static var isRaised: Bool { word.pointee != 0 }
  public static func raise(_ reasons: Reasons) { word.pointee |= reasons.rawValue }
  static func take() -> Reasons {
    let reasons = Reasons(rawValue: word.pointee)
    word.pointee = 0
    return reasons
  }

  /// The bare pointer, for a signal handler, which must not run lazy initialisers.
  public static var address: UnsafeMutablePointer<UInt32> { word }
}
