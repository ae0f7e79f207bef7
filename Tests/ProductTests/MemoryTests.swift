import Foundation
import Testing

/// How much memory programs take.
@Suite struct MemoryTests {
  /// The sizes that benchmarks/memory/autograd_steps.py prints, in kB.
  @Test func cyclesThatAreDroppedDoNotPileUp() throws {
    let workspace = try Workspace()
    try workspace.write("steps.py", try Repository.text(of: "benchmarks/memory/autograd_steps.py"))
    let done = try workspace.nabla("steps.py")
    let sizes = done.out.split(separator: "\n").compactMap { line in
      line.split(separator: " ").dropLast().last.flatMap { Double($0) }
    }
    try #require(sizes.count == 2, "\(done.out)\(done.err)")
    #expect(sizes[0] > 1000)
    #expect(sizes[1] <= 1.2 * sizes[0], "\(sizes[0]) kB after 1,000 steps, \(sizes[1]) kB after 10,000")
  }

  /// A program without tensors does not pay for the library of matrix products, nor for its threads.
  @Test func matrixProductsAreLoadedWhenTheyAreNeeded() throws {
    let workspace = try Workspace()
    let program = """
      import os
      def loaded(): return "openblas" in open("/proc/self/maps").read()
      def threads(): return len(os.listdir("/proc/self/task"))
      before, running = loaded(), threads()
      import torch
      ones = torch.ones(3, 4)
      between = loaded()
      print((ones @ ones.T).sum().item())
      print(before, between, loaded(), threads() - running, "OPENBLAS_NUM_THREADS" in os.environ)
      """
    let done = try workspace.nabla("-c", program)
    #expect(done.out == "36.0\nFalse False True 0 False\n", "\(done.err)")
  }
}
