/// Whether operations are recorded: `torch.no_grad()`, `torch.enable_grad()`, `torch.set_grad_enabled(mode)`.
///
/// One flag: there is one interpreter thread, and the pool's threads never record.
public enum GradMode {
  nonisolated(unsafe) public static var isEnabled = true

  /// Runs `body` with recording on or off, and puts back what was.
  @inline(__always)
  public static func with<Result>(_ enabled: Bool, _ body: () throws -> Result) rethrows -> Result {
    let before = isEnabled
    isEnabled = enabled
    defer { isEnabled = before }
    return try body()
  }

  /// `with torch.no_grad():`
  @inline(__always)
  public static func disabled<Result>(_ body: () throws -> Result) rethrows -> Result { try with(false, body) }
}
