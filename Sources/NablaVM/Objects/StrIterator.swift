/// Iterates over the characters of a string.
///
/// Those of ASCII text are read where they lie, by the loop itself (`nextOfText`): a string that an iterator holds does
/// not grow.
public final class StrIterator: Object {
  let string: StrObject
  @exclusivity(unchecked) private var index = 0
  private let start: UnsafePointer<UInt8>
  private let count: Int
  private let characters: UnsafeMutablePointer<Value>

  init(_ string: StrObject) {
    let isASCII = string.isASCII
    self.string = string
    count = string.count
    start = string.bytes.start
    characters = CharacterTable.values
    super.init(
      type: isASCII ? .asciiIterator : .strIterator, kind: isASCII ? .textIterator : .iterator)
  }

  /// The next character, one of the shared ones; `nil` at the end. Of ASCII text only.
  @inline(__always) func nextShared() -> Bits? {
    guard index < count else { return nil }
    let place = UnsafeRawPointer(characters + Int(start[index]))
    index &+= 1
    return Bits(payload: place.load(as: UInt.self), tag: ValueTag.object)
  }

  public override var lengthHint: Int? { count - index }

  public override var isIterator: Bool { true }
  public override func next(_ vm: Interpreter) throws -> Value? {
    guard index < count else { return nil }
    index += 1
    return .object(vm.character(string.scalar(at: index - 1)))
  }
}

/// The shared strings of one character, and the empty one.
enum CharacterTable {
  /// The index of the empty string.
  static let empty = 256

  static let values: UnsafeMutablePointer<Value> = {
    let values = UnsafeMutablePointer<Value>.allocate(capacity: 257)
    for point in 0..<256 { (values + point).initialize(to: .string(String(codePoints: [UInt32(point)]))) }
    (values + empty).initialize(to: .string(""))
    return values
  }()
}

extension Interpreter {
  /// The shared one-character string.
  func character(_ scalar: UInt32) -> StrObject {
    scalar < 256 ? shared(Int(scalar)) : .make(String(codePoints: [scalar]))
  }

  /// The shared empty string.
  var empty: StrObject { shared(CharacterTable.empty) }

  @inline(__always) private func shared(_ index: Int) -> StrObject {
    (characters + index).reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: StrObject.self) }
  }

  /// A string of a copy of the bytes, or a shared one.
  @inline(__always) func piece(_ bytes: TextBytes) -> StrObject {
    if bytes.count > 1 { return .copying(bytes) }
    return shared(bytes.count == 0 ? CharacterTable.empty : Int(bytes[0]))
  }

  @inline(__always) func string(_ bytes: TextBytes) -> Value { .object(piece(bytes)) }
}
