import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  func emitBinary(
    _ op: BinaryOperator, _ left: Int, _ right: Expression, to target: Int, span: Span, anchor: Span
  ) throws(Diagnostic) {
    if let value = smallInteger(right), op == .add || op == .subtract {
      try at(span, anchor: anchor) { () throws(Diagnostic) in
        emit(op == .add ? .addImmediate : .subtractImmediate, target, left, value)
      }
      return
    }
    let operand = try self.operand(right)
    try at(span, anchor: anchor) { () throws(Diagnostic) in
      if let operation = op.opcode {
        emit(operation, target, left, operand)
      } else {
        // The general form has its left operand in the target; that must not clobber a local or the right operand.
        let register = allocate()
        move(left, to: register)
        emit(.binary, register, op.code, operand)
        move(register, to: target)
      }
    }
  }

  func evaluateUnary(_ op: UnaryOperator, _ operand: Expression, to target: Int) throws(Diagnostic) {
    if op == .minus {
      switch operand.kind {
      case .integer(let literal):
        if let value = literal.value { return load(.int(-value), to: target) }
      case .float(let value): return load(.float(bits: (-value).bitPattern), to: target)
      default: break
      }
    }
    let register = try self.operand(operand)
    switch op {
    case .minus: emit(.negate, target, register)
    case .plus: emit(.positive, target, register)
    case .invert: emit(.invert, target, register)
    case .not: emit(.not, target, register)
    }
  }

  func evaluateBoolean(_ op: BooleanOperator, _ operands: [Expression], to target: Int) throws(Diagnostic) {
    let end = Label()
    let register = allocate()
    for (index, operand) in operands.enumerated() {
      if index == 0 {
        try evaluate(operand, to: register)
      } else {
        try branch { () throws(Diagnostic) in try evaluate(operand, to: register) }
      }
      if index + 1 < operands.count {
        emit(op == .and ? .ifFalse : .ifTrue, register)
        jump(end)
      }
    }
    place(end)
    move(register, to: target)
  }

  func evaluateConditional(
    _ body: Expression, _ test: Expression, _ orElse: Expression, to target: Int
  ) throws(Diagnostic) {
    let otherwise = Label()
    let end = Label()
    let register = allocate()
    try condition(test, jumpingIf: false, to: otherwise)
    try branch { () throws(Diagnostic) in try evaluate(body, to: register) }
    jump(end)
    place(otherwise)
    try branch { () throws(Diagnostic) in try evaluate(orElse, to: register) }
    place(end)
    move(register, to: target)
  }

  func evaluateComparison(_ first: Expression, _ links: [Comparison], to target: Int) throws(Diagnostic) {
    let whole = span
    if links.count == 1 {
      let left = try operand(first)
      let right = try operand(links[0].operand)
      return try at(whole, anchor: links[0].operatorSpan) { () throws(Diagnostic) in
        emit(links[0].operator.opcode, target, left, right)
      }
    }
    let end = Label()
    let result = allocate()
    var left = allocate()
    try evaluate(first, to: left)
    for (index, link) in links.enumerated() {
      let right = allocate()
      try evaluate(link.operand, to: right)
      try at(whole, anchor: link.operatorSpan) { () throws(Diagnostic) in
        emit(link.operator.opcode, result, left, right)
      }
      if index + 1 < links.count {
        emit(.ifFalse, result)
        jump(end)
      }
      left = right
    }
    place(end)
    move(result, to: target)
  }

  // MARK: conditions

  /// Jumps when the expression's truth is `wanted`, and falls through otherwise.
  func condition(_ expression: Expression, jumpingIf wanted: Bool, to label: Label) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      try at(expression.span) { () throws(Diagnostic) in
        try conditionInside(expression, jumpingIf: wanted, to: label)
      }
    }
  }

  private func conditionInside(
    _ expression: Expression, jumpingIf wanted: Bool, to label: Label
  ) throws(Diagnostic) {
    switch expression.kind {
    case .true:
      if wanted { jump(label) }
    case .false, .none:
      if !wanted { jump(label) }
    case .integer(let literal) where literal.value != nil:
      if (literal.value != 0) == wanted { jump(label) }
    case .unary(.not, let operand): try condition(operand, jumpingIf: !wanted, to: label)
    case .boolean(let op, let operands):
      // `and` jumps when false as soon as one operand is; when true only after all.
      let shortCircuits = (op == .and) != wanted
      let end = Label()
      for (index, operand) in operands.enumerated() {
        let isLast = index + 1 == operands.count
        let emitOne = { [self] () throws(Diagnostic) in
          if shortCircuits || isLast {
            try condition(operand, jumpingIf: wanted, to: label)
          } else {
            try condition(operand, jumpingIf: !wanted, to: end)
          }
        }
        if index == 0 { try emitOne() } else { try branch { () throws(Diagnostic) in try emitOne() } }
      }
      place(end)
    case .compare(let first, let links) where links.count == 1:
      try compareAndJump(first, links[0], wanted, label)
    default:
      let register = try operand(expression)
      emit(wanted ? .ifTrue : .ifFalse, register)
      jump(label)
    }
  }

  private func compareAndJump(
    _ first: Expression, _ link: Comparison, _ wanted: Bool, _ label: Label
  ) throws(Diagnostic) {
    let whole = span
    let left = try operand(first)
    let sense = wanted ? 1 : 0
    if case .none = link.operand.kind, link.operator == .is || link.operator == .isNot {
      emit((link.operator == .is) == wanted ? .ifNone : .ifNotNone, left)
      return jump(label)
    }
    try at(whole, anchor: link.operatorSpan) { () throws(Diagnostic) in
      if let value = smallInteger(link.operand) {
        switch link.operator {
        case .less: emit(.ifLessImmediate, left, value, sense)
        case .greaterOrEqual: emit(.ifGreaterImmediate, left, value, sense | 2)
        case .greater: emit(.ifGreaterImmediate, left, value, sense)
        case .lessOrEqual: emit(.ifLessImmediate, left, value, sense | 2)
        case .equal: emit(.ifEqualImmediate, left, value, sense)
        case .notEqual: emit(.ifEqualImmediate, left, value, sense | 2)
        default: try compareRegisters(left, link, sense)
        }
      } else {
        try compareRegisters(left, link, sense)
      }
    }
    jump(label)
  }

  private func compareRegisters(_ left: Int, _ link: Comparison, _ sense: Int) throws(Diagnostic) {
    let comparison = span
    let mark = anchor
    let right = try operand(link.operand)
    try at(comparison, anchor: mark) { () throws(Diagnostic) in
      switch link.operator {
      case .less: emit(.ifLess, left, right, sense)
      case .lessOrEqual: emit(.ifLessOrEqual, left, right, sense)
      case .greater: emit(.ifGreater, left, right, sense)
      case .greaterOrEqual: emit(.ifGreaterOrEqual, left, right, sense)
      case .equal: emit(.ifEqual, left, right, sense)
      case .notEqual: emit(.ifNotEqual, left, right, sense)
      case .is: emit(.ifIs, left, right, sense)
      case .isNot: emit(.ifIs, left, right, 1 - sense)
      case .in: emit(.ifContains, left, right, sense)
      case .notIn: emit(.ifContains, left, right, 1 - sense)
      }
    }
  }
}

extension BinaryOperator {
  /// The operator's own instruction, where it has one.
  var opcode: Opcode? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    case .bitAnd: .bitAnd
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    case .leftShift: .leftShift
    case .rightShift: .rightShift
    case .matrixMultiply, .power: nil
    }
  }

  /// The operand of `binary` and `inPlace`: the machine's numbering.
  var code: Int {
    switch self {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .matrixMultiply: 3
    case .divide: 4
    case .floorDivide: 5
    case .modulo: 6
    case .power: 7
    case .leftShift: 8
    case .rightShift: 9
    case .bitAnd: 10
    case .bitOr: 11
    case .bitXor: 12
    }
  }
}

extension ComparisonOperator {
  var opcode: Opcode {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .is: .is
    case .isNot: .isNot
    case .in: .contains
    case .notIn: .notContains
    }
  }
}
