/// The operators of `str`.
enum StrOperations {
  static func repr(_ string: StrObject) -> String { StrText.repr(string.text) }

  static func format(_ string: StrObject, _ spec: String, _ vm: Interpreter) throws -> String {
    if spec.isEmpty { return string.text }
    return try translating {
      try FormatSpec(spec, typeName: string.type.name, isText: true).format(text: string.text)
    }
  }

  static func compare(_ string: StrObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(StrObject.self) else { return nil }
    return .bool(holds(op, string, other))
  }

  static func holds(_ op: Comparison, _ string: StrObject, _ other: StrObject) -> Bool {
    switch op {
    case .equal: string.isEqual(other)
    case .notEqual: !string.isEqual(other)
    case .less: StrText.less(string.text, other.text)
    case .greater: StrText.less(other.text, string.text)
    case .lessOrEqual: !StrText.less(other.text, string.text)
    case .greaterOrEqual: !StrText.less(string.text, other.text)
    }
  }

  static func binary(_ string: StrObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(StrObject.self) else {
        if let object = right.object, object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can only concatenate str (not \"\(vm.typeName(of: right))\") to str")
      }
      return .string(string.text + other.text)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: string.text.utf8.count, vm) else {
        if let object = right.object, object.type.override("__rmul__") != nil { return nil }
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return .string(String(repeating: string.text, count: times))
    case .modulo: return .string(try PercentFormatting.format(string.text, right, vm))
    default: return nil
    }
  }

  static func reflected(_ string: StrObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: string.text.utf8.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return .string(String(repeating: string.text, count: times))
  }

  static func item(_ string: StrObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    guard let slice = key.as(SliceObject.self) else {
      let position = try SequenceOperations.position(key, count: string.count, of: "string", in: .object(string), vm)
      return .object(vm.character(string.scalar(at: position)))
    }
    let range = try slice.resolve(count: string.count, vm)
    if range.count == 0 { return .string("") }
    if range.step == 1 {
      return range.count == string.count && string.kind == .str
        ? .object(string) : .string(string.substring(range.start, range.start + range.count))
    }
    if string.isASCII {
      return .string(
        String(unsafeUninitializedCapacity: range.count) { buffer in
          let utf8 = string.text.utf8
          var position = range.start
          for index in 0..<range.count {
            buffer[index] = utf8[utf8.index(utf8.startIndex, offsetBy: position)]
            position &+= range.step
          }
          return range.count
        })
    }
    let scalars = string.scalars
    return .string(String(codePoints: (0..<range.count).map { scalars[range.start &+ $0 &* range.step] }))
  }

  static func contains(_ string: StrObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    guard let other = value.as(StrObject.self) else {
      throw Raised(.typeError, "'in <string>' requires string as left operand, not \(vm.typeName(of: value))")
    }
    return StrText.contains(string.text, other.text)
  }
}
