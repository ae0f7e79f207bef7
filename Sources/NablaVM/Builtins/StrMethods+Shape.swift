import Glibc

/// Stripping, padding and changing case.
extension StrMethods {
  private static func stripper(_ name: String, _ summary: String, leading: Bool, trailing: Bool) -> Native {
    define(name, "(self, chars=None, /)", summary) { string, arguments, vm in
      if arguments.isNone(1), string.isASCII {
        return trimmed(string, leading, trailing, vm, isSpace)
      }
      if let set = (arguments.base + 1).textBytes, string.isASCII, set.scanASCII() {
        if set.count == 1 {
          let only = set[0]
          return trimmed(string, leading, trailing, vm) { $0 == only }
        }
        return trimmed(string, leading, trailing, vm) { memchr(set.start, Int32($0), set.count) != nil }
      }
      if !arguments[1].isNone, arguments[1].text == nil {
        throw Raised(.typeError, "\(name) arg must be None or str")
      }
      return .string(StrText.strip(string.text, arguments[1].text, leading: leading, trailing: trailing))
    }
  }

  private static func padder(_ name: String, _ summary: String, _ split: @escaping (Int, Int) -> Int) -> Native {
    define(name, "(self, width, fillchar=' ', /)", summary) { string, arguments, vm in
      let width = try vm.int(arguments[1])
      guard let fill = arguments[2].as(StrObject.self) else {
        throw Raised(
          .typeError, "The fill character must be a unicode character, not \(vm.typeName(of: arguments[2]))")
      }
      guard fill.count == 1, let scalar = fill.text.unicodeScalars.first else {
        throw Raised(.typeError, "The fill character must be exactly one character long")
      }
      guard width > string.count else { return .object(string) }
      let missing = width - string.count
      guard width <= FormatSpec.longestWidth else { throw Raised(.memoryError) }
      let left = split(missing, width)
      let mark = vm.writer.count
      vm.writer.append(string.bytes)
      vm.writer.insert(scalar, left, at: mark)
      vm.writer.insert(scalar, missing - left, at: vm.writer.count)
      return vm.writer.takeValue(from: mark)
    }
  }

  private static func mapper(
    _ name: String, _ summary: String, _ change: @escaping (String) -> String, ascii: TextCase? = nil
  ) -> Native {
    define(name, "(self, /)", summary) { string, _, vm in
      if let ascii, string.isASCII { return vm.changing(string.bytes, to: ascii) }
      return .string(change(string.text))
    }
  }

  static var shaping: [Native] {
    [
      stripper("strip", "A copy without white space (or chars) at both ends.", leading: true, trailing: true),
      stripper("lstrip", "A copy without white space (or chars) at the start.", leading: true, trailing: false),
      stripper("rstrip", "A copy without white space (or chars) at the end.", leading: false, trailing: true),
      padder("ljust", "The string left-justified in width columns.") { _, _ in 0 },
      padder("rjust", "The string right-justified in width columns.") { missing, _ in missing },
      // The odd column goes left when the width is odd too: CPython's rule.
      padder("center", "The string centered in width columns.") { missing, width in
        missing / 2 + (missing & width & 1)
      },
      define("zfill", "(self, width, /)", "Pads with zeros on the left, behind a sign.") { string, arguments, vm in
        let width = try vm.int(arguments[1])
        guard width > string.count else { return .object(string) }
        guard width <= FormatSpec.longestWidth else { throw Raised(.memoryError) }
        let missing = width - string.count
        let bytes = string.bytes
        let isSigned = !bytes.isEmpty && (bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"))
        let mark = vm.writer.count
        vm.writer.append(bytes)
        vm.writer.insert("0", missing, at: isSigned ? mark + 1 : mark)
        return vm.writer.takeValue(from: mark)
      },
      define("expandtabs", "(self, tabsize=8)", "A copy with tabs replaced by spaces.") { string, arguments, vm in
        let size = try vm.int(arguments[1])
        return .string(try translating { try StrText.expandTabs(string.text, size: size) })
      },
      mapper("lower", "A copy in lower case.", StrText.lower, ascii: .lower),
      mapper("upper", "A copy in upper case.", StrText.upper, ascii: .upper),
      mapper("swapcase", "A copy with upper and lower case exchanged.", StrText.swapCase, ascii: .swapped),
      mapper(
        "capitalize", "A copy with the first character in upper case and the rest in lower.", StrText.capitalize,
        ascii: .capitalized),
      mapper("title", "A copy with each word starting in upper case.", StrText.title),
      mapper("casefold", "A copy for caseless comparison.", StrText.caseFold, ascii: .lower),
    ]
  }

  private static func test(_ name: String, _ summary: String, _ test: @escaping (String) -> Bool) -> Native {
    define(name, "(self, /)", summary) { string, _, _ in .bool(test(string.text)) }
  }

  static var testing: [Native] {
    [
      test("isalpha", "Whether all characters are letters.") { StrText.all($0, CodePoint.isAlpha) },
      test("isdigit", "Whether all characters are digits.") { StrText.all($0, CodePoint.isDigit) },
      test("isdecimal", "Whether all characters are decimal digits.") {
        StrText.all($0) { CodePoint.decimalValue($0) != nil }
      },
      test("isnumeric", "Whether all characters are numeric.") { StrText.all($0, CodePoint.isNumeric) },
      test("isalnum", "Whether all characters are letters or digits.") { StrText.all($0, CodePoint.isAlphanumeric) },
      test("isspace", "Whether all characters are white space.") { StrText.all($0, CodePoint.isSpace) },
      test("isprintable", "Whether repr() would show all characters as they are.") {
        $0.unicodeScalars.allSatisfy(CodePoint.isPrintable)
      },
      test("isascii", "Whether all characters are ASCII.", StrText.isASCII),
      test("islower", "Whether the cased characters are lower case, and there is one.", StrText.isLower),
      test("isupper", "Whether the cased characters are upper case, and there is one.", StrText.isUpper),
      test("istitle", "Whether each word starts in upper case.", StrText.isTitle),
      test("isidentifier", "Whether the string could be a name.", StrText.isIdentifier),
    ]
  }
}
