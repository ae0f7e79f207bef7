import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  /// The register with the expression's value: a local's own where that is safe, otherwise a new temporary.
  func operand(_ expression: Expression) throws(Diagnostic) -> Int {
    if case .name(let name) = expression.kind, !frameScope.hasWalrus {
      if let register = stableRegister(of: name) { return register }
      // A local that needs a check, too, can be used in place behind it.
      let mangled = mangle(name, in: scope.className)
      if case .local(let owner, false) = scope.place(of: mangled) {
        let register = register(of: mangled, owner: owner)
        try at(expression.span) { check(register, mangled, owner) }
        return register
      }
    }
    let register = allocate()
    try evaluate(expression, to: register)
    return register
  }

  /// Computes the expression into a register.
  func evaluate(_ expression: Expression, to target: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in try evaluateInside(expression, to: target) }
  }

  private func evaluateInside(_ expression: Expression, to target: Int) throws(Diagnostic) {
    switch expression.kind {
    case .binary, .call, .attribute, .subscript: try evaluateSpine(expression, to: target)
    default: try at(expression.span) { () throws(Diagnostic) in try evaluateNode(expression, to: target) }
    }
  }

  private func evaluateNode(_ expression: Expression, to target: Int) throws(Diagnostic) {
    switch expression.kind {
    case .name(let name): loadName(name, to: target)
    case .none: emit(.loadNone, target)
    case .true: emit(.loadTrue, target)
    case .false: emit(.loadFalse, target)
    case .ellipsis: load(.ellipsis, to: target)
    case .integer(let literal): load(constant(of: literal), to: target)
    case .float(let value): load(.float(bits: value.bitPattern), to: target)
    case .string(let text): load(.string(text), to: target)
    case .bytes(let bytes): load(.bytes(bytes), to: target)
    case .formatted(let pieces): try evaluate(pieces, to: target)
    case .tuple(let elements): try evaluateSequence(elements, .makeTuple, to: target)
    case .list(let elements): try evaluateSequence(elements, .makeList, to: target)
    case .set(let elements): try evaluateSequence(elements, .makeSet, to: target)
    case .dictionary(let items): try evaluate(items, to: target)
    case .comprehension(let comprehension): try evaluate(comprehension, expression.span, to: target)
    case .unary(let op, let operand): try evaluateUnary(op, operand, to: target)
    case .boolean(let op, let operands): try evaluateBoolean(op, operands, to: target)
    case .compare(let first, let links): try evaluateComparison(first, links, to: target)
    case .conditional(let body, let test, let orElse): try evaluateConditional(body, test, orElse, to: target)
    case .named(let name, let value):
      try evaluate(value, to: target)
      storeWalrus(name.name, from: target)
    case .lambda(let lambda): try evaluate(lambda, expression.span, to: target)
    case .slice(let lower, let upper, let step): try evaluateSlice(lower, upper, step, to: target)
    case .starred:
      throw Diagnostic(message: "can't use starred expression here", span: expression.span)
    case .yield(let value):
      let register = allocate()
      if let value { try evaluate(value, to: register) } else { emit(.loadNone, register) }
      emit(.yield, target, register)
    case .yieldFrom(let value):
      let register = allocate()
      try evaluate(value, to: register)
      emit(.getIterator, register, register)
      let sent = allocate()
      emit(.loadNone, sent)
      emit(.yieldFrom, sent, register)
      move(sent, to: target)
    case .binary, .call, .attribute, .subscript: try evaluateSpine(expression, to: target)
    }
  }

  private func storeWalrus(_ name: String, from source: Int) {
    // The name belongs to the nearest scope that is no comprehension.
    let outer = scope
    while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
    storeName(name, from: source)
    scope = outer
  }

  func constant(of literal: IntegerLiteral) -> Constant {
    if let value = literal.value { return .int(value) }
    return .bigInt(literal.radix == 10 ? literal.digits : "\(literal.radix):\(literal.digits)")
  }

  /// A literal number, negative ones included: for immediate operands and constant keys.
  func smallInteger(_ expression: Expression) -> Int? {
    switch expression.kind {
    case .integer(let literal): return literal.value.flatMap { Int16(exactly: $0).map(Int.init) }
    case .unary(.minus, let operand):
      guard case .integer(let literal) = operand.kind, let value = literal.value else { return nil }
      return Int16(exactly: -value).map(Int.init)
    default: return nil
    }
  }

  // MARK: spines

  /// The chains `a + b + …` and `a.b(c)[d]…`, from the inside out.
  ///
  /// Only the last step writes to the target, which may be a local that the steps before read, and which must keep its
  /// value when one of them raises.
  private func evaluateSpine(_ expression: Expression, to target: Int) throws(Diagnostic) {
    let spine = expression.leftSpine
    var current: Int
    var temporary: Int?
    if case .name = spine[0].kind, let local = try localOperand(spine[0]) {
      current = local
    } else {
      current = allocate()
      temporary = current
      try evaluate(spine[0], to: current)
    }
    var index = 1
    while index < spine.count {
      let node = spine[index]
      var isCall = false
      if case .attribute(_, let name) = node.kind, index + 1 < spine.count, case .call(let call) = spine[index + 1].kind {
        isCall = true
        index += 1
        let result = destination(isLast: index + 1 == spine.count, target, &temporary)
        let receiver = current
        let place = attributePlace(node, name)
        let callPlace = place == node.span ? spine[index].span : place.through(spine[index].span)
        try at(callPlace) { () throws(Diagnostic) in
          try emitMethodCall(call, on: receiver, name: name, attributeSpan: place, to: result)
        }
        current = result
      }
      if !isCall {
        let result = destination(isLast: index + 1 == spine.count, target, &temporary)
        let operand = current
        try temporaries { () throws(Diagnostic) in try step(node, on: operand, to: result) }
        current = result
      }
      index += 1
    }
  }

  /// What is to blame for a missing attribute: all of `value.name` or, in a chain over several lines, the name alone.
  private func attributePlace(_ node: Expression, _ name: Identifier) -> Span {
    let file = code.file
    return file.lineIndex(at: node.span.lower) == file.lineIndex(at: name.span.lower) ? node.span : name.span
  }

  private func destination(isLast: Bool, _ target: Int, _ temporary: inout Int?) -> Int {
    if isLast { return target }
    if let temporary { return temporary }
    let register = allocate()
    temporary = register
    return register
  }

  /// A local that can be used in place.
  private func localOperand(_ expression: Expression) throws(Diagnostic) -> Int? {
    guard case .name(let name) = expression.kind, !frameScope.hasWalrus else { return nil }
    let mangled = mangle(name, in: scope.className)
    guard case .local(_, false) = scope.place(of: mangled) else { return nil }
    return try operand(expression)
  }

  /// One node of a spine, whose left child's value is in `current`.
  private func step(_ node: Expression, on current: Int, to target: Int) throws(Diagnostic) {
    switch node.kind {
    case .binary(_, let op, let right, let operatorSpan):
      try emitBinary(op, current, right, to: target, span: node.span, anchor: operatorSpan)
    case .call(let call):
      try at(node.span) { () throws(Diagnostic) in
        if case .name("super") = call.callee.kind, call.arguments.isEmpty {
          try emitSuper(callee: current, to: target)
        } else {
          try emitCall(call, callee: current, to: target)
        }
      }
    case .attribute(_, let name):
      try at(attributePlace(node, name)) { () throws(Diagnostic) in emit(.loadAttribute, target, current, cache(name.name)) }
    case .subscript(_, let index, let bracketSpan):
      let key: Int
      if case .slice(let lower, let upper, let step) = index.kind {
        key = allocate()
        try evaluateSlice(lower, upper, step, to: key, isPassing: true)
      } else {
        key = try operand(index)
      }
      try at(node.span, anchor: bracketSpan) { () throws(Diagnostic) in emit(.loadItem, target, current, key) }
    default: break
    }
  }

  /// A slice; one that is `isPassing` is read by the next instruction and by no other.
  private func evaluateSlice(
    _ lower: Expression?, _ upper: Expression?, _ step: Expression?, to target: Int, isPassing: Bool = false
  ) throws(Diagnostic) {
    let base = allocate(3)
    for (offset, part) in [lower, upper, step].enumerated() {
      if let part { try evaluate(part, to: base + offset) } else { emit(.loadNone, base + offset) }
    }
    emit(.makeSlice, target, base, isPassing ? 1 : 0)
  }
}
