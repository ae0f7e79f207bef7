import NablaSource
import NablaSyntax
import Testing

@Suite struct SpanTests {
  @Test(arguments: RecordedTree.all) func spansLieWithinTheirParents(_ recorded: RecordedTree) throws {
    let module = try parse(recorded.source)
    for statement in module.body { check(statement, within: module.span) }
  }

  private func check(_ statement: Statement, within parent: Span) {
    #expect(parent.contains(statement.span))
    for expression in SyntaxWalk.expressions(in: statement) { check(expression, within: statement.span) }
    for block in SyntaxWalk.blocks(in: statement) {
      for inner in block { check(inner, within: statement.span) }
    }
  }

  private func check(_ expression: Expression, within parent: Span) {
    #expect(parent.contains(expression.span))
    #expect(!expression.span.isEmpty)
    expression.forEachChild { check($0, within: expression.span) }
  }

  @Test(arguments: RecordedTree.all) func namesAndOperatorsCoverTheirText(_ recorded: RecordedTree) throws {
    let module = try parse(recorded.source)
    let file = module.file
    SyntaxWalk.expressions(of: module) { expression in
      switch expression.kind {
      case .name(let name): #expect(file.text(of: expression.span) == name)
      case .attribute(_, let name): #expect(file.text(of: name.span) == name.name)
      case .named(let name, _): #expect(file.text(of: name.span) == name.name)
      case .binary(_, let symbol, _, let span): #expect(file.text(of: span) == symbol.rawValue)
      case .subscript(_, _, let span):
        #expect(file.text(of: span).hasPrefix("[") && file.text(of: span).hasSuffix("]"))
      case .call(let call):
        #expect(file.text(of: call.argumentsSpan).hasPrefix("(") && file.text(of: call.argumentsSpan).hasSuffix(")"))
        for argument in call.arguments {
          #expect(call.argumentsSpan.contains(argument.span) && argument.span.contains(argument.value.span))
          if case .keyword(let name) = argument.kind { #expect(file.text(of: name.span) == name.name) }
        }
      case .compare(_, let links):
        for link in links { #expect(file.text(of: link.operatorSpan) == link.operator.rawValue) }
      case .formatted(let pieces):
        for case .field(let field) in pieces {
          #expect(file.text(of: field.span).hasPrefix("{") && file.text(of: field.span).hasSuffix("}"))
        }
      default: break
      }
    }
  }

  @Test(arguments: [
    ("x = (a + b) * c", ["(a + b) * c", "a + b", "a", "b", "c"]),
    ("(a, b)", ["(a, b)", "a", "b"]),
    ("(a), b", ["(a), b", "a", "b"]),
    ("f(x for x in y)", ["f(x for x in y)", "f", "(x for x in y)", "x", "x", "y"]),
    ("f'{a + 1:>{w}}'", ["f'{a + 1:>{w}}'", "a + 1", "a", "1", "w"]),
    ("'é' + ñ", ["'é' + ñ", "'é'", "ñ"]),
    ("a[1:, ::b]", ["a[1:, ::b]", "a", "1:, ::b", "1:", "1", "::b", "b"]),
    ("not a  # comment", ["not a", "a"]),
  ])
  func expressionsCoverTheirText(_ source: String, _ expected: [String]) throws {
    let module = try parse(source)
    var texts: [String] = []
    SyntaxWalk.expressions(of: module) { texts.append(module.file.text(of: $0.span)) }
    if texts.first == "x" { texts.removeFirst() }
    #expect(texts == expected)
  }

  @Test func statementsEndWithTheirLastToken() throws {
    let module = try parse("if a:\n  b  # c\n\n# d\nelse:\n  e;\n\nf = 1 ; g\n")
    let texts = module.body.map { module.file.text(of: $0.span) }
    #expect(texts == ["if a:\n  b  # c\n\n# d\nelse:\n  e;", "f = 1", "g"])
  }

  @Test func headersEndWithTheirColon() throws {
    let module = try parse("@d\ndef f(a: int = 1) -> int:\n  return a\n")
    guard case .function(let function) = module.body[0].kind else {
      Issue.record("no function")
      return
    }
    #expect(module.file.text(of: function.headerSpan) == "def f(a: int = 1) -> int:")
    #expect(module.file.text(of: module.body[0].span) == "def f(a: int = 1) -> int:\n  return a")
    #expect(module.file.text(of: function.decorators[0].span) == "d")
  }
}
