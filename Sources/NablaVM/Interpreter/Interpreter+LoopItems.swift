import NablaBytecode

/// Items and iteration, where the loop does not find them on the spot.
extension Interpreter {
  @inline(never) func loadItem(
    _ owner: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>,
    _ c: inout Cursor
  ) throws {
    if owner.isObject {
      if try enterItem(owner, key, into: a, &c) { return }
      let isFound = try owner.reference._withUnsafeGuaranteedRef { object -> Bool in
        switch object.kind {
        case .dict:
          let dictionary = unsafeDowncast(object, to: DictObject.self)
          guard let index = try dictionary.index(of: key.pointee, self) else {
            // The general way raises, and tells what there is.
            return false
          }
          a.set(dictionary.table.entries[index].value)
          return true
        case .str:
          let string = unsafeDowncast(object, to: StrObject.self)
          guard case .int(let index) = key.pointee, string.isASCII else { return false }
          let count = string.count
          let position = index < 0 ? index &+ count : index
          guard position >= 0, position < count else { return false }
          a.set(.object(character(string.scalar(at: position))))
          return true
        default: return false
        }
      }
      if isFound { return }
    }
    a.set(try item(owner.pointee, key.pointee))
  }

  @inline(never) func storeItem(
    _ owner: UnsafeMutablePointer<Value>, _ key: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>
  ) throws {
    if owner.isObject {
      let isDone = try owner.reference._withUnsafeGuaranteedRef { object -> Bool in
        guard object.kind == .dict else { return false }
        try unsafeDowncast(object, to: DictObject.self).set(key.pointee, value.pointee, self)
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
}
