import NablaTensor

/// IDX, the format of MNIST and its kin: two zero bytes, a byte that names the element type, a byte with the number of
/// dimensions, that many big-endian 32-bit sizes, and the elements, big-endian too. Read plain or gzipped.
public enum IDX {
  static let types: [UInt8: ElementType] = [
    0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
  ]

  public static func read(path: String) throws -> NumericArray {
    try decode(Inflate.plain(FileBytes.read(path), file: path), file: path)
  }

  public static func decode(_ bytes: [UInt8], file: String) throws -> NumericArray {
    var reader = ByteReader(bytes, format: "IDX", file: file)
    guard try reader.byte() == 0, try reader.byte() == 0 else {
      throw reader.failure("The file does not start with two zero bytes.", at: 0)
    }
    let code = try reader.byte()
    guard let type = types[code] else { throw reader.failure("The element type \(code) is unknown.", at: 2) }
    let rank = Int(try reader.byte())
    guard (1...8).contains(rank) else { throw reader.failure("The number of dimensions, \(rank), is not 1 to 8.", at: 3) }
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(Int(try reader.big(4))) }
    guard let wanted = checkedProduct(shape, times: type.size), wanted == reader.remaining else {
      throw reader.failure("The shape \(shape) of \(type.rawValue) does not fill the \(reader.remaining) bytes that follow.")
    }
    let body = try reader.take(wanted)
    let data = NumericArray.swapped(body, width: type.size)
    guard let array = NumericArray(type: type, shape: shape, bytes: data) else {
      throw reader.failure("The shape does not fit.")
    }
    return array
  }

  /// Labels: one dimension of bytes.
  public static func labels(path: String) throws -> NumericArray {
    let array = try read(path: path)
    guard array.type == .uint8, array.shape.count == 1 else {
      throw DataError.malformed(
        format: "IDX", file: path, offset: 2,
        problem: "Labels are a list of bytes, and this holds \(array.type.rawValue) of shape \(array.shape).")
    }
    return array
  }

  /// Images: `[count, height, width]` bytes.
  public static func images(path: String) throws -> NumericArray {
    let array = try read(path: path)
    guard array.type == .uint8, array.shape.count == 3 else {
      throw DataError.malformed(
        format: "IDX", file: path, offset: 2,
        problem: "Images are bytes in 3 dimensions, and this holds \(array.type.rawValue) of shape \(array.shape).")
    }
    return array
  }
}
