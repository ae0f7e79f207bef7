import NablaVM
import Testing

/// Nothing a program does may end the process.
@Suite(.serialized) struct RobustnessTests {
  /// Recursion of every kind: through functions, natives that call back, dunder methods, `repr`, comparison, generators.
  @Test(arguments: [
    "def f(n): return f(n + 1)\nf(0)",
    "def f(n): return sorted([n], key=f)\nf(0)",
    "class A:\n  def __getattr__(self, n): return getattr(self, n + 'x')\nA().a",
    "class A:\n  def __repr__(self): return repr(self)\nrepr(A())",
    "class A:\n  def __eq__(self, o): return self == o\nA() == A()",
    "class A:\n  def __call__(self): return self()\nA()()",
    "class A:\n  def __init__(self): A()\nA()",
    "def g(n): yield from g(n + 1)\nlist(g(0))",
    "x = 1\nfor i in range(100000): x = [x]\nrepr(x)",
    "x = y = 1\nfor i in range(100000): x = [x]; y = [y]\nx == y",
    "x = 1\nfor i in range(100000): x = (x,)\nhash(x)",
    "f = lambda: f()\nf()",
  ])
  func endlessRecursionIsARecursionError(_ program: String) {
    let result = Running.run(program)
    let last = result.errors.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("RecursionError: maximum recursion depth exceeded"), "\(last)")
  }

  @Test(arguments: [
    "class N:\n  def __init__(self, n): self.n = n\nx = None\nfor i in range(1000000): x = N(x)\nx = None",
    "x = ()\nfor i in range(1000000): x = (x,)\nx = None",
    "x = d = {}\nfor i in range(300000): d['a'] = {}; d = d['a']\nx = d = None",
    "f = None\ndef make(g):\n  return lambda: g\nfor i in range(300000): f = make(f)\nf = None",
    "def g(x):\n  yield x\nx = None\nfor i in range(200000): x = g(x)\nx = None",
  ])
  func deepStructuresAreReleased(_ program: String) {
    let result = Running.run(program + "\nprint('alive')")
    #expect(result.output == "alive\n", "\(result.errors)")
  }

  @Test func cyclesAreCollected() {
    let program = """
      class A: pass
      def make():
        a = A(); b = A(); a.o = b; b.o = a
        l = [a]; l.append(l); a.l = l
        d = {}; d['d'] = d; a.d = d
        def f(): return f, a
        a.f = f
        class K:
          def m(self): return K, a
        a.k = K
      for i in range(2000): make()
      """
    var before = 0
    Running.exclusively {
      Collector.collect()
      before = Collector.count
    }
    let result = Running.run(program)
    #expect(result.errors == "")
    var after = 0
    Running.exclusively {
      Collector.collect()
      after = Collector.count
    }
    // What stays are the interpreter's own classes and names; a leak would be tens of thousands.
    #expect(after - before < 2000, "\(after) containers, \(before) before")
  }

  @Test func anInterruptStopsALoopThatNeverEnds() {
    let result = Running.run("while True: pass") { _ in InterruptWord.raise(.keyboard) }
    #expect(result.errors.hasSuffix("KeyboardInterrupt\n"))
  }

  @Test func aHundredThousandTermsAreAdded() {
    let sum = Array(repeating: "x", count: 100_000).joined(separator: "+")
    #expect(Running.run("x = 1\nprint(\(sum))").output == "100000\n")
  }

  @Test func valuesLieAsTheRegistersAssume() { #expect(Value.hasExpectedLayout()) }
}
