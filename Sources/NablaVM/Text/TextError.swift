/// What goes wrong in the pure text and number functions, before the machine makes a language exception of it.
///
/// These functions take and return Swift types only, so that they can be tested without an interpreter.
public struct TextError: Error, Equatable {
  public enum Kind: String {
    case type, value, key, index, overflow, memory, zeroDivision, lookup, unicodeEncode, unicodeDecode
  }

  public let kind: Kind
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
