import Glibc

/// The UTF-8 bytes of a string where they lie, without the reference that reading the string would take, and without a
/// closure around each look.
///
/// Valid for as long as the string stays where it is and nobody changes it: short strings keep their bytes in their own
/// two words. `hasExpectedLayout` checks that strings lie as is assumed here.
struct TextBytes {
  let start: UnsafePointer<UInt8>
  let count: Int
  /// Whether the string itself knows that all of it is ASCII; no may only mean that nobody looked.
  let isKnownASCII: Bool

  @inline(__always) init(start: UnsafePointer<UInt8>, count: Int, isKnownASCII: Bool = false) {
    self.start = start
    self.count = count
    self.isKnownASCII = isKnownASCII
  }

  /// Of the string at an address.
  @inline(__always) init(stringAt address: UnsafeRawPointer) {
    let second = address.load(fromByteOffset: 8, as: UInt64.self)
    if second & Layout.isSmall != 0 {
      start = address.assumingMemoryBound(to: UInt8.self)
      count = Int(second >> 56 & 15)
      isKnownASCII = second & Layout.smallIsASCII != 0
    } else {
      let first = address.load(as: UInt64.self)
      start = UnsafePointer(bitPattern: UInt(second & Layout.address) &+ Layout.header).unsafelyUnwrapped
      count = Int(first & Layout.count)
      isKnownASCII = first & Layout.largeIsASCII != 0
    }
  }

  enum Layout {
    @inline(__always) static var isSmall: UInt64 { 1 << 61 }
    @inline(__always) static var smallIsASCII: UInt64 { 1 << 62 }
    @inline(__always) static var largeIsASCII: UInt64 { 1 << 63 }
    /// Whether the bytes of a large string lie behind its header.
    @inline(__always) static var isTailAllocated: UInt64 { 1 << 60 }
    @inline(__always) static var address: UInt64 { 0x0FFF_FFFF_FFFF_FFFF }
    @inline(__always) static var count: UInt64 { 0xFFFF_FFFF_FFFF }
    @inline(__always) static var header: UInt { 32 }
    @inline(__always) static var longestSmall: Int { 15 }
  }

  @inline(__always) subscript(index: Int) -> UInt8 { start[index] }
  @inline(__always) var isEmpty: Bool { count == 0 }

  @inline(__always) subscript(range: Range<Int>) -> TextBytes {
    TextBytes(start: start + range.lowerBound, count: range.upperBound &- range.lowerBound, isKnownASCII: isKnownASCII)
  }

  /// Whether all bytes are ASCII: looked at eight at a time.
  func scanASCII() -> Bool {
    if isKnownASCII { return true }
    let bytes = UnsafeRawPointer(start)
    var seen: UInt64 = 0
    var index = 0
    while index &+ 8 <= count {
      seen |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < count {
      seen |= UInt64(start[index])
      index &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// The number of code points: every one has exactly one byte that is no continuation byte.
  func countPoints() -> Int {
    if isKnownASCII { return count }
    var points = 0
    for index in 0..<count where start[index] & 0xC0 != 0x80 { points &+= 1 }
    return points
  }

  /// Where a code point begins that lies within, or the end.
  func offset(ofPoint point: Int) -> Int {
    if isKnownASCII { return min(point, count) }
    var remaining = point
    for index in 0..<count where start[index] & 0xC0 != 0x80 {
      if remaining == 0 { return index }
      remaining -= 1
    }
    return count
  }

  /// Copies the bytes to where there is room for fifteen more.
  @inline(__always) func copy(to target: UnsafeMutablePointer<UInt8>) {
    if count <= Layout.longestSmall {
      let words = TextWords(self)
      UnsafeMutableRawPointer(target).storeBytes(of: words.first, as: UInt64.self)
      UnsafeMutableRawPointer(target).storeBytes(of: words.second, toByteOffset: 8, as: UInt64.self)
    } else {
      memcpy(target, start, count)
    }
  }

  /// What `copy` may write beyond the bytes.
  @inline(__always) static var slack: Int { 16 }

  @inline(__always) func isEqual(_ other: TextBytes) -> Bool {
    count == other.count && memcmp(start, other.start, count) == 0
  }

  /// Negative, zero or positive, by code point (UTF-8 keeps their order).
  @inline(__always) func order(_ other: TextBytes) -> Int {
    let order = memcmp(start, other.start, min(count, other.count))
    return order != 0 ? Int(order) : count &- other.count
  }

  @inline(__always) func hasPrefix(_ prefix: TextBytes) -> Bool {
    count >= prefix.count && memcmp(start, prefix.start, prefix.count) == 0
  }

  @inline(__always) func hasSuffix(_ suffix: TextBytes) -> Bool {
    count >= suffix.count && memcmp(start + (count &- suffix.count), suffix.start, suffix.count) == 0
  }

  /// Where the needle, which must not be empty, stands first from an offset on; -1 if nowhere.
  func firstOffset(of needle: TextBytes, from offset: Int = 0) -> Int {
    var index = offset
    let last = count &- needle.count
    let first = Int32(needle.start[0])
    while index <= last {
      // memchr finds candidates by their first byte many bytes at a time.
      guard let hit = memchr(start + index, first, last &- index &+ 1) else { return -1 }
      index = UnsafeRawPointer(hit) - UnsafeRawPointer(start)
      if needle.count == 1 || memcmp(start + index, needle.start, needle.count) == 0 { return index }
      index &+= 1
    }
    return -1
  }

  /// Where the needle stands last; -1 if nowhere.
  func lastOffset(of needle: TextBytes) -> Int {
    var index = count &- needle.count
    while index >= 0 {
      if memcmp(start + index, needle.start, needle.count) == 0 { return index }
      index &-= 1
    }
    return -1
  }

  /// How often the needle, which must not be empty, stands here without overlaps.
  func occurrences(of needle: TextBytes) -> Int {
    var found = 0
    var index = 0
    while true {
      index = firstOffset(of: needle, from: index)
      if index < 0 { return found }
      found &+= 1
      index &+= needle.count
    }
  }

  @inline(__always) func contains(_ needle: TextBytes) -> Bool {
    needle.isEmpty || firstOffset(of: needle) >= 0
  }

  /// The first eight bytes as a number that orders as they do: no byte that is missing counts less than zero.
  @inline(__always) var leadingWord: UInt64 {
    if count >= 8 { return UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).bigEndian }
    return TextWords(self).first.bigEndian
  }

  static func hasExpectedLayout() -> Bool {
    func agrees(_ text: String) -> Bool {
      var copy = text
      let bytes = Array(text.utf8)
      return withUnsafePointer(to: &copy) { address in
        let found = TextBytes(stringAt: address)
        return found.count == bytes.count && bytes.indices.allSatisfy { found[$0] == bytes[$0] }
          && found.isKnownASCII == bytes.allSatisfy { $0 < 0x80 }
      }
    }
    let texts = (0..<40).flatMap { length in
      ["", "é", "→𝄞"].map { String(repeating: "x", count: length) + $0 }
    }
    return texts.allSatisfy { text in
      var copy = text
      let again = withUnsafePointer(to: &copy) { String(TextBytes(stringAt: $0)) }
      return agrees(text) && agrees(again) && again == text
    }
  }
}

/// Up to fifteen bytes as the two words of the string that they make.
struct TextWords {
  var first: UInt64
  var second: UInt64

  /// The first word of what is longer is right, the second is not.
  @inline(__always) init(_ bytes: TextBytes) {
    let start = UnsafeRawPointer(bytes.start)
    let count = bytes.count
    second = 0
    if count >= 8 {
      // Two loads that overlap, so that nothing beyond the bytes is touched.
      first = start.loadUnaligned(as: UInt64.self)
      if count > 8, count < 16 {
        second = start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) &>> UInt64(8 &* (16 &- count))
      }
    } else if count >= 4 {
      first = UInt64(start.loadUnaligned(as: UInt32.self))
        | UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) &<< UInt64(8 &* (count &- 4))
    } else if count > 0 {
      let half = count >> 1
      first = UInt64(bytes.start[0]) | UInt64(bytes.start[half]) &<< UInt64(8 &* half)
        | UInt64(bytes.start[count &- 1]) &<< UInt64(8 &* (count &- 1))
    } else {
      first = 0
    }
  }

  /// Bytes and others behind them, together no more than fifteen.
  @inline(__always) init(_ head: TextBytes, then tail: TextWords, at count: Int) {
    self.init(head)
    if count == 0 {
      self = tail
    } else if count < 8 {
      first |= tail.first &<< UInt64(8 &* count)
      second = tail.first &>> UInt64(64 &- 8 &* count) | tail.second &<< UInt64(8 &* count)
    } else {
      second |= tail.first &<< UInt64(8 &* (count &- 8))
    }
  }

  @inline(__always) func reversed(count: Int) -> TextWords {
    var result = self
    let unused = UInt64(8 &* (16 &- count))
    // The last byte comes first, and what is not used leaves at the low end.
    let (low, high) = (second.byteSwapped, first.byteSwapped)
    if unused >= 64 {
      result.first = unused == 128 ? 0 : high &>> (unused &- 64)
      result.second = 0
    } else {
      result.first = low &>> unused | high &<< (64 &- unused)
      result.second = high &>> unused
    }
    return result
  }

  @inline(__always) var isASCII: Bool { (first | second) & 0x8080_8080_8080_8080 == 0 }

  /// The second word as a short string has it.
  @inline(__always) func marked(count: Int) -> UInt64 {
    second | ((isASCII ? 0xE0 : 0xA0) | UInt64(truncatingIfNeeded: count)) &<< 56
  }

  @inline(__always) func string(count: Int) -> String {
    unsafeBitCast((first, marked(count: count)), to: String.self)
  }
}

extension String {
  /// A copy of bytes that are UTF-8.
  @inline(__always) init(_ bytes: TextBytes) {
    if bytes.count <= TextBytes.Layout.longestSmall {
      self = TextWords(bytes).string(count: bytes.count)
    } else {
      self = String.large(bytes)
    }
  }

  @inline(never) static func large(_ bytes: TextBytes) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { buffer in
      memcpy(buffer.baseAddress.unsafelyUnwrapped, bytes.start, bytes.count)
      return bytes.count
    }
  }
}
