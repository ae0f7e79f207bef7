import CReferences
import NablaBytecode

/// Instructions on values that the loop does not write out.
extension Interpreter {
  @inline(never) func arithmetic(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
    let a = r + Int(i.a)
    let b = r + Int(i.b)
    switch i.operation {
    case .binary:
      guard let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.b)) else { return }
      try compute(op, a, r + Int(i.c), into: a)
    case .inPlace:
      guard let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.b)) else { return }
      if a.isObject || r[Int(i.c)].object != nil { return a.set(try inPlace(op, a.pointee, r[Int(i.c)])) }
      try compute(op, a, r + Int(i.c), into: a)
    case .bitOr: try compute(.or, b, r + Int(i.c), into: a)
    case .bitXor: try compute(.xor, b, r + Int(i.c), into: a)
    case .leftShift: try compute(.leftShift, b, r + Int(i.c), into: a)
    case .negate:
      switch b.pointee {
      case .float(let value): a.setTrivial(.float(-value))
      case .int(let value) where value != Int.min: a.setTrivial(.int(-value))
      default: a.set(try unary(.negative, b.pointee))
      }
    case .positive: a.set(try unary(.positive, b.pointee))
    case .invert: a.set(try unary(.invert, b.pointee))
    default: break
    }
  }

  @inline(never) func comparison(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
    let a = r + Int(i.a)
    let left = r + Int(i.b)
    let right = r + Int(i.c)
    let op: Comparison
    switch i.operation {
    case .less: op = .less
    case .lessOrEqual: op = .lessOrEqual
    case .greater: op = .greater
    case .greaterOrEqual: op = .greaterOrEqual
    case .equal: op = .equal
    case .notEqual: op = .notEqual
    case .is: return a.setTrivial(.bool(left.pointee.isIdentical(to: right.pointee)))
    case .isNot: return a.setTrivial(.bool(!left.pointee.isIdentical(to: right.pointee)))
    case .contains: return a.setTrivial(.bool(try contains(right, left)))
    case .notContains: return a.setTrivial(.bool(try !contains(right, left)))
    default: return
    }
    if let result = left.numbers(right, { op.holds($0, $1) }, { op.holds($0, $1) }) ?? left.texts(right, op) {
      return a.setTrivial(.bool(result))
    }
    a.set(try compare(op, left.pointee, right.pointee))
  }

  @inline(never) func access(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    let r = c.r
    let a = r + Int(i.a)
    switch i.operation {
    case .deleteItem: try deleteItem(a.pointee, r[Int(i.b)])
    case .deleteAttribute:
      let name = c.code._withUnsafeGuaranteedRef { $0.names[i.wide] }
      try deleteAttribute(of: a.pointee, name)
    case .makeSlice:
      let b = r + Int(i.b)
      if i.c != 0, sliced(by: b, slice: a, &c) { return c }
      a.set(.object(SliceObject(start: b[0], stop: b[1], step: b[2])))
    default: break
    }
    return c
  }

  @inline(never) func build(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
    let a = r + Int(i.a)
    let b = r + Int(i.b)
    switch i.operation {
    case .makeList: a.set(.object(ListObject.make(i.c == 0 ? [] : take(b, Int(i.c)))))
    case .makeSet: a.set(.object(try SetObject(take(b, Int(i.c)), self)))
    case .makeDict: a.set(.object(DictObject.make()))
    case .addToSet:
      try a.reference._withUnsafeGuaranteedRef { _ = try unsafeDowncast($0, to: SetObject.self).insert(b.pointee, self) }
    case .extend: try extend(a, b.pointee, callee: i.c == 0 ? nil : r[Int(i.c) - 1])
    case .updateSet:
      guard let set = a.pointee.as(SetObject.self) else { return }
      try iterate(b.pointee) { item in
        try set.insert(item, self)
        return true
      }
    case .storePair:
      try a.reference._withUnsafeGuaranteedRef {
        try unsafeDowncast($0, to: DictObject.self).set(b, r + Int(i.c), self)
      }
    case .updateDict: try update(a, with: b.pointee, callee: nil)
    case .mergeKeywords: try update(a, with: b.pointee, callee: r[Int(i.c)])
    case .listToTuple:
      let items = a.pointee.as(ListObject.self)?.items ?? []
      a.set(items.isEmpty ? .object(TupleObject.empty) : .tuple(items))
    case .formatValue: a.set(try formatted(b, Int(i.c)))
    case .joinStrings: a.set(try joined(b, Int(i.c)))
    case .unpackStar:
      try unpackStar(r[Int(i.c)], into: a, before: Int(i.b) & 255, after: Int(i.b) >> 8)
    default: break
    }
  }

  private func take(_ base: UnsafeMutablePointer<Value>, _ count: Int) -> [Value] {
    BareArray.make(count: count) { target in
      for index in 0..<count { (target + index).write((base + index).takeOut()) }
    }
  }

  func extend(_ list: UnsafeMutablePointer<Value>, _ value: Value, callee: Value?) throws {
    guard let list = list.pointee.as(ListObject.self) else { return }
    guard try iteratorOrNil(value) != nil || value.as(ListObject.self) != nil else {
      let subject = try callee.map { try callName($0) + " argument" } ?? "Value"
      throw Raised(.typeError, "\(subject) after * must be an iterable, not \(typeName(of: value))")
    }
    list.items.append(contentsOf: try array(value))
  }

  /// `module.function()`, as CPython names what was called wrongly.
  private func callName(_ callee: Value) throws -> String {
    guard let name = try attributeOrNil(of: callee, Names.qualname)?.text else { return "\(typeName(of: callee)) object" }
    guard let module = try attributeOrNil(of: callee, Names.module)?.text, module != "builtins" else {
      return "\(name)()"
    }
    return "\(module).\(name)()"
  }

  func update(_ target: UnsafeMutablePointer<Value>, with value: Value, callee: Value?) throws {
    guard let dictionary = target.pointee.as(DictObject.self) else { return }
    func add(_ key: Value, _ item: Value) throws {
      if let callee {
        guard key.text != nil else { throw Raised(.typeError, "keywords must be strings") }
        if try dictionary.get(key, self) != nil {
          throw Raised(.typeError, "\(try callName(callee)) got multiple values for keyword argument \(try repr(key))")
        }
      }
      try dictionary.set(key, item, self)
    }
    if let source = value.as(DictObject.self) {
      for (key, item) in source.pairs { try add(key, item) }
      return
    }
    guard let keys = try attributeOrNil(of: value, "keys") else {
      if let callee {
        throw Raised(
          .typeError, "\(try callName(callee)) argument after ** must be a mapping, not \(typeName(of: value))")
      }
      throw Raised(.typeError, "'\(typeName(of: value))' object is not a mapping")
    }
    for key in try array(call(keys)) { try add(key, item(value, key)) }
  }

  // MARK: unpacking

  @inline(never) func unpack(
    _ source: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>, count: Int
  ) throws {
    if source.isObject, unpackQuickly(source, into: target, count: count) { return }
    let items = try itemsToUnpack(source.pointee, atMost: count)
    if items.count == count {
      for (index, item) in items.enumerated() { (target + index).set(item) }
      return
    }
    if items.count > count { throw Raised(.valueError, "too many values to unpack (expected \(count))") }
    throw Raised(.valueError, "not enough values to unpack (expected \(count), got \(items.count))")
  }

  /// Takes apart a list or a tuple of the right length.
  @inline(__always) private func unpackQuickly(
    _ source: UnsafeMutablePointer<Value>, into target: UnsafeMutablePointer<Value>, count: Int
  ) -> Bool {
    let object = source.reference
    guard let first = object._withUnsafeGuaranteedRef({ object -> UnsafeMutablePointer<Value>? in
      switch object.kind {
      case .tuple:
        let tuple = unsafeDowncast(object, to: TupleObject.self)
        return tuple.count == count ? tuple.ownItems : nil
      case .list:
        let items = unsafeDowncast(object, to: ListObject.self).bareItems
        return items.count == count ? items.start : nil
      default: return nil
      }
    }) else { return false }
    // The targets may cover the source, and what dies in them may be what holds it.
    nabla_retain(object.toOpaque())
    for index in 0..<count { (first + index).bits.retain() }
    for index in 0..<count { (target + index).take((first + index).bits) }
    nabla_release(object.toOpaque())
    return true
  }

  /// At most one item more than wanted is taken from an iterator.
  private func itemsToUnpack(_ value: Value, atMost count: Int) throws -> [Value] {
    if case .object(let object) = value {
      if object.kind == .tuple { return unsafeDowncast(object, to: TupleObject.self).items }
      if object.kind == .list { return unsafeDowncast(object, to: ListObject.self).items }
    }
    guard let iterator = try iteratorOrNil(value) else {
      throw Raised(.typeError, "cannot unpack non-iterable \(typeName(of: value)) object")
    }
    var items: [Value] = []
    while items.count <= count, let item = try next(iterator) { items.append(item) }
    return items
  }

  private func unpackStar(
    _ value: Value, into target: UnsafeMutablePointer<Value>, before: Int, after: Int
  ) throws {
    guard try iteratorOrNil(value) != nil else {
      throw Raised(.typeError, "cannot unpack non-iterable \(typeName(of: value)) object")
    }
    let items = try array(value)
    if items.count < before + after {
      throw Raised(
        .valueError, "not enough values to unpack (expected at least \(before + after), got \(items.count))")
    }
    for index in 0..<before { target[index] = items[index] }
    target[before] = .list(Array(items[before..<(items.count - after)]))
    for index in 0..<after { target[before + 1 + index] = items[items.count - after + index] }
  }
}
