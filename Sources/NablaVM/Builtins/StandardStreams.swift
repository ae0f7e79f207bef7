import Glibc

/// `sys.stdin`, `sys.stdout` and `sys.stderr`.
public enum StandardStreams {
  /// What a program has put in the place of a stream (`contextlib.redirect_stdout`), else `nil`.
  static func redirected(_ name: Name, _ vm: Interpreter) -> Value? {
    guard let stream = vm.modules["sys"]?.get(name) else { return nil }
    return stream.as(OutputStream.self) == nil ? stream : nil
  }

  /// A line with its end, `nil` at the end of input; Ctrl-C while waiting for it raises its exception.
  static func readLine(_ vm: Interpreter) throws -> String? {
    let line = readLine()
    if line == nil, InterruptWord.isRaised { try vm.serveInterrupt() }
    return line
  }

  static func readLine() -> String? { readLineBytes().map { String(decoding: $0, as: UTF8.self) } }

  /// As `readLine`, but at most so many bytes of it.
  static func readLineBytes(_ limit: Int? = nil) -> [UInt8]? {
    if let limit {
      var bytes: [UInt8] = []
      while bytes.count < limit, bytes.last != 10 {
        let byte = getc(stdin)
        if byte == EOF { break }
        bytes.append(UInt8(truncatingIfNeeded: byte))
      }
      return bytes
    }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    let count = getline(&line, &capacity, stdin)
    guard count > 0, let line else {
      // A signal may have ended the wait; the stream can be read on.
      if ferror(stdin) != 0 { clearerr(stdin) }
      return nil
    }
    return Array(UnsafeRawBufferPointer(start: line, count: count))
  }

  static func readBytes(_ limit: Int?) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while limit.map({ bytes.count < $0 }) ?? true {
      let count = fread(&chunk, 1, min(chunk.count, limit.map { $0 - bytes.count } ?? chunk.count), stdin)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Up to a number of characters.
  static func readText(_ count: Int, stopsAtLine: Bool) -> String {
    var bytes: [UInt8] = []
    var characters = 0
    while true {
      let byte = getc(stdin)
      if byte == EOF { break }
      if byte & 0xC0 != 0x80 {
        if characters == count {
          ungetc(byte, stdin)
          break
        }
        characters += 1
      }
      bytes.append(UInt8(truncatingIfNeeded: byte))
      if stopsAtLine, byte == 10 { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func readAll() -> String { String(decoding: readBytes(nil), as: UTF8.self) }
}

/// Standard output or standard error, through the interpreter's gates.
public final class OutputStream: Object {
  let isError: Bool

  public init(isError: Bool) {
    self.isError = isError
    super.init(type: .outputStream)
  }

  func write(_ text: String, _ vm: Interpreter) { isError ? vm.errorOutput(text) : vm.output(text) }

  public override func repr(_ vm: Interpreter) throws -> String {
    "<_io.TextIOWrapper name='<\(isError ? "stderr" : "stdout")>' mode='w' encoding='utf-8'>"
  }
}

/// Standard input.
public final class InputStream: Object {
  public init() { super.init(type: .inputStream) }

  public override var isIterator: Bool { true }
  public override func next(_ vm: Interpreter) throws -> Value? { try StandardStreams.readLine(vm).map(Value.string) }
}

extension TypeObject {
  public static let outputStream = TypeObject(
    NativeType(
      "TextIOWrapper", module: "_io", bases: { [.textIOBase] }, isFinal: true,
      methods: {
        [
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "write", "(self, text, /)", "Writes text.") {
            stream, arguments, vm in
            let text = try vm.textArgument(arguments[1], "write() argument must be str")
            stream.write(text, vm)
            return .int(StrText.count(text))
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "writelines", "(self, lines, /)", "Writes many texts.") {
            stream, arguments, vm in
            for line in try vm.array(arguments[1]) { stream.write(try vm.textArgument(line), vm) }
            return .none
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "flush", "(self, /)", "Writes out what is buffered.") { stream, _, vm in
            if !stream.isError { vm.flushOutput() }
            return .none
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "isatty", "(self, /)", "Whether it is a terminal.") {
            stream, _, _ in .bool(Glibc.isatty(stream.isError ? 2 : 1) == 1)
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "fileno", "(self, /)", "The file descriptor.") {
            stream, _, _ in .int(stream.isError ? 2 : 1)
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "writable", "(self, /)", "True.") { _, _, _ in .bool(true) },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "reconfigure", "(self, **options)", "Does nothing.") {
            _, _, _ in .none
          },
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "detach", "(self, /)", "The stream as bytes.") {
            stream, _, _ in .object(ByteStream(stream.isError ? .error : .output))
          },
        ]
      },
      properties: {
        [
          NativeProperty("name", "The stream's name.") { object, _ in
            .string((object as? OutputStream)?.isError == true ? "<stderr>" : "<stdout>")
          },
          NativeProperty("errors", "What becomes of text that cannot be encoded.") { object, _ in
            .string((object as? OutputStream)?.isError == true ? "backslashreplace" : "strict")
          },
          NativeProperty("buffer", "The stream as bytes.") { object, _ in
            .object(ByteStream((object as? OutputStream)?.isError == true ? .error : .output))
          },
          NativeProperty("mode", "w") { _, _ in .string("w") },
        ] + streamProperties
      }))

  public static let inputStream = TypeObject(
    NativeType(
      "TextIOWrapper", module: "_io", bases: { [.textIOBase] }, isFinal: true,
      methods: {
        [
          nativeMethod(of: InputStream.self, "TextIOWrapper", "readline", "(self, size=-1, /)", "The next line.") {
            _, arguments, vm in
            let size = arguments.isNone(1) ? -1 : try arguments.int(1, vm)
            if size < 0 { return .string(try StandardStreams.readLine(vm) ?? "") }
            return .string(StandardStreams.readText(size, stopsAtLine: true))
          },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "read", "(self, size=-1, /)", "All that is left, or a part.") {
            _, arguments, vm in
            let size = arguments.isNone(1) ? -1 : try arguments.int(1, vm)
            return .string(size < 0 ? StandardStreams.readAll() : StandardStreams.readText(size, stopsAtLine: false))
          },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "readable", "(self, /)", "True.") { _, _, _ in .bool(true) },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "readlines", "(self, /)", "All lines that are left.") {
            _, _, _ in .list(StrText.splitLines(StandardStreams.readAll(), keepingEnds: true).map(Value.string))
          },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "isatty", "(self, /)", "Whether it is a terminal.") { _, _, _ in
            .bool(Glibc.isatty(0) == 1)
          },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "fileno", "(self, /)", "0") { _, _, _ in .int(0) },
          .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
          .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
        ]
      },
      properties: {
        [
          NativeProperty("name", "The stream's name.") { _, _ in .string("<stdin>") },
          NativeProperty("errors", "What becomes of bytes that cannot be decoded.") { _, _ in .string("strict") },
          NativeProperty("buffer", "The stream as bytes.") { _, _ in .object(ByteStream(.input)) },
          NativeProperty("mode", "r") { _, _ in .string("r") },
        ] + streamProperties
      }))

  private static var streamProperties: [NativeProperty] {
    [
      NativeProperty("encoding", "utf-8") { _, _ in .string("utf-8") },
      NativeProperty("closed", "False.") { _, _ in .bool(false) },
    ]
  }
}
