/// `memoryview`: a window on the bytes of another object, item by item and without a copy. Items are always unsigned
/// bytes.
public final class MemoryViewObject: Container {
  /// The object looked at; `nil` once released.
  private(set) var source: BytesObject?
  let start: Int
  let step: Int
  let count: Int

  init(_ source: BytesObject, start: Int, step: Int, count: Int) {
    self.source = source
    self.start = start
    self.step = step
    self.count = count
    super.init(type: .memoryView)
    (source as? ByteArrayObject)?.exports += 1
  }

  deinit { release() }

  func release() {
    (source as? ByteArrayObject)?.exports -= 1
    source = nil
  }

  public override func visitReferences(_ visit: (Object) -> Void) { if let source { visit(source) } }
  public override func clearReferences() { release() }

  func checked() throws -> BytesObject {
    guard let source else { throw Raised(.valueError, "operation forbidden on released memoryview object") }
    return source
  }

  /// The bytes in view; none once released.
  var contents: [UInt8] {
    guard let source else { return [] }
    return (0..<count).map { source.bytes[start &+ $0 &* step] }
  }

  private func position(_ key: Value, _ vm: Interpreter) throws -> Int {
    guard let index = try vm.indexOrNil(key) else { throw Raised(.typeError, "memoryview: invalid slice key") }
    guard case .int(let index) = index else {
      throw Raised(.indexError, "cannot fit '\(vm.typeName(of: key))' into an index-sized integer")
    }
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else { throw Raised(.indexError, "index out of bounds on dimension 1") }
    return start &+ position &* step
  }

  private func part(_ slice: SliceObject, _ vm: Interpreter) throws -> MemoryViewObject {
    let source = try checked()
    let range = try slice.resolve(count: count, vm)
    // A step that reaches no second item does not matter, and might not fit.
    let inner = range.count > 1 ? range.step : 1
    return MemoryViewObject(
      source, start: range.count > 0 ? start &+ range.start &* step : start, step: step &* inner, count: range.count)
  }

  public override func truth(_ vm: Interpreter) throws -> Bool { count > 0 }
  public override func length(_ vm: Interpreter) throws -> Int? { _ = try checked(); return count }
  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    let source = try checked()
    if let slice = key.as(SliceObject.self) { return .object(try part(slice, vm)) }
    return .int(Int(source.bytes[try position(key, vm)]))
  }

  public override func setItem(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    guard let array = try checked() as? ByteArrayObject else {
      throw Raised(.typeError, "cannot modify read-only memory")
    }
    guard let slice = key.as(SliceObject.self) else {
      let position = try position(key, vm)
      guard let index = try vm.indexOrNil(value) else {
        throw Raised(.typeError, "memoryview: invalid type for format 'B'")
      }
      guard case .int(let number) = index, let byte = UInt8(exactly: number) else {
        throw Raised(.valueError, "memoryview: invalid value for format 'B'")
      }
      array.bytes[position] = byte
      return
    }
    guard let new = value.byteSource else {
      throw Raised(.typeError, "a bytes-like object is required, not '\(vm.typeName(of: value))'")
    }
    let part = try part(slice, vm)
    guard new.count == part.count else {
      throw Raised(.valueError, "memoryview assignment: lvalue and rvalue have different structures")
    }
    for (index, byte) in new.enumerated() { array.bytes[part.start &+ index &* part.step] = byte }
  }
  public override func deleteItem(_ key: Value, _ vm: Interpreter) throws {
    throw Raised(.typeError, "cannot delete memory")
  }

  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual else { return nil }
    return BytesOperations.compare(contents, op, other)
  }
  public override func hash(_ vm: Interpreter) throws -> Int {
    if try checked() is ByteArrayObject {
      throw Raised(.valueError, "cannot hash writable memoryview object")
    }
    return contents.withUnsafeBytes { stableHash($0) }
  }
  public override func iterator(_ vm: Interpreter) throws -> Object? {
    _ = try checked()
    return SequenceIterator(.tuple(contents.map { .int(Int($0)) }))
  }

  public override func enter(_ vm: Interpreter) throws -> Value? {
    _ = try checked()
    return .object(self)
  }
  public override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    release()
    return false
  }
}
