import Foundation
import Nabla
import NablaNotebook
import Testing

/// What the README shows is what happens: every fence that is code is run.
@Suite struct ReadmeTests {
  struct Fence: CustomTestStringConvertible {
    let language: String
    let text: String
    let line: Int
    var testDescription: String { "\(language) at README.md:\(line)" }
  }

  static let fences: [Fence] = {
    guard let text = try? Repository.text(of: "README.md") else { return [] }
    return fences(in: text)
  }()

  static func fences(in text: String) -> [Fence] {
    var fences: [Fence] = []
    var language: String?
    var body: [String] = []
    var start = 0
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if let open = language {
          fences.append(Fence(language: open, text: body.joined(separator: "\n") + "\n", line: start))
          language = nil
        } else {
          language = String(line.dropFirst(3)).trimmingCharacters(in: .whitespaces)
          body = []
          start = index + 2
        }
      } else if language != nil {
        body.append(line)
      }
    }
    return fences
  }

  static func all(_ language: String) -> [Fence] { fences.filter { $0.language == language } }

  @Test func fencesAreFound() {
    let text = "a\n```nabla\n1\n2\n```\n```\nplain\n```\n"
    #expect(ReadmeTests.fences(in: text).map(\.language) == ["nabla", ""])
    #expect(ReadmeTests.fences(in: text).map(\.text) == ["1\n2\n", "plain\n"])
    #expect(ReadmeTests.fences(in: text).map(\.line) == [3, 7])
  }

  /// Fences that show a prompt.
  static let sessions = fences.filter { fence in
    ["nabla", "console"].contains(fence.language) && fence.text.hasPrefix("In [")
  }
  static let programs = fences.filter { fence in
    ["nabla", "python"].contains(fence.language) && !fence.text.hasPrefix("In [")
  }

  /// Programs run without an error, and what they pin is what they print.
  @Test(arguments: programs) func programsRun(_ fence: Fence) {
    let run = PinnedRun(Notebook(parsing: fence.text), path: "README.md")
    for mismatch in run.mismatches { Issue.record("README.md:\(fence.line + mismatch.line - 1): \(mismatch)") }
  }

  /// Sessions: what is typed behind `In [n]:` gives what stands below it.
  @Test(arguments: sessions) func sessionsAnswerAsShown(_ fence: Fence) throws {
    try runSession(fence.text.components(separatedBy: "\n"), at: fence.line)
  }

  /// Commands of the shell, `$ nabla …`: run, with their output compared where it is shown.
  @Test(arguments: fences.filter { $0.text.contains("$ nabla") }) func commandsWork(_ fence: Fence) throws {
    try runCommands(fence.text.components(separatedBy: "\n"), at: fence.line)
  }

  /// The Swift example is the one that `ReadmeExample.swift` compiles, line for line.
  @Test(arguments: all("swift")) func theSwiftExampleIsTheOneCompiled(_ fence: Fence) throws {
    let compiled = try Repository.text(of: "Tests/ProductTests/ReadmeExample.swift")
    func lines(_ text: String) -> [String] {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    let kept = Set(lines(compiled))
    for line in lines(fence.text) where !line.hasPrefix("//") {
      #expect(kept.contains(line), "README.md:\(fence.line): not compiled: \(line)")
    }
  }

  /// What the README says that mistakes in its net are answered with.
  @Test(arguments: [
    ("torch.rand(64, 784)", "torch.rand(64, 1, 28, 28)", "  File \"net.py\""),
    (
      "    loss = F.nll_loss(net(images), labels)",
      "    probabilities = net(images).softmax(dim=1)\n    loss = F.cross_entropy(probabilities, labels)", "hint: "
    ),
  ])
  func mistakesAreAnsweredAsShown(_ right: String, _ wrong: String, _ start: String) throws {
    let net = try #require(ReadmeTests.programs.first { $0.text.contains("class SimpleNet") })
    let shown = try #require(ReadmeTests.all("").first { $0.text.hasPrefix(start) })
    #expect(net.text.contains(right))
    let workspace = try Workspace()
    try workspace.write("net.py", net.text.replacingOccurrences(of: right, with: wrong))
    let errors = try workspace.nabla("net.py").err
    #expect(errors.contains(shown.text), "README.md:\(shown.line): \(errors)")
  }

  private func runCommands(_ lines: [String], at line: Int) throws {
    let workspace = try Workspace()
    for folder in ["notebooks", "benchmarks"] where FileManager.default.fileExists(atPath: Repository.root + "/" + folder) {
      try FileManager.default.createSymbolicLink(
        atPath: workspace.path(folder), withDestinationPath: Repository.root + "/" + folder)
    }
    var index = 0
    while index < lines.count {
      guard lines[index].hasPrefix("$ nabla") else {
        index += 1
        continue
      }
      let command = String(lines[index].dropFirst(2))
      let start = index
      index += 1
      var expected: [String] = []
      while index < lines.count, !lines[index].hasPrefix("$ "), !lines[index].isEmpty {
        expected.append(lines[index])
        index += 1
      }
      let path = URL(fileURLWithPath: Repository.binary).deletingLastPathComponent().path + ":/usr/bin:/bin"
      let done = try workspace.run("/bin/sh", ["-c", command], environment: ["PATH": path], seconds: 300)
      if expected.isEmpty {
        #expect(done.code == 0, "README.md:\(line + start): \(command): \(done.err)")
      } else {
        let got = (done.out + done.err).components(separatedBy: "\n").filter { !$0.isEmpty }
        #expect(got == expected, "README.md:\(line + start): \(command)")
      }
    }
  }

  private func runSession(_ lines: [String], at line: Int) throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal(["-q", "--no-color"], in: workspace)
    for text in lines {
      if text.hasPrefix("In ["), let end = text.range(of: "]: ") {
        try terminal.expect(String(text[..<end.upperBound]))
        terminal.type(String(text[end.upperBound...]))
        try terminal.expect(String(text[end.upperBound...]))
      } else if let mark = text.range(of: "...: "), text[..<mark.lowerBound].allSatisfy({ $0 == " " }) {
        try terminal.expect("...: ")
        // The prompt has indented the line already, as far as it can tell.
        terminal.send("\u{15}")
        terminal.type(String(text[mark.upperBound...]))
      } else if !text.trimmingCharacters(in: .whitespaces).isEmpty, text.trimmingCharacters(in: .whitespaces) != "...:" {
        try terminal.expect(text.trimmingCharacters(in: .whitespaces))
      } else if text.trimmingCharacters(in: .whitespaces) == "...:" {
        try terminal.expect("...: ")
        terminal.type("")
      }
    }
    terminal.send(PseudoTerminal.controlD)
    #expect(try terminal.end() == 0)
  }
}
