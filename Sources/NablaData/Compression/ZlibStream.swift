import CZlib

/// A zlib stream that is fed piece by piece, in either direction: what `zlib`, `gzip` and the archives of the language
/// use.
public final class ZlibStream {
  public struct Failure: Error {
    public let code: Int32
    public let words: String?
  }

  private var stream = z_stream()
  private let isCompressing: Bool
  /// The end of the compressed data was seen.
  public private(set) var isAtEnd = false

  public init(compressing level: Int32, windowBits: Int32, memory: Int32 = 8, strategy: Int32 = 0) throws {
    isCompressing = true
    let result = deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, memory, strategy, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if result != Z_OK { throw failure(result) }
  }

  public init(decompressing windowBits: Int32) throws {
    isCompressing = false
    let result = inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    if result != Z_OK { throw failure(result) }
  }

  deinit { _ = isCompressing ? deflateEnd(&stream) : inflateEnd(&stream) }

  private func failure(_ code: Int32) -> Failure {
    Failure(code: code, words: stream.msg.map { String(cString: $0) })
  }

  /// Compresses a piece; `flush` is one of zlib's constants, `Z_FINISH` at the end.
  public func compress(_ input: [UInt8], flush: Int32 = Z_NO_FLUSH) throws -> [UInt8] {
    var output: [UInt8] = []
    _ = try run(input[...], limit: Int.max, into: &output) { stream in
      let result = deflate(stream, flush)
      return result == Z_BUF_ERROR ? Z_OK : result
    }
    if flush == Z_FINISH { isAtEnd = true }
    return output
  }

  /// Decompresses a piece, at most `limit` bytes of output; returns how many bytes of the input were used.
  public func decompress(_ input: ArraySlice<UInt8>, limit: Int, into output: inout [UInt8]) throws -> Int {
    try run(input, limit: limit, into: &output) { stream in
      let result = inflate(stream, Z_SYNC_FLUSH)
      return result == Z_BUF_ERROR ? Z_OK : result
    }
  }

  private func run(
    _ input: ArraySlice<UInt8>, limit: Int, into output: inout [UInt8], _ step: (UnsafeMutablePointer<z_stream>) -> Int32
  ) throws -> Int {
    let chunkSize = 1 << 16
    return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: chunkSize) { chunk in
      try input.withUnsafeBufferPointer { source in
        var used = 0
        var produced = 0
        while true {
          let now = min(source.count - used, 1 << 30)
          stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + used) }
          stream.avail_in = UInt32(now)
          let room = min(chunkSize, limit - produced)
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(room)
          let result = step(&stream)
          let got = room - Int(stream.avail_out)
          used += now - Int(stream.avail_in)
          produced += got
          output.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<got]))
          if result == Z_STREAM_END {
            isAtEnd = true
            return used
          }
          if result != Z_OK { throw failure(result) }
          // All input is taken and the output did not fill its room, or the limit is reached.
          if produced >= limit || (got < room && used == source.count) { return used }
        }
      }
    }
  }

  public static func crc32(_ bytes: [UInt8], _ start: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(UInt(start), $0.baseAddress, $0.count) })
  }
  public static func adler32(_ bytes: [UInt8], _ start: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.withUnsafeBufferPointer { adler32_z(UInt(start), $0.baseAddress, $0.count) })
  }
}
