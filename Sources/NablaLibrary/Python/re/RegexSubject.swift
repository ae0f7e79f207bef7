import NablaVM

/// The text or bytes that a pattern is matched against, with positions in code points.
///
/// PCRE2 reads the UTF-8 that Swift's strings are made of, so nothing is copied or widened: UTF-32 would be indexed as
/// Python indexes, but every subject would have to be decoded into four times its size first. In text that is ASCII
/// both countings agree; in other text they are converted from the last place asked for, so that walking through a text
/// stays linear.
final class RegexSubject {
  let value: Value
  let isText: Bool
  let isASCII: Bool
  private let string: String
  private let bytes: [UInt8]
  /// In bytes.
  let byteCount: Int
  /// In code points (or bytes of `bytes`).
  let count: Int
  private var known = (byte: 0, index: 0)

  init(_ value: Value, _ vm: Interpreter) throws {
    self.value = value
    if case .object(let object) = value,
      let string = object.kind == .str ? unsafeDowncast(object, to: StrObject.self) : object as? StrObject
    {
      isText = true
      isASCII = string.isASCII
      var text = string.text
      text.makeContiguousUTF8()
      self.string = text
      bytes = []
      byteCount = text.utf8.count
      count = string.count
    } else if let bytes = vm.bytesLikeOrNil(value) {
      isText = false
      isASCII = true
      string = ""
      self.bytes = bytes
      byteCount = bytes.count
      count = bytes.count
    } else {
      throw Raised(.typeError, "expected string or bytes-like object, got '\(vm.typeName(of: value))'")
    }
  }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
    guard isText else { return try bytes.withUnsafeBufferPointer(body) }
    if let result = try string.utf8.withContiguousStorageIfAvailable(body) { return result }
    return try Array(string.utf8).withUnsafeBufferPointer(body)
  }

  /// The byte at which a code point starts.
  func byte(at index: Int) throws -> Int {
    if isASCII { return index }
    if index >= count { return byteCount }
    return try withBytes { bytes in
      var (byte, at) = index >= known.index ? known : (0, 0)
      while at < index, byte < bytes.count {
        byte += 1
        while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
        at += 1
      }
      known = (byte, at)
      return byte
    }
  }

  /// The code point that starts at a byte.
  func index(of byte: Int) throws -> Int {
    if isASCII || byte < 0 { return byte }
    return try withBytes { bytes in
      let (from, at) = byte >= known.byte ? known : (0, 0)
      var index = at
      var place = from
      while place < byte, place < bytes.count {
        if bytes[place] & 0xC0 != 0x80 { index += 1 }
        place += 1
      }
      known = (byte, index)
      return index
    }
  }

  /// A part of the subject as a value of its kind.
  func slice(_ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let part = UnsafeBufferPointer(rebasing: bytes[start..<max(start, end)])
    return isText ? .string(String(decoding: part, as: UTF8.self)) : .bytes(Array(part))
  }

  func slice(_ start: Int, _ end: Int) throws -> Value {
    if start == 0, end == byteCount { return value }
    return try withBytes { slice(start, end, $0) }
  }

  var emptyValue: Value { isText ? .string("") : .bytes([]) }
}
