/// What templates and format specifications were found to say: the same ones come again and again.
final class FormatCache {
  @exclusivity(unchecked) var numberSpecs = FormatTable<FormatSpec>()
  @exclusivity(unchecked) var textSpecs = FormatTable<FormatSpec>()
  @exclusivity(unchecked) var percentTemplates = FormatTable<PercentTemplate>()
  @exclusivity(unchecked) var fieldTemplates = FormatTable<FormatTemplate>()

  /// The specification for a value of a type, whose name is for messages.
  func spec(_ text: StrObject, typeName: @autoclosure () -> String, isText: Bool) throws -> FormatSpec {
    isText
      ? try textSpecs.find(text) { try FormatSpec(text.text, typeName: typeName(), isText: true) }
      : try numberSpecs.find(text) { try FormatSpec(text.text, typeName: typeName()) }
  }
}

/// The latest of each hash; the strings are held, so none of them grows.
struct FormatTable<Parsed> {
  private struct Entry {
    let text: StrObject
    let parsed: Parsed
  }

  private var entries = [Entry?](repeating: nil, count: FormatTable.size)

  private static var size: Int { 64 }
  /// Longer texts are not kept.
  private static var longest: Int { 1 << 12 }

  @inline(__always) mutating func find(_ text: StrObject, parse: () throws -> Parsed) rethrows -> Parsed {
    let index = text.hashCode & (FormatTable.size - 1)
    if let entry = entries[index], entry.text.isEqual(text) { return entry.parsed }
    let parsed = try parse()
    if text.kind == .str, text.bytes.count <= FormatTable.longest { entries[index] = Entry(text: text, parsed: parsed) }
    return parsed
  }
}
