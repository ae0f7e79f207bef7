import Glibc

/// `sys.stdin`, `sys.stdout` and `sys.stderr`.
public enum StandardStreams {
  /// What a program has put in the place of a stream (`contextlib.redirect_stdout`), else `nil`.
  static func redirected(_ name: Name, _ vm: Interpreter) -> Value? {
    guard let stream = vm.modules["sys"]?.get(name) else { return nil }
    return stream.as(OutputStream.self) == nil ? stream : nil
  }

  /// A line with its end, `nil` at the end of input.
  static func readLine() -> String? {
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    let count = getline(&line, &capacity, stdin)
    guard count > 0, let line else { return nil }
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func readAll() -> String {
    var text = ""
    while let line = readLine() { text += line }
    return text
  }
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
  public override func next(_ vm: Interpreter) throws -> Value? { StandardStreams.readLine().map(Value.string) }
}

extension TypeObject {
  public static let outputStream = TypeObject(
    NativeType(
      "TextIOWrapper", module: "_io", isFinal: true,
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
          nativeMethod(of: OutputStream.self, "TextIOWrapper", "flush", "(self, /)", "Writes out what is buffered.") { _, _, _ in
            fflush(nil)
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
        ]
      },
      properties: {
        [
          NativeProperty("encoding", "utf-8") { _, _ in .string("utf-8") },
          NativeProperty("name", "The stream's name.") { object, _ in
            .string((object as? OutputStream)?.isError == true ? "<stderr>" : "<stdout>")
          },
        ]
      }))

  public static let inputStream = TypeObject(
    NativeType(
      "TextIOWrapper", module: "_io", isFinal: true,
      methods: {
        [
          nativeMethod(of: InputStream.self, "TextIOWrapper", "readline", "(self, /)", "The next line.") { _, _, _ in
            .string(StandardStreams.readLine() ?? "")
          },
          nativeMethod(of: InputStream.self, "TextIOWrapper", "read", "(self, /)", "All that is left.") { _, _, _ in
            .string(StandardStreams.readAll())
          },
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
      }))
}
