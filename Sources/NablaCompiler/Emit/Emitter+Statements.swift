import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  func emitModule(_ module: Module, displaysLast: Bool) throws(Diagnostic) {
    span = module.span
    if code.docstring != nil, let text = code.docstring {
      let register = allocate()
      load(.string(text), to: register)
      emit(.storeGlobal, register, wide: global("__doc__"))
      nextRegister = register
    }
    if module.body.annotatesNames { emitAnnotationsDictionary() }
    var body = module.body[...]
    var shown: Expression?
    if displaysLast, !module.endsWithSemicolon, let last = body.last, case .expression(let value) = last.kind {
      shown = value
      body = body.dropLast()
    }
    for statement in body { try emit(statement) }
    if let shown {
      let register = try operand(shown)
      try at(shown.span) { () throws(Diagnostic) in emit(.return, register) }
    } else {
      emit(.returnNone)
    }
    try finish()
  }

  func emitAnnotationsDictionary() {
    let register = allocate()
    emit(.makeDict, register, 0, 0)
    storeName("__annotations__", from: register)
    nextRegister = register
  }

  func emit(_ statements: [Statement]) throws(Diagnostic) {
    for statement in statements { try emit(statement) }
  }

  func emit(_ statement: Statement) throws(Diagnostic) {
    if let tooLarge { throw Diagnostic(message: tooLarge, span: statement.span) }
    try temporaries { () throws(Diagnostic) in
      try at(statement.span) { () throws(Diagnostic) in try emitInside(statement) }
    }
  }

  private func emitInside(_ statement: Statement) throws(Diagnostic) {
    let first = nextRegister
    switch statement.kind {
    case .expression(let value):
      if literal(value) == nil {
        try evaluate(value, to: allocate())
        if makesObjects(value) { forgetTemporaries(from: first) }
      }
    case .assign(let targets, let value):
      try emitAssign(targets, value)
      if case .none = value.kind {
        forgetTemporaries(from: first)
      } else if code.kind == .module, makesObjects(value) {
        forgetTemporaries(from: first)
      }
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      try emitAnnotated(target, annotation, value, isSimple)
    case .augmentedAssign(let target, let op, let operatorSpan, let value):
      try emitAugmented(target, op, operatorSpan, value)
    case .delete(let targets):
      for target in targets { try emitDelete(target) }
      forgetTemporaries(from: first)
    case .pass, .global, .nonlocal: break
    case .break:
      try checkGroupHandlers(leavingLoop: true)
      leave(.break, value: nil)
    case .continue:
      try checkGroupHandlers(leavingLoop: true)
      leave(.continue, value: nil)
    case .return(let value):
      try checkGroupHandlers(leavingLoop: false)
      try emitReturn(value)
    case .raise(let exception, let cause): try emitRaise(exception, cause)
    case .assert(let test, let message): try emitAssert(test, message)
    case .import(let aliases): for alias in aliases { emitImport(alias) }
    case .importFrom(let from): emitImportFrom(from)
    case .if(let clauses, let orElse): try emitIf(clauses, orElse)
    case .while(let test, let body, let orElse): try emitWhile(test, body, orElse)
    case .for(let target, let iterable, let body, let orElse): try emitFor(target, iterable, body, orElse)
    case .with(let items, let body): try emitWith(items[...], body)
    case .try(let statement): try emitTry(statement)
    case .match(let subject, let cases): try emitMatch(subject, cases)
    case .function(let definition): try emitFunction(definition)
    case .class(let definition): try emitClass(definition)
    }
  }

  private func makesObjects(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call, .list, .tuple, .set, .dictionary, .comprehension, .attribute, .subscript: true
    default: false
    }
  }

  /// Behind statements that let go of objects: what is left of them in temporaries would keep them alive. In functions
  /// the result of a call is all that a discarded call leaves.
  private func forgetTemporaries(from first: Int) {
    let count = code.kind == .module ? code.registerCount - first : min(1, code.registerCount - first)
    if count > 0 { emit(.clear, first, count) }
  }

  // MARK: control flow

  private func emitReturn(_ value: Expression?) throws(Diagnostic) {
    guard let value else {
      let register = allocate()
      emit(.loadNone, register)
      return leave(.return, value: register)
    }
    // A local is only read in place when nothing on the way out could change it.
    let register: Int
    if blocks.isEmpty {
      register = try operand(value)
    } else {
      register = allocate()
      try evaluate(value, to: register)
    }
    leave(.return, value: register)
  }

  private func emitIf(_ clauses: [IfClause], _ orElse: [Statement]?) throws(Diagnostic) {
    let end = Label()
    var certain: Set<Int>?
    let before = assigned
    for (index, clause) in clauses.enumerated() {
      let next = Label()
      if index > 0 { span = clause.span }
      try condition(clause.test, jumpingIf: false, to: next)
      let afterTest = assigned
      try emit(clause.body)
      certain = certain.map { $0.intersection(assigned) } ?? assigned
      assigned = afterTest
      if index + 1 < clauses.count || orElse != nil { jump(end) }
      place(next)
    }
    try emit(orElse ?? [])
    // Certain is what all branches assign (a branch that leaves counts too: nothing behind it runs).
    assigned = (certain ?? before).intersection(assigned)
    place(end)
  }

  private func emitWhile(_ test: Expression, _ body: [Statement], _ orElse: [Statement]?) throws(Diagnostic) {
    // The test is written twice, in front and behind the body: one jump an iteration instead of two.
    let start = Label()
    let next = Label()
    let otherwise = Label()
    let end = Label()
    try condition(test, jumpingIf: false, to: otherwise)
    try branch { () throws(Diagnostic) in
      place(start)
      let block = Block(.loop(end: end, next: next, iterator: nil))
      open(block)
      try emit(body)
      close(block)
      place(next)
      emitInterruptCheck()
      try condition(test, jumpingIf: true, to: start)
    }
    place(otherwise)
    try branch { () throws(Diagnostic) in try emit(orElse ?? []) }
    place(end)
  }

  /// Backward jumps serve interrupts: the `loop` to the next instruction is that check alone.
  private func emitInterruptCheck() { emit(.loop, 0, wide: here + 1) }

  private func emitFor(
    _ target: Expression, _ iterable: Expression, _ body: [Statement], _ orElse: [Statement]?
  ) throws(Diagnostic) {
    let top = Label()
    let exhausted = Label()
    let end = Label()
    let iterator = allocate()
    try evaluate(iterable, to: iterator)
    try at(iterable.span) { () throws(Diagnostic) in emit(.getIterator, iterator, iterator) }
    try branch { () throws(Diagnostic) in
      place(top)
      try temporaries { () throws(Diagnostic) in
        try at(iterable.span) { () throws(Diagnostic) in try iterate(iterator, into: target, end: exhausted) }
      }
      let block = Block(.loop(end: end, next: top, iterator: iterator))
      open(block)
      try emit(body)
      close(block)
      jump(top, .loop)
    }
    place(exhausted)
    try branch { () throws(Diagnostic) in try emit(orElse ?? []) }
    place(end)
  }

  private func emitAssert(_ test: Expression, _ message: Expression?) throws(Diagnostic) {
    let holds = Label()
    try condition(test, jumpingIf: true, to: holds)
    try branch { () throws(Diagnostic) in
      let register = allocate()
      if let message { try evaluate(message, to: register) }
      try at(test.span) { () throws(Diagnostic) in emit(.assertionError, register, message == nil ? 0 : 1) }
    }
    place(holds)
  }

  // MARK: imports

  private func emitImport(_ alias: ImportAlias) {
    let register = allocate()
    // `import a.b` binds `a`; `import a.b as c` binds `a.b`.
    emit(.importModule, register, name(alias.dottedName), alias.alias == nil ? 1 : 0)
    if let bound = alias.alias ?? alias.path.first { storeName(bound.name, from: register) }
  }

  private func emitImportFrom(_ from: ImportFrom) {
    let module = allocate()
    if from.level > 0 {
      emit(.importRelative, module, name(from.dottedName), from.level)
    } else {
      emit(.importModule, module, name(from.dottedName), 0)
    }
    if from.importsAll { return emit(.importAll, module) }
    let statement = span
    for alias in from.names {
      guard let imported = alias.path.first else { continue }
      let register = allocate()
      span = alias.span
      emit(.importFrom, register, module, name(imported.name))
      span = statement
      storeName((alias.alias ?? imported).name, from: register)
    }
  }
}
