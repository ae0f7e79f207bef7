import NablaBytecode
import NablaCompiler
import NablaSource
import Testing

/// What names mean, and CPython 3.11's words where they cannot mean anything.
@Suite struct ScopeTests {
  @Test(arguments: [
    ("def f():\n  print(a)\n  global a\n", "name 'a' is used prior to global declaration"),
    ("def f():\n  a = 1\n  global a\n", "name 'a' is assigned to before global declaration"),
    ("def f():\n  nonlocal q\n", "no binding for nonlocal 'q' found"),
    ("nonlocal q\n", "nonlocal declaration not allowed at module level"),
    ("def f(x):\n  global x\n", "name 'x' is parameter and global"),
    ("def f():\n  def g(x):\n    nonlocal x\n", "name 'x' is parameter and nonlocal"),
    ("def f():\n  x = 1\n  def g():\n    global x\n    nonlocal x\n", "name 'x' is nonlocal and global"),
  ])
  func declarationsThatCannotBe(_ source: String, _ message: String) {
    #expect {
      try Compiler.compile(SourceFile(name: "t", text: source))
    } throws: { error in
      (error as? Diagnostic)?.message == message
    }
  }

  @Test func aVariableOfAnEnclosingFunctionIsACell() throws {
    let code = try Compiler.compile(
      SourceFile(name: "t", text: "def f():\n  x = 1\n  def g():\n    return x\n  return g\n"))
    let outer = code.codes[0]
    #expect(Disassembler.line(of: outer).hasPrefix("freshCell r0; "))
    #expect(outer.codes[0].freeNames == ["x"])
    #expect(outer.codes[0].captures == [.cell(register: 0)])
  }

  @Test func aComprehensionRunsInItsFunctionsFrame() throws {
    let code = try Compiler.compile(SourceFile(name: "t", text: "def f(xs):\n  return [x for x in xs]\n"))
    #expect(code.codes[0].codes.isEmpty)
  }

  /// Limits end in an error that says so.
  @Test func tooManyNamesAreRefused() {
    let source = (0..<70_000).map { "a.n\($0)" }.joined(separator: "\n")
    #expect {
      try Compiler.compile(SourceFile(name: "t", text: source))
    } throws: { error in
      (error as? Diagnostic)?.message.hasPrefix("too many attribute accesses") == true
    }
  }
}
