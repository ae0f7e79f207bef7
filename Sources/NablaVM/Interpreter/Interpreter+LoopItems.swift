import CReferences
import NablaBytecode

/// Items and iteration, where the loop does not find them on the spot.
extension Interpreter {
  @inline(never) func loadItem(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    c.frame.pointee.next = c.ip
    try loadItem(c.r + Int(i.b), c.r + Int(i.c), into: c.r + Int(i.a), &c)
    return c
  }

  @inline(__always) private func loadItem(
    _ owner: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>,
    _ c: inout Cursor
  ) throws {
    if owner.isObject {
      let object = owner.reference
      switch object._withUnsafeGuaranteedRef({ $0.kind }) {
      case .dict:
        // Where the key is missing, the general way raises, and tells what there is.
        if try object._withUnsafeGuaranteedRef({ try loadEntry(unsafeDowncast($0, to: DictObject.self), key, into: a) }) {
          return
        }
      case .str:
        if object._withUnsafeGuaranteedRef({ loadCharacter(unsafeDowncast($0, to: StrObject.self), key, into: a) }) {
          return
        }
      case .instance:
        if try enterItem(owner, key, into: a, &c) { return }
      default: break
      }
      if let exception = missing(key, in: owner) {
        c = try raise(exception, at: c)
        return
      }
    }
    a.set(try item(owner.pointee, key.pointee))
  }

  @inline(__always) private func loadEntry(
    _ dictionary: DictObject, _ key: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    guard let index = try dictionary.index(of: key, self), let bare = dictionary.bare else { return false }
    a.copy(bare.value(at: index))
    return true
  }

  @inline(__always) private func loadCharacter(
    _ string: StrObject, _ key: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>
  ) -> Bool {
    guard case .int(let index) = key.pointee, string.isASCII else { return false }
    let count = string.count
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else { return false }
    a.set(.object(character(string.scalar(at: position))))
    return true
  }

  /// What is raised for a key that a dictionary has not, or a position beyond the end of a list or tuple: programs ask
  /// for those on purpose, so the error goes to its handler without passing through functions that throw.
  private func missing(
    _ key: UnsafeMutablePointer<Value>, in owner: UnsafeMutablePointer<Value>
  ) -> ExceptionObject? {
    let exception: ExceptionObject
    switch owner.reference._withUnsafeGuaranteedRef({ $0.kind }) {
    case .dict: exception = ExceptionObject(type: ExceptionKind.keyError.type, argument: key.pointee)
    case .list, .tuple:
      guard case .int = key.pointee else { return nil }
      let isList = owner.reference._withUnsafeGuaranteedRef { $0.kind == .list }
      exception = ExceptionObject(
        type: ExceptionKind.indexError.type,
        argument: .string(isList ? "list index out of range" : "tuple index out of range"))
    default: return nil
    }
    exception.lookedUp = (owner.pointee, key.pointee)
    return exception
  }

  @inline(never) func storeItem(
    _ owner: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>
  ) throws {
    if owner.isObject {
      let isDone = try owner.reference._withUnsafeGuaranteedRef { object -> Bool in
        guard object.kind == .dict else { return false }
        try unsafeDowncast(object, to: DictObject.self).set(key, value, self)
        return true
      }
      if isDone { return }
    }
    try setItem(owner.pointee, key.pointee, value.pointee)
  }

  /// Puts the next item of the iterator in `source` into `target`; `false` at its end.
  @inline(never) func next(
    _ source: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>
  ) throws -> Bool {
    try source.reference._withUnsafeGuaranteedRef { iterator in
      guard let value = try next(iterator) else { return false }
      target.set(value)
      return true
    }
  }

  /// `a[i:j:k]` of a list, tuple or string, where the instruction behind reads what the slice before it selects: done at once,
  /// without a slice object. `false`, and nothing done, where the bounds are other than integers or `None`.
  @inline(__always) func sliced(
    by parts: UnsafeMutablePointer<Value>, slice: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) -> Bool {
    let next = c.ip.pointee
    guard next.operation == .loadItem, c.r + Int(next.c) == slice else { return false }
    let owner = c.r + Int(next.b)
    guard owner.isObject else { return false }
    let object = owner.reference
    let result = object._withUnsafeGuaranteedRef { object -> Object? in
      let start: UnsafeMutablePointer<Value>
      let length: Int
      let isTuple = object.kind == .tuple
      if isTuple {
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        (start, length) = (tuple.ownItems, tuple.count)
      } else if object.kind == .list {
        let items = unsafeDowncast(object, to: ListObject.self).bareItems
        (start, length) = (items.start, items.count)
      } else if object.kind == .str {
        let string = unsafeDowncast(object, to: StrObject.self)
        return SliceObject.resolve(parts, count: string.count).map { StrOperations.slice(string, $0, self) }
      } else {
        return nil
      }
      guard let range = SliceObject.resolve(parts, count: length) else { return nil }
      if isTuple {
        if range.count == length, range.step == 1 { return object }
        return TupleObject.make(count: range.count) { SequenceOperations.copy(start, range, to: $0) }
      }
      return ListObject.make(BareArray.make(count: range.count) { SequenceOperations.copy(start, range, to: $0) })
    }
    guard let result else { return false }
    c.ip += 1
    (c.r + Int(next.a)).set(.object(result))
    return true
  }
}
