import NablaSource
import NablaSyntax
import Testing

/// The error of a source text, or nil.
func diagnostic(of source: String) -> Diagnostic? {
  do {
    _ = try parse(source)
    return nil
  } catch {
    return error
  }
}

@Suite struct ErrorTests {
  @Test(arguments: RecordedError.all) func errorsHaveCPythonsWordsAndPlace(_ recorded: RecordedError) throws {
    let error = try #require(diagnostic(of: recorded.source))
    let place = SourceFile(name: "x.py", text: recorded.source).location(of: error.span)
    #expect(error.kind == recorded.kind)
    #expect(error.message == recorded.message)
    #expect(place.line == recorded.line)
    if recorded.column > 0 { #expect(place.column == recorded.column) }
  }

  @Test func theTableOfErrorsIsNotEmpty() { #expect(RecordedError.all.count > 250) }

  @Test(arguments: [
    ("async def f(): pass", "'async def' is not part of Nabla", "async def"),
    ("def f():\n  async with a: pass", "'async with' is not part of Nabla", "async with"),
    ("async for a in b: pass", "'async for' is not part of Nabla", "async for"),
    ("[a async for a in b]", "'async for' is not part of Nabla", "async for"),
    ("x = await y", "'await' is not part of Nabla", "await"),
    ("class A(metaclass=M): pass", "'metaclass' is not part of Nabla", "metaclass"),
    ("class A(B, metaclass=M): pass", "'metaclass' is not part of Nabla", "metaclass"),
    ("try: pass\nexcept* A: pass\nexcept B: pass", "cannot have both 'except' and 'except*' on the same 'try'", "except"),
    ("x = 1 + 2j", "imaginary literals such as '1j' are not part of Nabla", "2j"),
    ("x = '\\ud800'", "the lone surrogate '\\ud800' in a string is not part of Nabla", "\\ud800"),
    ("ｗ = 1", "the compatibility character 'ｗ' (U+FF57) in a name is not part of Nabla", "ｗ"),
    ("match a:\n  case 1 + 2: pass", "complex literals are not part of Nabla", "1 +"),
  ])
  func whatIsLeftOutIsRefusedByName(_ source: String, _ message: String, _ marked: String) throws {
    let error = try #require(diagnostic(of: source))
    #expect(error.kind == "SyntaxError")
    #expect(error.message == message)
    #expect(SourceFile(name: "x.py", text: source).text(of: error.span) == marked)
  }

  @Test(arguments: [
    ("f'{a b}'", "a b"), ("f'x{a +}'", "}"), ("f'{a}{}'", "{}"), ("f'a}'", "}"), ("f'{1a}'", "1"),
    ("f'{a!x}'", "x"), ("f'{a\\n}'", "\\"), ("'\\x1'", "\\x1"), ("'é\\N{x y}'", "\\N{x y}"), ("b'é'", "b'é'"),
    ("b'a' 'b'", "b'a' 'b'"), ("a\n  b", ""), ("*a, *b = c", "*b"), ("x = (1,\ny = 2\nz", "("), ("'abc", "'"),
    ("f(a, b for b in c)", "b for b in c"), ("def f(a, a): pass", "a"), ("print 'a', b", "print 'a', b"),
  ])
  func theMistakeItselfIsMarked(_ source: String, _ marked: String) throws {
    let error = try #require(diagnostic(of: source))
    #expect(SourceFile(name: "x.py", text: source).text(of: error.span) == marked)
  }

  @Test(arguments: [
    ("whille x: pass", "while"), ("dfe f(): pass", "def"), ("esle: pass", "else"), ("improt torch", "import"),
    ("retrun x", "return"), ("clas A: pass", "class"), ("form a import b", "from"),
  ])
  func misspeltKeywordsAreRecognised(_ source: String, _ keyword: String) throws {
    let error = try #require(diagnostic(of: source))
    #expect(error.message == "invalid syntax")
    #expect(error.notes == ["Did you mean '\(keyword)'?"])
  }

  @Test func linesOfACellAreCountedFromItsFirstLine() throws {
    let file = SourceFile(name: "x.nbk", text: "a = 1\nif a:\nb\n", firstLine: 40)
    let error = #expect(throws: Diagnostic.self) { _ = try Parser.parse(file) }
    #expect(error?.message == "expected an indented block after 'if' statement on line 41")
    #expect(error.map { file.location(of: $0.span) } == Location(line: 42, column: 1))
    let open = SourceFile(name: "x.nbk", text: "'''a\nb", firstLine: 40)
    let unterminated = #expect(throws: Diagnostic.self) { _ = try Parser.parse(open) }
    #expect(unterminated?.message == "unterminated triple-quoted string literal (detected at line 41)")
  }

  @Test func whatIsNoUTF8IsRefused() {
    let file = SourceFile(name: "x.py", bytes: [0x61, 0xFF, 0x0A])
    #expect(throws: Diagnostic.self) { _ = try Parser.parse(file) }
    let zero = #expect(throws: Diagnostic.self) { _ = try parse("a\0b") }
    #expect(zero?.message == "source code cannot contain null bytes")
  }
}
