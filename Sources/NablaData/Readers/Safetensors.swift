import NablaTensor

/// Hugging Face's safetensors: 8 bytes with the header's length, a JSON header that gives each tensor's dtype, shape and
/// range of bytes, and the bytes.
public enum Safetensors {
  static let types: [String: ElementType] = [
    "BOOL": .bool, "U8": .uint8, "I8": .int8, "I16": .int16, "U16": .uint16, "I32": .int32, "U32": .uint32, "I64": .int64,
    "U64": .uint64, "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64,
  ]

  public struct File: Equatable, Sendable {
    /// In the order of their bytes.
    public var arrays: [(name: String, array: NumericArray)]
    public var metadata: [(key: String, value: String)]

    public init(arrays: [(name: String, array: NumericArray)], metadata: [(key: String, value: String)] = []) {
      self.arrays = arrays
      self.metadata = metadata
    }

    public static func == (a: File, b: File) -> Bool {
      a.arrays.map(\.name) == b.arrays.map(\.name) && a.arrays.map(\.array) == b.arrays.map(\.array)
        && a.metadata.map(\.key) == b.metadata.map(\.key) && a.metadata.map(\.value) == b.metadata.map(\.value)
    }
  }

  public static func read(path: String) throws -> File { try decode(FileBytes.read(path), file: path) }

  public static func decode(_ bytes: [UInt8], file: String) throws -> File {
    var reader = ByteReader(bytes, format: "safetensors", file: file)
    let length = try reader.littleCount(8)
    guard length <= 100_000_000 else { throw reader.failure("Error while deserializing header: HeaderTooLarge", at: 0) }
    let header = try JSONReader.parse(reader.take(length), format: "safetensors", file: file)
    let start = reader.offset
    guard case .object(let entries) = header else { throw reader.failure("The header is no JSON object.", at: 8) }
    var result = File(arrays: [])
    var spans: [(range: Range<Int>, name: String, array: NumericArray)] = []
    for (name, value) in entries {
      if name == "__metadata__" {
        if case .object(let pairs) = value { result.metadata = pairs.compactMap { key, text in text.string.map { (key, $0) } } }
        continue
      }
      guard let code = value["dtype"]?.string, let sizes = value["shape"]?.integers, let ends = value["data_offsets"]?.integers,
        ends.count == 2, sizes.count <= 64
      else { throw reader.failure("The tensor '\(name)' lacks dtype, shape or data_offsets.", at: 8) }
      guard let type = types[code] else { throw reader.unsupported("The tensor '\(name)' has the dtype '\(code)'.") }
      guard ends[0] >= 0, ends[1] >= ends[0], ends[1] <= bytes.count - start else {
        throw reader.failure("The bytes \(ends[0]) to \(ends[1]) of '\(name)' lie outside the file.", at: start)
      }
      let body = Array(bytes[start + ends[0]..<start + ends[1]])
      guard let array = NumericArray(type: type, shape: sizes, bytes: body) else {
        throw reader.failure("The shape \(sizes) of '\(name)' does not fill its \(body.count) bytes.", at: start + ends[0])
      }
      spans.append((ends[0]..<ends[1], name, array))
    }
    spans.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    // The format forbids holes and overlaps: they could hide data.
    var end = 0
    for span in spans {
      guard span.range.lowerBound == end else { throw reader.failure("The tensors leave a hole or overlap at '\(span.name)'.") }
      end = span.range.upperBound
    }
    guard end == bytes.count - start else { throw reader.failure("Bytes follow the last tensor.", at: start + end) }
    result.arrays = spans.map { ($0.name, $0.array) }
    return result
  }

  public static func encode(_ file: File) throws -> [UInt8] {
    var parts: [String] = []
    if !file.metadata.isEmpty {
      let pairs = file.metadata.map { "\(JSONReader.quoted($0.key)):\(JSONReader.quoted($0.value))" }
      parts.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for (name, array) in file.arrays {
      guard let code = types.first(where: { $0.value == array.type })?.key else {
        throw DataError.value("safetensors has no dtype for \(array.type.rawValue).")
      }
      let shape = array.shape.map(String.init).joined(separator: ",")
      let end = offset + array.bytes.count
      parts.append("\(JSONReader.quoted(name)):{\"dtype\":\"\(code)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(parts.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * index))) }
    bytes += header
    for (_, array) in file.arrays { bytes += array.bytes }
    return bytes
  }
}
