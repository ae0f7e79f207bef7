import Testing

/// What errors of autograd say beneath PyTorch's line.
@Suite struct ExplanationTests {
  @Test func aWriteThatSpoilsTheBackwardPassIsNamedWithItsLine() throws {
    let workspace = try Workspace()
    try workspace.write(
      "spoiled.py",
      """
      import torch
      a = torch.ones(2, requires_grad=True)
      b = a.exp()
      b += 1
      b.sum().backward()

      """)
    let done = try workspace.nabla("spoiled.py")
    #expect(done.code == 1)
    #expect(done.err.contains("has been modified by an inplace operation: [torch.FloatTensor [2]]"), "\(done.err)")
    #expect(done.err.contains("\nit was changed at line 4: b += 1\n"), "\(done.err)")
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
