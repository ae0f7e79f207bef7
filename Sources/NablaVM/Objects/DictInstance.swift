/// An instance of a class that inherits from `dict`.
final class DictInstance: DictObject {
  private let attributes = AttributeTable()
  /// What a program put in the place of `__dict__`; often the dictionary itself, so that its items are its attributes.
  private var replacement: DictObject?

  override var ownAttributes: AttributeTable? { replacement == nil ? attributes : nil }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    attributes.visitReferences(visit)
    if let replacement { visit(replacement) }
  }
  override func clearReferences() {
    super.clearReferences()
    attributes.removeAll()
    replacement = nil
  }

  var attributesDictionary: DictObject { replacement ?? attributes.asDictionary() }

  func replaceAttributes(_ dictionary: DictObject) { replacement = dictionary }

  override func ownValue(_ name: Name) -> Value? { replacement.map { $0[name.text] } ?? attributes.get(name).defined }
  override func setOwnValue(_ name: Name, _ value: Value) -> Bool {
    if let replacement { replacement[name.text] = value } else { attributes.set(name, value) }
    return true
  }
  override func removeOwnValue(_ name: Name) -> Bool {
    guard let replacement else { return attributes.remove(name) }
    guard replacement[name.text] != nil else { return false }
    replacement[name.text] = nil
    return true
  }
  override func attributeNames() -> [String] {
    replacement.map { $0.keys.compactMap(\.text) } ?? attributes.names.map(\.text)
  }
}
