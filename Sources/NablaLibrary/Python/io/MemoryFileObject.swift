import NablaVM

/// `io.StringIO` and `io.BytesIO`.
///
/// Text is kept as bytes while it is ASCII, where bytes and code points count alike; the first other character turns
/// it into code points.
final class MemoryFileObject: Object {
  let isText: Bool
  private var bytes = MemoryBuffer<UInt8>()
  private var points: MemoryBuffer<UInt32>?
  /// What `StringIO` makes of line ends, as `open` does.
  var newline: String? = "\n"
  var isClosed = false
  private let attributes: AttributeTable?

  init(type: TypeObject, isText: Bool) {
    self.isText = isText
    attributes = type.isHeap ? AttributeTable() : nil
    super.init(type: type, kind: type.isHeap ? .other : .plain)
  }

  override var ownAttributes: AttributeTable? { attributes }

  func checkOpen() throws {
    if isClosed { throw Raised(.valueError, "I/O operation on closed file" + (isText ? "" : ".")) }
  }

  // MARK: contents

  func reset(_ contents: [UInt8] = []) {
    bytes = MemoryBuffer(contents)
    points = nil
  }

  func write(_ value: Value, _ vm: Interpreter) throws -> Int {
    if isText {
      guard let string = value.as(StrObject.self) else {
        throw Raised(.typeError, "string argument expected, got '\(vm.typeName(of: value))'")
      }
      try checkOpen()
      write(string)
      return string.count
    }
    try checkOpen()
    let new = try vm.bytesLike(value)
    bytes.write(new)
    return new.count
  }

  func write(_ string: StrObject) {
    var text = string.text
    switch newline {
    case nil where text.utf8.contains(13):
      text = StrText.replace(StrText.replace(text, "\r\n", "\n"), "\r", "\n")
    case "\r"? where text.utf8.contains(10): text = StrText.replace(text, "\n", "\r")
    case "\r\n"? where text.utf8.contains(10): text = StrText.replace(text, "\n", "\r\n")
    default:
      if points == nil, string.isASCII { return bytes.write(text.utf8) }
    }
    if points == nil, StrText.isASCII(text) { return bytes.write(text.utf8) }
    if points == nil {
      points = MemoryBuffer(bytes.units.map(UInt32.init), place: bytes.place)
      bytes = MemoryBuffer()
    }
    points?.write(text.unicodeScalars.map(\.value))
  }

  private func value(_ range: Range<Int>) -> Value {
    if let points { return .string(String(codePoints: points.units[range])) }
    return isText ? .string(String(decoding: bytes.units[range], as: UTF8.self)) : .bytes(Array(bytes.units[range]))
  }

  func read(_ limit: Int?) throws -> Value {
    try checkOpen()
    return value(points?.read(limit) ?? bytes.read(limit))
  }

  func readLine(_ limit: Int?) throws -> Value {
    try checkOpen()
    switch isText ? newline : "\n" {
    case "": return value(points?.readAnyLine(limit) ?? bytes.readAnyLine(limit))
    case "\r": return value(points?.readLine(limit, end: 13) ?? bytes.readLine(limit, end: 13))
    case "\r\n":
      return value(points?.readLine(limit, end: 13, second: 10) ?? bytes.readLine(limit, end: 13, second: 10))
    default: return value(points?.readLine(limit, end: 10) ?? bytes.readLine(limit, end: 10))
    }
  }

  var contents: Value { value(0..<count) }
  var place: Int { points?.place ?? bytes.place }
  var count: Int { points?.units.count ?? bytes.units.count }

  func seek(_ place: Int) { points == nil ? bytes.seek(place) : points?.seek(place) }

  func seek(_ offset: Int, _ whence: Int) throws -> Int {
    try checkOpen()
    let target: Int
    switch whence {
    case 0:
      if offset < 0 {
        throw Raised(.valueError, isText ? "Negative seek position \(offset)" : "negative seek value \(offset)")
      }
      target = offset
    case 1, 2:
      if isText, offset != 0 { throw Raised(.osError, "Can't do nonzero cur-relative seeks") }
      let (sum, overflow) = (whence == 1 ? place : count).addingReportingOverflow(offset)
      if overflow { throw Raised(.overflowError, "new position too large") }
      target = max(0, sum)
    default:
      throw Raised(
        .valueError, (isText ? "Invalid" : "invalid") + " whence (\(whence), should be 0, 1 or 2)")
    }
    // A gap is only filled when something is written behind it, and its size is the program's to choose.
    guard target < 1 << 40 else { throw Raised(.overflowError, "new position too large") }
    seek(target)
    return target
  }

  func truncate(_ size: Int?) throws -> Int {
    try checkOpen()
    let size = size ?? place
    if size < 0 {
      throw Raised(.valueError, isText ? "Negative size value \(size)" : "negative size value \(size)")
    }
    points == nil ? bytes.truncate(size) : points?.truncate(size)
    return size
  }

  // MARK: the object protocol

  override var isIterator: Bool { true }
  override func iterator(_ vm: Interpreter) throws -> Object? {
    if isClosed { throw Raised(.valueError, "I/O operation on closed file.") }
    return self
  }
  override func next(_ vm: Interpreter) throws -> Value? {
    let line = try readLine(nil)
    return try vm.truth(line) ? line : nil
  }
  override func enter(_ vm: Interpreter) throws -> Value? {
    try checkOpen()
    return .object(self)
  }
  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    isClosed = true
    return false
  }
  override func repr(_ vm: Interpreter) throws -> String {
    "<\(type.isHeap ? type.fullName : "_io." + type.name) object at \(vm.address(of: self))>"
  }
}
