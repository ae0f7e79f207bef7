import Glibc

/// The methods that programs call most, on the bytes of their strings.
extension StrMethods {
  /// All occurrences of what is not empty replaced.
  static func replaced(_ string: StrObject, _ old: TextBytes, _ new: TextBytes, _ vm: Interpreter) -> Value {
    let bytes = string.bytes
    var found = bytes.firstOffset(of: old)
    if found < 0, string.kind == .str { return .object(string) }
    let mark = vm.writer.count
    var position = 0
    while found >= 0 {
      vm.writer.append(bytes[position..<found])
      vm.writer.append(new)
      position = found &+ old.count
      found = bytes.firstOffset(of: old, from: position)
    }
    vm.writer.append(bytes[position..<bytes.count])
    return vm.writer.takeValue(from: mark)
  }

  /// The words of ASCII text.
  static func words(_ bytes: TextBytes, _ vm: Interpreter) -> [Value] {
    var words: [Value] = []
    var index = 0
    while true {
      while index < bytes.count, isSpace(bytes[index]) { index &+= 1 }
      if index == bytes.count { return words }
      let start = index
      while index < bytes.count, !isSpace(bytes[index]) { index &+= 1 }
      words.append(vm.string(bytes[start..<index]))
    }
  }

  /// What white space is in ASCII.
  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte <= 32 && (byte == 32 || byte &- 9 < 5 || byte &- 28 < 4)
  }

  /// What lies between separators, which are not empty.
  static func pieces(_ bytes: TextBytes, _ separator: TextBytes, _ vm: Interpreter) -> [Value] {
    var pieces: [Value] = []
    var start = 0
    while true {
      let found = bytes.firstOffset(of: separator, from: start)
      if found < 0 { break }
      pieces.append(vm.string(bytes[start..<found]))
      start = found &+ separator.count
    }
    pieces.append(vm.string(bytes[start..<bytes.count]))
    return pieces
  }

  /// ASCII text without the bytes at its ends that are to be dropped.
  @inline(__always) static func trimmed(
    _ string: StrObject, _ leading: Bool, _ trailing: Bool, _ vm: Interpreter, _ drops: (UInt8) -> Bool
  ) -> Value {
    let bytes = string.bytes
    var start = 0
    var end = bytes.count
    if leading { while start < end, drops(bytes[start]) { start &+= 1 } }
    if trailing { while start < end, drops(bytes[end &- 1]) { end &-= 1 } }
    if end &- start == bytes.count, string.kind == .str { return .object(string) }
    return vm.string(bytes[start..<end])
  }

  /// `separator.join(items)`: the length is known before anything is copied.
  static func joined(_ items: [Value], by separator: StrObject, _ vm: Interpreter) throws -> Value {
    if items.count == 1, case .object(let only) = items[0], only.kind == .str { return items[0] }
    let between = separator.bytes
    return try items.withUnsafeBufferPointer { items in
      guard let base = UnsafeMutablePointer(mutating: items.baseAddress) else {
        return .object(vm.empty)
      }
      var total = between.count * (items.count - 1)
      for index in 0..<items.count { total += try text(of: base + index, index, vm).count }
      guard total > TextBytes.Layout.longestSmall else {
        let mark = vm.writer.count
        for index in 0..<items.count {
          if index > 0 { vm.writer.append(between) }
          vm.writer.append(try text(of: base + index, index, vm))
        }
        return vm.writer.takeValue(from: mark)
      }
      return .string(
        try String(unsafeUninitializedCapacity: total + TextBytes.slack) { buffer in
          guard var target = buffer.baseAddress else { return 0 }
          for index in 0..<items.count {
            if index > 0 {
              between.copy(to: target)
              target += between.count
            }
            let bytes = try text(of: base + index, index, vm)
            bytes.copy(to: target)
            target += bytes.count
          }
          return total
        })
    }
  }

  @inline(__always) private static func text(
    of place: UnsafeMutablePointer<Value>, _ index: Int, _ vm: Interpreter
  ) throws -> TextBytes {
    if let bytes = place.textBytes { return bytes }
    guard let string = place.pointee.as(StrObject.self) else {
      throw Raised(
        .typeError, "sequence item \(index): expected str instance, \(vm.typeName(of: place.pointee)) found")
    }
    return string.bytes
  }
}
