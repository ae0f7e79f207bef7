import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  func evaluate(_ comprehension: Comprehension, _ span: Span, to target: Int) throws(Diagnostic) {
    guard let first = comprehension.clauses.first, let inner = scopes[comprehension.scope] else { return }
    if comprehension.kind == .generator {
      return try evaluateGenerator(comprehension, inner, first.iterable, span, to: target)
    }
    // Runs inside this frame: its variables become registers on top of the temporaries.
    let collection = allocate()
    let iterator = allocate()
    try evaluate(first.iterable, to: iterator)
    try at(first.iterable.span) { () throws(Diagnostic) in emit(.getIterator, iterator, iterator) }
    let operation: Opcode =
      comprehension.kind == .list ? .makeList : comprehension.kind == .set ? .makeSet : .makeDict
    emit(operation, collection, 0, 0)
    let outerScope = scope
    let outerAssigned = assigned
    scope = inner
    defer {
      scope = outerScope
      assigned = outerAssigned
    }
    var locals: [Int] = []
    for name in inner.bound {
      let register = declareLocal(name, of: inner)
      locals.append(register)
      assigned.remove(register)
      protectedRegisters.insert(register)
      if inner.captured.contains(name) { emit(.freshCell, register) } else { emit(.clear, register, 1) }
    }
    try loops(comprehension.clauses[...], iterator: iterator) { () throws(Diagnostic) in
      switch comprehension.kind {
      case .list: emit(.append, collection, try operand(comprehension.element))
      case .set: emit(.addToSet, collection, try operand(comprehension.element))
      default:
        let key = try operand(comprehension.element)
        if let value = comprehension.value { emit(.storePair, collection, key, try operand(value)) }
      }
    }
    if let first = locals.first { emit(.clear, first, locals.count) }
    for register in locals { protectedRegisters.remove(register) }
    move(collection, to: target)
  }

  /// The nested loops of the clauses; the first one's iterator exists already.
  private func loops(
    _ clauses: ArraySlice<ComprehensionClause>, iterator: Int, _ body: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard let clause = clauses.first else { return }
    let top = Label()
    let end = Label()
    try branch { () throws(Diagnostic) in
      place(top)
      try temporaries { () throws(Diagnostic) in
        // In a generator's frame all of it is to blame, as CPython has it.
        try at(code.kind == .generatorExpression ? code.span : clause.iterable.span) { () throws(Diagnostic) in
          try iterate(iterator, into: clause.target, end: end)
        }
        for condition in clause.conditions { try self.condition(condition, jumpingIf: false, to: top) }
        let rest = clauses.dropFirst()
        if let next = rest.first {
          let inner = allocate()
          try evaluate(next.iterable, to: inner)
          try at(next.iterable.span) { () throws(Diagnostic) in emit(.getIterator, inner, inner) }
          try loops(rest, iterator: inner, body)
        } else {
          try temporaries { () throws(Diagnostic) in try body() }
        }
      }
      jump(top, .loop)
      place(end)
    }
  }

  /// Fetches the next item into a loop's target, or jumps to the end.
  func iterate(_ iterator: Int, into target: Expression, end: Label) throws(Diagnostic) {
    let place = span
    if case .name(let name) = target.kind, let register = directTarget(name) {
      emit(.forIterate, iterator, register)
      jump(end)
      didAssign(name)
      return
    }
    let item = allocate()
    emit(.forIterate, iterator, item)
    jump(end)
    try at(target.span) { () throws(Diagnostic) in try assign(target, from: item) }
    span = place
  }

  private func evaluateGenerator(
    _ comprehension: Comprehension, _ inner: Scope, _ iterable: Expression, _ span: Span, to target: Int
  ) throws(Diagnostic) {
    let child = CodeObject(
      name: "<genexpr>", qualifiedName: qualify("<genexpr>"), kind: .generatorExpression, file: code.file)
    child.span = span
    child.isGenerator = true
    child.parameters = [.init(name: ".0", kind: .positionalOnly, hasDefault: false)]
    let emitter = Emitter(code: child, scope: inner, scopes: scopes, parent: self)
    try emitter.emitGenerator(comprehension, span)
    let base = allocate(2)
    emit(.makeFunction, base, try addCode(child, inner))
    try evaluate(iterable, to: base + 1)
    try at(iterable.span) { () throws(Diagnostic) in emit(.getIterator, base + 1, base + 1) }
    emit(.call, base, 1, target)
  }

  private func emitGenerator(_ comprehension: Comprehension, _ span: Span) throws(Diagnostic) {
    self.span = span
    makeCells()
    let iterator = register(of: ".0", owner: frameScope)
    try loops(comprehension.clauses[...], iterator: iterator) { () throws(Diagnostic) in
      let value: Int
      if comprehension.clauses.count > 1 {
        // Yielding takes the value out of its register, and an outer loop's variable is wanted again.
        value = allocate()
        try evaluate(comprehension.element, to: value)
      } else {
        value = try operand(comprehension.element)
      }
      emit(.yield, allocate(), value)
    }
    emit(.returnNone)
    try finish()
  }
}
