/// A namespace as a dictionary: what `globals()`, `vars(module)` and `f.__dict__` give. What is written on one side shows
/// on the other.
///
/// Compiled code keeps pointers to the cells of a namespace, so the values have to stay there. The view's own table has
/// the keys, in order; for the time of an access the values are put in, and what the access changed is written back.
/// Between accesses it holds no values, so that a global that is deleted or replaced dies at once.
public final class NamespaceView: DictObject {
  let namespace: AttributeTable
  private var seenChanges = -1
  private var accesses = 0

  init(_ namespace: AttributeTable) {
    self.namespace = namespace
    super.init(kind: .namespaceView)
    namespace.view = self
  }

  deinit { namespace.view = nil }

  public override func clearReferences() {}

  private func name(_ key: Value) -> Name? { key.text.map { Name($0) } }

  override func beginAccess() {
    accesses += 1
    if accesses > 1 { return }
    if seenChanges != namespace.changes { synchronizeKeys() }
    for index in storage.entries.indices where storage.entries[index].isLive {
      if let name = name(storage.entries[index].key) { storage.setValue(at: index, namespace.get(name)) }
    }
  }

  private func synchronizeKeys() {
    seenChanges = namespace.changes
    let gone = storage.entries.indices.filter { index in
      name(storage.entries[index].key).map { namespace.get($0).isUndefined } ?? false
    }
    for index in gone.reversed() { _ = storage.remove(at: index) }
    namespace.forEach { name, _ in
      let key = name.string
      if storage.findString(key.text, hash: key.hashCode) == nil {
        storage.insert(.object(key), hash: key.hashCode, .none)
      }
    }
  }

  override func endAccess(changed: Bool) {
    accesses -= 1
    if accesses > 0 { return }
    if changed { writeBack() }
    for index in storage.entries.indices where storage.entries[index].isLive {
      if storage.entries[index].key.text != nil { storage.setValue(at: index, .none) }
    }
  }

  private func writeBack() {
    for entry in storage.entries where entry.isLive {
      guard let name = name(entry.key), !namespace.get(name).isIdentical(to: entry.value) else { continue }
      namespace.set(name, entry.value)
    }
    if namespace.names.count != storage.count {
      for name in namespace.names where storage.findString(name.text, hash: name.string.hashCode) == nil {
        namespace.remove(name)
      }
    }
    seenChanges = namespace.changes
  }

  // MARK: the ordinary accesses, one name at a time

  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    guard let name = name(key) else { return try super.item(key, vm) }
    guard let value = namespace.get(name).defined else { throw Raised(.keyError, arguments: [key]) }
    return value
  }
  public override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    guard let name = name(key) else { return try super.setItem(key, value, vm) }
    namespace.set(name, value)
  }
  public override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    guard let name = name(key) else { return try super.deleteItem(key, vm) }
    if !namespace.remove(name) { throw Raised(.keyError, arguments: [key]) }
  }
  public override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? {
    guard let name = name(value) else { return try super.contains(value, vm) }
    return !namespace.get(name).isUndefined
  }
  public override func length(_ vm: Interpreter) throws -> Int? { table.count }
}
