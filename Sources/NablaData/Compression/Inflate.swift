import CZlib

/// Decompression through zlib, with a limit on what comes out: a kilobyte can unfold to a megabyte, so the input's size
/// says nothing about memory.
public enum Inflate {
  public enum Wrapper: Sendable {
    case gzip, zlib, raw

    var windowBits: Int32 {
      switch self {
      case .gzip: return 15 + 16
      case .zlib: return 15
      case .raw: return -15
      }
    }
  }

  /// The most a dataset file may unfold to.
  public static let defaultLimit = 1 << 32

  /// Whether the bytes start as gzip files do.
  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.count > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B }

  /// Decompresses all of `input`. A gzip file may hold several members, which are joined; what follows the last one is
  /// ignored when it is zero padding and refused otherwise, as gzip does.
  public static func inflate(
    _ input: ArraySlice<UInt8>, wrapper: Wrapper, limit: Int = defaultLimit, file: String, expected: Int? = nil
  ) throws -> [UInt8] {
    let format = wrapper == .gzip ? "gzip" : "zlib"
    func failure(_ problem: String, _ offset: Int?) -> DataError {
      .malformed(format: format, file: file, offset: offset, problem: problem)
    }
    var stream = z_stream()
    guard inflateInit2_(&stream, wrapper.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw failure("zlib cannot start.", nil)
    }
    defer { inflateEnd(&stream) }

    // Deflate unfolds at most 1032 times; a gzip file names its size in the last four bytes. Neither is believed beyond
    // the other, so a lie costs little.
    let named = expected ?? (wrapper == .gzip ? littleTail(input) : input.count &* 4)
    let ceiling = input.count > limit / 1032 ? limit : input.count * 1032
    var output = [UInt8]()
    output.reserveCapacity(max(0, min(named, ceiling, limit)) + 64)

    let chunkSize = 1 << 16
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: chunkSize)
    defer { chunk.deallocate() }

    try input.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { throw failure("The file is empty.", 0) }
      var consumed = 0
      var members = 0
      var finished = false
      while !finished {
        if stream.avail_in == 0 {
          let left = source.count - consumed
          guard left > 0 else { throw failure("The compressed data end early.", source.count) }
          let now = min(left, 1 << 30)
          stream.next_in = UnsafeMutablePointer(mutating: base + consumed)
          stream.avail_in = UInt32(now)
          consumed += now
        }
        stream.next_out = chunk
        stream.avail_out = UInt32(chunkSize)
        let status = CZlib.inflate(&stream, Z_NO_FLUSH)
        let produced = chunkSize - Int(stream.avail_out)
        guard output.count <= limit - produced else {
          throw failure("The data unfold to more than the limit of \(limit) bytes.", nil)
        }
        output.append(contentsOf: UnsafeBufferPointer(start: chunk, count: produced))
        let place = consumed - Int(stream.avail_in)
        switch status {
        case Z_STREAM_END:
          members += 1
          let rest = UnsafeBufferPointer(rebasing: source[place...])
          if wrapper == .gzip, rest.count >= 2, rest[0] == 0x1F, rest[1] == 0x8B {
            guard inflateReset(&stream) == Z_OK else { throw failure("zlib cannot go on.", place) }
            stream.next_in = UnsafeMutablePointer(mutating: base + place)
            stream.avail_in = UInt32(min(rest.count, 1 << 30))
            consumed = place + Int(stream.avail_in)
          } else {
            guard wrapper != .gzip || rest.allSatisfy({ $0 == 0 }) else {
              throw failure("Not a gzipped file: something else follows the compressed data.", place)
            }
            finished = true
          }
        case Z_OK: break
        case Z_BUF_ERROR where stream.avail_in == 0 && consumed < source.count: break
        case Z_BUF_ERROR: throw failure("The compressed data end early.", place)
        default:
          let words = stream.msg.map { String(cString: $0) } ?? "error \(status)"
          throw failure("The compressed data are damaged: \(words).", place)
        }
      }
    }
    return output
  }

  /// The bytes of a file that may be gzipped, by its first bytes and not by its name.
  public static func plain(_ bytes: [UInt8], limit: Int = defaultLimit, file: String) throws -> [UInt8] {
    isGzip(bytes) ? try inflate(bytes[...], wrapper: .gzip, limit: limit, file: file) : bytes
  }

  private static func littleTail(_ input: ArraySlice<UInt8>) -> Int {
    input.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
