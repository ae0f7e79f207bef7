/// Functions of any value, and of numbers.
extension Builtins {
  /// `value.__name__(...)` through the class; `nil` where the class has no such method.
  static func special(_ value: Value, _ name: Name, _ arguments: [Value], _ vm: Interpreter) throws -> Value? {
    let method = vm.type(of: value).lookup(name)
    if method.isUndefined || method.isNone { return nil }
    return try vm.call(method, [value] + arguments)
  }

  static var values: [Native] {
    [
      Native("len", "(obj, /)", "The number of items of a container.") { arguments, vm in
        .int(try vm.length(arguments[0]))
      }.quick(Shortcuts.length),
      Native("repr", "(obj, /)", "The text that shows an object as it is written.") { arguments, vm in
        try vm.writer.value { try vm.writeRepr(arguments[0]) }
      },
      Native("ascii", "(obj, /)", "repr() with all but ASCII escaped.") { arguments, vm in
        .string(StrText.escapingNonASCII(try vm.repr(arguments[0])))
      },
      Native("format", "(value, format_spec='', /)", "The value formatted by a specification.") { arguments, vm in
        guard let spec = arguments[1].as(StrObject.self) else {
          let given = arguments[1].isNone ? "None" : vm.typeName(of: arguments[1])
          throw Raised(.typeError, "format() argument 2 must be str, not \(given)")
        }
        return try vm.writer.value { try vm.write(arguments[0], spec: spec) }
      },
      Native("hash", "(obj, /)", "The hash of an object.") { arguments, vm in .int(try vm.hash(arguments[0])) },
      Native("id", "(obj, /)", "The identity of an object.") { arguments, vm in
        .int(vm.identity(of: arguments[0]))
      },
      Native("callable", "(obj, /)", "Whether the object can be called.") { arguments, _ in
        guard let object = arguments[0].object else { return .bool(false) }
        return .bool(object.isCallable || object.type.override(Names.call) != nil)
      },
      Native("isinstance", "(obj, class_or_tuple, /)", "Whether the object is of a class, or one of several.") {
        arguments, vm in .bool(try vm.isInstance(arguments[0], arguments[1]))
      }.quick(Shortcuts.isInstance),
      Native("issubclass", "(cls, class_or_tuple, /)", "Whether a class derives from another.") { arguments, vm in
        guard let type = arguments[0].as(TypeObject.self) else {
          throw Raised(.typeError, "issubclass() arg 1 must be a class")
        }
        return .bool(try vm.isSubclass(type, arguments[1]))
      },
      Native("chr", "(i, /)", "The character with a code point.") { arguments, vm in
        if case .int(let code) = arguments[0], code >= 0, code < 0x110000 {
          return .object(vm.character(UInt32(truncatingIfNeeded: code)))
        }
        let index = try vm.indexOrNil(arguments[0])
        if case .object? = index {
          throw Raised(.overflowError, "Python int too large to convert to C int")
        }
        let code = try vm.int(arguments[0])
        guard (0..<0x110000).contains(code) else {
          throw Raised(.valueError, "chr() arg not in range(0x110000)")
        }
        return .object(vm.character(UInt32(code)))
      },
      Native("ord", "(c, /)", "The code point of a character.") { arguments, vm in
        if let bytes = arguments.base.textBytes, bytes.count == 1 { return .int(Int(bytes[0])) }
        if let string = arguments[0].as(StrObject.self) {
          if string.count == 1 { return .int(Int(string.scalar(at: 0))) }
          throw Raised(
            .typeError, "ord() expected a character, but string of length \(string.count) found")
        }
        if let bytes = arguments[0].as(BytesObject.self) {
          if bytes.bytes.count == 1 { return .int(Int(bytes.bytes[0])) }
          throw Raised(
            .typeError, "ord() expected a character, but string of length \(bytes.bytes.count) found")
        }
        throw Raised(
          .typeError, "ord() expected string of length 1, but \(vm.typeName(of: arguments[0])) found")
      },
    ]
  }

  private static func digits(_ name: String, _ prefix: String, _ radix: Int, _ summary: String) -> Native {
    Native(name, "(number, /)", summary) { arguments, vm in
      guard let value = try vm.indexOrNil(arguments[0])?.integer else {
        throw Raised(
          .typeError, "'\(vm.typeName(of: arguments[0]))' object cannot be interpreted as an integer")
      }
      return .string((value < 0 ? "-" : "") + prefix + String(value.magnitude, radix: radix))
    }
  }

  static var numbers: [Native] {
    [
      Native("abs", "(x, /)", "The absolute value.") { arguments, vm in
        if arguments[0].object?.type.isHeap != true, let result = Numbers.absolute(arguments[0]) { return result }
        if let result = try special(arguments[0], "__abs__", [], vm) { return result }
        throw Raised(.typeError, "bad operand type for abs(): '\(vm.typeName(of: arguments[0]))'")
      },
      Native("round", "(number, ndigits=None)", "The number rounded to digits, ties to even.") { arguments, vm in
        if arguments[0].object?.type.isHeap != true,
          let result = try Numbers.round(arguments[0], arguments[1], vm) { return result }
        let digits = arguments.isNone(1) ? [] : [arguments[1]]
        if let result = try special(arguments[0], "__round__", digits, vm) { return result }
        throw Raised(
          .typeError, "type \(vm.typeName(of: arguments[0])) doesn't define __round__ method")
      },
      Native("divmod", "(x, y, /)", "The pair (x // y, x % y).") { arguments, vm in
        if let result = try Numbers.divmod(arguments[0], arguments[1], vm) { return result }
        if let result = try special(arguments[0], "__divmod__", [arguments[1]], vm), !result.isNotImplemented {
          return result
        }
        if vm.type(of: arguments[0]) !== vm.type(of: arguments[1]),
          let result = try special(arguments[1], "__rdivmod__", [arguments[0]], vm), !result.isNotImplemented {
          return result
        }
        throw vm.unsupported("divmod()", arguments[0], arguments[1])
      },
      Native("pow", "(base, exp, mod=None)", "base ** exp, or that modulo mod.") { arguments, vm in
        if arguments.isNone(2) { return try vm.binary(.power, arguments[0], arguments[1]) }
        if case .object(let object) = arguments[0], object.type.isHeap, let method = object.type.override("__pow__") {
          let result = try vm.call(method, [arguments[0], arguments[1], arguments[2]])
          if !result.isNotImplemented { return result }
          throw Raised(
            .typeError,
            "unsupported operand type(s) for ** or pow(): \([arguments[0], arguments[1], arguments[2]].map { "'\(vm.typeName(of: $0))'" }.joined(separator: ", "))")
        }
        return try Numbers.power(arguments[0], arguments[1], modulus: arguments[2], vm)
      },
      digits("bin", "0b", 2, "The binary digits of an integer."),
      digits("oct", "0o", 8, "The octal digits of an integer."),
      digits("hex", "0x", 16, "The hexadecimal digits of an integer."),
    ]
  }
}
