/// Upper, lower and their kin, by the full mappings of Unicode (one code point may become several).
extension StrText {
  public static func upper(_ text: String) -> String {
    if isASCII(text) { return text.uppercased() }
    return text.unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping }
  }

  public static func lower(_ text: String) -> String {
    if isASCII(text) { return text.lowercased() }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for index in scalars.indices { result += lower(scalars, index) }
    return result
  }

  /// Capital sigma becomes a final sigma after a cased letter when none follows (Unicode's rule SpecialCasing).
  private static func lower(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    guard scalars[index].value == 0x3A3 else { return scalars[index].properties.lowercaseMapping }
    func ignorable(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isCaseIgnorable }
    var before = index - 1
    while before >= 0, ignorable(scalars[before]) { before -= 1 }
    var after = index + 1
    while after < scalars.count, ignorable(scalars[after]) { after += 1 }
    let final = before >= 0 && scalars[before].properties.isCased
      && !(after < scalars.count && scalars[after].properties.isCased)
    return final ? "\u{3C2}" : "\u{3C3}"
  }

  public static func swapCase(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for index in scalars.indices {
      let scalar = scalars[index]
      if CodePoint.isUpper(scalar) {
        result += lower(scalars, index)
      } else if CodePoint.isLower(scalar) {
        result += scalar.properties.uppercaseMapping
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  public static func capitalize(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first else { return "" }
    var result = first.properties.titlecaseMapping
    for index in scalars.indices.dropFirst() { result += lower(scalars, index) }
    return result
  }

  public static func title(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var afterCased = false
    for index in scalars.indices {
      result += afterCased ? lower(scalars, index) : scalars[index].properties.titlecaseMapping
      afterCased = CodePoint.isCased(scalars[index])
    }
    return result
  }

  /// Swift has no folding table; lowering the capital form gives the same but for the code points named here.
  public static func caseFold(_ text: String) -> String {
    if isASCII(text) { return text.lowercased() }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x131: result.unicodeScalars.append(scalar)
      case 0x1E9E: result += "ss"
      case 0x13A0...0x13F5: result.unicodeScalars.append(scalar)
      case 0x13F8...0x13FD, 0xAB70...0xABBF: result += scalar.properties.uppercaseMapping
      default:
        for raised in scalar.properties.uppercaseMapping.unicodeScalars {
          result += raised.properties.lowercaseMapping
        }
      }
    }
    return result
  }

  /// `str.islower`: at least one cased code point, and all of them lower.
  public static func isLower(_ text: String) -> Bool {
    var found = false
    for scalar in text.unicodeScalars {
      if CodePoint.isUpper(scalar) || CodePoint.isTitle(scalar) { return false }
      if CodePoint.isLower(scalar) { found = true }
    }
    return found
  }

  public static func isUpper(_ text: String) -> Bool {
    var found = false
    for scalar in text.unicodeScalars {
      if CodePoint.isLower(scalar) || CodePoint.isTitle(scalar) { return false }
      if CodePoint.isUpper(scalar) { found = true }
    }
    return found
  }

  public static func isTitle(_ text: String) -> Bool {
    var found = false
    var afterCased = false
    for scalar in text.unicodeScalars {
      if CodePoint.isUpper(scalar) || CodePoint.isTitle(scalar) {
        if afterCased { return false }
        afterCased = true
        found = true
      } else if CodePoint.isLower(scalar) {
        if !afterCased { return false }
        found = true
      } else {
        afterCased = false
      }
    }
    return found
  }

  public static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, CodePoint.isIdentifierStart(first) else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy(CodePoint.isIdentifierPart)
  }

  /// All code points satisfy the test, and there is one.
  public static func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy(test)
  }
}
