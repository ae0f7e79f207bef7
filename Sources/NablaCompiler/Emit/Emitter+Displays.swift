import NablaBytecode
import NablaSource
import NablaSyntax

/// Tuples, lists, sets, dictionaries, f-strings.
extension Emitter {
  /// Elements beyond this many are added to a growing list, so that long literals need few registers.
  private static let chunk = 30

  func evaluateSequence(_ elements: [Expression], _ operation: Opcode, to target: Int) throws(Diagnostic) {
    let hasStar = elements.contains { if case .starred = $0.kind { true } else { false } }
    if !hasStar, elements.count <= Emitter.chunk {
      if operation == .makeTuple, let constant = constantTuple(elements) { return load(constant, to: target) }
      let base = elements.isEmpty ? 0 : nextRegister
      for element in elements {
        let register = allocate()
        try evaluate(element, to: register)
      }
      return emit(operation, target, base, elements.count)
    }
    let collection = allocate()
    emit(operation == .makeSet ? .makeSet : .makeList, collection, 0, 0)
    for element in elements {
      try temporaries { () throws(Diagnostic) in
        if case .starred(let inner) = element.kind {
          let register = try operand(inner)
          try at(inner.span) { () throws(Diagnostic) in
            emit(operation == .makeSet ? .updateSet : .extend, collection, register)
          }
        } else {
          emit(operation == .makeSet ? .addToSet : .append, collection, try operand(element))
        }
      }
    }
    if operation == .makeTuple { emit(.listToTuple, collection) }
    move(collection, to: target)
  }

  private func constantTuple(_ elements: [Expression]) -> Constant? {
    var constants: [Constant] = []
    for element in elements {
      guard let constant = literal(element) else { return nil }
      constants.append(constant)
    }
    return .tuple(constants)
  }

  /// The constant that an expression is, if it is one.
  func literal(_ expression: Expression) -> Constant? {
    switch expression.kind {
    case .none: return Constant.none
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .ellipsis: return .ellipsis
    case .integer(let literal): return constant(of: literal)
    case .float(let value): return .float(bits: value.bitPattern)
    case .string(let text): return .string(text)
    case .bytes(let bytes): return .bytes(bytes)
    case .unary(.minus, let operand):
      switch operand.kind {
      case .integer(let literal): return literal.value.map { .int(-$0) }
      case .float(let value): return .float(bits: (-value).bitPattern)
      default: return nil
      }
    default: return nil
    }
  }

  func evaluate(_ items: [DictionaryItem], to target: Int) throws(Diagnostic) {
    let dictionary = allocate()
    emit(.makeDict, dictionary, 0, 0)
    for item in items {
      try temporaries { () throws(Diagnostic) in
        switch item {
        case .pair(let key, let value):
          let keyRegister = try operand(key)
          let valueRegister = try operand(value)
          emit(.storePair, dictionary, keyRegister, valueRegister)
        case .unpack(let mapping): emit(.updateDict, dictionary, try operand(mapping))
        }
      }
    }
    move(dictionary, to: target)
  }

  // MARK: f-strings

  func evaluate(_ pieces: [FormattedPiece], to target: Int) throws(Diagnostic) {
    try evaluatePieces(pieces, to: target)
  }

  private func evaluatePieces(_ pieces: [FormattedPiece], to target: Int) throws(Diagnostic) {
    let base = nextRegister
    var count = 0
    for piece in pieces {
      switch piece {
      case .text(let text):
        load(.string(text), to: allocate())
        count += 1
      case .field(let field):
        if let source = field.sourceText {
          load(.string(source), to: allocate())
          count += 1
        }
        try evaluate(field, to: allocate())
        count += 1
      }
      if count >= 200 {
        emit(.joinStrings, base, base, count)
        nextRegister = base + 1
        count = 1
      }
    }
    if count == 0 { return load(.string(""), to: target) }
    emit(.joinStrings, target, base, count)
  }

  private func evaluate(_ field: FormattedField, to target: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      let value = allocate(2)
      try evaluate(field.expression, to: value)
      var flags: Int
      switch field.conversion {
      case .none: flags = 0
      case .str: flags = 1
      case .repr: flags = 2
      case .ascii: flags = 3
      }
      if let spec = field.formatSpec {
        try evaluatePieces(spec, to: value + 1)
        flags |= 4
      }
      try at(field.expression.span) { () throws(Diagnostic) in emit(.formatValue, target, value, flags) }
    }
  }
}
