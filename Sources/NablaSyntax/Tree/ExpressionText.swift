/// Writes an expression as source again, the way CPython words annotations that it keeps as text: one blank around
/// operators, single quotes, parentheses only where the tree needs them.
struct ExpressionText {
  /// How tightly an expression binds, from loose to tight. What binds looser than its place allows gets parentheses.
  enum Binding: Int, Comparable {
    case tuple, test, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, product, sign, power, awaited, atom

    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
    var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .atom }
  }

  private(set) var out = ""

  mutating func write(_ expression: Expression, _ place: Binding = .test) {
    guard expression.kind.left != nil else { return single(expression, place) }
    // Left spines may be very deep, so they are written by a loop: what opens each node, from the outermost inwards,
    // then what follows its left operand, from the innermost outwards.
    var place = place
    var closings: [String] = []
    let spine = expression.leftSpine
    for node in spine.dropFirst().reversed() {
      closings.append("")
      if case .binary(_, let symbol, _, _) = node.kind {
        let own = ExpressionText.binding(of: symbol)
        if place > own {
          out += "("
          closings[closings.count - 1] = ")"
        }
        place = symbol == .power ? own.tighter : own
      } else {
        place = .atom
      }
    }
    single(spine[0], place)
    for node in spine.dropFirst() {
      follow(node.kind)
      out += closings.popLast() ?? ""
    }
  }

  private static func binding(of symbol: BinaryOperator) -> Binding {
    switch symbol {
    case .add, .subtract: .sum
    case .multiply, .matrixMultiply, .divide, .floorDivide, .modulo: .product
    case .power: .power
    case .leftShift, .rightShift: .shift
    case .bitAnd: .bitAnd
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    }
  }

  /// A node of a left spine, behind its left operand.
  private mutating func follow(_ kind: Expression.Kind) {
    switch kind {
    case .binary(_, let symbol, let right, _):
      out += " \(symbol.rawValue) "
      let own = ExpressionText.binding(of: symbol)
      write(right, symbol == .power ? own : own.tighter)
    case .call(let call): arguments(call.arguments)
    case .attribute(let value, let name):
      if case .integer = value.kind { out += " " }
      out += "." + name.name
    case .subscript(_, let index, _):
      out += "["
      write(index, .tuple)
      out += "]"
    default: break
    }
  }

  /// A node that is no part of a left spine, or the innermost of one.
  private mutating func single(_ expression: Expression, _ place: Binding) {
    switch expression.kind {
    case .name(let name): out += name
    case .none: out += "None"
    case .true: out += "True"
    case .false: out += "False"
    case .ellipsis: out += "..."
    case .integer(let literal): integer(literal)
    case .float(let value): out += value.isInfinite ? "1e309" : LiteralText.float(value)
    case .string(let text): out += LiteralText.quoted(text)
    case .bytes(let bytes): out += LiteralText.quoted(bytes)
    case .formatted(let pieces): out += formatted(pieces)
    case .tuple(let elements):
      if elements.isEmpty { return out += "()" }
      parenthesized(place > .tuple) { text in
        text.list(elements)
        if elements.count == 1 { text.out += "," }
      }
    case .list(let elements): bracketed("[", "]") { $0.list(elements) }
    case .set(let elements): bracketed("{", "}") { $0.list(elements) }
    case .dictionary(let items): bracketed("{", "}") { $0.dictionary(items) }
    case .comprehension(let item): comprehension(item)
    default: operation(expression.kind, place)
    }
  }

  private mutating func operation(_ kind: Expression.Kind, _ place: Binding) {
    switch kind {
    case .unary(let symbol, let operand):
      let own: Binding = symbol == .not ? .not : .sign
      parenthesized(place > own) { text in
        text.out += symbol == .not ? "not " : symbol.rawValue
        text.write(operand, own)
      }
    case .boolean(let symbol, let operands):
      let own: Binding = symbol == .and ? .and : .or
      parenthesized(place > own) { text in text.list(operands, " \(symbol.rawValue) ", own.tighter) }
    case .compare(let first, let links):
      parenthesized(place > .comparison) { text in
        text.write(first, .bitOr)
        for link in links {
          text.out += " \(link.operator.rawValue) "
          text.write(link.operand, .bitOr)
        }
      }
    case .conditional(let body, let test, let orElse):
      parenthesized(place > .test) { text in
        text.write(body, .or)
        text.out += " if "
        text.write(test, .or)
        text.out += " else "
        text.write(orElse)
      }
    case .named(let name, let value):
      parenthesized(place > .tuple) { text in
        text.out += name.name + " := "
        text.write(value, .atom)
      }
    case .lambda(let lambda):
      parenthesized(place > .test) { text in
        let parameters = text.parameters(lambda.parameters)
        text.out += parameters.isEmpty ? "lambda: " : "lambda \(parameters): "
        text.write(lambda.body)
      }
    case .slice(let lower, let upper, let step):
      if let lower { write(lower) }
      out += ":"
      if let upper { write(upper) }
      if let step {
        out += ":"
        write(step)
      }
    case .starred(let value):
      out += "*"
      write(value, .bitOr)
    case .yield(let value):
      out += "(yield"
      if let value {
        out += " "
        write(value)
      }
      out += ")"
    case .yieldFrom(let value):
      out += "(yield from "
      write(value)
      out += ")"
    default: break
    }
  }

  private mutating func integer(_ literal: IntegerLiteral) {
    if let value = literal.value { return out += String(value) }
    let prefix = [2: "0b", 8: "0o", 16: "0x"][literal.radix] ?? ""
    out += prefix + literal.digits
  }
}

// MARK: - Parts

extension ExpressionText {
  private mutating func parenthesized(_ isNeeded: Bool, _ body: (inout ExpressionText) -> Void) {
    if isNeeded { bracketed("(", ")", body) } else { body(&self) }
  }

  private mutating func bracketed(_ open: String, _ close: String, _ body: (inout ExpressionText) -> Void) {
    out += open
    body(&self)
    out += close
  }

  private mutating func list(_ elements: [Expression], _ separator: String = ", ", _ place: Binding = .test) {
    for (index, element) in elements.enumerated() {
      if index > 0 { out += separator }
      write(element, place)
    }
  }

  private mutating func dictionary(_ items: [DictionaryItem]) {
    for (index, item) in items.enumerated() {
      if index > 0 { out += ", " }
      switch item {
      case .pair(let key, let value):
        write(key)
        out += ": "
        write(value)
      case .unpack(let value):
        out += "**"
        write(value, .bitOr)
      }
    }
  }

  private mutating func comprehension(_ item: Comprehension, isBare: Bool = false) {
    let brackets =
      switch item.kind {
      case .list: ("[", "]")
      case .set, .dictionary: ("{", "}")
      case .generator: ("(", ")")
      }
    bracketed(isBare ? "" : brackets.0, isBare ? "" : brackets.1) { text in
      text.write(item.element)
      if let value = item.value {
        text.out += ": "
        text.write(value)
      }
      for clause in item.clauses {
        text.out += " for "
        text.write(clause.target, .tuple)
        text.out += " in "
        text.write(clause.iterable, .or)
        for condition in clause.conditions {
          text.out += " if "
          text.write(condition, .or)
        }
      }
    }
  }

  /// Positional arguments come first, as in CPython's tree.
  private mutating func arguments(_ arguments: [Argument]) {
    out += "("
    if arguments.count == 1, case .positional = arguments[0].kind,
      case .comprehension(let item) = arguments[0].value.kind, item.kind == .generator
    {
      comprehension(item, isBare: true)
      return out += ")"
    }
    let isKeyword: (Argument) -> Bool = { argument in
      switch argument.kind {
      case .positional, .unpack: false
      case .keyword, .unpackMapping: true
      }
    }
    for (index, argument) in (arguments.filter { !isKeyword($0) } + arguments.filter(isKeyword)).enumerated() {
      if index > 0 { out += ", " }
      switch argument.kind {
      case .positional: write(argument.value)
      case .keyword(let name):
        out += name.name + "="
        write(argument.value)
      case .unpack:
        out += "*"
        write(argument.value, .bitOr)
      case .unpackMapping:
        out += "**"
        write(argument.value, .bitOr)
      }
    }
    out += ")"
  }

  private func parameters(_ parameters: Parameters) -> String {
    func written(_ parameter: Parameter) -> String {
      guard let value = parameter.defaultValue else { return parameter.name.name }
      return parameter.name.name + "=" + value.sourceText
    }
    var parts = parameters.positionalOnly.map(written)
    if !parts.isEmpty { parts.append("/") }
    parts += parameters.positional.map(written)
    if let variadic = parameters.variadic {
      parts.append("*" + variadic.name.name)
    } else if !parameters.keywordOnly.isEmpty {
      parts.append("*")
    }
    parts += parameters.keywordOnly.map(written)
    if let keywords = parameters.keywords { parts.append("**" + keywords.name.name) }
    return parts.joined(separator: ", ")
  }

  private func formatted(_ pieces: [FormattedPiece]) -> String {
    "f" + LiteralText.quoted(ExpressionText.body(of: pieces, isSpecification: false))
  }

  /// The inside of an f-string's quotes. Braces of a field's own expression are kept away from its opening one.
  private static func body(of pieces: [FormattedPiece], isSpecification: Bool) -> String {
    var body = ""
    for piece in pieces {
      switch piece {
      case .text(let text):
        for character in text.unicodeScalars {
          let isBrace = character == "{" || character == "}"
          if isBrace, !isSpecification { body.unicodeScalars.append(character) }
          body.unicodeScalars.append(character)
        }
      case .field(let field):
        body += field.sourceText ?? ""
        var inner = ExpressionText()
        inner.write(field.expression, .or)
        body += inner.out.hasPrefix("{") ? "{ " : "{"
        body += inner.out
        switch field.conversion {
        case .none: break
        case .str: body += "!s"
        case .repr: body += "!r"
        case .ascii: body += "!a"
        }
        if let specification = field.formatSpec { body += ":" + self.body(of: specification, isSpecification: true) }
        body += "}"
      }
    }
    return body
  }
}

extension Expression {
  /// The expression as source, as CPython words an annotation that is kept as text.
  public var sourceText: String {
    var text = ExpressionText()
    text.write(self)
    return text.out
  }
}
