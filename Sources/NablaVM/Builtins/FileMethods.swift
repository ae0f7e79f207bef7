import Glibc

/// The methods of files.
enum FileMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (FileObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: FileObject.self, "file", name, signature, summary, body)
  }

  private static func limit(_ value: Value, _ vm: Interpreter) throws -> Int? {
    if value.isNone { return nil }
    let count = try vm.int(value)
    return count < 0 ? nil : count
  }

  static var all: [Native] { reading + writing + handling }

  private static var reading: [Native] {
    [
      define("read", "(self, size=-1, /)", "Up to size characters or bytes, all by default.") { file, arguments, vm in
        let limit = try limit(arguments[1], vm)
        return file.mode.isBinary ? .bytes(try file.readBytes(limit)) : .string(try file.readText(limit))
      },
      define("readline", "(self, size=-1, /)", "The next line with its end; empty at the end of the file.") {
        file, arguments, vm in
        guard let limit = try limit(arguments[1], vm) else { return try file.line() }
        return try file.line(limit: limit)
      },
      define("readlines", "(self, hint=-1, /)", "A list of all lines, or of the first hint characters' lines.") {
        file, arguments, vm in
        let hint = try limit(arguments[1], vm).flatMap { $0 > 0 ? $0 : nil }
        var lines: [Value] = []
        var total = 0
        while let line = try file.next(vm) {
          lines.append(line)
          total += try line.object?.length(vm) ?? 0
          if let hint, total >= hint { break }
        }
        return .list(lines)
      },
      .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
      .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
    ]
  }

  private static func write(_ value: Value, to file: FileObject, _ vm: Interpreter) throws -> Int {
    if file.mode.isBinary {
      let bytes = try vm.bytesLike(value)
      try file.write(bytes)
      return bytes.count
    }
    let text = try vm.textArgument(value, "write() argument must be str")
    if let newline = file.newline.written, text.utf8.contains(10) {
      let ended = StrText.replace(text, "\n", newline)
      try file.write(try translating { try TextCoding.encode(ended, file.encoding, file.errors) })
      return StrText.count(text)
    }
    try file.write(try translating { try TextCoding.encode(text, file.encoding, file.errors) })
    return StrText.count(text)
  }

  private static var writing: [Native] {
    [
      define("write", "(self, text, /)", "Writes text or bytes; returns how much.") { file, arguments, vm in
        .int(try write(arguments[1], to: file, vm))
      },
      define("writelines", "(self, lines, /)", "Writes all items.") { file, arguments, vm in
        try vm.iterate(arguments[1]) { line in
          _ = try write(line, to: file, vm)
          return true
        }
        return .none
      },
      define("flush", "(self, /)", "Writes out what is buffered.") { file, _, _ in
        try file.checkOpen()
        try file.flush()
        return .none
      },
      define("truncate", "(self, size=None, /)", "Cuts the file to a size.") { file, arguments, vm in
        .int(try file.truncate(try limit(arguments[1], vm)))
      },
    ]
  }

  private static var handling: [Native] {
    [
      define("close", "(self, /)", "Writes out what is buffered and closes the file.") { file, _, _ in
        try file.close()
        return .none
      },
      define("seek", "(self, offset, whence=0, /)", "Moves to a position.") { file, arguments, vm in
        .int(try file.seek(try vm.int(arguments[1]), try vm.int(arguments[2])))
      },
      define("tell", "(self, /)", "The position.") { file, _, _ in .int(try file.tell()) },
      define("fileno", "(self, /)", "The file descriptor.") { file, _, _ in .int(file.number) },
      define("isatty", "(self, /)", "Whether the file is a terminal.") { file, _, _ in
        .bool(isatty(Int32(truncatingIfNeeded: file.number)) == 1)
      },
      define("readable", "(self, /)", "Whether the file was opened for reading.") { file, _, _ in .bool(file.mode.reads) },
      define("writable", "(self, /)", "Whether the file was opened for writing.") { file, _, _ in
        .bool(file.mode.writes)
      },
      define("seekable", "(self, /)", "True.") { _, _, _ in .bool(true) },
      define("__enter__", "(self, /)", "The file.") { file, _, vm in try file.enter(vm) ?? .none },
      define("__exit__", "(self, /, *args)", "Closes the file.") { file, _, _ in
        try file.close()
        return .none
      },
    ]
  }

  static var properties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (FileObject) -> Value) -> NativeProperty {
      NativeProperty(name, summary) { object, _ in (object as? FileObject).map(read) ?? .none }
    }
    return [
      part("name", "The path.") { $0.path }, part("mode", "The mode.") { .string($0.mode.text) },
      part("closed", "Whether the file is closed.") { .bool($0.isClosed) },
      part("encoding", "The text encoding.") { .string($0.encoding) },
    ]
  }
}

extension TypeObject {
  public static let textFile = TypeObject(
    NativeType(
      "TextIOWrapper", module: "_io", bases: { [.textIOBase] }, isFinal: true, methods: { FileMethods.all },
      properties: { FileMethods.properties }))
  public static let binaryFile = TypeObject(
    NativeType(
      "BufferedRandom", module: "_io", bases: { [.bufferedIOBase] }, isFinal: true, methods: { FileMethods.all },
      properties: { FileMethods.properties }))
}
