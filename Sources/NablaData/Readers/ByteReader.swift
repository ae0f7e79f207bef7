/// A cursor over untrusted bytes: every read is checked against the end, and says where it failed.
struct ByteReader {
  let bytes: [UInt8]
  let format: String
  let file: String
  private(set) var offset = 0

  init(_ bytes: [UInt8], format: String, file: String) {
    self.bytes = bytes
    self.format = format
    self.file = file
  }

  var remaining: Int { bytes.count - offset }

  func failure(_ problem: String, at place: Int? = nil) -> DataError {
    .malformed(format: format, file: file, offset: place ?? offset, problem: problem)
  }

  func unsupported(_ what: String) -> DataError { .unsupported(format: format, file: file, what: what) }

  mutating func skip(_ count: Int) throws { _ = try take(count) }

  mutating func move(to place: Int) throws {
    guard place >= 0, place <= bytes.count else { throw failure("An offset of \(place) points outside the file.") }
    offset = place
  }

  /// The next `count` bytes.
  mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw failure("The file ends early: \(count) bytes are wanted, \(remaining) are left.")
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func byte() throws -> UInt8 {
    guard remaining > 0 else { throw failure("The file ends early.") }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func little(_ width: Int) throws -> UInt64 {
    try take(width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func big(_ width: Int) throws -> UInt64 { try take(width).reduce(0) { $0 << 8 | UInt64($1) } }

  /// A little-endian length that must fit the machine's integers.
  mutating func littleCount(_ width: Int) throws -> Int {
    let start = offset
    guard let count = Int(exactly: try little(width)) else { throw failure("A length is absurd.", at: start) }
    return count
  }

  mutating func line() throws -> String {
    guard let end = bytes[offset...].firstIndex(of: 0x0A) else { throw failure("A line does not end.") }
    defer { offset = end + 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }
}

/// The product of dimensions that a file claims, or nil when it is absurd.
func checkedProduct(_ dimensions: [Int], times unit: Int = 1) -> Int? {
  var product = unit
  for dimension in dimensions {
    guard dimension >= 0 else { return nil }
    let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
    if overflow { return nil }
    product = next
  }
  return product
}
