import NablaVM

/// `_io`: files in memory and the classes that all files have in common; the rest of `io` is written in the language.
let ioCoreModule = NativeModule("_io", "Files in memory.") { module, _ in
  for type in [
    TypeObject.stringIO, .bytesIO, .ioBase, .rawIOBase, .bufferedIOBase, .textIOBase, .textFile, .binaryFile,
    .unsupportedOperation,
  ] {
    module.define(type)
  }
  module.define([
    Native("equip", "(type, methods, /)", "Gives a base class of files methods written in the language.") {
      arguments, vm in
      let type = try arguments.object(0, as: TypeObject.self, "type", vm)
      let methods = try arguments.object(1, as: TypeObject.self, "type", vm)
      guard type.isSubclass(of: .ioBase) else { throw Raised(.typeError, "\(type.name) is no class of files") }
      for name in methods.table.names where ![Names.module, Names.dict, Names.qualname, Names.name].contains(name) {
        let value = methods.table.get(name)
        if !value.isUndefined { type.define(name, value) }
      }
      return .none
    }
  ])
}

extension TypeObject {
  static let stringIO = TypeObject(
    NativeType(
      "StringIO", module: "_io", bases: { [.textIOBase] }, summary: "A text file in memory.",
      allocate: { type, _ in MemoryFileObject(type: type, isText: true) },
      methods: {
        [
          MemoryFileMethods.define("__init__", "(self, initial_value='', newline='\\n')", "") { file, arguments, vm in
            let newline = try arguments.optionalString(2, vm)
            guard [nil, "", "\n", "\r", "\r\n"].contains(newline) else {
              throw Raised(.valueError, "illegal newline value: \(StrText.repr(newline ?? ""))")
            }
            file.newline = newline
            file.reset()
            file.isClosed = false
            if !arguments.isNone(1) {
              guard let string = arguments[1].as(StrObject.self) else {
                throw Raised(
                  .typeError, "initial_value must be str or None, not \(vm.typeName(of: arguments[1]))")
              }
              file.write(string)
            }
            file.seek(0)
            return .none
          }
        ] + MemoryFileMethods.all
      },
      properties: { MemoryFileMethods.properties }))

  static let bytesIO = TypeObject(
    NativeType(
      "BytesIO", module: "_io", bases: { [.bufferedIOBase] }, summary: "A binary file in memory.",
      allocate: { type, _ in MemoryFileObject(type: type, isText: false) },
      methods: {
        [
          MemoryFileMethods.define("__init__", "(self, initial_bytes=b'')", "") { file, arguments, vm in
            file.isClosed = false
            file.reset(arguments.isAbsent(1) ? [] : try vm.bytesLike(arguments[1]))
            return .none
          },
          MemoryFileMethods.define("getbuffer", "(self, /)", "All bytes.") { file, _, _ in
            try file.checkOpen()
            return file.contents
          },
          MemoryFileMethods.define("read1", "(self, size=-1, /)", "Up to size bytes.") { file, arguments, vm in
            try file.read(try MemoryFileMethods.limit(arguments[1], vm))
          },
        ] + MemoryFileMethods.all
      },
      properties: { MemoryFileMethods.properties }))
}

enum MemoryFileMethods {
  static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (MemoryFileObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: MemoryFileObject.self, "_io._IOBase", name, signature, summary, body)
  }

  static func limit(_ value: Value, _ vm: Interpreter) throws -> Int? {
    if value.isNone { return nil }
    guard let index = try vm.indexOrNil(value) else {
      throw Raised(.typeError, "argument should be integer or None, not '\(vm.typeName(of: value))'")
    }
    let count = try vm.int(index)
    return count < 0 ? nil : count
  }

  private static func answer(_ name: String, _ summary: String, _ value: Bool) -> Native {
    define(name, "(self, /)", summary) { file, _, _ in
      try file.checkOpen()
      return .bool(value)
    }
  }

  static var all: [Native] {
    [
      define("read", "(self, size=-1, /)", "Up to size characters or bytes, all by default.") { file, arguments, vm in
        try file.read(try limit(arguments[1], vm))
      },
      define("readline", "(self, size=-1, /)", "The next line with its end; empty at the end.") { file, arguments, vm in
        try file.readLine(try limit(arguments[1], vm))
      },
      define("readlines", "(self, hint=-1, /)", "A list of the lines.") { file, arguments, vm in
        let hint = try limit(arguments[1], vm).flatMap { $0 > 0 ? $0 : nil }
        var lines: [Value] = []
        let start = file.place
        while let line = try file.next(vm) {
          lines.append(line)
          if let hint, file.place - start >= hint { break }
        }
        return .list(lines)
      },
      define("write", "(self, data, /)", "Writes text or bytes; returns how much.") { file, arguments, vm in
        .int(try file.write(arguments[1], vm))
      },
      define("writelines", "(self, lines, /)", "Writes all items.") { file, arguments, vm in
        try file.checkOpen()
        try vm.iterate(arguments[1]) { line in
          _ = try file.write(line, vm)
          return true
        }
        return .none
      },
      define("getvalue", "(self, /)", "All that the file holds.") { file, _, _ in
        try file.checkOpen()
        return file.contents
      },
      define("seek", "(self, pos, whence=0, /)", "Moves to a position.") { file, arguments, vm in
        .int(try file.seek(try arguments.int(1, vm), try arguments.int(2, vm)))
      },
      define("tell", "(self, /)", "The position.") { file, _, _ in
        try file.checkOpen()
        return .int(file.place)
      },
      define("truncate", "(self, size=None, /)", "Cuts the file to a size.") { file, arguments, vm in
        .int(try file.truncate(arguments.isNone(1) ? nil : try arguments.int(1, vm)))
      },
      define("flush", "(self, /)", "Does nothing: nothing is held back.") { file, _, _ in
        try file.checkOpen()
        return .none
      },
      define("close", "(self, /)", "Lets the contents go.") { file, _, _ in
        file.isClosed = true
        file.reset()
        return .none
      },
      answer("readable", "True.", true), answer("writable", "True.", true), answer("seekable", "True.", true),
      answer("isatty", "False.", false),
      define("fileno", "(self, /)", "There is none.") { _, _, _ in throw Raised(.osError, "fileno") },
      .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
      .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
      define("__enter__", "(self, /)", "The file.") { file, _, vm in try file.enter(vm) ?? .none },
      define("__exit__", "(self, /, *args)", "Closes the file.") { file, _, vm in
        _ = try file.exit(nil, vm)
        return .none
      },
    ]
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("closed", "Whether the file is closed.") { object, _ in
        .bool((object as? MemoryFileObject)?.isClosed ?? true)
      },
      NativeProperty("newlines", "None.") { _, _ in .none },
      NativeProperty("line_buffering", "False.") { _, _ in .bool(false) },
    ]
  }
}
