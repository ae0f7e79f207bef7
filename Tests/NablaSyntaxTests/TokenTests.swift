import NablaSource
import NablaSyntax
import Testing

@Suite struct TokenTests {
  /// Tokens in one line: names, numbers and strings by their text, all else by its kind or text.
  private func line(_ source: String) -> String {
    let file = SourceFile(name: "x.py", text: source)
    let stream = Lexer.tokenize(file)
    var words: [String] = []
    for token in stream.tokens {
      switch token.kind {
      case .newline: words.append("NL")
      case .indent: words.append(">")
      case .dedent: words.append("<")
      case .endOfFile: words.append("$")
      case .failure: words.append("FAIL(\(stream.failure?.diagnostic.message ?? ""))")
      default: words.append(file.text(of: token.span))
      }
    }
    return words.joined(separator: " ")
  }

  @Test(arguments: [
    ("", "$"),
    ("\n\n  # comment\n\t\n", "$"),
    ("a", "a NL $"),
    ("a\r\nb\rc\n", "a NL b NL c NL $"),
    ("if a:\n  b\nc\n", "if a : NL > b NL < c NL $"),
    ("if a:\n  if b:\n    c", "if a : NL > if b : NL > c NL < < $"),
    ("if a:\n  b\n # odd\n\n  c\n", "if a : NL > b NL c NL < $"),
    ("(a\n  b\n\n c)\nd", "( a b c ) NL d NL $"),
    ("a = 1 + \\\n   2", "a = 1 + 2 NL $"),
    ("  \\\n  a", "> a NL < $"),
    ("x=1;y=2", "x = 1 ; y = 2 NL $"),
    ("a**=b//c<<=d>>e->f:=g...h.i!=j", "a **= b // c <<= d >> e -> f := g ... h . i != j NL $"),
    ("a<=b>=c==d@=e@f|=g^=h&=i%=j//=k", "a <= b >= c == d @= e @ f |= g ^= h &= i %= j //= k NL $"),
    ("1.5e-3+.5-0x_F*1_0.", "1.5e-3 + .5 - 0x_F * 1_0. NL $"),
    ("1if 2else 3", "1 if 2 else 3 NL $"),
    ("1..real", "1. . real NL $"),
    ("rb'a' f\"b\" '''c\nd''' '\\''", "rb'a' f\"b\" '''c\nd''' '\\'' NL $"),
    ("bu'a'", "bu 'a' NL $"),
    ("é_1 = ñ", "é_1 = ñ NL $"),
    ("a ? b", "a ? b NL $"),
    ("'a\n'", "FAIL(unterminated string literal (detected at line 1))"),
    ("(a", "( a FAIL('(' was never closed)"),
    ("a)", "a FAIL(unmatched ')')"),
    ("if a:\n  b\n c", "if a : NL > b NL FAIL(unindent does not match any outer indentation level)"),
    ("if a:\n\tb\n        c", "if a : NL > b NL FAIL(inconsistent use of tabs and spaces in indentation)"),
    ("if a:\n        b\n\tc", "if a : NL > b NL FAIL(inconsistent use of tabs and spaces in indentation)"),
    ("if a:\n\tb\n\tc", "if a : NL > b NL c NL < $"),
    ("a \u{7} b", "a FAIL(invalid non-printable character U+0007)"),
    ("a\u{A0}b", "FAIL(invalid non-printable character U+00A0)"),
  ])
  func textsFallIntoTokens(_ source: String, _ expected: String) { #expect(line(source) == expected) }

  @Test(arguments: TokenKind.keywords) func keywordsAreTokensOfTheirOwn(_ keyword: String, _ kind: TokenKind) {
    let tokens = Lexer.tokenize(SourceFile(name: "x.py", text: keyword)).tokens
    #expect(tokens.first?.kind == kind)
    let longer = Lexer.tokenize(SourceFile(name: "x.py", text: keyword + "_")).tokens
    #expect(longer.first?.kind == .name)
  }

  @Test(arguments: [
    ("a\nb", []),
    ("'''\n# %% no\n'''\n# %% yes", [2, 3]),
    ("x = \"\"\"a\nb\"\"\" + '''c\nd'''\ne", [2, 3]),
    ("# it's a comment\n'''\n'''", [3]),
    ("x = 'it''s'\n# %% yes", []),
    ("'unclosed\n# %% yes", []),
    ("'''unclosed\n# %% yes\n# %% yes", []),
    ("'''unclosed\n\"\"\"\nclosed\"\"\"\n", [3]),
    ("'a\\\nb'\nc", [2]),
    ("r'''\\\\'''\n# %% yes", []),
    ("'''a\\'''\nb'''", [2]),
    ("'''\r\na\r\n'''\r\nb", [2, 3]),
  ] as [(String, Set<Int>)])
  func linesInsideStringsAreKnown(_ source: String, _ expected: Set<Int>) {
    #expect(Lexer.linesInsideStrings(source) == expected)
  }
}
