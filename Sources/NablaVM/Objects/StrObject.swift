import CReferences
import Glibc

/// `str`: a Swift string, indexed by code point.
///
/// ASCII text is indexed through its UTF-8 bytes; other text keeps an index of its code points, made at the first
/// access by position (see `TextIndex`). Equality and hashes go by code points, never by Swift's canonical equivalence.
open class StrObject: Object {
  /// This and the next come first, so that they lie in what the superclass leaves of a word.
  @exclusivity(unchecked) private final var knownASCII: UInt8 = 0
  /// The interned name of this text, once asked for; -1 before.
  @exclusivity(unchecked) private final var nameID: Int32 = -1
  @exclusivity(unchecked) public private(set) final var text: String
  @exclusivity(unchecked) private final var cachedHash = 0
  @exclusivity(unchecked) private final var cachedIndex: TextIndex?

  public init(_ text: String) {
    self.text = text.inPlace
    super.init(builtIn: StrObject.ownClass, kind: .str)
  }

  /// The class `str`; kept here, it is read without asking each time whether it has been made.
  private static var knownClass: Unmanaged<TypeObject>?
  @inline(__always) private static var ownClass: Unmanaged<TypeObject> { knownClass ?? findClass() }
  @inline(never) private static func findClass() -> Unmanaged<TypeObject> {
    let found = Unmanaged.passUnretained(TypeObject.str)
    knownClass = found
    return found
  }

  /// An instance of a subclass.
  public init(_ text: String, type: TypeObject) {
    self.text = text.inPlace
    super.init(type: type, kind: type === TypeObject.str ? .str : .other)
  }

  /// The bytes of the text, for as long as the object lives and does not grow.
  @inline(__always) final var bytes: TextBytes {
    TextBytes(stringAt: withUnsafeMutablePointer(to: &text) { UnsafeRawPointer($0) })
  }

  public final var isASCII: Bool {
    if knownASCII == 0 { knownASCII = bytes.scanASCII() ? 2 : 1 }
    return knownASCII == 2
  }

  /// As an identifier: what keyword arguments from a dictionary are looked up by.
  final var name: Name {
    if nameID < 0 { nameID = Name(text).id }
    return Name(id: nameID)
  }

  /// The number of code points.
  public final var count: Int { isASCII ? bytes.count : index.count }

  /// Of a text that is not ASCII.
  final var index: TextIndex {
    if let cachedIndex { return cachedIndex }
    let index = TextIndex(bytes)
    cachedIndex = index
    return index
  }

  /// Grows a string that no program has seen but through the one variable that is about to hold the result.
  final func append(_ other: StrObject) {
    if !growInPlace(by: other.bytes) { text += other.text }
    cachedHash = 0
    nameID = -1
    knownASCII = 0
    cachedIndex = nil
  }

  /// Adds ASCII to ASCII where the text's storage has room and no other owner; `false`, and nothing done, elsewhere.
  ///
  /// What lies in front of the bytes is the capacity, with room for a terminating zero, and the same word of count and
  /// flags that the string itself holds.
  @inline(__always) private final func growInPlace(by more: TextBytes) -> Bool {
    let words = UnsafeMutableRawPointer(withUnsafeMutablePointer(to: &text) { $0 })
    let flags = words.load(as: UInt64.self)
    let second = words.load(fromByteOffset: 8, as: UInt64.self)
    guard more.isKnownASCII, second >> 60 == 0, flags & TextBytes.Layout.largeIsASCII != 0,
      let storage = UnsafeMutableRawPointer(bitPattern: UInt(second)), nabla_is_unique(storage),
      storage.load(fromByteOffset: 24, as: UInt64.self) == flags
    else { return false }
    let count = Int(flags & TextBytes.Layout.count)
    let capacity = Int(storage.load(fromByteOffset: 16, as: UInt64.self) & TextBytes.Layout.count)
    guard count &+ more.count < capacity else { return false }
    let end = storage + (Int(TextBytes.Layout.header) &+ count)
    memcpy(end, more.start, more.count)
    end.storeBytes(of: 0, toByteOffset: more.count, as: UInt8.self)
    let grown = flags &+ UInt64(truncatingIfNeeded: more.count)
    storage.storeBytes(of: grown, toByteOffset: 24, as: UInt64.self)
    words.storeBytes(of: grown, as: UInt64.self)
    return true
  }

  /// The code point at an index that must be in range.
  public final func scalar(at index: Int) -> UInt32 { isASCII ? UInt32(bytes[index]) : scalars[index] }

  /// The text between two positions in code points, which must be in range.
  public final func substring(_ lower: Int, _ upper: Int) -> String {
    String(bytes[offset(ofPoint: lower)..<offset(ofPoint: upper)])
  }

  /// FNV-1a over the UTF-8 bytes, eight at a time; -1 is CPython's mark of an error and never a hash.
  public final var hashCode: Int {
    if cachedHash != 0 { return cachedHash }
    let bytes = self.bytes
    var hash = stableHash(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count))
    if hash == 0 || hash == -1 { hash = -2 }
    cachedHash = hash
    return hash
  }

  @inline(__always) public final func isEqual(_ other: StrObject) -> Bool { self === other || hasSameText(other) }

  @usableFromInline final func hasSameText(_ other: StrObject) -> Bool {
    // What both know of their hashes tells most apart.
    if cachedHash != other.cachedHash, cachedHash != 0, other.cachedHash != 0 { return false }
    return bytes.isEqual(other.bytes)
  }

  open override func str(_ vm: Interpreter) throws -> String { text }
  open override func hash(_ vm: Interpreter) throws -> Int { hashCode }
  open override func truth(_ vm: Interpreter) throws -> Bool { !bytes.isEmpty }
  open override func length(_ vm: Interpreter) throws -> Int? { count }
  open override func repr(_ vm: Interpreter) throws -> String { StrOperations.repr(self) }
  open override func format(_ spec: String, _ vm: Interpreter) throws -> String {
    try StrOperations.format(self, spec, vm)
  }
  open override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    try StrOperations.compare(self, op, other, vm)
  }
  open override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try StrOperations.binary(self, op, right, vm)
  }
  open override func reflected(_ op: BinaryOperator, _ left: Value, _ vm: Interpreter) throws -> Value? {
    try StrOperations.reflected(self, op, left, vm)
  }
  open override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try StrOperations.item(self, key, vm) }
  open override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    try StrOperations.contains(self, value, vm)
  }
  open override func iterator(_ vm: Interpreter) throws -> Object? { StrIterator(self) }
}

/// An instance of a user's subclass of `str`.
final class StrInstance: StrObject {
  private let attributes = AttributeTable()
  override var ownAttributes: AttributeTable? { attributes }
}

/// Whether two strings have the same UTF-8 bytes.
public func hasSameBytes(_ left: String, _ right: String) -> Bool {
  // Short strings lie in the two words themselves, and equal words are equal strings in any case.
  if unsafeBitCast(left, to: (UInt, UInt).self) == unsafeBitCast(right, to: (UInt, UInt).self) { return true }
  let fast: Bool?? = left.utf8.withContiguousStorageIfAvailable { a in
    right.utf8.withContiguousStorageIfAvailable { b in
      guard a.count == b.count, let x = a.baseAddress, let y = b.baseAddress else { return a.count == b.count }
      return memcmp(x, y, a.count) == 0
    }
  }
  if case .some(.some(let result)) = fast { return result }
  return left.utf8.elementsEqual(right.utf8)
}

/// A hash of bytes, the same in every run: sets of strings print in the same order each time.
public func stableHash(_ bytes: UnsafeRawBufferPointer) -> Int {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
  var index = 0
  while index + 8 <= bytes.count {
    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 29
    index += 8
  }
  while index < bytes.count {
    hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
    index += 1
  }
  hash ^= hash >> 32
  hash = hash &* 0xd6e8_feb8_6659_fd93
  hash ^= hash >> 32
  return Int(bitPattern: UInt(hash))
}

extension String {
  /// The same text with its bytes where `TextBytes` looks for them: they nearly always lie there.
  @inline(__always) var inPlace: String {
    let (first, second) = unsafeBitCast(self, to: (UInt64, UInt64).self)
    if second & TextBytes.Layout.isSmall != 0 || first & TextBytes.Layout.isTailAllocated != 0 { return self }
    return copiedInPlace
  }

  @inline(never) private var copiedInPlace: String { String(decoding: Array(utf8), as: UTF8.self) }

  /// From code points; what is none (a surrogate) becomes U+FFFD.
  public init<S: Sequence>(codePoints: S) where S.Element == UInt32 {
    self.init()
    for point in codePoints { unicodeScalars.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
  }
}
