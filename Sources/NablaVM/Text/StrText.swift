import Glibc

/// Text operations by code point, as Python's `str` has them.
///
/// Swift's `String` counts grapheme clusters and compares by canonical equivalence; Python does neither. These functions
/// work on UTF-8 bytes where the text is ASCII and on Unicode scalars elsewhere.
public enum StrText {
  @inline(__always) public static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 128 } }

  public static func count(_ text: String) -> Int {
    // Every code point has exactly one byte that is no continuation byte.
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  public static func repeated(_ scalar: Unicode.Scalar, _ count: Int) -> String {
    count > 0 ? String(repeating: String(Character(scalar)), count: count) : ""
  }

  public static func string<S: Sequence>(_ scalars: S) -> String where S.Element == Unicode.Scalar {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The first `count` code points.
  public static func prefix(_ text: String, _ count: Int) -> String {
    if text.utf8.count <= count { return text }
    return String(text.unicodeScalars.prefix(count))
  }

  /// Equality and order by code point (UTF-8 keeps code point order).
  public static func equal(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return a.utf8.elementsEqual(b.utf8)
  }

  public static func less(_ a: String, _ b: String) -> Bool {
    let fast: Bool?? = a.utf8.withContiguousStorageIfAvailable { x in
      b.utf8.withContiguousStorageIfAvailable { y in
        guard let first = x.baseAddress, let second = y.baseAddress else { return x.count < y.count }
        let order = memcmp(first, second, min(x.count, y.count))
        return order == 0 ? x.count < y.count : order < 0
      }
    }
    if case .some(.some(let result)) = fast { return result }
    return a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}
