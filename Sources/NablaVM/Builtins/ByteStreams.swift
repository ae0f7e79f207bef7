import Glibc

/// `sys.stdout.buffer`, `sys.stderr.buffer` and `sys.stdin.buffer`: the standard streams as bytes.
///
/// Output passes through the interpreter's gates, which carry text (a notebook keeps it as text), so bytes that are no
/// UTF-8 are refused rather than changed.
public final class ByteStream: Object {
  enum Stream { case input, output, error }

  let stream: Stream

  init(_ stream: Stream) {
    self.stream = stream
    super.init(type: stream == .input ? .byteInput : .byteOutput)
  }

  public override func repr(_ vm: Interpreter) throws -> String {
    switch stream {
    case .input: "<_io.BufferedReader name='<stdin>'>"
    case .output: "<_io.BufferedWriter name='<stdout>'>"
    case .error: "<_io.BufferedWriter name='<stderr>'>"
    }
  }

  public override var isIterator: Bool { stream == .input }
  public override func next(_ vm: Interpreter) throws -> Value? {
    StandardStreams.readLineBytes().map { .bytes($0) }
  }

  fileprivate func write(_ value: Value, _ vm: Interpreter) throws -> Int {
    let bytes = try vm.bytesLike(value)
    let text = try translating { try TextCoding.decode(bytes, "utf-8", "strict") }
    stream == .error ? vm.errorOutput(text) : vm.output(text)
    return bytes.count
  }
}

extension TypeObject {
  private static func method(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (ByteStream, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: ByteStream.self, "BufferedIOBase", name, signature, summary, body)
  }

  static let byteOutput = TypeObject(
    NativeType(
      "BufferedWriter", module: "_io", bases: { [.bufferedIOBase] }, isFinal: true,
      methods: {
        [
          method("write", "(self, data, /)", "Writes bytes; returns how many.") { stream, arguments, vm in
            .int(try stream.write(arguments[1], vm))
          },
          method("flush", "(self, /)", "Writes out what is buffered.") { _, _, vm in
            vm.flushOutput()
            return .none
          },
        ]
      }))

  static let byteInput = TypeObject(
    NativeType(
      "BufferedReader", module: "_io", bases: { [.bufferedIOBase] }, isFinal: true,
      methods: {
        [
          method("read", "(self, size=-1, /)", "Up to size bytes, all that is left by default.") { _, arguments, vm in
            let size = arguments.isNone(1) ? -1 : try arguments.int(1, vm)
            return .bytes(StandardStreams.readBytes(size < 0 ? nil : size))
          },
          method("readline", "(self, size=-1, /)", "The next line with its end.") { _, arguments, vm in
            let size = arguments.isNone(1) ? -1 : try arguments.int(1, vm)
            return .bytes(StandardStreams.readLineBytes(size < 0 ? nil : size) ?? [])
          },
          method("readlines", "(self, /)", "All lines that are left.") { _, _, _ in
            var lines: [Value] = []
            while let line = StandardStreams.readLineBytes() { lines.append(.bytes(line)) }
            return .list(lines)
          },
          .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
          .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
        ]
      }))
}
