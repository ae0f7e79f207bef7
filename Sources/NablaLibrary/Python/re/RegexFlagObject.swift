import NablaInteger
import NablaVM

/// `re.RegexFlag`: an int that shows which flags it is made of.
final class RegexFlagObject: IntObject {
  init(_ number: Int) { super.init(BigInt(number), type: .regexFlag) }

  private var number: Int { Int(truncatingIfNeeded: value) }

  /// The value that `re.compile(…).flags` and its like show: flags are ints too.
  static func value(_ number: Int) -> Value { .object(RegexFlagObject(number)) }

  /// In the order in which CPython defines them.
  static let names = [RegexFlags.names[7]] + [0, 1, 4, 2, 3, 5, 6].map { RegexFlags.names[$0] }

  /// A pattern shows its flags in another order than a flag does.
  static func text(_ number: Int, _ order: [(RegexFlags, String)] = RegexFlagObject.names) -> String {
    if number == 0 { return "re.NOFLAG" }
    if number < 0 {
      let text = text(~number)
      return text.contains("|") ? "~(\(text))" : "~" + text
    }
    var parts: [String] = []
    var rest = number
    for (flag, name) in order where rest & flag.rawValue != 0 {
      parts.append("re." + name)
      rest &= ~flag.rawValue
    }
    if rest != 0 || parts.isEmpty { parts.append("0x" + String(rest, radix: 16)) }
    return parts.joined(separator: "|")
  }

  override func repr(_ vm: Interpreter) throws -> String { RegexFlagObject.text(number) }
  override func str(_ vm: Interpreter) throws -> String { RegexFlagObject.text(number) }

  private func combined(_ op: BinaryOperator, _ other: Value) -> Value? {
    guard op == .or || op == .and || op == .xor, let right = other.integer, let right = Int(exactly: right) else {
      return nil
    }
    switch op {
    case .or: return RegexFlagObject.value(number | right)
    case .and: return RegexFlagObject.value(number & right)
    default: return RegexFlagObject.value(number ^ right)
    }
  }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try combined(op, right) ?? super.binary(op, right, vm)
  }
  override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try combined(op, left) ?? super.reflected(op, left, vm)
  }
  override func unary(_ op: UnaryOperator, _ vm: Interpreter) throws -> Value? {
    op == .invert ? RegexFlagObject.value(~number & 0x1FF) : try super.unary(op, vm)
  }
}

extension TypeObject {
  static let regexFlag = TypeObject(
    NativeType(
      "RegexFlag", module: "re", bases: { [.int] }, summary: "Flags of patterns.", isFinal: true,
      new: Native("__new__", "(cls, value=0, /)") { arguments, vm in RegexFlagObject.value(try arguments.int(1, vm)) },
      properties: {
        [
          NativeProperty("value", "The number.") { object, _ in (object as? IntObject)?.plain ?? .none },
          NativeProperty("name", "The names, joined by '|'.") { object, _ in
            guard let flag = object as? RegexFlagObject else { return .none }
            return .string(RegexFlagObject.text(Int(truncatingIfNeeded: flag.value)).split(separator: "re.").joined())
          },
        ]
      },
      constants: {
        RegexFlags.names.map { ($1, RegexFlagObject.value($0.rawValue)) }
      }))
}
