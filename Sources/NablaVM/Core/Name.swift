/// An interned identifier: attribute names, keyword names and globals compare and hash as one integer.
///
/// The table is process-wide and only ever touched by the interpreter's thread.
@frozen public struct Name: Hashable {
  public let id: Int32

  @usableFromInline init(id: Int32) { self.id = id }

  public init(_ text: String) {
    if let id = NameTable.ids[text] { self.init(id: id); return }
    let id = Int32(NameTable.strings.count)
    NameTable.ids[text] = id
    NameTable.strings.append(StrObject(text))
    self.init(id: id)
  }

  /// The one string object of this name, so that `'x'` read back from `__dict__` costs nothing.
  public var string: StrObject { NameTable.strings[Int(id)] }
  public var text: String { string.text }

  /// The name of this text if any code or attribute ever used it; asking does not intern.
  public static func existing(_ text: String) -> Name? { NameTable.ids[text].map(Name.init(id:)) }
}

enum NameTable {
  static var ids: [String: Int32] = [:]
  static var strings: [StrObject] = []
}

extension Name: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
