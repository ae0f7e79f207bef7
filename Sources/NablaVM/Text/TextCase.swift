/// Changes of case that ASCII text takes eight bytes at a time.
enum TextCase {
  case upper, lower, swapped, capitalized

  /// Eight bytes changed; `isFirst` says that they begin the text. Above a byte that is not ASCII nothing is right.
  @inline(__always) func apply(_ word: UInt64, isFirst: Bool) -> UInt64 {
    switch self {
    case .upper: return word ^ TextCase.lowerLetters(word)
    case .lower: return word ^ TextCase.upperLetters(word)
    case .swapped: return word ^ TextCase.lowerLetters(word) ^ TextCase.upperLetters(word)
    case .capitalized:
      let lower = word ^ TextCase.upperLetters(word)
      return isFirst ? lower ^ (TextCase.lowerLetters(lower) & 0xFF) : lower
    }
  }

  @inline(__always) private static func lowerLetters(_ word: UInt64) -> UInt64 {
    letters(word, UInt8(ascii: "a"), UInt8(ascii: "z"))
  }

  @inline(__always) private static func upperLetters(_ word: UInt64) -> UInt64 {
    letters(word, UInt8(ascii: "A"), UInt8(ascii: "Z"))
  }

  /// The bit that distinguishes the cases, in all bytes between two.
  @inline(__always) private static func letters(_ word: UInt64, _ low: UInt8, _ high: UInt8) -> UInt64 {
    let each: UInt64 = 0x0101_0101_0101_0101
    let atLeast = word &+ each &* UInt64(0x80 &- low)
    let beyond = word &+ each &* UInt64(0x7F &- high)
    return (atLeast & ~beyond & 0x8080_8080_8080_8080) &>> 2
  }
}

extension Interpreter {
  /// A copy of ASCII text, changed.
  func changing(_ bytes: TextBytes, to wanted: TextCase) -> Value {
    if bytes.count <= TextBytes.Layout.longestSmall {
      var words = TextWords(bytes)
      words.first = wanted.apply(words.first, isFirst: true)
      words.second = wanted.apply(words.second, isFirst: false)
      return .object(StrObject.make(words, count: bytes.count))
    }
    let mark = writer.count
    writer.reserve(bytes.count + 8)
    writer.append(bytes)
    // What lies behind the last byte is changed too, and never read.
    let target = UnsafeMutableRawPointer(writer.start + mark)
    for index in stride(from: 0, to: bytes.count, by: 8) {
      let word = target.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      target.storeBytes(of: wanted.apply(word, isFirst: index == 0), toByteOffset: index, as: UInt64.self)
    }
    return writer.takeValue(from: mark)
  }
}
