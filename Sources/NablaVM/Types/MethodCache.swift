/// A direct-mapped cache of class look-ups, by the class's version and the name (CPython has the same).
///
/// It holds what it caches strongly; entries of classes that died or changed are overwritten by and by.
enum MethodCache {
  struct Entry {
    var version: Int
    var name: Name
    /// The class behind which was searched, for `super()`. As long as the version holds, that class lives: it is in the
    /// order of the class looked at.
    var start: UnsafeMutableRawPointer?
    var value: Value
  }

  static let size = 4096
  static let entries: UnsafeMutablePointer<Entry> = {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: size)
    entries.initialize(repeating: Entry(version: -1, name: Name(id: -1), start: nil, value: .undefined), count: size)
    return entries
  }()

  @inline(__always) static func entry(version: Int, name: Name) -> UnsafeMutablePointer<Entry> {
    entries + ((version &* 31 &+ Int(name.id)) & (size - 1))
  }

  @inline(__always) static func entry(
    version: Int, name: Name, after start: TypeObject
  ) -> UnsafeMutablePointer<Entry> {
    entries + ((version &* 31 &+ Int(name.id) &+ start.identity >> 4) & (size - 1))
  }

  static func store(
    _ entry: UnsafeMutablePointer<Entry>, version: Int, name: Name, after start: TypeObject? = nil, value: Value
  ) {
    let old = entry.pointee.value
    entry.pointee = Entry(
      version: version, name: name, start: start.map { Unmanaged.passUnretained($0).toOpaque() }, value: value)
    _ = old
  }

  /// Lets go of everything: cached references would otherwise count as held from outside in a collection.
  static func clear() {
    for index in 0..<size where entries[index].version >= 0 {
      entries[index] = Entry(version: -1, name: Name(id: -1), start: nil, value: .undefined)
    }
  }
}
