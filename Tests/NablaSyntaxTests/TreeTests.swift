import NablaSource
import NablaSyntax
import Testing

func parse(_ source: String) throws(Diagnostic) -> Module {
  try Parser.parse(SourceFile(name: "x.py", text: source))
}

@Suite struct TreeTests {
  @Test(arguments: RecordedTree.all) func treesAreShapedAsCPythonShapesThem(_ recorded: RecordedTree) throws {
    #expect(SyntaxDump.dump(try parse(recorded.source)) == recorded.tree)
  }

  @Test func theTableOfTreesIsNotEmpty() { #expect(RecordedTree.all.count > 100) }

  @Test func aByteOrderMarkIsSkipped() throws {
    #expect(SyntaxDump.dump(try parse("\u{FEFF}x = 1")) == "{(Assign x = 1)}")
  }

  @Test func bigIntegersKeepTheirDigits() throws {
    let module = try parse("0xFFFF_FFFF_FFFF_FFFF_F")
    guard case .expression(let value) = module.body[0].kind, case .integer(let literal) = value.kind else {
      Issue.record("no integer")
      return
    }
    #expect(literal == IntegerLiteral(digits: "fffffffffffffffff", radix: 16, value: nil))
  }

  @Test func fieldsOfFormattedStringsKeepTheirSourceText() throws {
    let module = try parse("f'{ a + 1 = }'")
    guard case .expression(let value) = module.body[0].kind, case .formatted(let pieces) = value.kind,
      case .field(let field)? = pieces.first
    else {
      Issue.record("no field")
      return
    }
    #expect(field.sourceText == " a + 1 = ")
    #expect(field.conversion == .repr)
    #expect(field.formatSpec == nil)
  }

  @Test(arguments: [
    ("x = 1\ny", false), ("x = 1\ny;", true), ("x;\n", true), ("x;\ny\n", false), ("if x: y;\n", false), ("", false),
    ("plt.show();  # quiet\n", true),
  ])
  func aSemicolonAtTheEndIsNoted(_ source: String, _ expected: Bool) throws {
    #expect(try parse(source).endsWithSemicolon == expected)
  }

  @Test func docstringsAreFound() throws {
    let module = try parse("'a' 'b'\ndef f():\n  '''c'''\nclass D:\n  f'e'\n")
    #expect(module.docstring == "ab")
    guard case .function(let function) = module.body[1].kind, case .class(let type) = module.body[2].kind else {
      Issue.record("no definitions")
      return
    }
    #expect(function.docstring == "c")
    #expect(type.docstring == nil)
  }

  @Test func everyScopeHasANumberOfItsOwn() throws {
    let module = try parse(
      """
      def f(a=lambda: 1):
        class B:
          x = [i for i in (j for j in k)]
        return {a: b for a in c}, {d for d in e}
      """)
    var scopes: [ScopeID] = [module.scope]
    SyntaxWalk.expressions(of: module) { expression in
      switch expression.kind {
      case .lambda(let lambda): scopes.append(lambda.scope)
      case .comprehension(let comprehension): scopes.append(comprehension.scope)
      default: break
      }
    } statement: { statement in
      switch statement.kind {
      case .function(let function): scopes.append(function.scope)
      case .class(let type): scopes.append(type.scope)
      default: break
      }
    }
    #expect(scopes.sorted() == Array(0..<module.scopeCount))
    #expect(scopes.count == 8)
  }

  @Test func everyExpressionHasANumberOfItsOwn() throws {
    let module = try parse("with (a, b(c)) as d: pass\nmatch (e): \n  case f.g(1): h\nx = f'{i:{j}}'\n")
    var seen: Set<Int32> = []
    SyntaxWalk.expressions(of: module) { expression in
      #expect(seen.insert(expression.id).inserted)
      #expect(expression.id >= 0 && Int(expression.id) < module.expressionCount)
    }
    #expect(seen.count > 10)
  }

  @Test(arguments: [
    ("def f(): yield\n", true), ("def f():\n  def g(): yield\n", false), ("def f(): lambda: (yield)\n", false),
    ("def f(): return [x for x in (yield)]\n", true), ("def f(): x = yield from y\n", true), ("def f(): pass\n", false),
  ])
  func generatorsAreRecognised(_ source: String, _ expected: Bool) throws {
    guard case .function(let function) = try parse(source).body[0].kind else {
      Issue.record("no function")
      return
    }
    #expect(function.isGenerator == expected)
  }

  @Test func theLeftSpineListsItsNodesInTheOrderOfEvaluation() throws {
    let module = try parse("a.b(c) + d")
    guard case .expression(let sum) = module.body[0].kind else {
      Issue.record("no expression")
      return
    }
    let texts = sum.leftSpine.map { module.file.text(of: $0.span) }
    #expect(texts == ["a", "a.b", "a.b(c)", "a.b(c) + d"])
  }
}
