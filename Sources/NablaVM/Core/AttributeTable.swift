/// An insertion-ordered table from names to values: the attributes of classes and modules, and the own attributes of
/// those few objects that have no shape.
///
/// Values lie in cells that never move, so that compiled code can keep a pointer to a global's cell for as long as the
/// table lives. Deleting leaves the cell behind, `.undefined`, for the name's return.
public final class AttributeTable {
  public private(set) var allNames: [Name] = []
  private var cells: [UnsafeMutablePointer<Value>] = []
  private var indices: [Name: Int] = [:]
  /// Grows with every first assignment and deletion; views of the table notice changes by it.
  public private(set) var changes = 0

  /// The dictionary that shows this table, while there is one.
  @exclusivity(unchecked) unowned(unsafe) var view: NamespaceView?

  public init() {}

  deinit {
    for cell in cells {
      Reaper.release(cell.move())
      cell.deallocate()
    }
  }

  /// The value's place; made, and `.undefined`, when the name is new.
  public func cell(_ name: Name) -> UnsafeMutablePointer<Value> {
    if let index = indices[name] { return cells[index] }
    let cell = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    cell.initialize(to: .undefined)
    indices[name] = cells.count
    allNames.append(name)
    cells.append(cell)
    return cell
  }

  /// The table as a dictionary: one object for as long as anybody holds it.
  func asDictionary() -> NamespaceView { view ?? NamespaceView(self) }

  public func get(_ name: Name) -> Value {
    guard let index = indices[name] else { return .undefined }
    return cells[index].pointee
  }

  public func set(_ name: Name, _ value: Value) {
    let place = cell(name)
    if place.pointee.isUndefined { changes &+= 1 }
    let old = place.move()
    place.initialize(to: value)
    _ = old
  }

  /// Whether there was one.
  @discardableResult public func remove(_ name: Name) -> Bool {
    guard let index = indices[name], !cells[index].pointee.isUndefined else { return false }
    changes &+= 1
    cells[index].pointee = .undefined
    return true
  }

  /// The names that have values, in the order of first assignment.
  public var names: [Name] { allNames.indices.compactMap { cells[$0].pointee.isUndefined ? nil : allNames[$0] } }

  public func forEach(_ body: (Name, Value) throws -> Void) rethrows {
    for index in allNames.indices where !cells[index].pointee.isUndefined {
      try body(allNames[index], cells[index].pointee)
    }
  }

  public func visitReferences(_ visit: (Object) -> Void) {
    for cell in cells { cell.pointee.visit(visit) }
  }

  public func removeAll() {
    changes &+= 1
    for cell in cells { cell.pointee = .undefined }
  }
}
