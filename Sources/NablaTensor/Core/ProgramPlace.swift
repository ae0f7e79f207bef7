/// Where the program was when something happened: kept for errors that have to say so much later. What the two mean is
/// the language's business.
public struct ProgramPlace {
  public let unit: AnyObject
  public let instruction: Int

  public init(unit: AnyObject, instruction: Int) {
    self.unit = unit
    self.instruction = instruction
  }

  /// Tells where the program is; set by the language.
  nonisolated(unsafe) public static var current: () -> ProgramPlace? = { nil }
}
