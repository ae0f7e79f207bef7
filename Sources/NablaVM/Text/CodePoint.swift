/// What CPython asks its Unicode database about a single code point.
public enum CodePoint {
  @inline(__always) static func isASCIILetter(_ value: UInt32) -> Bool {
    let lowered = value | 0x20
    return lowered >= 97 && lowered <= 122
  }

  /// `str.isspace`: bidirectional classes WS, B, S or category Zs.
  public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  /// Where `str.splitlines` breaks.
  public static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 10...13, 28...30, 0x85, 0x2028, 0x2029: return true
    default: return false
    }
  }

  public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 32 && scalar.value < 127 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  public static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIILetter(scalar.value) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  /// `str.isdecimal`: category Nd.
  public static func decimalValue(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil }
    guard scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  /// `str.isdigit`: decimal digits and forms such as superscripts.
  public static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 48 && scalar.value <= 57 }
    switch scalar.properties.numericType {
    case .decimal, .digit: return true
    default: return false
    }
  }

  public static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 48 && scalar.value <= 57 }
    return scalar.properties.numericType != nil
  }

  public static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isAlpha(scalar) || isDigit(scalar) || isNumeric(scalar)
  }

  public static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.value >= 97 && scalar.value <= 122 : scalar.properties.isLowercase
  }

  public static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.value >= 65 && scalar.value <= 90 : scalar.properties.isUppercase
  }

  public static func isTitle(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.generalCategory == .titlecaseLetter
  }

  public static func isCased(_ scalar: Unicode.Scalar) -> Bool {
    isLower(scalar) || isUpper(scalar) || isTitle(scalar)
  }

  public static func isIdentifierStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.isASCII ? isASCIILetter(scalar.value) : scalar.properties.isXIDStart)
  }

  public static func isIdentifierPart(_ scalar: Unicode.Scalar) -> Bool {
    isIdentifierStart(scalar)
      || (scalar.isASCII ? scalar.value >= 48 && scalar.value <= 57 : scalar.properties.isXIDContinue)
  }
}
