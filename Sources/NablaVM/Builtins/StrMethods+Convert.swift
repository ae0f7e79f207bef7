/// Formatting, encoding and translating.
extension StrMethods {
  static var converting: [Native] {
    [
      // What it gets stays where the caller put it: no tuple and no dictionary are made.
      .raw("format", "(self, /, *args, **kwargs)", "Formats the arguments into the string's {fields}.") {
        arguments, vm in
        guard arguments.count > 0 else { throw Raised(.typeError, "unbound method str.format() needs an argument") }
        guard let string = arguments[0].as(StrObject.self) else {
          throw Raised(
            .typeError,
            "descriptor 'format' for 'str' objects doesn't apply to a '\(vm.typeName(of: arguments[0]))' object")
        }
        return try TemplateFormatting.format(string, .arguments(arguments), vm)
      },
      define("format_map", "(self, mapping, /)", "Formats with fields looked up in a mapping.") {
        string, arguments, vm in
        try TemplateFormatting.format(string, .mapping(arguments[1]), vm)
      },
      define("encode", "(self, encoding='utf-8', errors='strict')", "The string as bytes.") { string, arguments, vm in
        let encoding = try vm.textArgument(arguments[1], "encode() argument 'encoding' must be str")
        let errors = try vm.textArgument(arguments[2], "encode() argument 'errors' must be str")
        return .bytes(try translating { try TextCoding.encode(string.text, encoding, errors) })
      },
      define("translate", "(self, table, /)", "A copy with each character mapped through the table.") {
        string, arguments, vm in
        var result = ""
        for scalar in string.text.unicodeScalars {
          let mapped: Value
          do {
            mapped = try vm.item(arguments[1], .int(Int(scalar.value)))
          } catch let raised as Raised where raised.isKind(.lookupError) {
            result.unicodeScalars.append(scalar)
            continue
          }
          switch mapped {
          case .none: continue
          case .int(let code):
            guard (0..<0x110000).contains(code) else {
              throw Raised(.valueError, "character mapping must be in range(0x110000)")
            }
            result += String(codePoints: [UInt32(code)])
          default:
            guard let text = mapped.text else {
              throw Raised(.typeError, "character mapping must return integer, None or str")
            }
            result += text
          }
        }
        return .string(result)
      },
      define("__getnewargs__", "(self, /)", "") { string, _, _ in .tuple([.string(string.text)]) },
    ]
  }

  static var maketrans: Native {
    Native("maketrans", "(x, y=None, z=None, /)", "A table for translate().") { arguments, vm in
      let table = DictObject()
      if arguments[1].isNone {
        guard let source = arguments[0].as(DictObject.self) else {
          throw Raised(.typeError, "if you give only one argument to maketrans it must be a dict")
        }
        for (key, value) in source.pairs {
          if let text = key.as(StrObject.self) {
            guard text.count == 1 else {
              throw Raised(.valueError, "string keys in translate table must be of length 1")
            }
            try table.set(.int(Int(text.scalar(at: 0))), value, vm)
          } else if key.integer != nil {
            try table.set(key, value, vm)
          } else {
            throw Raised(.typeError, "keys in translate table must be strings or integers")
          }
        }
        return .object(table)
      }
      let from = Array(try vm.textArgument(arguments[0], "first maketrans argument must be a string if there is a second argument").unicodeScalars)
      let to = Array(try vm.textArgument(arguments[1], "maketrans() argument 2 must be str").unicodeScalars)
      guard from.count == to.count else {
        throw Raised(.valueError, "the first two maketrans arguments must have equal length")
      }
      for (a, b) in zip(from, to) { try table.set(.int(Int(a.value)), .int(Int(b.value)), vm) }
      if !arguments[2].isNone {
        for scalar in try vm.textArgument(arguments[2], "maketrans() argument 3 must be str").unicodeScalars {
          try table.set(.int(Int(scalar.value)), .none, vm)
        }
      }
      return .object(table)
    }
  }
}
