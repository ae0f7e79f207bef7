import CZlib

/// A zip file in memory: its directory read and checked, its entries unpacked on demand. What .npz and PyTorch's .pt
/// files use: stored and deflated entries, 64-bit sizes.
public struct ZipArchive: Sendable {
  struct Entry: Sendable {
    let name: String
    let method: Int
    let checksum: UInt32
    let packed: Int
    let size: Int
    let header: Int
  }

  private let bytes: [UInt8]
  private let file: String
  private let entries: [Entry]

  public var names: [String] { entries.map(\.name) }

  public init(_ bytes: [UInt8], file: String) throws {
    self.bytes = bytes
    self.file = file
    var reader = ByteReader(bytes, format: "zip", file: file)
    // The end record is the last 22 bytes, or earlier when a comment of up to 65535 bytes follows.
    let signature: [UInt8] = [0x50, 0x4B, 5, 6]
    var place = bytes.count - 22
    let lowest = max(0, bytes.count - 22 - 65535)
    while place >= lowest, !(bytes[place...].starts(with: signature)) { place -= 1 }
    guard place >= lowest, place >= 0 else { throw reader.failure("File is not a zip file", at: 0) }
    try reader.move(to: place + 10)
    var count = Int(try reader.little(2))
    _ = try reader.little(4)
    var start = try reader.littleCount(4)
    if count == 0xFFFF || start == 0xFFFF_FFFF, place >= 20, bytes[(place - 20)...].starts(with: [0x50, 0x4B, 6, 7]) {
      try reader.move(to: place - 12)
      try reader.move(to: reader.littleCount(8))
      guard try reader.little(4) == 0x0606_4B50 else { throw reader.failure("The 64-bit end record is missing.") }
      try reader.skip(28)
      count = try reader.littleCount(8)
      _ = try reader.little(8)
      start = try reader.littleCount(8)
    }
    guard count <= bytes.count / 46 else { throw reader.failure("\(count) entries do not fit.", at: place) }
    try reader.move(to: start)
    var entries: [Entry] = []
    for _ in 0..<count { entries.append(try Self.entry(&reader)) }
    self.entries = entries
  }

  private static func entry(_ reader: inout ByteReader) throws -> Entry {
    guard try reader.little(4) == 0x0201_4B50 else { throw reader.failure("Bad magic number for central directory") }
    try reader.skip(4)
    let flags = try reader.little(2)
    guard flags & 1 == 0 else { throw reader.unsupported("An encrypted entry.") }
    let method = Int(try reader.little(2))
    try reader.skip(4)
    let checksum = UInt32(truncatingIfNeeded: try reader.little(4))
    var packed = try reader.littleCount(4)
    var size = try reader.littleCount(4)
    let nameLength = try reader.littleCount(2)
    let extraLength = try reader.littleCount(2)
    let commentLength = try reader.littleCount(2)
    try reader.skip(8)
    var header = try reader.littleCount(4)
    let name = String(decoding: try reader.take(nameLength), as: UTF8.self)
    let extraEnd = reader.offset + extraLength
    while reader.offset + 4 <= extraEnd {
      let tag = try reader.little(2)
      let length = try reader.littleCount(2)
      let next = reader.offset + length
      if tag == 1 {
        if size == 0xFFFF_FFFF { size = try reader.littleCount(8) }
        if packed == 0xFFFF_FFFF { packed = try reader.littleCount(8) }
        if header == 0xFFFF_FFFF { header = try reader.littleCount(8) }
      }
      try reader.move(to: next)
    }
    try reader.move(to: extraEnd)
    try reader.skip(commentLength)
    return Entry(name: name, method: method, checksum: checksum, packed: packed, size: size, header: header)
  }

  /// The unpacked bytes of an entry, nil when there is none of that name.
  public func contents(_ name: String, limit: Int = Inflate.defaultLimit) throws -> [UInt8]? {
    guard let entry = entries.last(where: { $0.name == name }) else { return nil }
    var reader = ByteReader(bytes, format: "zip", file: file)
    try reader.move(to: entry.header)
    guard try reader.little(4) == 0x0403_4B50 else { throw reader.failure("Bad magic number for file header") }
    try reader.skip(22)
    let nameLength = try reader.littleCount(2)
    let extraLength = try reader.littleCount(2)
    try reader.skip(nameLength + extraLength)
    let place = reader.offset
    let packed = try reader.take(entry.packed)
    let result: [UInt8]
    switch entry.method {
    case 0: result = Array(packed)
    case 8:
      guard entry.size <= limit else { throw reader.failure("'\(name)' is larger than \(limit) bytes.", at: place) }
      result = try Inflate.inflate(packed, wrapper: .raw, limit: entry.size, file: file, expected: entry.size)
    default: throw reader.unsupported("'\(name)' is compressed by method \(entry.method).")
    }
    guard result.count == entry.size, Self.checksum(result) == entry.checksum else {
      throw reader.failure("Bad CRC-32 for file '\(name)'", at: place)
    }
    return result
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
  }
}

/// Writes a zip of stored entries, each starting on a multiple of 64 bytes so that arrays inside can be mapped.
public struct ZipWriter {
  private var output: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// Adds an entry. The format used here holds up to 4 GiB.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    let nameBytes = Array(name.utf8)
    guard output.count + bytes.count < 0xFFFF_0000, count < 0xFFFF, nameBytes.count < 0xFF00 else {
      throw DataError.value("An archive of more than 4 GiB cannot be written.")
    }
    let header = output.count
    let unpadded = header + 30 + nameBytes.count + 4
    let padding = (64 - unpadded % 64) % 64
    let checksum = ZipArchive.checksum(bytes)
    var common: [UInt8] = []
    Self.put(&common, 20, 2)
    Self.put(&common, 0x0800, 2)
    Self.put(&common, 0, 2)
    Self.put(&common, 0x0021_0000, 4)  // 1 January 1980: the same input gives the same file
    Self.put(&common, Int(checksum), 4)
    Self.put(&common, bytes.count, 4)
    Self.put(&common, bytes.count, 4)
    Self.put(&common, nameBytes.count, 2)

    output += [0x50, 0x4B, 3, 4]
    output += common
    Self.put(&output, padding + 4, 2)
    output += nameBytes
    Self.put(&output, 0x4246, 2)  // "FB": padding, as PyTorch's files have it
    Self.put(&output, padding, 2)
    output += [UInt8](repeating: 0x5A, count: padding)
    output += bytes

    directory += [0x50, 0x4B, 1, 2]
    Self.put(&directory, 20, 2)
    directory += common
    Self.put(&directory, 0, 10)
    directory += [0, 0]
    Self.put(&directory, header, 4)
    directory += nameBytes
    count += 1
  }

  public consuming func finish() -> [UInt8] {
    let start = output.count
    output += directory
    output += [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    Self.put(&output, count, 2)
    Self.put(&output, count, 2)
    Self.put(&output, directory.count, 4)
    Self.put(&output, start, 4)
    Self.put(&output, 0, 2)
    return output
  }

  private static func put(_ bytes: inout [UInt8], _ value: Int, _ width: Int) {
    for index in 0..<width { bytes.append(index < 8 ? UInt8(truncatingIfNeeded: value >> (8 * index)) : 0) }
  }
}
