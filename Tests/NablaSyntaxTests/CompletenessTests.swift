import NablaSource
import NablaSyntax
import Testing

@Suite struct CompletenessTests {
  @Test(arguments: [
    "", "\n", "x", "x = 1\n", "f(a,\n  b)", "if a: b", "if a:\n  b\n\n", "def f():\n  return 1\n\n", "'''a\nb'''",
    "a \\\n + b", "# comment", "x; y", "if a:\n  b\n\nc", "for a in b: c\n", "if a:\n  b\n  \n", "@a\ndef f(): pass",
  ])
  func completeTextsCanRun(_ source: String) { #expect(Parser.completeness(of: source) == .complete) }

  @Test(arguments: [
    "f(", "f(a,\n", "[1, 2", "{'a': (", "'''a", "x = \"\"\"a\nb", "if a:", "if a:\n", "if a:\n  b", "if a:\n  b\n",
    "def f():\n  if a:\n    b\n", "@a", "@a\n", "@a\n@b\n", "a \\", "a = \\\n", "try:\n  a\n", "try:\n  a\n\n",
    "class A:\n", "while a:\n  b\n  # c\n", "match a:\n", "match a:\n  case 1:\n", "if a:\n  b\nelse:",
    "for a in b:\n  f(\n", "if a:\n  f('''", "with a as b:\n",
  ])
  func unfinishedTextsWantMoreLines(_ source: String) { #expect(Parser.completeness(of: source) == .incomplete) }

  @Test(arguments: [
    "x = = 1", "'abc", "f(]", ")", "if a b:", "  x", "if a:\nb", "x = ", "a b", "def f() pass", "1a", "return", "f(a b",
    "async def f():", "print 'a'", "if a:\n  b\n c\n",
  ])
  func wrongTextsAreInvalidAtOnce(_ source: String) {
    guard case .invalid = Parser.completeness(of: source) else {
      Issue.record("\(source) is \(Parser.completeness(of: source))")
      return
    }
  }
}
