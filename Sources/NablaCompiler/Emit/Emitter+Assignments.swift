import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  func emitAssign(_ targets: [Expression], _ value: Expression) throws(Diagnostic) {
    if targets.count == 1, case .name(let name) = targets[0].kind, let register = directTarget(name),
      computesInOneStep(value)
    {
      try evaluate(value, to: register)
      return didAssign(name)
    }
    // `a, b = b, a` without a tuple.
    if targets.count == 1, let pairs = parallel(targets[0], value) {
      var registers: [Int] = []
      for (_, value) in pairs {
        let register = allocate()
        try evaluate(value, to: register)
        registers.append(register)
      }
      for (index, pair) in pairs.enumerated() { try assign(pair.0, from: registers[index]) }
      return
    }
    let register = targets.count == 1 ? try operand(value) : allocate()
    if targets.count > 1 { try evaluate(value, to: register) }
    for target in targets { try assign(target, from: register) }
  }

  /// Whether only the very last instruction for the expression writes to its target, so that the target may be a local
  /// that the expression reads.
  private func computesInOneStep(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .binary, .call, .attribute, .subscript, .name, .none, .true, .false, .integer, .float, .string, .bytes: true
    case .unary: true
    default: false
    }
  }

  private func parallel(_ target: Expression, _ value: Expression) -> [(Expression, Expression)]? {
    guard case .tuple(let targets) = target.kind, case .tuple(let values) = value.kind, targets.count == values.count,
      targets.count <= 4
    else { return nil }
    for expression in targets + values { if case .starred = expression.kind { return nil } }
    return Array(zip(targets, values))
  }

  func assign(_ target: Expression, from source: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      switch target.kind {
      case .name(let name): storeName(name, from: source)
      case .attribute(let object, let name):
        let register = try operand(object)
        try at(target.span) { () throws(Diagnostic) in emit(.storeAttribute, register, source, cache(name.name)) }
      case .subscript(let object, let index, let bracketSpan):
        let register = try operand(object)
        let key = try operand(index)
        try at(target.span, anchor: bracketSpan) { () throws(Diagnostic) in emit(.storeItem, register, key, source) }
      case .tuple(let targets), .list(let targets):
        let base = try at(target.span) { () throws(Diagnostic) in try unpack(targets, from: source) }
        for (index, target) in targets.enumerated() { try assign(target, from: base + index) }
      case .starred(let inner): try assign(inner, from: source)
      default: throw Diagnostic(message: "cannot assign to expression", span: target.span)
      }
    }
  }

  /// Takes a value apart; returns the first of the registers that hold the parts.
  private func unpack(_ targets: [Expression], from source: Int) throws(Diagnostic) -> Int {
    let base = allocate(targets.count)
    if let star = targets.firstIndex(where: { if case .starred = $0.kind { true } else { false } }) {
      let after = targets.count - star - 1
      if star > 255 || after > 255 {
        throw Diagnostic(message: "too many expressions in star-unpacking assignment", span: targets[star].span)
      }
      emit(.unpackStar, base, star | after << 8, source)
    } else {
      emit(.unpack, base, targets.count, source)
    }
    return base
  }

  func emitAnnotated(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool
  ) throws(Diagnostic) {
    if let value { try emitAssign([target], value) }
    guard isSimple, !frameScope.isFunctionLike, case .name(let name) = target.kind else { return }
    try temporaries { () throws(Diagnostic) in
      let register = allocate(3)
      loadName("__annotations__", to: register)
      load(.string(mangle(name, in: scope.className)), to: register + 1)
      try emitAnnotation(annotation, to: register + 2)
      emit(.storeItem, register, register + 1, register + 2)
    }
  }

  func emitAnnotation(_ annotation: Expression, to target: Int) throws(Diagnostic) {
    if postponesAnnotations { return load(.string(annotation.sourceText), to: target) }
    try evaluate(annotation, to: target)
  }

  func emitAugmented(
    _ target: Expression, _ op: BinaryOperator, _ operatorSpan: Span, _ value: Expression
  ) throws(Diagnostic) {
    let statement = span
    switch target.kind {
    case .name(let name):
      if let register = directTarget(name), !frameScope.hasWalrus {
        let current = try operand(target)
        return try apply(op, operatorSpan, statement, current, value, to: register)
      }
      let register = allocate()
      try at(target.span) { () throws(Diagnostic) in loadName(name, to: register) }
      try apply(op, operatorSpan, statement, register, value, to: register)
      storeName(name, from: register)
    case .attribute(let object, let name):
      let owner = try operand(object)
      let register = allocate()
      try at(target.span) { () throws(Diagnostic) in emit(.loadAttribute, register, owner, cache(name.name)) }
      try apply(op, operatorSpan, statement, register, value, to: register)
      try at(target.span) { () throws(Diagnostic) in emit(.storeAttribute, owner, register, cache(name.name)) }
    case .subscript(let object, let index, let bracketSpan):
      let owner = try operand(object)
      let key = try operand(index)
      let register = allocate()
      try at(target.span, anchor: bracketSpan) { () throws(Diagnostic) in emit(.loadItem, register, owner, key) }
      try apply(op, operatorSpan, statement, register, value, to: register)
      try at(target.span, anchor: bracketSpan) { () throws(Diagnostic) in emit(.storeItem, owner, key, register) }
    default: throw Diagnostic(message: "illegal target for augmented assignment", span: target.span)
    }
  }

  private func apply(
    _ op: BinaryOperator, _ operatorSpan: Span, _ statement: Span, _ current: Int, _ value: Expression, to target: Int
  ) throws(Diagnostic) {
    if let small = smallInteger(value), op == .add || op == .subtract {
      return try at(statement, anchor: operatorSpan) { () throws(Diagnostic) in
        emit(op == .add ? .inPlaceAddImmediate : .inPlaceSubtractImmediate, target, current, small)
      }
    }
    let operand = try self.operand(value)
    try at(statement, anchor: operatorSpan) { () throws(Diagnostic) in
      if op == .add { return emit(.inPlaceAdd, target, current, operand) }
      let register = current == target ? allocate() : target
      move(current, to: register)
      emit(.inPlace, register, op.code, operand)
      move(register, to: target)
    }
  }

  func emitDelete(_ target: Expression) throws(Diagnostic) {
    switch target.kind {
    case .name(let name): try at(target.span) { () throws(Diagnostic) in deleteName(name) }
    case .attribute(let object, let name):
      let register = try operand(object)
      try at(target.span) { () throws(Diagnostic) in
        emit(.deleteAttribute, register, wide: self.name(mangle(name.name, in: scope.className)))
      }
    case .subscript(let object, let index, let bracketSpan):
      let register = try operand(object)
      let key = try operand(index)
      try at(target.span, anchor: bracketSpan) { () throws(Diagnostic) in emit(.deleteItem, register, key) }
    case .tuple(let targets), .list(let targets): for target in targets { try emitDelete(target) }
    default: throw Diagnostic(message: "cannot delete expression", span: target.span)
    }
  }
}
