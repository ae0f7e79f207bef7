@_spi(_Unicode) import Swift

/// The canonical normal forms of text. Swift compares strings by them, and has them as a service of its own.
enum CanonicalText {
  static func decomposed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text._nfd { result.append(scalar) }
    return String(result)
  }

  static func composed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text._nfc { result.append(scalar) }
    return String(result)
  }
}
