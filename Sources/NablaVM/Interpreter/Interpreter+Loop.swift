import NablaBytecode

extension Interpreter {
  /// The loop: fetches, decodes, executes, until the entry frame returns or its generator yields.
  ///
  /// Only what is hot is written out here; everything else is a call to a method of the other files. Calls between
  /// functions of the language move the cursor to another frame and go on in the same loop.
  /// Begins where the frame says; where an error is thrown, `state` tells where.
  func loop(_ frame: UnsafeMutablePointer<Frame>, _ state: inout Cursor) throws -> Value {
    var c = Cursor(frame)
    defer { state = c }
    let interrupt = InterruptWord.address
    while true {
      let i = InstructionWord(c.ip)
      c.ip += 1
      let a = c.r + i.a
      switch i.operation {
      // MARK: moving values
      case .move: a.copy(c.r + i.b)
      case .loadConstant: a.copy(c.constant(i.wide))
      case .loadInteger: a.setTrivial(.int(i.wide))
      case .loadNone: a.setTrivial(.none)
      case .loadTrue: a.setTrivial(.bool(true))
      case .loadFalse: a.setTrivial(.bool(false))
      case .clear:
        for offset in 0..<i.b { (a + offset).clear() }
        if interrupt.pointee != 0 { try serve(c) }
      case .checkLocal:
        if a.pointee.isUndefined { throw unboundLocal(c.frame, i.b) }

      // MARK: variables
      case .loadGlobal:
        let cell = c.global(i.wide)
        if cell.isObject { a.copy(cell); continue }
        let builtin = c.builtin(i.wide)
        if cell.pointee.isUndefined, builtin.isObject { a.copy(builtin); continue }
        try loadGlobal(cell, i.wide, c.frame, into: a)
      case .storeGlobal:
        c.global(i.wide).copy(a)
        if interrupt.pointee != 0 { try serve(c) }
      case .loadCell:
        let cell = (c.r + i.b).cellContents
        if cell.pointee.isUndefined { throw emptyCell(c.frame, i.b, i.c) }
        a.copy(cell)
      case .storeCell: a.cellContents.copy(c.r + i.b)
      case .loadFree:
        let cell = freeVariable(c.frame, i.b)
        if cell.pointee.isUndefined { throw emptyFree(c.frame, i.b) }
        a.copy(cell)
      case .storeFree: freeVariable(c.frame, i.a).copy(c.r + i.b)
      case .makeCell: a.set(.object(CellObject(a.pointee)))
      case .freshCell: a.set(.object(CellObject()))
      case .deleteGlobal, .loadName, .loadNameOrFree, .storeName, .deleteName, .deleteCell, .deleteFree, .deleteLocal:
        try variable(i.instruction, c.r, c.frame)
        if interrupt.pointee != 0 { try serve(c) }

      // MARK: arithmetic
      case .add:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (sum, overflow) = x.addingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(sum)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x + y)); continue
        }
        c = try operate(.add, i.instruction, c)
      case .subtract:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (difference, overflow) = x.subtractingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(difference)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x - y)); continue
        }
        c = try operate(.subtract, i.instruction, c)
      case .multiply:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x * y)); continue
        } else if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (product, overflow) = x.multipliedReportingOverflow(by: y)
          if !overflow { a.setTrivial(.int(product)); continue }
        }
        c = try operate(.multiply, i.instruction, c)
      case .divide:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .float(let x) = left.pointee, case .float(let y) = right.pointee, y != 0 {
          a.setTrivial(.float(x / y)); continue
        }
        c = try operate(.divide, i.instruction, c)
      case .floorDivide:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
          a.setTrivial(.int(Interpreter.floorDivision(x, y).quotient)); continue
        }
        c = try operate(.floorDivide, i.instruction, c)
      case .modulo:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y > 0 {
          a.setTrivial(.int(Interpreter.floorDivision(x, y).remainder)); continue
        }
        c = try operate(.modulo, i.instruction, c)
      case .bitAnd:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee { a.setTrivial(.int(x & y)); continue }
        c.frame.pointee.next = c.ip
        try compute(.and, left, right, into: a)
      case .rightShift:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee, y >= 0 {
          a.setTrivial(.int(x >> min(y, 63))); continue
        }
        c.frame.pointee.next = c.ip
        try compute(.rightShift, left, right, into: a)
      case .addImmediate, .inPlaceAddImmediate:
        let left = c.r + i.b
        if case .int(let x) = left.pointee {
          let (sum, overflow) = x.addingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(sum)); continue }
        }
        c.frame.pointee.next = c.ip
        try computeImmediate(i.instruction, c.r)
      case .subtractImmediate, .inPlaceSubtractImmediate:
        let left = c.r + i.b
        if case .int(let x) = left.pointee {
          let (difference, overflow) = x.subtractingReportingOverflow(i.signedC)
          if !overflow { a.setTrivial(.int(difference)); continue }
        }
        c.frame.pointee.next = c.ip
        try computeImmediate(i.instruction, c.r)
      case .inPlaceAdd:
        let left = c.r + i.b
        let right = c.r + i.c
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
          let (sum, overflow) = x.addingReportingOverflow(y)
          if !overflow { a.setTrivial(.int(sum)); continue }
        } else if case .float(let x) = left.pointee, case .float(let y) = right.pointee {
          a.setTrivial(.float(x + y)); continue
        }
        c = try operateInPlace(i.instruction, c)
      case .binary, .inPlace, .bitOr, .bitXor, .leftShift, .negate, .positive, .invert:
        c.frame.pointee.next = c.ip
        try arithmetic(i.instruction, c.r)
      case .not:
        let value = c.r + i.b
        if case .bool(let truth) = value.pointee { a.setTrivial(.bool(!truth)); continue }
        c.frame.pointee.next = c.ip
        a.setTrivial(.bool(try !truth(value.pointee)))

      // MARK: comparing
      case .less:
        let (left, right) = (c.r + i.b, c.r + i.c)
        if let holds = left.numbers(right, { $0 < $1 }, { $0 < $1 }) { a.setTrivial(.bool(holds)); continue }
        c.frame.pointee.next = c.ip
        try comparison(i.instruction, c.r)
      case .greater:
        let (left, right) = (c.r + i.b, c.r + i.c)
        if let holds = left.numbers(right, { $0 > $1 }, { $0 > $1 }) { a.setTrivial(.bool(holds)); continue }
        c.frame.pointee.next = c.ip
        try comparison(i.instruction, c.r)
      case .equal:
        let (left, right) = (c.r + i.b, c.r + i.c)
        if let holds = left.numbers(right, { $0 == $1 }, { $0 == $1 }) { a.setTrivial(.bool(holds)); continue }
        c.frame.pointee.next = c.ip
        try comparison(i.instruction, c.r)
      case .lessOrEqual, .greaterOrEqual, .notEqual, .is, .isNot, .contains, .notContains:
        c.frame.pointee.next = c.ip
        try comparison(i.instruction, c.r)

      // MARK: jumping
      case .jump: c.ip += i.wide
      case .loop:
        c.ip += i.wide
        if interrupt.pointee != 0 { try serveInterrupt() }
      case .ifTrue:
        if case .bool(let truth) = a.pointee { c.jump(if: truth); continue }
        c.jump(if: try truth(a.pointee))
      case .ifFalse:
        if case .bool(let truth) = a.pointee { c.jump(if: !truth); continue }
        c.jump(if: try !truth(a.pointee))
      case .ifNone: c.jump(if: a.pointee.isNone)
      case .ifNotNone: c.jump(if: !a.pointee.isNone)
      case .ifLess:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 < $1 }, { $0 < $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.less, a, right) == (i.c != 0))
      case .ifLessOrEqual:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 <= $1 }, { $0 <= $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.lessOrEqual, a, right) == (i.c != 0))
      case .ifGreater:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 > $1 }, { $0 > $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.greater, a, right) == (i.c != 0))
      case .ifGreaterOrEqual:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 >= $1 }, { $0 >= $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.greaterOrEqual, a, right) == (i.c != 0))
      case .ifEqual:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 == $1 }, { $0 == $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.equal, a, right) == (i.c != 0))
      case .ifNotEqual:
        let right = c.r + i.b
        if let holds = a.numbers(right, { $0 != $1 }, { $0 != $1 }) { c.jump(if: holds == (i.c != 0)); continue }
        c.jump(if: try holds(.notEqual, a, right) == (i.c != 0))
      case .ifLessImmediate:
        if case .int(let x) = a.pointee {
          c.jump(if: (i.c & 2 == 0 ? x < i.signedB : x <= i.signedB) == (i.c & 1 != 0)); continue
        }
        c.jump(if: try holds(i.c & 2 == 0 ? .less : .lessOrEqual, a, i.signedB) == (i.c & 1 != 0))
      case .ifGreaterImmediate:
        if case .int(let x) = a.pointee {
          c.jump(if: (i.c & 2 == 0 ? x > i.signedB : x >= i.signedB) == (i.c & 1 != 0)); continue
        }
        c.jump(if: try holds(i.c & 2 == 0 ? .greater : .greaterOrEqual, a, i.signedB) == (i.c & 1 != 0))
      case .ifEqualImmediate:
        if case .int(let x) = a.pointee {
          c.jump(if: ((x == i.signedB) != (i.c & 2 != 0)) == (i.c & 1 != 0)); continue
        }
        c.jump(if: try holds(i.c & 2 == 0 ? .equal : .notEqual, a, i.signedB) == (i.c & 1 != 0))
      case .ifIs: c.jump(if: a.pointee.isIdentical(to: c.r[i.b]) == (i.c != 0))
      case .ifContains:
        c.frame.pointee.next = c.ip
        c.jump(if: try contains(c.r + i.b, a) == (i.c != 0))

      // MARK: attributes and items
      case .loadAttribute:
        let owner = c.r + i.b
        let cache = c.cache(i.c)
        if let place = owner.slot(cache) { a.copy(place); continue }
        c = try loadAttribute(i.instruction, c)
      case .storeAttribute:
        let cache = c.cache(i.c)
        if let place = a.slot(cache) { place.copy(c.r + i.b); continue }
        c.frame.pointee.next = c.ip
        try storeAttribute(a.pointee, cache, c.r[i.b])
      case .loadMethod:
        let owner = c.r + i.b
        let cache = c.cache(i.c)
        if let method = owner.method(cache) {
          (a + 1).copy(owner)
          a.copy(method)
          continue
        }
        c.frame.pointee.next = c.ip
        try loadMethodSlowly(owner.pointee, cache, into: a)
      case .loadItem:
        let owner = c.r + i.b
        if let item = owner.element(c.r + i.c) { a.copy(item); continue }
        c = try loadItem(i.instruction, c)
      case .storeItem:
        if let place = a.place(c.r + i.b) { place.copy(c.r + i.c); continue }
        c.frame.pointee.next = c.ip
        try storeItem(a, c.r + i.b, c.r + i.c)
      case .deleteItem, .deleteAttribute, .makeSlice:
        c = try access(i.instruction, c)
        if interrupt.pointee != 0 { try serve(c) }

      // MARK: building
      case .append:
        a.reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: ListObject.self).append(c.r + i.b) }
      case .makeTuple: a.set(.object(TupleObject.make(taking: c.r + i.b, i.c)))
      case .makeList, .makeSet, .makeDict, .addToSet, .extend, .updateSet, .storePair, .updateDict,
        .mergeKeywords, .listToTuple, .formatValue, .joinStrings, .unpackStar:
        c.frame.pointee.next = c.ip
        try build(i.instruction, c.r)
      case .unpack:
        c.frame.pointee.next = c.ip
        try unpack(c.r + i.c, into: a, count: i.b)

      // MARK: calls
      case .call:
        if interrupt.pointee != 0 { try serveInterrupt() }
        try call(a, count: i.b, result: c.r + i.c, &c)
      case .callMethod:
        if interrupt.pointee != 0 { try serveInterrupt() }
        // What `loadMethod` found is a method with its receiver, or anything else and nothing.
        var base = a
        var count = i.b + 1
        if (a + 1).pointee.isUndefined {
          base += 1
          count -= 1
          base.take(a.takeOut())
        }
        try call(base, count: count, result: c.r + i.c, &c)
      case .callAside, .callMethodAside:
        if interrupt.pointee != 0 { try serveInterrupt() }
        c = try callAside(i.instruction, c)
      case .spreadSequence, .spreadMapping:
        c.frame.pointee.next = c.ip
        try spread(i.instruction, c.r)
      case .callKeywords, .callMethodKeywords, .callUnpacked:
        if interrupt.pointee != 0 { try serveInterrupt() }
        c = try callGeneral(i.instruction, from: c)
      case .extra: break
      case .return:
        if c.frame.pointee.isSpecial {
          let value = a.moveOut()
          let leaving = try leaveSpecially(with: value, c.frame)
          if case .entry = leaving { return value }
          c = Cursor(c.frame - 1)
          try goOn(after: leaving, &c)
          continue
        }
        let result = c.frame.pointee.result
        let value = a.takeOut()
        leaveFrame(c.frame)
        result.take(value)
        c = Cursor(c.frame - 1)
      case .returnNone:
        if c.frame.pointee.isSpecial {
          let leaving = try leaveSpecially(with: .none, c.frame)
          if case .entry = leaving { return .none }
          c = Cursor(c.frame - 1)
          try goOn(after: leaving, &c)
          continue
        }
        let result = c.frame.pointee.result
        leaveFrame(c.frame)
        result.setTrivial(.none)
        c = Cursor(c.frame - 1)

      // MARK: iteration
      case .getIterator: a.set(.object(try iterator(c.r[i.b])))
      case .forIterate:
        let target = c.r + i.b
        if let value = a.nextOfRange() {
          target.setTrivial(.int(value))
          c.skipJump()
          continue
        }
        if let item = a.nextOfList() {
          target.copy(item)
          c.skipJump()
          continue
        }
        c.frame.pointee.next = c.ip
        c = try advance(i.instruction, c)
      case .yield:
        if c.frame.pointee.extra.isEntry { return handBack(i.instruction, c) }
        guard let next = handOut(i.instruction, c) else { return takeHandedOut() }
        c = next
      case .yieldFrom:
        c.frame.pointee.next = c.ip
        guard let next = try delegate(i.instruction, c) else { return takeHandedOut() }
        c = next

      // MARK: exceptions
      case .enterHandler:
        enterHandler(c, a, saved: c.r + i.b)
      case .leaveHandler:
        if a.pointee.isUndefined { leaveInnerHandler(c) } else { handled = a.pointee }
      case .raise, .raiseFrom, .reraise, .raiseAgain, .assertionError: c = try raise(i.instruction, c)
      case .ifMatches:
        if try exceptionMatches(a.pointee, c.r[i.b]) { c.skipNext() } else { c.takeJump() }

      case .enterContext, .exitContext, .exitContextRaised:
        c.frame.pointee.next = c.ip
        c = try context(i.instruction, c)
      case .splitGroup, .joinGroup, .makeFunction, .setAnnotations, .makeClass, .importModule, .importFrom, .importAll,
        .importRelative, .matchSequence, .matchMapping, .matchKeys, .matchClass, .copyDictWithout:
        c.frame.pointee.next = c.ip
        try rare(i.instruction, c.r, c.frame)
      }
    }
  }

  private func takeHandedOut() -> Value {
    let value = handedOut
    handedOut = .none
    return value
  }

  /// Serves interrupts where the frame does not know yet how far it has come.
  @inline(never) private func serve(_ c: Cursor) throws {
    c.frame.pointee.next = c.ip
    try serveInterrupt()
  }

  /// What a caller does after a special frame has been left.
  @inline(__always) private func goOn(after leaving: Leaving, _ c: inout Cursor) throws {
    switch leaving {
    case .entry, .caller: break
    case .notImplemented(let completion): try resumeOperator(completion, c)
    case .stop(let value):
      let exception = ExceptionObject(type: stopIteration, arguments: value.isNone ? [] : [value])
      c = try raise(exception, at: c)
    case .truth(let value, let result): result.setTrivial(.bool(try truth(value)))
    case .item: c.skipJump()
    case .iterationEnd: endIteration(&c)
    }
  }
}

extension Cursor {
  @inline(__always) mutating func skipNext() { ip += 1 }
}
