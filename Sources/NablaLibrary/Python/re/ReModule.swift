import NablaVM

/// `re`: Python's regular expressions over PCRE2.
let reModule = NativeModule("re", "Regular expressions.") { module, _ in
  for (flag, name) in RegexFlags.names {
    let value = RegexFlagObject.value(flag.rawValue)
    module.set(name, value)
    if flag != .debug { module.set(name == "DOTALL" ? "S" : name == "VERBOSE" ? "X" : String(name.prefix(1)), value) }
  }
  module.set("NOFLAG", RegexFlagObject.value(0))
  module.define(TypeObject.regexFlag)
  module.define(TypeObject.regexPattern)
  module.define(TypeObject.regexMatch)
  module.define(TypeObject.regexError)
  module.define(ReFunctions.all)
}

enum ReFunctions {
  private static func define(
    _ name: String, _ signature: String, _ summary: String, flags: Int,
    _ body: @escaping (PatternObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    Native(name, signature, summary) { arguments, vm in
      try body(try PatternObject.from(arguments[0], flags: arguments[flags], vm), arguments, vm)
    }
  }

  private static func finder(_ name: String, _ summary: String, _ mode: RegexProgram.Mode) -> Native {
    define(name, "(pattern, string, flags=0)", summary, flags: 2) { pattern, arguments, vm in
      try pattern.find(mode, arguments[1], .none, .none, vm).map { .object($0) } ?? .none
    }
  }

  static var all: [Native] {
    [
      define("compile", "(pattern, flags=0)", "A pattern object.", flags: 1) { pattern, _, _ in .object(pattern) },
      finder("match", "A match at the start of the text, or None.", .match),
      finder("fullmatch", "A match of the whole text, or None.", .fullMatch),
      finder("search", "The first match anywhere in the text, or None.", .search),
      define("findall", "(pattern, string, flags=0)", "The texts of all matches.", flags: 2) { pattern, arguments, vm in
        try PatternMethods.findAll(pattern, arguments[1], .none, .none, vm)
      },
      define("finditer", "(pattern, string, flags=0)", "An iterator over all matches.", flags: 2) {
        pattern, arguments, vm in try PatternMethods.iterate(pattern, arguments[1], .none, .none, vm)
      },
      define("split", "(pattern, string, maxsplit=0, flags=0)", "The text cut at all matches.", flags: 3) {
        pattern, arguments, vm in
        try PatternMethods.split(pattern, arguments[1], limit: try arguments.int(2, vm), vm)
      },
      define("sub", "(pattern, repl, string, count=0, flags=0)", "The text with matches replaced.", flags: 4) {
        pattern, arguments, vm in
        try PatternMethods.replace(pattern, arguments[1], arguments[2], limit: try arguments.int(3, vm), vm).value
      },
      define(
        "subn", "(pattern, repl, string, count=0, flags=0)", "(text, how many matches were replaced).", flags: 4
      ) { pattern, arguments, vm in
        let (value, count) = try PatternMethods.replace(
          pattern, arguments[1], arguments[2], limit: try arguments.int(3, vm), vm)
        return .tuple([value, .int(count)])
      },
      Native("escape", "(pattern)", "The text with all special characters escaped.") { arguments, vm in
        if let text = arguments[0].text {
          var result = ""
          for scalar in text.unicodeScalars {
            if scalar.isASCII, isSpecial(UInt8(scalar.value)) { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(scalar)
          }
          return .string(result)
        }
        return .bytes(try vm.bytesLike(arguments[0]).flatMap { isSpecial($0) ? [0x5C, $0] : [$0] })
      },
      Native("purge", "()", "Forgets the patterns that were compiled.") { _, _ in
        PatternObject.purge()
        return .none
      },
    ]
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { "()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".utf8.contains(byte) }
}
