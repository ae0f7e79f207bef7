/// ASCII bytes whose case is to be changed, where they lie.
struct TextCase {
  let start: UnsafeMutablePointer<UInt8>
  let count: Int

  @inline(__always) private func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
  @inline(__always) private func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

  func upper() { upper(0, count) }
  func lower() { lower(0, count) }

  private func upper(_ from: Int, _ to: Int) {
    for index in from..<to where isLower(start[index]) { start[index] &-= 32 }
  }

  private func lower(_ from: Int, _ to: Int) {
    for index in from..<to where isUpper(start[index]) { start[index] &+= 32 }
  }

  func swap() {
    for index in 0..<count where isUpper(start[index]) || isLower(start[index]) { start[index] ^= 32 }
  }

  func capitalize() {
    guard count > 0 else { return }
    upper(0, 1)
    lower(1, count)
  }

  func title() {
    var afterCased = false
    for index in 0..<count {
      if afterCased { lower(index, index + 1) } else { upper(index, index + 1) }
      afterCased = isUpper(start[index]) || isLower(start[index])
    }
  }
}

extension Interpreter {
  /// A copy of ASCII text, changed.
  func changingCase(of bytes: TextBytes, _ change: (TextCase) -> Void) -> Value {
    let mark = writer.count
    writer.append(bytes)
    change(TextCase(start: writer.start + mark, count: bytes.count))
    return writer.takeValue(from: mark)
  }
}
