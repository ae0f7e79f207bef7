import Foundation
import NablaNotebook
import Testing

/// The coverage page says what the tables say.
@Suite struct CoverageTests {
  /// `Tests/Oracle/coverage.py` compares the recorded names with this binary's tables; the page is what it prints.
  @Test func thePageIsWhatTheTablesGive() throws {
    let workspace = try Workspace()
    let done = try workspace.run(Repository.binary, ["run", Repository.root + "/Tests/Oracle/coverage.py"], seconds: 120)
    #expect(done.code == 0, "\(done.err)")
    let page = try Repository.text(of: "docs/coverage.md")
    let differing = zip(page.split(separator: "\n"), done.out.split(separator: "\n")).first { $0 != $1 }
    let told = differing.map { "it says\n\($0.0.prefix(300))\ninstead of\n\($0.1.prefix(300))" } ?? "the lengths differ"
    #expect(
      page == done.out,
      "docs/coverage.md is out of date: nabla run Tests/Oracle/coverage.py > docs/coverage.md\n\(told)")
    if GoldenTests.records, page != done.out {
      try AtomicFile.write(done.out, to: Repository.root + "/docs/coverage.md")
    }
  }

  /// Names that are left out say why, whichever way they are asked for.
  @Test(arguments: [
    ("import torch\ntorch.fft", "AttributeError: 'torch.fft' is not part of Nabla: there are no complex numbers"),
    ("import torch.distributed", "ModuleNotFoundError: 'torch.distributed' is not part of Nabla: a program is one process"),
    ("from torch import hub", "ImportError: 'torch.hub' is not part of Nabla: a program runs no code from the net"),
    ("import torch\ntorch.jit.trace", "AttributeError: 'torch.jit.trace' is not part of Nabla: programs are not traced"),
    ("import torch\ntorch.spmm(1, 2)", "NotImplementedError: spmm() is left out of Nabla: there are no sparse tensors"),
  ])
  func namesThatAreLeftOutSayWhy(_ code: String, _ message: String) throws {
    let workspace = try Workspace()
    let done = try workspace.run(Repository.binary, ["-c", code], seconds: 60)
    #expect(done.code != 0)
    #expect(done.err.contains(message), "\(done.err)")
  }

  /// Who asks for a GPU is told PyTorch's first line, what there is, and what to write.
  @Test(arguments: [
    "torch.zeros(2).cuda()", "torch.zeros(2, device='cuda')", "torch.nn.Linear(2, 2).to('cuda:0')",
    "torch.cuda.current_device()", "torch.tensor([1.0], pin_memory=True)",
  ])
  func askingForAGPUTellsWhatToWrite(_ expression: String) throws {
    let workspace = try Workspace()
    let done = try workspace.run(Repository.binary, ["-c", "import torch\n\(expression)"], seconds: 60)
    for line in [
      "RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from "
        + "http://www.nvidia.com/Download/index.aspx",
      "Nabla computes on the CPU: torch.cuda.is_available() is False here, so",
      "`device = \"cuda\" if torch.cuda.is_available() else \"cpu\"` picks what there is",
    ] { #expect(done.err.contains(line), "\(done.err)") }
  }
}
