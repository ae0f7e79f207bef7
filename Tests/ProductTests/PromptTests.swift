import Foundation
import Testing

/// The prompt, through a pseudo-terminal.
@Suite struct PromptTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func start(_ arguments: [String] = ["--no-color"], environment: [String: String] = [:]) throws -> PseudoTerminal {
    try PseudoTerminal(arguments, in: workspace, environment: environment)
  }

  @Test func valuesAreShownAndRemembered() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("1 + 2")
    try terminal.expect("Out[1]: 3\n")
    try terminal.expect("In [2]: ")
    terminal.type("_ * 2, _1, Out[1], In[1]")
    try terminal.expect("Out[2]: (6, 3, 3, '1 + 2')\n")
    terminal.type("x = 7; x;")
    try terminal.expect("In [4]: ")
    terminal.type("x")
    try terminal.expect("Out[4]: 7\n")
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
  }

  /// The promise is 50 ms to the first prompt; counted in processor time, for the machine that tests may be busy.
  @Test func theFirstPromptComesAtOnce() throws {
    var best = Double.infinity
    for _ in 0..<5 {
      let terminal = try self.start()
      try terminal.expect("In [1]: ")
      terminal.send(PseudoTerminal.controlD)
      _ = try terminal.end()
      best = min(best, terminal.processorTime)
    }
    #expect(best < 0.05, "start and end took \(best) s")
  }

  @Test func aClassIsTypedOverSeveralLinesAndRecalledWhole() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("class Point:")
    try terminal.expect("   ...: ")
    terminal.type("def __init__(self):")
    try terminal.expect("   ...: ")
    terminal.type("self.x = 41")
    try terminal.expect("   ...: ")
    terminal.type("")
    try terminal.expect("In [2]: ")
    terminal.type("Point().x + 1")
    try terminal.expect("Out[2]: 42\n")
    terminal.send(PseudoTerminal.up + PseudoTerminal.up)
    terminal.send("\r")
    try terminal.expect("In [4]: ")
    terminal.type("%history 3")
    try terminal.expect("class Point:\n    def __init__(self):\n        self.x = 41\n")
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
  }

  @Test func tabCompletesNamesAttributesAndMagics() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("learning_rate = 0.5")
    try terminal.expect("In [2]: ")
    terminal.send("learn" + PseudoTerminal.tab + "\r")
    try terminal.expect("Out[2]: 0.5\n")
    terminal.send("'abc'.uppe" + PseudoTerminal.tab + "\u{15}")
    terminal.send("name = 'x'\r")
    try terminal.expect("In [4]: ")
    terminal.send("name.upp" + PseudoTerminal.tab + "()\r")
    try terminal.expect("Out[4]: 'X'\n")
    terminal.send("%lsm" + PseudoTerminal.tab + "\r")
    try terminal.expect("%whos")
    terminal.send("name.is" + PseudoTerminal.tab)
    try terminal.expect("isdigit")
    terminal.send(PseudoTerminal.controlC)
    terminal.paste("def scale(value, factor=2): return value * factor")
    terminal.send("\r")
    terminal.send("scale(4, fac" + PseudoTerminal.tab + "5)\r")
    try terminal.expect(": 20\n")
    terminal.send("range.cou" + PseudoTerminal.tab)
    terminal.waitUntilItListens()
    terminal.send(PseudoTerminal.controlC)
    terminal.send("if True:\r")
    try terminal.expect("...: ")
    terminal.send(PseudoTerminal.tab)
    terminal.waitUntilItListens()
    terminal.send(PseudoTerminal.controlC)
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
  }

  @Test func aMistakeIsExplainedAndTheSessionGoesOn() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("weight = 1")
    try terminal.expect("In [2]: ")
    terminal.type("weigth + 1")
    try terminal.expect("NameError: name 'weigth' is not defined. Did you mean: 'weight'?")
    try terminal.expect("In [3]: ")
    terminal.type("x = = 1")
    try terminal.expect("SyntaxError: invalid syntax")
    try terminal.expect("In [4]: ")
    terminal.type("weight")
    try terminal.expect("Out[4]: 1\n")
  }

  @Test func controlCStopsALoopWithinATenthOfASecondAndKeepsTheVariables() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("kept = 'here'; print('running')")
    try terminal.expect("\nrunning")
    try terminal.expect("In [2]: ")
    terminal.type("while True: pass")
    try terminal.expect("while True: pass")
    usleep(300_000)
    let start = Date()
    terminal.send(PseudoTerminal.controlC)
    try terminal.expect("KeyboardInterrupt")
    // 100 ms are promised; the machine that tests is busy with other things.
    #expect(Date().timeIntervalSince(start) < 2)
    try terminal.expect("In [3]: ")
    terminal.type("kept")
    try terminal.expect("Out[3]: 'here'\n")
  }

  @Test func controlCAtThePromptDropsTheLine() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.send("half a line")
    try terminal.expect("half a line")
    terminal.waitUntilItListens()
    terminal.send(PseudoTerminal.controlC)
    try terminal.expect("In [1]: ")
    terminal.type("5")
    try terminal.expect("Out[1]: 5\n")
    terminal.type("for i in range(3):")
    try terminal.expect("...: ")
    terminal.waitUntilItListens()
    terminal.send(PseudoTerminal.controlC)
    try terminal.expect("In [2]: ")
  }

  @Test func whatWasTypedIsThereAfterARestart() throws {
    let first = try start()
    try first.expect("In [1]: ")
    first.type("remembered = 12")
    try first.expect("In [2]: ")
    first.type("if True:\r    deep = 'é漢'\r")
    try first.expect("In [3]: ")
    first.send(PseudoTerminal.controlD)
    #expect(try first.end() == 0)

    let second = try start()
    try second.expect("In [1]: ")
    second.send(PseudoTerminal.up + "\r")
    try second.expect("In [2]: ")
    second.type("deep")
    try second.expect("Out[2]: 'é漢'\n")
    second.send(PseudoTerminal.controlR + "remem")
    try second.expect("remembered = 12")
    second.send("\r")
    try second.expect("In [4]: ")
    second.type("remembered")
    try second.expect("Out[4]: 12\n")
  }

  @Test func pastedTextIsOneEntryWithItsTabsAndBlankLines() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.paste("def f(x):\n\tif x:\n\n\t\treturn 'yes'\n\treturn 'no'\n")
    terminal.send("\r")
    try terminal.expect("In [2]: ")
    terminal.type("f(1) + f(0)")
    try terminal.expect("Out[2]: 'yesno'\n")
    terminal.paste(">>> a = 3\n>>> for i in range(2):\n...     a += i\n...\n>>> a")
    terminal.send("\r")
    try terminal.expect("Out[3]: 4\n")
  }

  @Test func aSessionIsSavedAsANotebookThatRuns() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("x = 20")
    try terminal.expect("In [2]: ")
    terminal.type("%who")
    try terminal.expect("x\n")
    try terminal.expect("In [3]: ")
    terminal.type("x + 1")
    try terminal.expect("Out[3]: 21\n")
    terminal.type("%save saved.nbk 1-3")
    try terminal.expect("2 entries were written to `saved.nbk`")
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
    #expect(try workspace.read("saved.nbk") == "# %%\nx = 20\n\n# %%\nx + 1\n")
    #expect(try workspace.nabla("run", "saved.nbk").out == "21\n")
  }

  @Test func helpSaysWhatAnObjectIs() throws {
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.paste("def area(width, height=2):\n    \"The area of a rectangle.\"\n    return width * height\n")
    terminal.send("\r")
    try terminal.expect("In [2]: ")
    terminal.type("area?")
    try terminal.expect("area(width, height=2)")
    try terminal.expect("The area of a rectangle.")
    terminal.type("?area")
    try terminal.expect("function")
    terminal.type("area??")
    try terminal.expect("return width * height")
    terminal.type("aera?")
    try terminal.expect("Object `aera` not found. Did you mean: `area`?")
  }

  @Test func magicsDoWhatTheySay() throws {
    try workspace.write("p.py", "import sys\nran = sys.argv\nprint('program')\n")
    let terminal = try start()
    try terminal.expect("In [1]: ")
    terminal.type("%who")
    try terminal.expect("Interactive namespace is empty.")
    terminal.type("%run p.py 1 two")
    try terminal.expect("\nprogram\n")
    terminal.type("ran")
    try terminal.expect("['p.py', '1', 'two']")
    terminal.type("%time 6 * 7")
    try terminal.expect("Wall time: ")
    try terminal.expect("Out[4]: 42\n")
    terminal.type("%timeit -n 10 -r 2 1 + 1")
    try terminal.expect("2 runs, 10 loops each)")
    terminal.type("%whos list")
    try terminal.expect("Variable   Type   Data/Info\n")
    terminal.type("%whoos")
    try terminal.expect("Did you mean: `%whos`?")
    terminal.type("!false")
    try terminal.expect("exit status 1")
    terminal.type("_exit_code")
    try terminal.expect(": 1\n")
    terminal.type("%reset")
    try terminal.expect("Once deleted, variables cannot be recovered. Proceed (y/[n])?")
    terminal.type("y")
    terminal.type("%who")
    try terminal.expect("Interactive namespace is empty.")
    terminal.type("%load p.py")
    try terminal.expect("print('program')")
    terminal.send(PseudoTerminal.controlC)
  }

  @Test func quietAndDumbTerminalsGetNoEscapes() throws {
    let terminal = try PseudoTerminal(["-q"], in: workspace, environment: ["TERM": "dumb"])
    try terminal.expect("In [1]: ")
    terminal.type("1 / 0")
    try terminal.expect("ZeroDivisionError")
    try terminal.expect("In [2]: ")
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
    #expect(!terminal.raw.contains(0x1b))
  }

  @Test func aProgramCanBeContinuedAtThePrompt() throws {
    try workspace.write("p.py", "made = 31\n")
    let terminal = try start(["-i", "p.py"])
    try terminal.expect("In [1]: ")
    terminal.type("made + 1")
    try terminal.expect("Out[1]: 32\n")
    terminal.type("exit")
    #expect(try terminal.end() == 0)
  }
}
