import NablaVM

/// The text or bytes that a pattern is matched against, with positions in code points.
///
/// PCRE2 reads the UTF-8 that Swift's strings are made of, so nothing is copied or widened: UTF-32 would be indexed as
/// Python indexes, but every subject would have to be decoded into four times its size first. In text that is ASCII
/// both countings agree; for other text its object keeps an index.
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
  private let object: StrObject?

  init(_ value: Value, _ vm: Interpreter) throws {
    self.value = value
    if case .object(let object) = value,
      let string = object.kind == .str ? unsafeDowncast(object, to: StrObject.self) : object as? StrObject
    {
      isText = true
      self.object = string
      isASCII = string.isASCII
      var text = string.text
      text.makeContiguousUTF8()
      self.string = text
      bytes = []
      byteCount = text.utf8.count
      count = string.count
    } else if let bytes = vm.bytesLikeOrNil(value) {
      isText = false
      object = nil
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
  func byte(at index: Int) -> Int { object?.offset(ofPoint: index) ?? index }

  /// The code point that starts at a byte; what is no place stays none.
  func index(of byte: Int) -> Int { byte < 0 ? byte : object?.point(atOffset: byte) ?? byte }

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
