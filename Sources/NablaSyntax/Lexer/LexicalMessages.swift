import NablaSource

/// The lexer's words, as CPython 3.11 has them.
enum LexicalMessage {
  static let nullByte = "source code cannot contain null bytes"
  static let tooLong = "source is too long (2 GiB or more)"
  static let tooManyBrackets = "too many nested parentheses"
  static let inconsistentTabs = "inconsistent use of tabs and spaces in indentation"
  static let unindentMismatch = "unindent does not match any outer indentation level"
  static let tooManyIndents = "too many levels of indentation"
  static let afterContinuation = "unexpected character after line continuation character"
  static let unexpectedEnd = "unexpected EOF while parsing"
  static let leadingZeros =
    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
  static let imaginary = "imaginary literals such as '1j' are not part of Nabla"

  static func invalidLiteral(_ kind: String) -> String { "invalid \(kind) literal" }

  static func invalidDigit(_ digit: UInt8, _ kind: String) -> String {
    "invalid digit '\(Character(Unicode.Scalar(digit)))' in \(kind) literal"
  }

  static func invalidCharacter(_ scalar: Unicode.Scalar) -> String {
    "invalid character '\(Character(scalar))' (U+\(hex(scalar)))"
  }

  static func compatibilityCharacter(_ scalar: Unicode.Scalar) -> String {
    "the compatibility character '\(Character(scalar))' (U+\(hex(scalar))) in a name is not part of Nabla"
  }

  static func invalidInvisible(_ scalar: Unicode.Scalar) -> String {
    "invalid non-printable character U+\(hex(scalar))"
  }

  static func notUTF8(_ byte: UInt8, file: String, line: Int) -> String {
    "Non-UTF-8 code starting with '\\x\(String(byte, radix: 16))' in file \(file) on line \(line), but no encoding "
      + "declared; see https://peps.python.org/pep-0263/ for details"
  }

  static func unterminatedString(line: Int) -> String { "unterminated string literal (detected at line \(line))" }

  static func unterminatedTripleQuotes(line: Int) -> String {
    "unterminated triple-quoted string literal (detected at line \(line))"
  }

  static func unmatched(_ bracket: UInt8) -> String { "unmatched '\(Character(Unicode.Scalar(bracket)))'" }

  static func neverClosed(_ bracket: UInt8) -> String { "'\(Character(Unicode.Scalar(bracket)))' was never closed" }

  /// `line` is the opener's, given when it differs from the closer's.
  static func mismatched(_ closer: UInt8, _ opener: UInt8, line: Int?) -> String {
    let start = "closing parenthesis '\(Character(Unicode.Scalar(closer)))' does not match opening parenthesis "
    let end = "'\(Character(Unicode.Scalar(opener)))'"
    guard let line else { return start + end }
    return start + end + " on line \(line)"
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
