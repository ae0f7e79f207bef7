import NablaBytecode

extension Interpreter {
  /// The loop: fetches, decodes, executes, until the entry frame returns or its generator yields.
  ///
  /// Only what is hot is written out here; everything else is a call to a method of the other files. Calls between
  /// functions of the language move the cursor to another frame and go on in the same loop.
  func loop(_ state: inout Cursor) throws -> Value {
    var c = state
    defer { state = c }
    let interrupt = InterruptWord.address
    while true {
      let i = c.ip.pointee
      c.ip += 1
      let a = c.r + Int(i.a)
      switch i.operation {
      // MARK: moving values
      case .move: a.set(c.r[Int(i.b)])
      case .loadConstant: a.set(c.constants[i.wide])
      case .loadInteger: a.setTrivial(.int(i.wide))
      case .loadNone: a.setTrivial(.none)
      case .loadTrue: a.setTrivial(.bool(true))
      case .loadFalse: a.setTrivial(.bool(false))
      case .clear:
        for offset in 0..<Int(i.b) { (a + offset).clear() }
        if interrupt.pointee != 0 { try serve(c) }
      case .checkLocal:
        if a.pointee.isUndefined { throw unboundLocal(c.frame, Int(i.b)) }

      // MARK: variables
      case .loadGlobal:
        let cell = c.globals[i.wide]
        if case .undefined = cell.pointee { a.set(try loadBuiltin(c.frame, i.wide)) } else { a.set(cell.pointee) }
      case .storeGlobal:
        c.globals[i.wide].set(a.pointee)
        if interrupt.pointee != 0 { try serve(c) }
      case .loadCell:
        let value = (c.r + Int(i.b)).reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: CellObject.self).value }
        if value.isUndefined { throw emptyCell(c.frame, Int(i.b), Int(i.c)) }
        a.set(value)
      case .storeCell:
        a.reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: CellObject.self).value = c.r[Int(i.b)] }
      case .loadFree:
        let value = closureCell(c.frame, Int(i.b)).value
        if value.isUndefined { throw emptyFree(c.frame, Int(i.b)) }
        a.set(value)
      case .storeFree: closureCell(c.frame, Int(i.a)).value = c.r[Int(i.b)]
      case .makeCell: a.set(.object(CellObject(a.pointee)))
      case .freshCell: a.set(.object(CellObject()))
      case .deleteGlobal, .loadName, .loadNameOrFree, .storeName, .deleteName, .deleteCell, .deleteFree, .deleteLocal:
        try variable(i, c.r, c.frame)
        if interrupt.pointee != 0 { try serve(c) }

      // MARK: arithmetic
      case .add:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (sum, overflow) = x.addingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(sum)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x + y)); continue
        }
        a.set(try binary(.add, left.pointee, right.pointee))
      case .subtract:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (difference, overflow) = x.subtractingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(difference)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x - y)); continue
        }
        a.set(try binary(.subtract, left.pointee, right.pointee))
      case .multiply:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (product, overflow) = x.multipliedReportingOverflow(by: y)
          if !overflow { a.setTrivial(.int(product)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x * y)); continue
        }
        a.set(try binary(.multiply, left.pointee, right.pointee))
      case .divide:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .float(let x) = left.pointee, case .float(let y) = right.pointee, y != 0 {
          a.setTrivial(.float(x / y)); continue
        }
        a.set(try binary(.divide, left.pointee, right.pointee))
      case .floorDivide:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
          let quotient = x / y
          a.setTrivial(.int(x % y < 0 ? quotient - 1 : quotient)); continue
        }
        a.set(try binary(.floorDivide, left.pointee, right.pointee))
      case .modulo:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
          let rest = x % y
          a.setTrivial(.int(rest < 0 ? rest + y : rest)); continue
        }
        a.set(try binary(.modulo, left.pointee, right.pointee))
      case .addImmediate:
        let left = c.r + Int(i.b)
        if case .int(let x) = left.pointee {
          let (sum, overflow) = x.addingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(sum)); continue }
        }
        a.set(try binary(.add, left.pointee, .int(i.signedC)))
      case .subtractImmediate:
        let left = c.r + Int(i.b)
        if case .int(let x) = left.pointee {
          let (difference, overflow) = x.subtractingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(difference)); continue }
        }
        a.set(try binary(.subtract, left.pointee, .int(i.signedC)))
      case .inPlaceAddImmediate:
        let left = c.r + Int(i.b)
        if case .int(let x) = left.pointee {
          let (sum, overflow) = x.addingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(sum)); continue }
        }
        a.set(try inPlace(.add, left.pointee, .int(i.signedC)))
      case .inPlaceSubtractImmediate:
        let left = c.r + Int(i.b)
        if case .int(let x) = left.pointee {
          let (difference, overflow) = x.subtractingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(difference)); continue }
        }
        a.set(try inPlace(.subtract, left.pointee, .int(i.signedC)))
      case .inPlaceAdd:
        let left = c.r + Int(i.b)
        let right = c.r + Int(i.c)
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (sum, overflow) = x.addingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(sum)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x + y)); continue
        }
        a.set(try inPlace(.add, left.pointee, right.pointee))
      case .binary, .inPlace, .negate, .positive, .invert: try arithmetic(i, c.r)
      case .not:
        let value = c.r + Int(i.b)
        if case .bool(let truth) = value.pointee { a.setTrivial(.bool(!truth)); continue }
        a.setTrivial(.bool(try !truth(value.pointee)))

      // MARK: comparing
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .is, .isNot, .contains, .notContains:
        try comparison(i, c.r)

      // MARK: jumping
      case .jump: c.ip = c.start + i.wide
      case .loop:
        c.ip = c.start + i.wide
        if interrupt.pointee != 0 { try serveInterrupt() }
      case .ifTrue:
        if case .bool(let truth) = a.pointee {
          if truth { c.takeJump() } else { c.skipJump() }
        } else if try truth(a.pointee) { c.takeJump() } else { c.skipJump() }
      case .ifFalse:
        if case .bool(let truth) = a.pointee {
          if truth { c.skipJump() } else { c.takeJump() }
        } else if try truth(a.pointee) { c.skipJump() } else { c.takeJump() }
      case .ifNone: if case .none = a.pointee { c.takeJump() } else { c.skipJump() }
      case .ifNotNone: if case .none = a.pointee { c.skipJump() } else { c.takeJump() }
      case .ifLess:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x < y }
        else if case .float(let x) = a.pointee, case .float(let y) = right.pointee { holds = x < y }
        else { holds = try truth(compare(.less, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifLessOrEqual:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x <= y }
        else if case .float(let x) = a.pointee, case .float(let y) = right.pointee { holds = x <= y }
        else { holds = try truth(compare(.lessOrEqual, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifGreater:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x > y }
        else if case .float(let x) = a.pointee, case .float(let y) = right.pointee { holds = x > y }
        else { holds = try truth(compare(.greater, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifGreaterOrEqual:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x >= y }
        else if case .float(let x) = a.pointee, case .float(let y) = right.pointee { holds = x >= y }
        else { holds = try truth(compare(.greaterOrEqual, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifEqual:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x == y }
        else { holds = try truth(compareForJump(.equal, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifNotEqual:
        let right = c.r + Int(i.b)
        var holds: Bool
        if case .int(let x) = a.pointee, case .int(let y) = right.pointee { holds = x != y }
        else { holds = try truth(compareForJump(.notEqual, a.pointee, right.pointee)) }
        if holds == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifLessImmediate:
        var holds: Bool
        if case .int(let x) = a.pointee { holds = i.c & 2 == 0 ? x < i.signedB : x <= i.signedB }
        else { holds = try truth(compare(i.c & 2 == 0 ? .less : .lessOrEqual, a.pointee, .int(i.signedB))) }
        if holds == (i.c & 1 != 0) { c.takeJump() } else { c.skipJump() }
      case .ifGreaterImmediate:
        var holds: Bool
        if case .int(let x) = a.pointee { holds = i.c & 2 == 0 ? x > i.signedB : x >= i.signedB }
        else { holds = try truth(compare(i.c & 2 == 0 ? .greater : .greaterOrEqual, a.pointee, .int(i.signedB))) }
        if holds == (i.c & 1 != 0) { c.takeJump() } else { c.skipJump() }
      case .ifEqualImmediate:
        var holds: Bool
        if case .int(let x) = a.pointee { holds = (x == i.signedB) != (i.c & 2 != 0) }
        else { holds = try truth(compare(i.c & 2 == 0 ? .equal : .notEqual, a.pointee, .int(i.signedB))) }
        if holds == (i.c & 1 != 0) { c.takeJump() } else { c.skipJump() }
      case .ifIs:
        if a.pointee.isIdentical(to: c.r[Int(i.b)]) == (i.c != 0) { c.takeJump() } else { c.skipJump() }
      case .ifContains:
        if try contains(c.r[Int(i.b)], a.pointee) == (i.c != 0) { c.takeJump() } else { c.skipJump() }

      // MARK: attributes and items
      case .loadAttribute:
        let owner = c.r + Int(i.b)
        let cache = c.caches + Int(i.c)
        if owner.isObject, owner.reference._withUnsafeGuaranteedRef({ object -> Bool in
          guard object.kind == .instance else { return false }
          let instance = unsafeDowncast(object, to: InstanceObject.self)
          guard cache.pointee.shape == instance.shape.id, cache.pointee.version == instance.type.version,
            cache.pointee.slot >= 0
          else { return false }
          a.set(instance.slots[cache.pointee.slot])
          return true
        }) { continue }
        c.frame.pointee.next = c.ip
        a.set(try loadAttribute(owner.pointee, cache))
      case .storeAttribute:
        let cache = c.caches + Int(i.c)
        if a.isObject, a.reference._withUnsafeGuaranteedRef({ object -> Bool in
          guard object.kind == .instance else { return false }
          let instance = unsafeDowncast(object, to: InstanceObject.self)
          guard cache.pointee.shape == instance.shape.id, cache.pointee.version == instance.type.version,
            cache.pointee.slot >= 0
          else { return false }
          (c.r + Int(i.b)).pointee.exchange(with: &instance.slots[cache.pointee.slot])
          return true
        }) { continue }
        c.frame.pointee.next = c.ip
        try storeAttribute(a.pointee, cache, c.r[Int(i.b)])
      case .loadMethod:
        try loadMethod(c.r + Int(i.b), c.caches + Int(i.c), into: a)
      case .loadItem:
        let owner = c.r + Int(i.b)
        if owner.isObject, case .int(let index) = c.r[Int(i.c)],
          owner.reference._withUnsafeGuaranteedRef({ object -> Bool in
            if object.kind == .list {
              let list = unsafeDowncast(object, to: ListObject.self)
              let position = index < 0 ? index + list.items.count : index
              guard position >= 0, position < list.items.count else { return false }
              a.set(list.items[position])
              return true
            }
            if object.kind == .tuple {
              let tuple = unsafeDowncast(object, to: TupleObject.self)
              guard index >= 0, index < tuple.items.count else { return false }
              a.set(tuple.items[index])
              return true
            }
            return false
          })
        { continue }
        c.frame.pointee.next = c.ip
        a.set(try item(owner.pointee, c.r[Int(i.c)]))
      case .storeItem:
        if a.isObject, case .int(let index) = c.r[Int(i.b)],
          a.reference._withUnsafeGuaranteedRef({ object -> Bool in
            guard object.kind == .list else { return false }
            let list = unsafeDowncast(object, to: ListObject.self)
            guard index >= 0, index < list.items.count else { return false }
            c.r[Int(i.c)].exchange(with: &list.items[index])
            return true
          })
        { continue }
        c.frame.pointee.next = c.ip
        try setItem(a.pointee, c.r[Int(i.b)], c.r[Int(i.c)])
      case .deleteItem, .deleteAttribute, .makeSlice:
        try access(i, c.r, c.frame)
        if interrupt.pointee != 0 { try serve(c) }

      // MARK: building
      case .append:
        a.reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: ListObject.self).items.append(c.r[Int(i.b)]) }
      case .makeTuple, .makeList, .makeSet, .makeDict, .addToSet, .extend, .updateSet, .storePair, .updateDict,
        .mergeKeywords, .listToTuple, .formatValue, .joinStrings, .unpack, .unpackStar:
        c.frame.pointee.next = c.ip
        try build(i, c.r)

      // MARK: calls
      case .call:
        if interrupt.pointee != 0 { try serveInterrupt() }
        try call(a, count: Int(i.b), result: c.r + Int(i.c), &c)
      case .callMethod:
        if interrupt.pointee != 0 { try serveInterrupt() }
        if (a + 1).pointee.isUndefined {
          (a + 1).set(a.pointee)
          try call(a + 1, count: Int(i.b), result: c.r + Int(i.c), &c)
        } else {
          try call(a, count: Int(i.b) + 1, result: c.r + Int(i.c), &c)
        }
      case .callKeywords, .callMethodKeywords, .callUnpacked:
        if interrupt.pointee != 0 { try serveInterrupt() }
        try callGeneral(i, &c)
      case .extra: break
      case .return:
        let value = a.pointee
        a.clear()
        if try leave(with: value, &c) { return value }
      case .returnNone:
        if try leave(with: .none, &c) { return .none }

      // MARK: iteration
      case .getIterator: a.set(.object(try iterator(c.r[Int(i.b)])))
      case .forIterate:
        let target = c.r + Int(i.b)
        let found = try a.reference._withUnsafeGuaranteedRef { object -> Bool in
          if object.kind == .rangeIterator {
            let iterator = unsafeDowncast(object, to: RangeIterator.self)
            if iterator.remaining <= 0 { return false }
            iterator.remaining &-= 1
            let value = iterator.nextValue
            iterator.nextValue = value &+ iterator.step
            target.setTrivial(.int(value))
            return true
          }
          c.frame.pointee.next = c.ip
          guard let value = try self.next(object) else { return false }
          target.set(value)
          return true
        }
        if found {
          c.skipJump()
        } else {
          a.clear()
          c.takeJump()
        }
      case .yield:
        let value = c.r[Int(i.b)]
        suspend(&c, resumeRegister: Int(i.a))
        return value
      case .yieldFrom:
        c.frame.pointee.next = c.ip
        if let value = try delegate(a, c.r + Int(i.b)) {
          c.ip -= 1
          suspend(&c, resumeRegister: Int(i.a))
          return value
        }

      // MARK: exceptions
      case .enterHandler:
        c.r[Int(i.b)] = handled
        handled = a.pointee
      case .leaveHandler: handled = a.pointee
      case .raise, .raiseFrom, .reraise, .raiseAgain, .assertionError: throw try raise(i, c.r)
      case .ifMatches:
        if try exceptionMatches(a.pointee, c.r[Int(i.b)]) { c.skipNext() } else { c.takeJump() }

      case .splitGroup, .joinGroup, .makeFunction, .setAnnotations, .makeClass, .enterContext, .exitContext,
        .exitContextRaised, .importModule, .importFrom, .importAll, .importRelative, .matchSequence, .matchMapping,
        .matchKeys, .matchClass, .copyDictWithout:
        c.frame.pointee.next = c.ip
        try rare(i, c.r, c.frame)
      }
    }
  }

  /// Serves interrupts where the frame does not know yet how far it has come.
  @inline(never) private func serve(_ c: Cursor) throws {
    c.frame.pointee.next = c.ip
    try serveInterrupt()
  }

  /// Leaves a frame with a value; `true` when it was the entry frame.
  @inline(__always) private func leave(with value: consuming Value, _ c: inout Cursor) throws -> Bool {
    let frame = c.frame
    if frame.pointee.isEntry {
      if let generator = frame.pointee.generator {
        generator._withUnsafeGuaranteedRef {
          $0.state = .finished
          $0.result = value
        }
      }
      leaveFrame(frame)
      return true
    }
    let result = frame.pointee.result
    if let instance = frame.pointee.instance {
      if !value.isNone {
        throw Raised(.typeError, "__init__() should return None, not '\(typeName(of: value))'")
      }
      value = .object(instance.takeUnretainedValue())
    }
    leaveFrame(frame)
    result?.set(value)
    c = Cursor(frame - 1)
    return false
  }
}

extension Cursor {
  @inline(__always) mutating func skipNext() { ip += 1 }
}

extension Value {
  /// Stores a copy of itself in `place`; the old value is released after the store.
  @inline(__always) func exchange(with place: inout Value) { place = self }
}
