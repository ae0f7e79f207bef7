import Foundation
import Testing

/// The built binary, called as people and scripts call it.
@Suite struct CommandLineTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  // MARK: ways to run something

  @Test func aLineOfCodeRuns() throws {
    let done = try workspace.nabla("-c", "print(1 + 1)")
    #expect(done.out == "2\n" && done.err == "" && done.code == 0)
  }

  @Test func aLineOfCodeGetsTheWordsBehindIt() throws {
    let done = try workspace.nabla("-c", "import sys; print(sys.argv)", "--html", "-x", "a b")
    #expect(done.out == "['-c', '--html', '-x', 'a b']\n")
  }

  @Test func whatIsPipedInRuns() throws {
    #expect(try workspace.nabla(input: "print('piped')\n").out == "piped\n")
    #expect(try workspace.nabla("-", "x", input: "import sys\nprint(sys.argv)\n").out == "['-', 'x']\n")
  }

  @Test func aFileRunsWithAndWithoutTheCommand() throws {
    try workspace.write("p.py", "import sys\nprint(sys.argv, __name__)\n")
    for words in [["p.py", "-o", "x"], ["run", "p.py", "-o", "x"]] {
      let done = try workspace.run(Repository.binary, words)
      #expect(done.out == "['p.py', '-o', 'x'] __main__\n", "\(done.err)")
    }
  }

  @Test func aScriptShowsOnlyWhatItPrints() throws {
    try workspace.write("p.py", "1 + 1\n'text'\nprint('x')\n3\n")
    #expect(try workspace.nabla("run", "p.py").out == "x\n")
    #expect(!workspace.exists("p.out"))
  }

  @Test func aNeighbouringFileCanBeImported() throws {
    try workspace.write("helper.py", "value = 7\n")
    try workspace.write("lesson.nbk", "# %% a\nother = 8\n\n# %% check tags=[\"test\"]\nraise ValueError('not on import')\n")
    try workspace.write("p.py", "import helper, lesson\nprint(helper.value + lesson.other)\n")
    let done = try workspace.nabla("run", "p.py")
    #expect(done.out == "15\n", "\(done.err)")
  }

  @Test func versionAndHelpGoToStandardOutput() throws {
    let version = try workspace.nabla("--version")
    #expect(version.out.hasPrefix("nabla ") && version.err == "" && version.code == 0)
    for words in [["--help"], ["help", "run"], ["run", "--help"], ["test", "--help"], ["convert", "--help"]] {
      let help = try workspace.run(Repository.binary, words)
      #expect(help.out.contains("USAGE") && help.err == "" && help.code == 0, "\(words)")
    }
  }

  // MARK: exit statuses

  @Test(arguments: [
    ("pass", 0, ""), ("import sys; sys.exit()", 0, ""), ("import sys; sys.exit(3)", 3, ""),
    ("import sys; sys.exit(None)", 0, ""), ("import sys; sys.exit(True)", 1, ""), ("import sys; sys.exit(256 + 7)", 7, ""),
    ("import sys; sys.exit('gone')", 1, "gone\n"), ("raise SystemExit(4)", 4, ""), ("exit(5)", 5, ""),
  ])
  func theProgramsStatusIsTheProcesss(_ code: String, _ status: Int32, _ err: String) throws {
    let done = try workspace.nabla("-c", code)
    #expect(done.code == status && done.err == err && done.out == "")
  }

  @Test func anErrorIsATracebackOnStandardErrorAndStatus1() throws {
    try workspace.write("p.py", "def f():\n    return 1 / 0\n\nprint('before')\nf()\nprint('after')\n")
    let done = try workspace.nabla("run", "p.py")
    #expect(done.out == "before\n")
    #expect(done.code == 1)
    #expect(done.err.hasPrefix("Traceback (most recent call last):\n"))
    #expect(done.err.contains("File \"p.py\", line 5, in <module>"))
    #expect(done.err.contains("File \"p.py\", line 2, in f"))
    #expect(done.err.hasSuffix("ZeroDivisionError: division by zero\n"))
    #expect(!done.err.contains("\u{1b}"))
  }

  @Test func aSyntaxErrorRunsNothing() throws {
    try workspace.write("p.py", "print('before')\nx = = 1\n")
    let done = try workspace.nabla("p.py")
    #expect(done.out == "" && done.code == 1 && done.err.contains("SyntaxError: invalid syntax"))
  }

  @Test(arguments: [
    (["nope.py"], "cannot read 'nope.py'"), (["rnu"], "did you mean 'run'?"), (["--verison"], "did you mean '--version'?"),
    (["run", "--sed", "1", "x.nbk"], "--seed"), (["run"], "file"), (["-c"], "-c"), (["help", "tets"], "did you mean 'test'?"),
    (["run", "-p", "x", "n.nbk"], "name=value"), (["test"], "files"), (["run", "--seed", "x", "n.nbk"], "seed"),
  ])
  func aWrongCallIsStatus2(_ words: [String], _ said: String) throws {
    let done = try workspace.run(Repository.binary, words)
    #expect(done.code == 2 && done.err.contains(said) && done.out == "", "\(done)")
  }

  @Test func aMissingFilesNeighbourIsNamed() throws {
    try workspace.write("train.nbk", "")
    #expect(try workspace.nabla("run", "trian.nbk").err.contains("did you mean 'train.nbk'?"))
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    try workspace.write("p.py", "for i in range(200000): print(i)\n")
    let done = try workspace.run("/bin/sh", ["-c", "\(Repository.binary) run p.py | head -1"])
    #expect(done.out == "0\n" && done.err == "")
  }

  @Test func anInterruptIsStatus130() throws {
    try workspace.write("p.py", "print('on', flush=True)\nwhile True: pass\n")
    let command = "\(Repository.binary) run p.py & p=$!; sleep 1; kill -INT $p; wait $p; echo $?"
    // A shell's background jobs ignore the signal unless it manages jobs.
    let done = try workspace.run("/bin/bash", ["-c", "set -m; " + command])
    #expect(done.out.hasSuffix("130\n") && done.err.contains("KeyboardInterrupt"), "\(done)")
  }
}
