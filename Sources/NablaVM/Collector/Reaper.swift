import CReferences

/// Releases deep structures without recursing on the native stack.
///
/// Swift releases what an object holds inside its `deinit`; a list of a million nodes would nest a million of them.
/// Every `deinit` of a container therefore hands its values over here. Up to a nesting of some tens they are released
/// on the spot; beyond, they are queued, and the outermost release drains the queue.
public enum Reaper {
  static let maximumDepth = 40
  @exclusivity(unchecked) static var depth = 0
  @exclusivity(unchecked) static var queue: [Value] = []
  @exclusivity(unchecked) static var isDraining = false

  @inlinable public static func release(_ value: consuming Value) {
    guard case .object = value else { return }
    releaseObject(value)
  }

  @usableFromInline static func releaseObject(_ value: consuming Value) {
    if depth >= maximumDepth {
      queue.append(value)
      return
    }
    depth += 1
    drop(value)
    depth -= 1
    if depth == 0, !queue.isEmpty { drain() }
  }

  public static func release(_ values: consuming [Value]) {
    if values.isEmpty { return }
    if depth >= maximumDepth {
      queue.append(contentsOf: values)
      return
    }
    depth += 1
    dropAll(values)
    depth -= 1
    if depth == 0, !queue.isEmpty { drain() }
  }

  /// For an object held in a typed field.
  public static func release(object: consuming Object?) {
    if let object { release(.object(object)) }
  }

  // MARK: emptying fields

  /// Moves out what is in a field and releases it. A `deinit` that only handed a copy over would keep the last reference
  /// itself, and drop it after its body, where nobody measures depth.
  static func empty(_ field: inout [Value]) {
    if field.isEmpty { return }
    // In place, where nothing else has a copy.
    if let items = BareArray.exclusive(&field) { return empty(items.start, count: items.abandon()) }
    var taken: [Value] = []
    swap(&taken, &field)
    release(consume taken)
  }

  static func empty(_ field: inout [CellObject]) {
    if !field.isEmpty { empty(&field, leaving: []) { $0.map { .object($0) } } }
  }

  /// The same for values in memory that is about to be freed, or counts as empty from now on.
  static func empty(_ start: UnsafeMutablePointer<Value>, count: Int) {
    if depth >= maximumDepth {
      for index in 0..<count where (start + index).isObject { queue.append((start + index).move()) }
      return
    }
    depth += 1
    for index in 0..<count {
      let place = start + index
      if place.isObject { nabla_release(UnsafeRawPointer(place.reference.toOpaque())) }
    }
    depth -= 1
    if depth == 0, !queue.isEmpty { drain() }
  }

  /// The same for what owns values some other way.
  static func empty<Owner>(_ field: inout Owner, leaving empty: Owner, _ values: (Owner) -> [Value]) {
    var taken = empty
    swap(&taken, &field)
    if depth >= maximumDepth {
      queue.append(contentsOf: values(taken))
      return
    }
    depth += 1
    drop(owner: consume taken)
    depth -= 1
    if depth == 0, !queue.isEmpty { drain() }
  }

  static func empty(_ field: inout Value) {
    guard case .object = field else { return }
    var taken = Value.undefined
    swap(&taken, &field)
    releaseObject(consume taken)
  }

  static func empty<Held: Object>(_ field: inout Held?) {
    guard let held = field.map({ Unmanaged<Object>.passRetained($0) }) else { return }
    field = nil
    releaseObject(.object(held.takeRetainedValue()))
  }

  /// The parameters die when these return, not before: they must not be inlined into code that measures depth.
  @inline(never) private static func drop(_ value: consuming Value) {}
  @inline(never) private static func dropAll(_ values: consuming [Value]) {}
  @inline(never) private static func drop<Owner>(owner: consuming Owner) {}

  private static func drain() {
    if isDraining { return }
    isDraining = true
    depth = 1
    while let value = queue.popLast() { drop(value) }
    depth = 0
    isDraining = false
  }
}
