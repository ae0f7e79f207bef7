import Glibc

/// Functions that talk to the world: printing, reading, help.
extension Builtins {
  static var session: [Native] {
    [
      Native("print", "(*args, sep=' ', end='\\n', file=None, flush=False)", "Writes the arguments as text.") {
        arguments, vm in
        let separator = try printArgument("sep", arguments[1], " ", vm)
        let end = try printArgument("end", arguments[2], "\n", vm)
        let file = arguments.isNone(3) ? StandardStreams.redirected("stdout", vm) ?? Value.none : arguments[3]
        if !file.isNone {
          // A file of the program's own sees each piece by itself.
          for (index, value) in (arguments[0].as(TupleObject.self)?.items ?? []).enumerated() {
            if index > 0 { _ = try vm.callMethod(file, "write", [.string(separator)]) }
            _ = try vm.callMethod(file, "write", [.string(try vm.str(value))])
          }
          _ = try vm.callMethod(file, "write", [.string(end)])
          if try arguments.bool(4, vm) { _ = try vm.callMethod(file, "flush", []) }
          return .none
        }
        var text = ""
        for (index, value) in (arguments[0].as(TupleObject.self)?.items ?? []).enumerated() {
          if index > 0 { text += separator }
          text += try vm.str(value)
        }
        vm.output(text + end)
        if try arguments.bool(4, vm) { vm.flushOutput() }
        return .none
      },
      Native("input", "(prompt='', /)", "A line of standard input, without its end.") { arguments, vm in
        let prompt = try vm.str(arguments[0])
        if !prompt.isEmpty { vm.output(prompt) }
        vm.flushOutput()
        guard let line = try StandardStreams.readLine(vm) else {
          throw Raised(.eofError, "EOF when reading a line")
        }
        // By bytes: to Swift, "\r\n" is one character, which does not end in "\n".
        return .string(line.utf8.last == 10 ? String(decoding: line.utf8.dropLast(), as: UTF8.self) : line)
      },
      Native(
        "open",
        "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        "Opens a file.") { arguments, vm in
        let encoding = try arguments.optionalString(3, vm)
        let errors = try arguments.optionalString(4, vm)
        let newline = try arguments.optionalString(5, vm)
        if case .int(let descriptor) = arguments[0] {
          return .object(
            try FileObject.open(
              descriptor: descriptor, mode: try arguments.string(1, vm), encoding: encoding, errors: errors,
              newline: newline, closes: try arguments.bool(6, vm)))
        }
        if try !arguments.bool(6, vm) { throw Raised(.valueError, "Cannot use closefd=False with file name") }
        if !arguments.isNone(7) {
          return .object(
            try FileObject.open(
              arguments[0], by: arguments[7], mode: try arguments.string(1, vm), encoding: encoding, errors: errors,
              newline: newline, vm))
        }
        let path = try FileAccess.path(arguments[0], vm)
        return .object(
          try FileObject.open(
            path, shown: arguments[0], mode: try arguments.string(1, vm), encoding: encoding, errors: errors,
            newline: newline))
      },
      Native("help", "(obj=<none>, /)", "Prints how an object is used.") { arguments, vm in
        if arguments.isOmitted(0) {
          vm.output("Type help(x) for help on x, dir(x) for the names of its attributes.\n")
        } else {
          vm.output(try HelpText.text(of: arguments[0], vm))
        }
        return .none
      },
      Native("exit", "(code=None)", "Ends the program.") { arguments, _ in
        throw Raised(.systemExit, arguments: arguments.isNone(0) ? [] : [arguments[0]])
      },
      Native("quit", "(code=None)", "Ends the program.") { arguments, _ in
        throw Raised(.systemExit, arguments: arguments.isNone(0) ? [] : [arguments[0]])
      },
    ]
  }

  private static func printArgument(
    _ name: String, _ value: Value, _ fallback: String, _ vm: Interpreter
  ) throws -> String {
    if value.isNone { return fallback }
    guard let text = value.text else {
      throw Raised(.typeError, "\(name) must be None or a string, not \(vm.typeName(of: value))")
    }
    return text
  }
}
