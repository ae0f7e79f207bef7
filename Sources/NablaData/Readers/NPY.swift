import NablaTensor

/// NumPy's .npy: a magic word, a version, a header that is the text of a Python dict, and the elements.
public enum NPY {
  static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  static let codes: [String: ElementType] = [
    "b1": .bool, "u1": .uint8, "i1": .int8, "i2": .int16, "u2": .uint16, "i4": .int32, "u4": .uint32, "i8": .int64,
    "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64,
  ]

  public static func read(path: String) throws -> NumericArray { try decode(FileBytes.read(path), file: path) }

  public static func decode(_ bytes: [UInt8], file: String) throws -> NumericArray {
    var reader = ByteReader(bytes, format: "npy", file: file)
    guard Array(try reader.take(6)) == magic else { throw reader.failure("The magic string is not correct.", at: 0) }
    let version = try reader.byte()
    _ = try reader.byte()
    guard (1...3).contains(version) else { throw reader.unsupported("Version \(version) of the format.") }
    let length = try reader.littleCount(version == 1 ? 2 : 4)
    guard length <= 1 << 20 else { throw reader.failure("A header of \(length) bytes.") }
    let start = reader.offset
    var header = NPYHeader(Array(try reader.take(length)))
    guard header.parse() else { throw reader.failure("The header is no dict of descr, fortran_order and shape.", at: start) }

    guard let type = codes[String(header.descr.dropFirst())], let order = header.descr.first, "<>|=".contains(order)
    else { throw reader.unsupported("Elements of dtype '\(header.descr)'.") }
    guard header.shape.count <= 64, let wanted = checkedProduct(header.shape, times: type.size),
      wanted <= reader.remaining
    else {
      throw reader.failure(
        "The shape \(header.shape) of \(type.rawValue) does not fit the \(reader.remaining) bytes that follow.")
    }
    var data = order == ">" ? NumericArray.swapped(try reader.take(wanted), width: type.size) : Array(try reader.take(wanted))
    if header.fortran, header.shape.count > 1 { data = rowMajor(data, shape: header.shape, width: type.size) }
    guard let array = NumericArray(type: type, shape: header.shape, bytes: data) else {
      throw reader.failure("The shape does not fit.")
    }
    return array
  }

  /// Column-major to row-major order: counts through the row-major index and looks each element up.
  static func rowMajor(_ bytes: [UInt8], shape: [Int], width: Int) -> [UInt8] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in 1..<shape.count { strides[axis] = strides[axis - 1] * shape[axis - 1] }
    var index = [Int](repeating: 0, count: shape.count)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for _ in 0..<bytes.count / width {
      var place = 0
      for axis in shape.indices { place += index[axis] * strides[axis] }
      result += bytes[place * width..<(place + 1) * width]
      var axis = shape.count - 1
      while axis >= 0 {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
        axis -= 1
      }
    }
    return result
  }

  /// The bytes of a version 1.0 file, as `numpy.save` writes it.
  public static func encode(_ array: NumericArray) throws -> [UInt8] {
    guard let code = codes.first(where: { $0.value == array.type })?.key else {
      throw DataError.value("NumPy has no dtype for \(array.type.rawValue).")
    }
    let order = array.type.size == 1 ? "|" : "<"
    let sizes = array.shape.map(String.init).joined(separator: ", ")
    let shape = array.shape.count == 1 ? "(\(sizes),)" : "(\(sizes))"
    var header = "{'descr': '\(order)\(code)', 'fortran_order': False, 'shape': \(shape), }"
    let padding = (64 - (10 + header.utf8.count + 1) % 64) % 64
    header += String(repeating: " ", count: padding) + "\n"
    let length = header.utf8.count
    guard length < 1 << 16 else { throw DataError.value("A shape of \(array.shape.count) dimensions cannot be saved.") }
    return magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(header.utf8) + array.bytes
  }
}

/// The dict in a .npy header, by a reader for just this grammar: quoted strings, `True`, `False`, tuples of naturals.
struct NPYHeader {
  private let text: [UInt8]
  private var place = 0
  private(set) var descr = ""
  private(set) var fortran = false
  private(set) var shape: [Int] = []

  init(_ text: [UInt8]) { self.text = text }

  mutating func parse() -> Bool {
    var seen: Set<String> = []
    guard eat("{") else { return false }
    while !eat("}") {
      guard let key = quoted(), eat(":"), seen.insert(key).inserted else { return false }
      switch key {
      case "descr":
        guard let value = quoted() else { return false }
        descr = value
      case "fortran_order":
        if word("True") { fortran = true } else if !word("False") { return false }
      case "shape":
        guard let value = tuple() else { return false }
        shape = value
      default: return false
      }
      if !eat(",") {
        guard eat("}") else { return false }
        break
      }
    }
    return seen.count == 3
  }

  private mutating func space() {
    while place < text.count, text[place] == 0x20 || text[place] == 0x0A { place += 1 }
  }

  private mutating func eat(_ character: Unicode.Scalar) -> Bool {
    space()
    guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func word(_ word: String) -> Bool {
    space()
    guard text[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func quoted() -> String? {
    space()
    guard place < text.count, text[place] == 0x27 || text[place] == 0x22 else { return nil }
    guard let end = text[(place + 1)...].firstIndex(of: text[place]) else { return nil }
    defer { place = end + 1 }
    return String(decoding: text[(place + 1)..<end], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard eat("(") else { return nil }
    var sizes: [Int] = []
    while !eat(")") {
      space()
      var digits = ""
      while place < text.count, (0x30...0x39).contains(text[place]) {
        digits.unicodeScalars.append(Unicode.Scalar(text[place]))
        place += 1
      }
      _ = word("L")
      guard let size = Int(digits) else { return nil }
      sizes.append(size)
      if !eat(",") {
        guard eat(")") else { return nil }
        break
      }
    }
    return sizes
  }
}

/// NumPy's .npz: a zip of .npy files.
public enum NPZ {
  public static func read(path: String) throws -> [(name: String, array: NumericArray)] {
    try decode(FileBytes.read(path), file: path)
  }

  public static func decode(_ bytes: [UInt8], file: String) throws -> [(name: String, array: NumericArray)] {
    let archive = try ZipArchive(bytes, file: file)
    return try archive.names.compactMap { name in
      guard name.hasSuffix(".npy"), let contents = try archive.contents(name) else { return nil }
      return (String(name.dropLast(4)), try NPY.decode(contents, file: "\(file)/\(name)"))
    }
  }

  public static func encode(_ arrays: [(name: String, array: NumericArray)]) throws -> [UInt8] {
    var writer = ZipWriter()
    for (name, array) in arrays { try writer.add(name + ".npy", NPY.encode(array)) }
    return writer.finish()
  }
}
