/// Where the program was when something happened: kept for errors that have to say so much later. What the word means
/// is the language's business; 0 is nowhere.
public struct ProgramPlace: Equatable, Sendable {
  public let word: UInt64

  public init(word: UInt64) { self.word = word }

  public static let nowhere = ProgramPlace(word: 0)
  public var isKnown: Bool { word != 0 }

  /// Tells where the program is; set by the language. Asked for every tensor and every node of a tape.
  nonisolated(unsafe) public static var ask: @convention(c) () -> UInt64 = { 0 }

  @inline(__always) public static func current() -> ProgramPlace { ProgramPlace(word: ask()) }
}
