import NablaVM

/// `_unicodedata`: what Swift knows of characters. The rest of `unicodedata` is written in the language.
let unicodeDataCoreModule = NativeModule("_unicodedata", "What the Unicode standard says of characters.") { module, _ in
  module.define(UnicodeDataFunctions.all)
}

enum UnicodeDataFunctions {
  static var all: [Native] {
    [
      function("category", "Returns the general category assigned to the character.") { scalar in
        .string(abbreviation(of: scalar.properties.generalCategory))
      },
      function("combining", "Returns the canonical combining class assigned to the character.") { scalar in
        .int(Int(scalar.properties.canonicalCombiningClass.rawValue))
      },
      function("mirrored", "Returns 1 for a character that is mirrored in bidirectional text, else 0.") { scalar in
        .int(scalar.properties.isBidiMirrored ? 1 : 0)
      },
      function("_name", "The name of the character as the data has it, or None.") { scalar in
        scalar.properties.name.map { .string($0) } ?? .none
      },
      function("_numeric", "The numeric value of the character, or None.") { scalar in
        scalar.properties.numericValue.map { .float($0) } ?? .none
      },
      function("_digit", "The value of a digit of any kind, or None.") { scalar in
        switch scalar.properties.numericType {
        case .decimal?, .digit?: scalar.properties.numericValue.map { .int(Int($0)) } ?? .none
        default: .none
        }
      },
      function("_decimal", "The value of a decimal digit, or None.") { scalar in
        guard case .decimal? = scalar.properties.numericType else { return .none }
        return scalar.properties.numericValue.map { .int(Int($0)) } ?? .none
      },
      Native("_canonical", "(text, composed, /)", "The text in canonical form, composed or taken apart.") {
        arguments, vm in
        let text = try arguments.string(0, vm)
        if StrText.isASCII(text) { return arguments[0] }
        let isComposed = try arguments.bool(1, vm)
        return .string(isComposed ? CanonicalText.composed(text) : CanonicalText.decomposed(text))
      },
    ]
  }

  /// A function of one character.
  private static func function(
    _ name: String, _ summary: String, _ body: @escaping (Unicode.Scalar) -> Value
  ) -> Native {
    let shown = name.hasPrefix("_") ? String(name.dropFirst()) : name
    return Native(name, "(chr, /)", summary) { arguments, vm in
      guard let text = arguments[0].text else {
        let kind = vm.typeName(of: arguments[0])
        throw Raised(.typeError, "\(shown)() argument must be a unicode character, not \(kind)")
      }
      guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
        throw Raised(.typeError, "\(shown)() argument must be a unicode character, not str")
      }
      return body(scalar)
    }
  }

  private static func abbreviation(of category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
