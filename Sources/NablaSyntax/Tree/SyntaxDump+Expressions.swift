extension SyntaxDump {
  /// Left spines are written by a loop: first what opens each node, from the outermost inwards, then the rest of each
  /// from the innermost outwards.
  mutating func expression(_ expression: Expression) {
    guard expression.kind.left != nil else { return atom(expression) }
    let spine = expression.leftSpine
    for node in spine.dropFirst().reversed() { opening(node.kind) }
    atom(spine[0])
    for node in spine.dropFirst() { closing(node.kind) }
  }

  private mutating func opening(_ kind: Expression.Kind) {
    switch kind {
    case .binary: out += "(Binary "
    case .call: out += "(Call "
    case .attribute: out += "(Attribute "
    case .subscript: out += "(Subscript "
    default: break
    }
  }

  private mutating func closing(_ kind: Expression.Kind) {
    switch kind {
    case .binary(_, let symbol, let right, _): word(" \(symbol.rawValue)", right)
    case .call(let call): arguments(call.arguments)
    case .attribute(_, let name): out += " " + name.name
    case .subscript(_, let index, _): word("", index)
    default: break
    }
    out += ")"
  }

  private mutating func atom(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): out += name
    case .none: out += "None"
    case .true: out += "True"
    case .false: out += "False"
    case .ellipsis: out += "..."
    case .integer(let literal): out += literal.value.map { String($0) } ?? "bigint"
    case .float(let value): out += value.description
    case .string(let text): out += SyntaxDump.quoted(text.utf8, isText: true)
    case .bytes(let bytes): out += "b" + SyntaxDump.quoted(bytes, isText: false)
    default:
      out += "("
      composite(expression.kind)
      out += ")"
    }
  }

  private mutating func composite(_ kind: Expression.Kind) {
    switch kind {
    case .formatted(let pieces): formatted(pieces)
    case .tuple(let elements): elementList("Tuple", elements)
    case .list(let elements): elementList("List", elements)
    case .set(let elements): elementList("Set", elements)
    case .boolean(let symbol, let operands): elementList(symbol == .and ? "And" : "Or", operands)
    case .dictionary(let items): dictionary(items)
    case .comprehension(let item): comprehension(item)
    case .unary(let symbol, let operand): word("Unary \(symbol.rawValue)", operand)
    case .compare(let first, let links):
      word("Compare", first)
      for link in links { word(" \(link.operator.rawValue)", link.operand) }
    case .conditional(let body, let test, let orElse): elementList("IfElse", [body, test, orElse])
    case .named(let name, let value): word("Named \(name.name)", value)
    case .lambda(let lambda):
      out += "Lambda "
      parameters(lambda.parameters)
      word("", lambda.body)
    case .slice(let lower, let upper, let step):
      out += "Slice "
      optional(lower)
      out += " "
      optional(upper)
      out += " "
      optional(step)
    case .starred(let value): word("Star", value)
    case .yield(let value):
      out += "Yield"
      if let value { word("", value) }
    case .yieldFrom(let value): word("YieldFrom", value)
    case .name, .none, .true, .false, .ellipsis, .integer, .float, .string, .bytes, .binary, .call, .attribute,
      .subscript:
      break
    }
  }

  private mutating func elementList(_ word: String, _ elements: [Expression]) {
    out += word
    list(elements)
  }

  private mutating func dictionary(_ items: [DictionaryItem]) {
    out += "Dict"
    for item in items {
      switch item {
      case .pair(let key, let value):
        word(" ", key, gap: "")
        word(":", value, gap: "")
      case .unpack(let value): word(" **", value, gap: "")
      }
    }
  }

  private mutating func comprehension(_ item: Comprehension) {
    switch item.kind {
    case .list: out += "ListComp "
    case .set: out += "SetComp "
    case .dictionary: out += "DictComp "
    case .generator: out += "Generator "
    }
    expression(item.element)
    if let value = item.value { word(":", value, gap: "") }
    for clause in item.clauses {
      word(" (for", clause.target)
      word(" in", clause.iterable)
      for condition in clause.conditions { word(" if", condition) }
      out += ")"
    }
  }

  private mutating func formatted(_ pieces: [FormattedPiece]) {
    out += "Format"
    var text = ""
    func flush(_ out: inout String) {
      if !text.isEmpty { out += " " + SyntaxDump.quoted(text.utf8, isText: true) }
      text = ""
    }
    for piece in pieces {
      switch piece {
      case .text(let more): text += more
      case .field(let field):
        text += field.sourceText ?? ""
        flush(&out)
        word(" {", field.expression, gap: "")
        switch field.conversion {
        case .none: break
        case .str: out += " !s"
        case .repr: out += " !r"
        case .ascii: out += " !a"
        }
        if let spec = field.formatSpec {
          out += " :("
          formatted(spec)
          out += ")"
        }
        out += "}"
      }
    }
    flush(&out)
  }

  mutating func arguments(_ arguments: [Argument]) {
    for argument in arguments {
      out += " "
      switch argument.kind {
      case .positional: break
      case .keyword(let name): out += name.name + "="
      case .unpack: out += "*"
      case .unpackMapping: out += "**"
      }
      expression(argument.value)
    }
  }

  mutating func parameters(_ parameters: Parameters) {
    var parts: [String] = []
    for parameter in parameters.positionalOnly { parts.append(self.parameter(parameter)) }
    if !parts.isEmpty { parts.append("/") }
    for parameter in parameters.positional { parts.append(self.parameter(parameter)) }
    if let variadic = parameters.variadic {
      parts.append("*" + parameter(variadic))
    } else if !parameters.keywordOnly.isEmpty {
      parts.append("*")
    }
    for parameter in parameters.keywordOnly { parts.append(self.parameter(parameter)) }
    if let keywords = parameters.keywords { parts.append("**" + parameter(keywords)) }
    out += "(" + parts.joined(separator: " ") + ")"
  }

  private func parameter(_ parameter: Parameter) -> String {
    var result = parameter.name.name
    if let annotation = parameter.annotation { result += ":" + SyntaxDump.dump(annotation) }
    if let value = parameter.defaultValue { result += "=" + SyntaxDump.dump(value) }
    return result
  }

  private mutating func optional(_ value: Expression?) {
    if let value { expression(value) } else { out += "<>" }
  }
}
