import NablaData
import NablaVM

/// `zlib`.
let zlibModule = NativeModule("zlib", "Compression.") { module, _ in
  let numbers = [
    "DEFLATED": 8, "DEF_BUF_SIZE": 16384, "DEF_MEM_LEVEL": 8, "MAX_WBITS": 15, "Z_BEST_COMPRESSION": 9,
    "Z_BEST_SPEED": 1, "Z_BLOCK": 5, "Z_DEFAULT_COMPRESSION": -1, "Z_DEFAULT_STRATEGY": 0, "Z_FILTERED": 1,
    "Z_FINISH": 4, "Z_FIXED": 4, "Z_FULL_FLUSH": 3, "Z_HUFFMAN_ONLY": 2, "Z_NO_COMPRESSION": 0, "Z_NO_FLUSH": 0,
    "Z_PARTIAL_FLUSH": 1, "Z_RLE": 3, "Z_SYNC_FLUSH": 2, "Z_TREES": 6,
  ]
  for (name, number) in numbers { module.set(name, .int(number)) }
  module.define(TypeObject.zlibError)
  module.define(ZlibFunctions.all)
}

extension TypeObject {
  static let zlibError = TypeObject(
    NativeType(
      "error", module: "zlib", bases: { [ExceptionKind.exception.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))
}

enum ZlibFunctions {
  static func failure(_ message: String) -> Raised {
    Raised(ExceptionObject(type: .zlibError, arguments: [.string(message)]))
  }

  /// zlib's errors in CPython's words.
  static func translating<Result>(_ doing: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as ZlibStream.Failure {
      if failure.code == -2, doing == "compressing data" { throw self.failure("Bad compression level") }
      if failure.code == -4 { throw Raised(.memoryError, "Out of memory while \(doing)") }
      let words = failure.words ?? (failure.code == -2 ? "inconsistent stream state" : nil)
      throw self.failure("Error \(failure.code) while \(doing)" + (words.map { ": " + $0 } ?? ""))
    }
  }

  static func number(_ arguments: Arguments, _ index: Int, _ vm: Interpreter) throws -> Int32 {
    guard let number = Int32(exactly: try arguments.int(index, vm)) else {
      throw Raised(.overflowError, "Python int too large to convert to C int")
    }
    return number
  }

  /// The most that one call gives: a few kilobytes can unfold to as many gigabytes.
  static let limit = 1 << 32

  private static func decompress(_ bytes: [UInt8], _ windowBits: Int32) throws -> Value {
    let stream = try translating("preparing to decompress data") { try ZlibStream(decompressing: windowBits) }
    var output: [UInt8] = []
    _ = try translating("decompressing data") {
      try stream.decompress(bytes[...], limit: limit, into: &output)
    }
    if output.count >= limit { throw Raised(.memoryError, "the data unfold to more than \(limit) bytes") }
    if !stream.isAtEnd { throw failure("Error -5 while decompressing data: incomplete or truncated stream") }
    return .bytes(output)
  }

  static var all: [Native] {
    [
      Native("compress", "(data, /, level=-1, wbits=15)", "The compressed bytes.") { arguments, vm in
        let bytes = try vm.bytesLike(arguments[0])
        let level = try number(arguments, 1, vm)
        let bits = try number(arguments, 2, vm)
        return .bytes(
          try translating("compressing data") {
            try ZlibStream(compressing: level, windowBits: bits).compress(bytes, flush: 4)
          })
      },
      Native("decompress", "(data, /, wbits=15, bufsize=16384)", "The bytes unpacked.") { arguments, vm in
        if try arguments.int(2, vm) < 0 { throw Raised(.valueError, "bufsize must be non-negative") }
        return try decompress(try vm.bytesLike(arguments[0]), try number(arguments, 1, vm))
      },
      Native(
        "compressobj", "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
        "Compresses piece by piece."
      ) { arguments, vm in
        if !arguments.isNone(5) { throw Raised(.notImplementedError, "zlib dictionaries are not part of Nabla") }
        if try arguments.int(1, vm) != 8 { throw Raised(.valueError, "Invalid initialization option") }
        let (level, bits) = (try number(arguments, 0, vm), try number(arguments, 2, vm))
        let (memory, strategy) = (try number(arguments, 3, vm), try number(arguments, 4, vm))
        do {
          return .object(
            CompressObject(
              try ZlibStream(compressing: level, windowBits: bits, memory: memory, strategy: strategy)))
        } catch is ZlibStream.Failure {
          throw Raised(.valueError, "Invalid initialization option")
        }
      },
      Native("decompressobj", "(wbits=15, zdict=b'')", "Unpacks piece by piece.") { arguments, vm in
        if !arguments.isOmitted(1) { throw Raised(.notImplementedError, "zlib dictionaries are not part of Nabla") }
        let bits = try number(arguments, 0, vm)
        do {
          return .object(DecompressObject(try ZlibStream(decompressing: bits)))
        } catch is ZlibStream.Failure {
          throw Raised(.valueError, "Invalid initialization option")
        }
      },
      Native("crc32", "(data, value=0, /)", "The CRC-32 of bytes.") { arguments, vm in
        let start = UInt32(truncatingIfNeeded: try arguments.int(1, vm))
        return .int(Int(ZlibStream.crc32(try vm.bytesLike(arguments[0]), start)))
      },
      Native("adler32", "(data, value=1, /)", "The Adler-32 of bytes.") { arguments, vm in
        let start = UInt32(truncatingIfNeeded: try arguments.int(1, vm))
        return .int(Int(ZlibStream.adler32(try vm.bytesLike(arguments[0]), start)))
      },
    ]
  }
}
