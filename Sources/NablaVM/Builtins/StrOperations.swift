import Glibc

/// The operators of `str`.
enum StrOperations {
  static func repr(_ string: StrObject) -> String { StrText.repr(string.text) }

  static func format(_ string: StrObject, _ spec: String, _ vm: Interpreter) throws -> String {
    if spec.isEmpty { return string.text }
    let parsed = try translating {
      try vm.formats.spec(StrObject(spec), typeName: string.type.name, isText: true)
    }
    return try vm.writer.value {
      try translating { try parsed.write(text: string.bytes, to: vm.writer) }
    }.text ?? ""
  }

  static func compare(_ string: StrObject, _ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(StrObject.self) else { return nil }
    return .bool(holds(op, string, other))
  }

  static func holds(_ op: Comparison, _ string: StrObject, _ other: StrObject) -> Bool {
    switch op {
    case .equal: string.isEqual(other)
    case .notEqual: !string.isEqual(other)
    default: op.holds(string.bytes.order(other.bytes), 0)
    }
  }

  static func binary(_ string: StrObject, _ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    switch op {
    case .add:
      guard let other = right.as(StrObject.self) else {
        if let object = right.object, object.type.override("__radd__") != nil { return nil }
        throw Raised(.typeError, "can only concatenate str (not \"\(vm.typeName(of: right))\") to str")
      }
      return vm.concatenation(string, other)
    case .multiply:
      guard let times = try SequenceOperations.repetitions(right, count: string.text.utf8.count, vm) else {
        if let object = right.object, object.type.override("__rmul__") != nil { return nil }
        throw SequenceOperations.cannotMultiply(right, vm)
      }
      return repeated(string, times, vm)
    case .modulo: return try PercentFormatting.format(string, right, vm)
    default: return nil
    }
  }

  static func reflected(_ string: StrObject, _ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .multiply else { return nil }
    guard let times = try SequenceOperations.repetitions(left, count: string.text.utf8.count, vm) else {
      throw SequenceOperations.cannotMultiply(left, vm)
    }
    return repeated(string, times, vm)
  }

  static func item(_ string: StrObject, _ key: Value, _ vm: Interpreter) throws -> Value {
    guard case .object(let object) = key, object.kind == .slice else {
      let position = try SequenceOperations.position(key, count: string.count, of: "string", in: .object(string), vm)
      return .object(vm.character(string.scalar(at: position)))
    }
    let range = try unsafeDowncast(object, to: SliceObject.self).resolve(count: string.count, vm)
    return .object(slice(string, range, vm))
  }

  /// What a slice selects.
  static func slice(_ string: StrObject, _ range: SliceObject.Resolved, _ vm: Interpreter) -> StrObject {
    if range.count == 0 { return vm.empty }
    if range.step == 1, range.count == string.count, string.kind == .str { return string }
    guard string.isASCII else {
      if range.step == 1 { return .make(string.substring(range.start, range.start + range.count)) }
      let scalars = string.scalars
      return .make(String(codePoints: (0..<range.count).map { scalars[range.start &+ $0 &* range.step] }))
    }
    let bytes = string.bytes
    if range.step == 1 { return vm.piece(bytes[range.start..<(range.start + range.count)]) }
    if range.step == -1, range.count <= TextBytes.Layout.longestSmall {
      let end = range.start &+ 1
      return .make(TextWords(bytes[(end &- range.count)..<end]).reversed(count: range.count), count: range.count)
    }
    let mark = vm.writer.count
    vm.writer.reserve(range.count)
    let target = vm.writer.start + mark
    var position = range.start
    for index in 0..<range.count {
      target[index] = bytes[position]
      position &+= range.step
    }
    vm.writer.count += range.count
    return vm.writer.takeObject(from: mark)
  }

  private static func repeated(_ string: StrObject, _ times: Int, _ vm: Interpreter) -> Value {
    if times == 1, string.kind == .str { return .object(string) }
    let bytes = string.bytes
    let total = bytes.count * times
    if total == 0 { return .object(vm.empty) }
    let text = String(unsafeUninitializedCapacity: total) { buffer in
      guard let target = buffer.baseAddress else { return 0 }
      memcpy(target, bytes.start, bytes.count)
      // What is there already doubles, until the rest is shorter.
      var done = bytes.count
      while done < total {
        let more = min(done, total - done)
        memcpy(target + done, target, more)
        done += more
      }
      return total
    }
    return .string(text)
  }

  static func contains(_ string: StrObject, _ value: Value, _ vm: Interpreter) throws -> Bool {
    guard let other = value.as(StrObject.self) else {
      throw Raised(.typeError, "'in <string>' requires string as left operand, not \(vm.typeName(of: value))")
    }
    return string.bytes.contains(other.bytes)
  }

  /// The same for a value in a register.
  @inline(__always) static func contains(
    _ string: StrObject, _ place: UnsafeMutablePointer<Value>, _ vm: Interpreter
  ) throws -> Bool {
    if let bytes = place.textBytes { return string.bytes.contains(bytes) }
    return try contains(string, place.pointee, vm)
  }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// The bytes of a `str` in a register, for as long as it stays there; `nil` for all else, subclasses included.
  @inline(__always) var textBytes: TextBytes? {
    guard isObject else { return nil }
    return reference._withUnsafeGuaranteedRef { object in
      object.kind == .str ? unsafeDowncast(object, to: StrObject.self).bytes : nil
    }
  }
}

extension Interpreter {
  /// `left + right`.
  func concatenation(_ left: StrObject, _ right: StrObject) -> Value {
    let (first, second) = (left.bytes, right.bytes)
    let total = first.count &+ second.count
    if total <= TextBytes.Layout.longestSmall {
      return .object(StrObject.make(TextWords(first, then: TextWords(second), at: first.count), count: total))
    }
    // Long texts grow in one copy; what is put together here would be copied twice.
    if total > 1 << 10 { return .string(left.text + right.text) }
    let mark = writer.count
    writer.append(first)
    writer.append(second)
    return writer.takeValue(from: mark)
  }

  /// `r[a] = left op right` of a string and what needs no method of a program's; `false` where others have to look.
  @inline(__always) func operateOnText(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    into a: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    guard left.isObject, left.reference._withUnsafeGuaranteedRef({ $0.kind == .str }) else { return false }
    return try textResult(op, left, right, into: a)
  }

  @inline(never) private func textResult(
    _ op: BinaryOperator, _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>,
    into a: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    guard case .object(let object) = left.pointee else { return false }
    let string = unsafeDowncast(object, to: StrObject.self)
    switch op {
    case .add:
      guard case .object(let other) = right.pointee, other.kind == .str else { return false }
      a.set(concatenation(string, unsafeDowncast(other, to: StrObject.self)))
    case .modulo:
      if case .object(let other) = right.pointee, other.type.isHeap { return false }
      a.set(try PercentFormatting.format(string, right.pointee, self))
    default: return false
    }
    return true
  }
}
