/// How tensors print: `torch.set_printoptions`.
public struct PrintOptions: Sendable {
  /// Digits behind the point.
  public var precision = 4
  /// Tensors with more elements are abridged.
  public var threshold = 1000
  /// Elements shown at either end of an abridged dimension.
  public var edgeItems = 3
  /// Characters in a line.
  public var lineWidth = 80
  /// Whether numbers are written as 1.0000e+00; nil decides by their range.
  public var sciMode: Bool?

  public init() {}

  nonisolated(unsafe) public static var current = PrintOptions()
}
