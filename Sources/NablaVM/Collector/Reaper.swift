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
    var taken: [Value] = []
    swap(&taken, &field)
    release(consume taken)
  }

  static func empty(_ field: inout [CellObject]) {
    if field.isEmpty { return }
    var taken: [CellObject] = []
    swap(&taken, &field)
    if depth >= maximumDepth {
      for cell in taken { queue.append(.object(cell)) }
      return
    }
    depth += 1
    dropAll(consume taken)
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
  @inline(never) private static func dropAll(_ cells: consuming [CellObject]) {}

  private static func drain() {
    if isDraining { return }
    isDraining = true
    depth = 1
    while let value = queue.popLast() { drop(value) }
    depth = 0
    isDraining = false
  }
}
