import NablaSource

/// Writes trees as s-expressions, for tests and for looking at them: `x + y * z` is `(Binary x + (Binary y * z))`.
///
/// Blocks stand in braces, what is absent is `<>`, an `elif` is an `If` within the other's last block, as in CPython's
/// `ast`, to which `Tests/Oracle/syntax_trees.py` compares.
public struct SyntaxDump {
  private var out = ""

  public static func dump(_ module: Module) -> String {
    var dump = SyntaxDump()
    dump.block(module.body)
    return dump.out
  }

  public static func dump(_ statement: Statement) -> String {
    var dump = SyntaxDump()
    dump.statement(statement)
    return dump.out
  }

  public static func dump(_ expression: Expression) -> String {
    var dump = SyntaxDump()
    dump.expression(expression)
    return dump.out
  }

  // MARK: - Statements

  private mutating func block(_ body: [Statement]?) {
    out += "{"
    for (index, item) in (body ?? []).enumerated() {
      if index > 0 { out += " " }
      statement(item)
    }
    out += "}"
  }

  private mutating func optional(_ value: Expression?) {
    if let value { expression(value) } else { out += "<>" }
  }

  private mutating func list(_ values: [Expression]) {
    for value in values {
      out += " "
      expression(value)
    }
  }

  private mutating func statement(_ statement: Statement) {
    switch statement.kind {
    case .pass: out += "Pass"
    case .break: out += "Break"
    case .continue: out += "Continue"
    default:
      out += "("
      compound(statement.kind)
      out += ")"
    }
  }

  private mutating func compound(_ kind: Statement.Kind) {
    switch kind {
    case .pass, .break, .continue: break
    case .expression(let value): word("Expr", value)
    case .assign(let targets, let value):
      out += "Assign"
      list(targets)
      word(" =", value)
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      word(isSimple ? "AnnAssign" : "AnnAssignPart", target)
      word(" :", annotation)
      if let value { word(" =", value) }
    case .augmentedAssign(let target, let symbol, _, let value):
      word("AugAssign", target)
      word(" \(symbol.rawValue)=", value)
    case .delete(let targets):
      out += "Delete"
      list(targets)
    case .return(let value):
      out += "Return"
      if let value { word("", value) }
    case .raise(let exception, let cause):
      out += "Raise"
      if let exception { word("", exception) }
      if let cause { word(" from", cause) }
    case .assert(let test, let message):
      word("Assert", test)
      if let message { word("", message) }
    case .global(let names): out += "Global" + names.map { " " + $0.name }.joined()
    case .nonlocal(let names): out += "Nonlocal" + names.map { " " + $0.name }.joined()
    case .import(let aliases): out += "Import" + aliases.map(alias).joined()
    case .importFrom(let item):
      out += "ImportFrom " + String(repeating: ".", count: item.level) + item.dottedName
      out += item.importsAll ? " *" : item.names.map(alias).joined()
    case .if(let clauses, let orElse): branches(clauses[...], orElse)
    case .while(let test, let body, let orElse):
      word("While", test)
      blocks(body, orElse)
    case .for(let target, let iterable, let body, let orElse):
      word("For", target)
      word(" in", iterable)
      blocks(body, orElse)
    case .with(let items, let body):
      out += "With"
      for item in items {
        word(" (", item.context, gap: "")
        if let target = item.target { word(" as", target) }
        out += ")"
      }
      out += " "
      block(body)
    case .try(let item): tryStatement(item)
    case .match(let subject, let cases):
      word("Match", subject)
      for item in cases {
        out += " (Case "
        pattern(item.pattern)
        if let condition = item.guard { word(" if", condition) }
        out += " "
        block(item.body)
        out += ")"
      }
    case .function(let function):
      out += "Def \(function.name.name) "
      parameters(function.parameters)
      if let returns = function.returns { word(" ->", returns) }
      decorated(function.decorators, function.body)
    case .class(let definition):
      out += "Class \(definition.name.name)"
      arguments(definition.arguments)
      decorated(definition.decorators, definition.body)
    }
  }

  private mutating func word(_ word: String, _ value: Expression, gap: String = " ") {
    out += word + gap
    expression(value)
  }

  private mutating func blocks(_ body: [Statement], _ orElse: [Statement]?) {
    out += " "
    block(body)
    out += " "
    block(orElse)
  }

  private mutating func branches(_ clauses: ArraySlice<IfClause>, _ orElse: [Statement]?) {
    for (index, clause) in clauses.enumerated() {
      word(index == 0 ? "If" : " {(If", clause.test)
      out += " "
      block(clause.body)
    }
    out += " "
    block(orElse)
    for _ in clauses.dropFirst() { out += ")}" }
  }

  private mutating func decorated(_ decorators: [Expression], _ body: [Statement]) {
    for decorator in decorators { word(" @", decorator, gap: "") }
    out += " "
    block(body)
  }

  private mutating func tryStatement(_ item: Try) {
    out += "Try "
    block(item.body)
    for handler in item.handlers {
      out += " (Except"
      if let type = handler.type { word("", type) }
      if let name = handler.name { out += " as " + name.name }
      out += " "
      block(handler.body)
      out += ")"
    }
    out += " "
    block(item.orElse)
    out += " "
    block(item.finally)
  }

  private func alias(_ alias: ImportAlias) -> String {
    guard let name = alias.alias else { return " " + alias.dottedName }
    return " (\(alias.dottedName) as \(name.name))"
  }

  // MARK: - Patterns

  private mutating func pattern(_ pattern: Pattern) {
    switch pattern.kind {
    case .value(let value): word("(Value", value)
    case .singleton(let value): word("(Is", value)
    case .wildcard: return out += "_"
    case .capture(let name): return out += name.name
    case .sequence(let elements):
      out += "(Sequence"
      patterns(elements)
    case .star(let name): return out += "*" + (name?.name ?? "_")
    case .mapping(let entries, let rest):
      out += "(Mapping"
      for entry in entries {
        word(" ", entry.key, gap: "")
        out += ":"
        self.pattern(entry.pattern)
      }
      if let rest { out += " **" + rest.name }
    case .class(let type, let positional, let keywords):
      word("(Class", type)
      patterns(positional)
      for keyword in keywords {
        out += " \(keyword.name.name)="
        self.pattern(keyword.pattern)
      }
    case .or(let alternatives):
      out += "(Or"
      patterns(alternatives)
    case .as(let inner, let name):
      out += "(As "
      self.pattern(inner)
      out += " " + name.name
    }
    out += ")"
  }

  private mutating func patterns(_ elements: [Pattern]) {
    for element in elements {
      out += " "
      pattern(element)
    }
  }

  // MARK: - Expressions

  /// Left spines are written by a loop: first what opens each node, from the outermost inwards, then the rest of each
  /// from the innermost outwards.
  private mutating func expression(_ expression: Expression) {
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

  private mutating func arguments(_ arguments: [Argument]) {
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

  private mutating func parameters(_ parameters: Parameters) {
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

  // MARK: - Text

  private static func quoted<Bytes: Sequence>(_ bytes: Bytes, isText: Bool) -> String where Bytes.Element == UInt8 {
    var result: [UInt8] = [0x22]
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C: result += [0x5C, byte]
      case 0x0A: result += Array("\\n".utf8)
      case 0x20...0x7E: result.append(byte)
      case 0x80... where isText: result.append(byte)
      default:
        let digits = String(byte, radix: 16)
        result += Array(("\\x" + (digits.count == 1 ? "0" : "") + digits).utf8)
      }
    }
    result.append(0x22)
    return String(decoding: result, as: UTF8.self)
  }
}
