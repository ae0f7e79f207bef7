/// Reads the regular files of a tar archive: 512-byte headers with octal sizes, each followed by its contents padded to
/// 512. Links, devices and long-name extensions are skipped: nothing here ever becomes a path on the disk by itself.
public enum Tar {
  public static func entries(_ bytes: [UInt8], file: String) throws -> [(name: String, contents: ArraySlice<UInt8>)] {
    var reader = ByteReader(bytes, format: "tar", file: file)
    var entries: [(name: String, contents: ArraySlice<UInt8>)] = []
    while reader.remaining >= 512 {
      let start = reader.offset
      let header = Array(try reader.take(512))
      if header.allSatisfy({ $0 == 0 }) { break }
      guard let size = octal(header[124..<136]), let sum = octal(header[148..<156]) else {
        throw reader.failure("A header has no size.", at: start)
      }
      var actual = 8 * 0x20
      for (index, byte) in header.enumerated() where !(148..<156).contains(index) { actual += Int(byte) }
      guard actual == sum else { throw reader.failure("A header's checksum is wrong.", at: start) }
      let contents = try reader.take(size)
      try reader.skip(min((512 - size % 512) % 512, reader.remaining))
      let kind = header[156]
      if kind == 0 || kind == UInt8(ascii: "0") { entries.append((text(header[0..<100]), contents)) }
    }
    return entries
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = text(field).filter { $0 != " " }
    guard let value = Int(digits, radix: 8), value >= 0 else { return nil }
    return value
  }
}
