import NablaBytecode

/// Definitions, imports and patterns.
extension Interpreter {
  @inline(never) func rare(
    _ i: Instruction, _ r: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
  ) throws {
    let code = frame.pointee.code.value
    let a = r + Int(i.a)
    let b = r + Int(i.b)
    switch i.operation {
    case .makeFunction: a.set(.object(makeFunction(code.child(Int(i.b), builtins: builtins.namespace), a, r, frame)))
    case .setAnnotations: a.pointee.as(FunctionObject.self)?.setSpecial(Names.annotations, b.pointee)
    case .makeClass: a.set(.object(try makeClass(code.child(Int(i.b), builtins: builtins.namespace), a, r, frame)))
    case .importModule:
      let name = code.code.names[Int(i.b)]
      let module = try importModule(name)
      if i.c == 1, let dot = name.firstIndex(of: "."), let root = modules[String(name[..<dot])] {
        a.set(.object(root))
      } else {
        a.set(.object(module))
      }
    case .importRelative:
      let name = try absoluteName(code.code.names[Int(i.b)], level: Int(i.c), in: code.module)
      a.set(.object(try importModule(name)))
    case .importFrom: a.set(try importFrom(b.pointee, code.names[Int(i.c)]))
    case .importAll: try importAll(a.pointee, into: code.module.namespace)
    case .splitGroup:
      let (match, rest) = try splitForHandler(a[1], b.pointee)
      a.set(match)
      (a + 1).set(rest)
    case .joinGroup: a.set(try joinAfterHandlers(b[0], rest: b[1], raised: r[Int(i.c)]))
    case .matchSequence:
      let wanted = Int(i.c) & 0x7FFF
      guard try isSequence(b.pointee), let length = try lengthOrNil(b.pointee) else { return a.set(.bool(false)) }
      a.set(.bool(i.c & 0x8000 != 0 ? length >= wanted : length == wanted))
    case .matchMapping: a.set(.bool(try isMapping(b.pointee)))
    case .matchKeys: a.set(try matchKeys(b.pointee, r[Int(i.c)]))
    case .matchClass: a.set(try matchClass(b[0], b[1], positional: Int(i.c), names: b[2]))
    case .copyDictWithout:
      let copy = DictObject()
      if let mapping = b.pointee.as(DictObject.self) {
        for (key, value) in mapping.pairs { try copy.set(key, value, self) }
      } else {
        try iterate(b.pointee) { key in
          try copy.set(key, try item(b.pointee, key), self)
          return true
        }
      }
      for key in try array(r[Int(i.c)]) { try copy.remove(key, self) }
      a.set(.object(copy))
    default: break
    }
  }

  // MARK: functions and classes

  private func makeFunction(
    _ code: LinkedCode, _ defaultsBase: UnsafeMutablePointer<Value>, _ r: UnsafeMutablePointer<Value>,
    _ frame: UnsafeMutablePointer<Frame>
  ) -> FunctionObject {
    var defaults = code.noDefaults
    if code.hasDefaults {
      var next = defaultsBase
      for index in defaults.indices where code.signature.parameters[index].hasDefault {
        defaults[index] = next.pointee
        next += 1
      }
    }
    let captures = code.code.captures
    if captures.isEmpty { return FunctionObject(code: code, defaults: defaults, closure: []) }
    let closure = captures.map { capture -> CellObject in
      switch capture {
      case .cell(let register):
        let value = r[register]
        if case .object(let object) = value, object.kind == .cell { return unsafeDowncast(object, to: CellObject.self) }
        return CellObject(value)
      case .free(let index): return closureCell(frame, index)
      }
    }
    return FunctionObject(code: code, defaults: defaults, closure: closure)
  }

  private func makeClass(
    _ code: LinkedCode, _ base: UnsafeMutablePointer<Value>, _ r: UnsafeMutablePointer<Value>,
    _ frame: UnsafeMutablePointer<Frame>
  ) throws -> TypeObject {
    let bases = base[0].as(ListObject.self)?.items ?? []
    let keywords: [(name: Name, value: Value)] = (base[1].as(DictObject.self)?.pairs ?? []).compactMap { pair in
      pair.key.text.map { (Name($0), pair.value) }
    }
    let body = FunctionObject(
      code: code, defaults: [.undefined],
      closure: code.code.captures.map { capture in
        switch capture {
        case .cell(let register): r[register].as(CellObject.self) ?? CellObject(r[register])
        case .free(let index): closureCell(frame, index)
        }
      })
    let metaclass = try metaclass(bases: bases, keywords: keywords)
    let others = keywords.filter { $0.name != Names.metaclass }
    let namespace = NamespaceObject(
      try preparedNamespace(metaclass, name: code.name, bases: bases, keywords: others))
    let registers = top
    try push(code.registerCount)
    registers.pointee = .object(namespace)
    let cell = try run(function: body, code: code, registers: registers).as(CellObject.self)
    let qualifiedName = namespace.table.get(Names.qualname).text ?? code.qualifiedName
    namespace.table.remove(Names.qualname)
    let module = namespace.table.get(Names.module).text ?? code.module.get(Names.name)?.text ?? code.module.name
    if metaclass !== TypeObject.type {
      return try makeClass(
        by: metaclass, name: code.name, qualifiedName: qualifiedName, module: module, bases: bases, keywords: others,
        namespace: namespace, cell: cell)
    }
    return try makeClass(
      name: code.name, qualifiedName: qualifiedName, module: module, bases: bases, keywords: others,
      namespace: namespace.table, cell: cell)
  }
}
