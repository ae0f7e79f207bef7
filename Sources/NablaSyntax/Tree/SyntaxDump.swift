import NablaSource

/// Writes trees as s-expressions, for tests and for looking at them: `x + y * z` is `(Binary x + (Binary y * z))`.
///
/// Blocks stand in braces, what is absent is `<>`, an `elif` is an `If` within the other's last block, as in CPython's
/// `ast`, to which `Tests/Oracle/syntax_trees.py` compares.
public struct SyntaxDump {
  var out = ""

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

  mutating func list(_ values: [Expression]) {
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

  mutating func word(_ word: String, _ value: Expression, gap: String = " ") {
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

  mutating func pattern(_ pattern: Pattern) {
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

  // MARK: - Text

  static func quoted<Bytes: Sequence>(_ bytes: Bytes, isText: Bool) -> String where Bytes.Element == UInt8 {
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
