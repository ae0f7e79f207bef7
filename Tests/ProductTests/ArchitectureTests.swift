import Foundation
import Testing

/// The house's rules about itself.
@Suite struct ArchitectureTests {
  /// Which targets a target may import: the table of the design. What comes from the system or from packages is listed
  /// with the target that needs it.
  static let allowed: [String: Set<String>] = [
    "CKernels": [],
    "NablaSource": [],
    "NablaSyntax": ["NablaSource"],
    "NablaBytecode": ["NablaSource"],
    "NablaCompiler": ["NablaSource", "NablaSyntax", "NablaBytecode"],
    "NablaInteger": ["CGMP"],
    "CReferences": [],
    "NablaVM": ["CReferences", "NablaSource", "NablaBytecode", "NablaInteger"],
    "NablaTensor": ["CKernels", "COpenBLAS"],
    "NablaNN": ["NablaTensor"],
    "NablaData": ["NablaTensor", "CZlib", "CPNG", "CCurl"],
    "NablaPlot": ["NablaTensor", "CCairo", "CPNG"],
    "NablaLibrary": ["NablaSource", "NablaBytecode", "NablaVM", "NablaTensor", "NablaNN", "NablaData", "NablaPlot", "NablaInteger", "CPCRE2"],
    "Nabla": ["NablaSource", "NablaSyntax", "NablaBytecode", "NablaCompiler", "NablaVM", "NablaLibrary"],
    "NablaNotebook": ["NablaSource", "Nabla", "CCMark", "Yams"],
    "NablaREPL": ["NablaSource", "Nabla", "NablaNotebook", "CEditline"],
    "nabla": [
      "NablaSource", "Nabla", "NablaNotebook", "NablaREPL", "ArgumentParser",
    ],
  ]

  /// Targets that do without Foundation, so that the machine starts in milliseconds.
  static let withoutFoundation: Set<String> = [
    "NablaSource", "NablaSyntax", "NablaBytecode", "NablaCompiler", "NablaInteger", "NablaVM", "NablaTensor", "NablaNN",
  ]

  static let everywhere: Set<String> = ["Glibc", "Foundation", "FoundationEssentials", "Swift", "Synchronization"]

  static let swiftFiles = Repository.files(in: "Sources", extensions: ["swift"])

  /// The modules that a file's import lines name.
  static func imports(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line -> String? in
      // Import lines stand at the margin; those inside string literals are another language's.
      guard line.first?.isWhitespace == false else { return nil }
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first, first.hasPrefix("@") || ["public", "package", "internal", "private"].contains(first) {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { return nil }
      let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
      let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      return name.split(separator: ".").first.map(String.init)
    }
  }

  @Test func thereAreSourcesToLookAt() { #expect(ArchitectureTests.swiftFiles.count > 100) }

  @Test(arguments: swiftFiles) func importsOnlyPointDown(_ path: String) throws {
    let target = String(path.split(separator: "/")[1])
    let allowed = try #require(ArchitectureTests.allowed[target], "the target \(target) is not in the table")
    for name in ArchitectureTests.imports(try Repository.text(of: path)) {
      if name == "Foundation" || name == "FoundationEssentials" {
        #expect(!ArchitectureTests.withoutFoundation.contains(target), "\(path) imports Foundation")
      } else {
        #expect(
          allowed.contains(name) || ArchitectureTests.everywhere.contains(name), "\(target) may not import \(name)")
      }
    }
  }

  @Test(arguments: [
    ("import A", ["A"]), ("@preconcurrency import A.B", ["A"]), ("import struct A.S", ["A"]), ("// import A", []),
    ("public import A\nlet x = 1 // import B", ["A"]), ("  import A", []),
  ])
  func importLinesAreFound(_ text: String, _ names: [String]) { #expect(ArchitectureTests.imports(text) == names) }

  @Test(arguments: Repository.files(in: "Sources", extensions: ["swift", "c", "h"]))
  func noFileIsLongerThan600Lines(_ path: String) throws {
    let count = try Repository.text(of: path).split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(count <= 601, "\(path) has \(count) lines")
  }

  /// Letters, not words: these texts must not be found in this file itself.
  static let forbidden: [String] = ["fatal" + "Error(", "try" + "!", " as" + "! ", "TO" + "DO", "FIX" + "ME"]

  @Test(arguments: swiftFiles) func nothingTrapsAndNothingIsLeftToDo(_ path: String) throws {
    for (number, line) in try Repository.text(of: path).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for word in ArchitectureTests.forbidden where line.contains(word) {
        Issue.record("\(path):\(number + 1) has '\(word)'")
      }
    }
  }
}
