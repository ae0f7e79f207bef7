import Glibc

/// Searching. UTF-8 is self-synchronising, so a needle is looked for byte by byte; only the offsets that programs see
/// count code points.
extension StrText {
  /// `start` and `end` of a search as Python clamps them: negative ones count from the end.
  public static func clamp(_ start: Int?, _ end: Int?, count: Int) -> (Int, Int) {
    func adjust(_ index: Int) -> Int { index < 0 ? max(0, index &+ count) : index }
    return (start.map(adjust) ?? 0, min(end.map(adjust) ?? count, count))
  }

  static func firstOffset(
    of needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    if end - start < needle.count { return nil }
    if needle.isEmpty { return start }
    guard let base = bytes.baseAddress, let needleBase = needle.baseAddress else { return nil }
    let last = end - needle.count
    var index = start
    // memchr finds candidates by their first byte many bytes at a time.
    while index <= last, let hit = memchr(base + index, Int32(needle[0]), last - index + 1) {
      index = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      if memcmp(base + index, needleBase, needle.count) == 0 { return index }
      index += 1
    }
    return nil
  }

  static func lastOffset(
    of needle: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var index = end - needle.count
    while index >= start {
      if matches(needle, bytes, at: index) { return index }
      index -= 1
    }
    return nil
  }

  static func matches(
    _ needle: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Bool {
    guard offset >= 0, offset + needle.count <= bytes.count else { return false }
    guard let base = bytes.baseAddress, let needleBase = needle.baseAddress else { return needle.isEmpty }
    return memcmp(base + offset, needleBase, needle.count) == 0
  }

  public static func hasPrefix(_ text: String, _ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

  public static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
    text.utf8.reversed().starts(with: suffix.utf8.reversed())
  }

  /// `text.replace(old, new, count)`; a negative count replaces all.
  public static func replace(_ text: String, _ old: String, _ new: String, _ limit: Int = -1) -> String {
    if limit == 0 { return text }
    if old.isEmpty { return interleave(text, new, limit) }
    var pieces = split(text, separator: old, limit: limit)
    if pieces.count == 1 { return text }
    let first = pieces.removeFirst()
    var result = first
    for piece in pieces {
      result += new
      result += piece
    }
    return result
  }

  /// An empty pattern matches before every code point and at the end.
  private static func interleave(_ text: String, _ new: String, _ limit: Int) -> String {
    var remaining = limit < 0 ? Int.max : limit
    var result = ""
    for scalar in text.unicodeScalars {
      if remaining > 0 {
        result += new
        remaining -= 1
      }
      result.unicodeScalars.append(scalar)
    }
    if remaining > 0 { result += new }
    return result
  }
}
