import NablaBytecode

/// Calls with keywords, and with `*` and `**`.
extension Interpreter {
  @inline(never) func callGeneral(_ i: Instruction, from cursor: Cursor) throws -> Cursor {
    var c = cursor
    try callGeneral(i, &c)
    return c
  }

  private func callGeneral(_ i: Instruction, _ c: inout Cursor) throws {
    var base = c.r + Int(i.a)
    let result = c.r + Int(i.c)
    var count = Int(i.b)
    let isAside = c.code._withUnsafeGuaranteedRef { $0.isGenerator }
    if i.operation == .callUnpacked {
      c.frame.pointee.next = c.ip
      if isAside {
        return try aside(base, count: i.b != 0 ? 3 : 2, &c) { base, c throws in
          try callUnpacked(base, hasKeywords: i.b != 0, result: result, &c)
        }
      }
      return try callUnpacked(base, hasKeywords: i.b != 0, result: result, &c)
    }
    let list = c.ip.pointee.wide
    c.ip += 1
    c.frame.pointee.next = c.ip
    let keywords = c.frame.pointee.code._withUnsafeGuaranteedRef { $0.keywordLists[list] }
    if i.operation == .callMethodKeywords {
      if (base + 1).pointee.isUndefined {
        (base + 1).set(base.pointee)
        base += 1
      } else {
        count += 1
      }
    }
    if isAside {
      return try aside(base, count: count + 1, &c) { base, c throws in
        try callNamed(base, count: count - keywords.count, keywords, result: result, &c)
      }
    }
    try callNamed(base, count: count - keywords.count, keywords, result: result, &c)
  }

  /// Calls what is in `base` with `count` positional arguments and those that the keywords name behind them.
  private func callNamed(
    _ base: UnsafeMutablePointer<Value>, count: Int, _ keywords: [Name], result: UnsafeMutablePointer<Value>,
    _ c: inout Cursor
  ) throws {
    guard case .object(let callee) = base.pointee else { throw notCallable(base.pointee) }
    switch callee.kind {
    case .function:
      return try bindAndEnter(
        unsafeDowncast(callee, to: FunctionObject.self), base: base + 1, count: count, keywords: keywords,
        result: result, instance: nil, isHeld: true, &c)
    case .type:
      let type = unsafeDowncast(callee, to: TypeObject.self)
      guard let initializer = type.instancePlan.initializer else { break }
      let object = try allocate(type)
      (object as? ExceptionObject)?.arguments = (0..<count).map { base[$0 + 1] }
      base.set(.object(object))
      return try bindAndEnter(
        initializer, base: base, count: count + 1, keywords: keywords, result: result,
        instance: Unmanaged.holding(object), &c)
    case .boundMethod:
      let method = unsafeDowncast(callee, to: BoundMethod.self)
      guard case .object(let object) = method.function, object.kind == .function else { break }
      base.set(method.receiver)
      return try bindAndEnter(
        unsafeDowncast(object, to: FunctionObject.self), base: base, count: count + 1, keywords: keywords,
        result: result, instance: nil, &c)
    default: break
    }
    let value = try call(.object(callee), Arguments(base: base + 1, count: count, keywords: keywords))
    clear(base + 1, count + keywords.count)
    result.set(value)
  }

  // MARK: `*` and `**`

  /// `r[a] = r[b]`, the only thing after `*` or `**` in a call: tuples, lists and dictionaries are only read, and not
  /// before the call, as in CPython; anything else becomes a list or a dictionary.
  @inline(never) func spread(_ i: Instruction, _ r: UnsafeMutablePointer<Value>) throws {
    let a = r + Int(i.a)
    let b = r + Int(i.b)
    if i.operation == .spreadMapping {
      if b.isObject, b.reference._withUnsafeGuaranteedRef({ $0.kind == .dict }) { return a.copy(b) }
      a.set(.object(DictObject()))
      return try update(a, with: b.pointee, callee: r[Int(i.c)])
    }
    if b.isObject, b.reference._withUnsafeGuaranteedRef({ $0.kind == .tuple || $0.kind == .list }) { return a.copy(b) }
    a.set(.list([]))
    try extend(a, b.pointee, callee: r[Int(i.c)])
  }

  /// The arguments lie in the two registers behind the callee: a list or tuple, and a dictionary or nothing. They are
  /// laid out as those of any other call, in the registers from there on.
  private func callUnpacked(
    _ base: UnsafeMutablePointer<Value>, hasKeywords: Bool, result: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    let sequence = (base + 1).moveOut()
    let mapping = hasKeywords ? (base + 2).moveOut() : .none
    var keywords: [Name] = []
    if case .object(let object) = mapping, let dictionary = object as? DictObject, dictionary.count > 0 {
      keywords = try self.keywords(of: dictionary)
    }
    var count = 0
    var items: UnsafeMutablePointer<Value>?
    switch sequence {
    case .object(let object) where object.kind == .tuple:
      let tuple = unsafeDowncast(object, to: TupleObject.self)
      (items, count) = (tuple.start, tuple.count)
    case .object(let object) where object.kind == .list:
      let bare = unsafeDowncast(object, to: ListObject.self).bareItems
      (items, count) = (bare.start, bare.count)
    default: break
    }
    let total = count + keywords.count
    let end = base + total + 1
    guard stack.reserve(end + 128) else { throw recursionError() }
    withExtendedLifetime(sequence) {
      if let items { for index in 0..<count { (base + 1 + index).copy(items + index) } }
    }
    if case .object(let object) = mapping, !keywords.isEmpty {
      var next = base + 1 + count
      for entry in unsafeDowncast(object, to: DictObject.self).table.entries where entry.isLive {
        next.set(entry.value)
        next += 1
      }
    }
    // Natives find what is free above the arguments, also where these reach beyond the frame.
    let saved = top
    let frame = c.frame
    if top < end { top = end }
    do {
      if keywords.isEmpty {
        try callOther(base, count: count, result: result, &c)
      } else {
        try callNamed(base, count: count, keywords, result: result, &c)
      }
      if c.frame == frame { top = saved }
    } catch {
      top = saved
      throw error
    }
  }

  private func keywords(of dictionary: DictObject) throws -> [Name] {
    var names: [Name] = []
    names.reserveCapacity(dictionary.count)
    for entry in dictionary.table.entries where entry.isLive {
      guard case .object(let object) = entry.key, let string = object as? StrObject else {
        throw Raised(.typeError, "keywords must be strings")
      }
      names.append(string.name)
    }
    return names
  }
}
