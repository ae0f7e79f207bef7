import NablaSource
import NablaSyntax
import Testing

/// Whatever the text, the parser ends with a tree or a diagnostic whose span lies in the text.
@Suite struct RobustnessTests {
  private func survives(_ bytes: [UInt8]) {
    let file = SourceFile(name: "x.py", bytes: bytes)
    do {
      _ = try Parser.parse(file)
    } catch {
      let end = Int32(file.bytes.count) + 1
      #expect(error.span.lower >= 0 && error.span.lower <= error.span.upper && error.span.upper <= end)
      #expect(!DiagnosticRenderer.render(error, in: file).isEmpty)
    }
    _ = Parser.completeness(of: file)
  }

  /// All programs of the table of trees, as one text each and all together.
  private static let programs: [[UInt8]] = RecordedTree.all.map { Array($0.source.utf8) }

  @Test func everyTokenCanBeMissing() {
    for program in Self.programs {
      let file = SourceFile(name: "x.py", bytes: program)
      for token in Lexer.tokenize(file).tokens {
        survives(Array(program[..<Int(token.span.lower)]) + program[min(Int(token.span.upper), program.count)...])
      }
    }
  }

  @Test func everyTokenCanBeDoubled() {
    for program in Self.programs {
      let file = SourceFile(name: "x.py", bytes: program)
      for token in Lexer.tokenize(file).tokens {
        let upper = min(Int(token.span.upper), program.count)
        survives(Array(program[..<upper]) + [0x20] + program[Int(token.span.lower)...])
      }
    }
  }

  @Test func everyTokenCanBeExchangedForAnyOther() {
    let words: [String] = [
      "(", ")", "[", "{", ":", ",", "=", ":=", "*", "**", "if", "for", "in", "not", "lambda", "yield", "'", "\"\"\"",
      "\\", "\n", "@", "1", "f'{a}'", "é", "\u{FEFF}", "match", "case", "async",
    ]
    let others: [[UInt8]] = words.map { Array($0.utf8) }
    var next = 0
    for program in Self.programs {
      let file = SourceFile(name: "x.py", bytes: program)
      for token in Lexer.tokenize(file).tokens {
        for _ in 0..<4 {
          next = (next + 1) % others.count
          let upper = min(Int(token.span.upper), program.count)
          survives(Array(program[..<Int(token.span.lower)]) + others[next] + program[upper...])
        }
      }
    }
  }

  @Test func textsCanEndAnywhere() {
    for program in Self.programs {
      for end in 0...program.count { survives(Array(program[..<end])) }
    }
  }

  @Test func textsCanBeAnyBytes() {
    var generator = SplitMix(state: 42)
    let signs = Array("()[]{}:;,.=+-*/%@<>!~^&|\\\"'#\n\t abfrx01_é∑\u{0}$?`".utf8)
    for round in 0..<4000 {
      let count = Int(generator.next() % 60)
      var bytes: [UInt8] = []
      for _ in 0..<count {
        let random = generator.next()
        bytes.append(round % 2 == 0 ? UInt8(truncatingIfNeeded: random) : signs[Int(random % UInt64(signs.count))])
      }
      survives(bytes)
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  // MARK: - Depth

  /// What is repeated, and what stands in the middle and behind, repeated as often.
  struct Nest: Sendable {
    var open: String
    var middle: String
    var close: String
    var head = ""
  }

  static let nests: [Nest] = [
    Nest(open: "(", middle: "1", close: ")"), Nest(open: "[", middle: "1", close: "]"),
    Nest(open: "{", middle: "1", close: "}"), Nest(open: "{1:", middle: "1", close: "}"),
    Nest(open: "f(", middle: "1", close: ")"), Nest(open: "a[", middle: "1", close: "]"),
    Nest(open: "-", middle: "1", close: ""), Nest(open: "~+", middle: "1", close: ""),
    Nest(open: "not ", middle: "1", close: ""), Nest(open: "2**", middle: "1", close: ""),
    Nest(open: "2**-", middle: "1", close: ""), Nest(open: "lambda:", middle: "1", close: ""),
    Nest(open: "lambda a=", middle: "1", close: ":0"), Nest(open: "1 if 1 else ", middle: "1", close: ""),
    Nest(open: "(a:=", middle: "1", close: ")"), Nest(open: "[a for a in ", middle: "b", close: "]"),
    Nest(open: "(1+2*-", middle: "1", close: ")"), Nest(open: "f'{", middle: "a", close: "}'"),
    Nest(open: "(yield ", middle: "1", close: ")"), Nest(open: "*", middle: "a", close: ""),
    Nest(open: "a ", middle: "b", close: ""), Nest(open: "print ", middle: "b", close: ""),
    Nest(open: "(a ", middle: "b", close: ")"), Nest(open: "a not ", middle: "b", close: ""),
    Nest(open: "[", middle: "_", close: "]", head: "match a:\n case "),
    Nest(open: "A(b=", middle: "_", close: ")", head: "match a:\n case "),
    Nest(open: "{1:", middle: "_", close: "}", head: "match a:\n case "),
    Nest(open: "(", middle: "a", close: ")", head: "with "), Nest(open: "(", middle: "a", close: ")", head: "for "),
    Nest(open: "(", middle: "a", close: ")", head: "del "), Nest(open: "[", middle: "a", close: "]", head: "x = "),
  ]

  @Test(arguments: nests) func nothingNestsSoDeepThatTheStackOverflows(_ nest: Nest) {
    for depth in [10, 99, 150, 199, 200, 201, 599, 5000, 100_000] {
      let open = String(repeating: nest.open, count: depth)
      let close = String(repeating: nest.close, count: depth)
      survives(Array((nest.head + open + nest.middle + close).utf8))
      survives(Array((nest.head + open).utf8))
    }
  }

  @Test func blocksNestAHundredDeep() throws {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0) + "if a:\n" }.joined()
        + String(repeating: " ", count: depth) + "b\n"
    }
    _ = try parse(nested(99))
    #expect(diagnostic(of: nested(100))?.message == "too many levels of indentation")
    #expect(diagnostic(of: nested(2000))?.message == "too many levels of indentation")
  }

  @Test(arguments: [
    "lambda: " + String(repeating: "-", count: 590) + "1",
    String(repeating: "(", count: 199) + "a" + String(repeating: ")", count: 199),
    String(repeating: "f(", count: 150) + "a" + String(repeating: ")", count: 150),
    String(repeating: "not ", count: 250) + "a", String(repeating: "a if b else ", count: 200) + "c",
  ])
  func whatNestsWithinTheLimitsIsRead(_ source: String) throws { _ = try parse(source) }

  @Test(arguments: [
    (" + a", "a"), (".b", "a"), ("()", "a"), ("[0]", "a"), (" and a", "a"), (" < a", "a"), (", a", "a"),
    (" 'a'", "'a'"), ("\nelif a: b", "if a: b"), (" = a", "a"),
    (";a", "a"), (" f'{a}'", "''"), (" if a", "[a for a in b"),
  ])
  func chainsCanBeAsLongAsMemoryAllows(_ link: String, _ head: String) throws {
    var source = head + String(repeating: link, count: 100_000)
    if head.hasPrefix("[") { source += "]" }
    _ = try parse(source)
  }

  @Test func aDeepLeftSpineIsReleasedAndDumpedWithoutRecursion() throws {
    var module: Module? = try parse("a" + String(repeating: " + a.b(c)[d]", count: 100_000))
    if case .expression(let sum)? = module?.body[0].kind {
      #expect(sum.leftSpine.count == 100_001)
      #expect(SyntaxDump.dump(sum).hasPrefix("(Binary (Binary "))
      // A subtree that is held outlives the rest.
      let kept = sum.leftSpine[50_000]
      module = nil
      #expect(kept.leftSpine.count == 50_001)
    }
  }
}
