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
}
