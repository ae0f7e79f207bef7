import CReferences

/// Making strings in blocks that others left (see CStrings.h).
extension StrObject {
  /// A copy of bytes that are UTF-8.
  @inline(__always) static func copying(_ bytes: TextBytes) -> StrObject {
    if bytes.count > TextBytes.Layout.longestSmall { return make(String.large(bytes)) }
    return make(TextWords(bytes), count: bytes.count)
  }

  /// Of no more than fifteen bytes.
  @inline(__always) static func make(_ words: TextWords, count: Int) -> StrObject {
    if nabla_new_string.metadata == nil { beginReusing() }
    return Unmanaged.fromOpaque(nabla_make_string(words.first, words.marked(count: count))).takeRetainedValue()
  }

  static func make(_ text: String) -> StrObject {
    if nabla_new_string.metadata == nil { beginReusing() }
    let (first, second) = unsafeBitCast("", to: (UInt64, UInt64).self)
    let place = nabla_make_string(first, second)
    // The empty text that was there needs no release.
    UnsafeMutableRawPointer(place).advanced(by: textOffset).assumingMemoryBound(to: String.self)
      .initialize(to: text.inPlace)
    return Unmanaged.fromOpaque(place).takeRetainedValue()
  }

  private static var textOffset: Int { 32 }

  @inline(never) private static func beginReusing() {
    let sample = StrObject("")
    withExtendedLifetime(sample) { nabla_reuse_strings(Unmanaged.passUnretained(sample).toOpaque()) }
  }

  /// Whether objects of this class lie as CStrings.h takes for granted, and come back.
  static func hasExpectedLayout() -> Bool {
    // The size lies behind the class's kind, superclass and flags.
    let metadata = unsafeBitCast(StrObject.self as AnyClass, to: UnsafeRawPointer.self)
    let size = metadata.load(fromByteOffset: 24, as: UInt32.self)
    guard size == 64, MemoryLayout<nabla_string>.size == 64 else { return false }
    for text in ["", "short", String(repeating: "long", count: 10)] {
      let made = make(text)
      let plain = StrObject(text)
      let (a, b) = (made.bytesOfObject, plain.bytesOfObject)
      guard a == b, made.text == text, made.bytes.isEqual(plain.bytes), made.type === TypeObject.str else {
        return false
      }
      guard Collector.referenceCount(of: made) == Collector.referenceCount(of: plain) else { return false }
    }
    var waiting: Int32 = 0
    do {
      let goes = make("one that goes")
      withExtendedLifetime(goes) { waiting = nabla_free_string_count }
    }
    return nabla_free_string_count == waiting + 1 && growsAsExpected()
  }

  /// Whether text that grows in place is the text that Swift would have made.
  private static func growsAsExpected() -> Bool {
    let grown = make("")
    var expected = ""
    var copies: [String] = []
    for step in 0..<200 {
      let piece = step == 150 ? "é" : String(repeating: "abc", count: step % 9)
      grown.append(make(piece))
      expected += piece
      if step % 50 == 49 { copies.append(grown.text) }
      guard grown.text == expected, grown.text.utf8.count == expected.utf8.count else { return false }
    }
    return copies.allSatisfy { expected.hasPrefix($0) } && grown.text.withCString { String(cString: $0) } == expected
  }

  /// What the object holds behind its reference count, but for the text and the byte that no field uses.
  private var bytesOfObject: [UInt8] {
    let address = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    return [16..<27, 28..<32, 48..<64].flatMap { $0.map { address.load(fromByteOffset: $0, as: UInt8.self) } }
  }
}
