import Glibc

/// Searching. UTF-8 is self-synchronising, so a needle is looked for byte by byte; only the offsets that programs see
/// count code points.
extension StrText {
  /// `start` and `end` of a search as Python clamps them: negative ones count from the end.
  public static func clamp(_ start: Int?, _ end: Int?, count: Int) -> (Int, Int) {
    func adjust(_ index: Int) -> Int { index < 0 ? max(0, index &+ count) : index }
    return (start.map(adjust) ?? 0, min(end.map(adjust) ?? count, count))
  }

  /// The byte offset of a code point that lies within `bytes`, or the end.
  static func byteOffset(_ bytes: UnsafeBufferPointer<UInt8>, codePoint: Int) -> Int {
    var remaining = codePoint
    var index = 0
    while index < bytes.count {
      if bytes[index] & 0xC0 != 0x80 {
        if remaining == 0 { return index }
        remaining -= 1
      }
      index += 1
    }
    return index
  }

  static func codePoints(_ bytes: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var count = offset
    var index = 0
    while index &+ 8 <= offset {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte that continues a character has its uppermost bit set and the next one not.
      count &-= (word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
      index &+= 8
    }
    while index < offset {
      if bytes[index] & 0xC0 == 0x80 { count &-= 1 }
      index &+= 1
    }
    return count
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

  /// Gives the body both texts as bytes and the searched range in bytes; `nil` when the range is none.
  private static func searching<Result>(
    _ text: String, _ needle: String, _ start: Int?, _ end: Int?,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>, Int, Int) -> Result?
  ) -> Result? {
    var text = text
    var needle = needle
    return text.withUTF8 { bytes in
      needle.withUTF8 { needleBytes in
        if start == nil, end == nil { return body(bytes, needleBytes, 0, bytes.count) }
        let count = codePoints(bytes, before: bytes.count)
        let (from, to) = clamp(start, end, count: count)
        guard from <= to else { return nil }
        if count == bytes.count { return body(bytes, needleBytes, from, to) }
        return body(bytes, needleBytes, byteOffset(bytes, codePoint: from), byteOffset(bytes, codePoint: to))
      }
    }
  }

  public static func find(_ text: String, _ needle: String, _ start: Int? = nil, _ end: Int? = nil) -> Int? {
    searching(text, needle, start, end) { bytes, needle, from, to in
      firstOffset(of: needle, in: bytes, from: from, to: to).map { codePoints(bytes, before: $0) }
    }
  }

  public static func rfind(_ text: String, _ needle: String, _ start: Int? = nil, _ end: Int? = nil) -> Int? {
    searching(text, needle, start, end) { bytes, needle, from, to in
      lastOffset(of: needle, in: bytes, from: from, to: to).map { codePoints(bytes, before: $0) }
    }
  }

  public static func occurrences(_ text: String, of needle: String, _ start: Int? = nil, _ end: Int? = nil) -> Int {
    searching(text, needle, start, end) { bytes, needle, from, to in
      if needle.isEmpty {
        return codePoints(bytes, before: to) - codePoints(bytes, before: from) + 1
      }
      var count = 0
      var position = from
      while let found = firstOffset(of: needle, in: bytes, from: position, to: to) {
        count += 1
        position = found + needle.count
      }
      return count
    } ?? 0
  }

  public static func hasPrefix(_ text: String, _ prefix: String, _ start: Int? = nil, _ end: Int? = nil) -> Bool {
    searching(text, prefix, start, end) { bytes, prefix, from, to in
      to - from >= prefix.count && matches(prefix, bytes, at: from)
    } ?? false
  }

  public static func hasSuffix(_ text: String, _ suffix: String, _ start: Int? = nil, _ end: Int? = nil) -> Bool {
    searching(text, suffix, start, end) { bytes, suffix, from, to in
      to - from >= suffix.count && matches(suffix, bytes, at: to - suffix.count)
    } ?? false
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
