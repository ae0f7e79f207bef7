import NablaData
import NablaVM

/// `zlib.Compress`.
final class CompressObject: Object {
  let stream: ZlibStream

  init(_ stream: ZlibStream) {
    self.stream = stream
    super.init(type: .zlibCompress)
  }
}

/// `zlib.Decompress`.
final class DecompressObject: Object {
  let stream: ZlibStream
  /// What follows the end of the compressed data.
  var unused: [UInt8] = []
  /// Input that was not taken because the output had a limit.
  var tail: [UInt8] = []

  init(_ stream: ZlibStream) {
    self.stream = stream
    super.init(type: .zlibDecompress)
  }

  func decompress(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
    if stream.isAtEnd {
      unused += bytes
      return []
    }
    var output: [UInt8] = []
    let used = try ZlibFunctions.translating("decompressing data") {
      try stream.decompress(bytes[...], limit: limit, into: &output)
    }
    let rest = Array(bytes[used...])
    if stream.isAtEnd {
      unused = rest
      tail = []
    } else {
      if rest.isEmpty == false, output.count >= ZlibFunctions.limit {
        throw Raised(.memoryError, "the data unfold to more than \(ZlibFunctions.limit) bytes")
      }
      tail = rest
    }
    return output
  }
}

extension TypeObject {
  static let zlibCompress = TypeObject(
    NativeType(
      "Compress", module: "zlib", isFinal: true,
      methods: {
        [
          nativeMethod(of: CompressObject.self, "zlib.Compress", "compress", "(self, data, /)", "Compresses a piece.") {
            object, arguments, vm in
            let bytes = try vm.bytesLike(arguments[1])
            return .bytes(try ZlibFunctions.translating("compressing data") { try object.stream.compress(bytes) })
          },
          nativeMethod(of: CompressObject.self, "zlib.Compress", "flush", "(self, mode=4, /)", "What is left.") {
            object, arguments, vm in
            let mode = try ZlibFunctions.number(arguments, 1, vm)
            if mode == 0 { return .bytes([]) }
            return .bytes(try ZlibFunctions.translating("flushing") { try object.stream.compress([], flush: mode) })
          },
        ]
      }))

  static let zlibDecompress = TypeObject(
    NativeType(
      "Decompress", module: "zlib", isFinal: true,
      methods: {
        [
          nativeMethod(
            of: DecompressObject.self, "zlib.Decompress", "decompress", "(self, data, /, max_length=0)",
            "Unpacks a piece."
          ) { object, arguments, vm in
            let limit = try arguments.int(2, vm)
            if limit < 0 { throw Raised(.valueError, "max_length must be non-negative") }
            return .bytes(
              try object.decompress(try vm.bytesLike(arguments[1]), limit: limit == 0 ? ZlibFunctions.limit : limit))
          },
          nativeMethod(
            of: DecompressObject.self, "zlib.Decompress", "flush", "(self, length=16384, /)", "What is left."
          ) { object, arguments, vm in
            if try arguments.int(1, vm) <= 0 { throw Raised(.valueError, "length must be greater than zero") }
            return .bytes(try object.decompress(object.tail, limit: ZlibFunctions.limit))
          },
        ]
      },
      properties: {
        [
          NativeProperty("unused_data", "What follows the end of the data.") { object, _ in
            .bytes((object as? DecompressObject)?.unused ?? [])
          },
          NativeProperty("unconsumed_tail", "Input that waits for the next call.") { object, _ in
            .bytes((object as? DecompressObject)?.tail ?? [])
          },
          NativeProperty("eof", "Whether the end of the data was reached.") { object, _ in
            .bool((object as? DecompressObject)?.stream.isAtEnd ?? false)
          },
        ]
      }))
}
