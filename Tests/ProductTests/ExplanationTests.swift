import Testing

/// What the command line does with hints, and what anomaly detection says. The texts of hints and explanations are in
/// `Tests/Explanations`.
@Suite struct ExplanationTests {
  private static let swapped = """
    import torch
    x = torch.arange(6).view(2, 3)
    for step in range(3):
        y = x.view(3, 2)

    """

  @Test func hintsAreToldOncePerPlaceAndSwitchedOff() throws {
    let workspace = try Workspace()
    try workspace.write("view.py", ExplanationTests.swapped)
    let told = try workspace.nabla("view.py")
    #expect(told.code == 0)
    #expect(told.out.isEmpty)
    #expect(told.err.components(separatedBy: "hint: ").count == 2, "\(told.err)")
    #expect(told.err.contains("  at line 4 of view.py: y = x.view(3, 2)\n"), "\(told.err)")
    for way in [["--hints=off"], ["run", "--hints", "off"], ["run", "--hints=off"]] {
      let quiet = try workspace.run(Repository.binary, way + ["view.py"])
      #expect(quiet.code == 0 && quiet.err.isEmpty, "\(way): \(quiet.err)")
    }
  }

  @Test func strictHintsAreExceptionsThatProgramsCanCatch() throws {
    let workspace = try Workspace()
    try workspace.write("view.py", ExplanationTests.swapped)
    let strict = try workspace.nabla("--hints=strict", "view.py")
    #expect(strict.code == 1)
    #expect(strict.err.contains("    y = x.view(3, 2)\n        ^^^^^^^^^^^^\nUserWarning: view gives (2, 3) the shape (3, 2)"), "\(strict.err)")
  }

  @Test func aModeThatIsNoneIsRefused() throws {
    let workspace = try Workspace()
    #expect(try workspace.nabla("--hints=loud", "-c", "1").code == 2)
    #expect(try workspace.nabla("run", "--hints", "loud", "x.py").code == 2)
    #expect(try workspace.nabla("run", "--nan", "loud", "x.py").code == 2)
  }

  @Test func testedNotebooksRunWithoutHints() throws {
    let workspace = try Workspace()
    try workspace.write("view.nbk", "# %%\nimport torch\nx = torch.arange(6).view(2, 3).view(3, 2)\nprint(1)\n#> 1\n")
    let done = try workspace.nabla("test", "--strict", "view.nbk")
    #expect(done.code == 0 && done.err.isEmpty, "\(done.out)\(done.err)")
  }

  @Test func theFirstOperationThatGivesANaNIsNamedWhenAskedFor() throws {
    let workspace = try Workspace()
    try workspace.write("root.py", "import torch\nx = torch.tensor([1.0, -4.0])\ny = torch.sqrt(x)\nz = y + 1\n")
    #expect(try workspace.nabla("root.py").err.isEmpty)
    let watched = try workspace.nabla("--nan=warn", "root.py")
    #expect(watched.err.hasPrefix("hint: the first nan comes from torch.sqrt(x)\n  at line 3 of root.py"), "\(watched.err)")
    #expect(watched.err.components(separatedBy: "hint: ").count == 2, "\(watched.err)")
  }

  @Test func allHintsAreListed() throws {
    let done = try Workspace().nabla("help", "hints")
    #expect(done.out.components(separatedBy: "\n  - ").count == 17, "\(done.out)")
  }

  @Test func anAnomalyIsTracedToTheForwardPass() throws {
    let workspace = try Workspace()
    try workspace.write(
      "anomaly.py",
      """
      import torch
      def root(x):
          return torch.sqrt(x)
      x = torch.tensor([-1.], requires_grad=True)
      with torch.autograd.set_detect_anomaly(True):
          root(x).sum().backward()

      """)
    let done = try workspace.nabla("anomaly.py")
    #expect(done.code == 1)
    #expect(done.err.contains("Error detected in SqrtBackward0. Traceback of forward call that caused the error:"))
    #expect(done.err.contains("  File \"anomaly.py\", line 3, in root\n    return torch.sqrt(x)\n"), "\(done.err)")
    #expect(done.err.contains("RuntimeError: Function 'SqrtBackward0' returned nan values in its 0th output."))
  }
}
