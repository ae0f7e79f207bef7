import Foundation
import Nabla
import NablaSource
import NablaVM

/// A wrong program of the error suite, `Tests/Errors` and `Tests/Explanations`, and what it must print. `errors.py` in
/// `Tests/Oracle` explains the format and holds the first against CPython, `explanations.py` the second against PyTorch.
struct ErrorChunk {
  let title: String
  /// Where the chunk starts in its file, and where what is expected does.
  let line: Int
  private(set) var expectedLine = 0
  private var body: [String] = []
  private var expectation: [String] = []

  static let files = Repository.files(in: "Tests/Errors", extensions: ["txt"])
    + Repository.files(in: "Tests/Explanations", extensions: ["txt"])

  static func all(in text: String) -> [ErrorChunk] {
    var chunks: [ErrorChunk] = []
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("# %% ") {
        chunks.append(ErrorChunk(title: String(line.dropFirst(5)), line: index + 1))
      } else if let last = chunks.indices.last {
        chunks[last].add(line, number: index + 1)
      }
    }
    return chunks
  }

  private init(title: String, line: Int) {
    self.title = title
    self.line = line
  }

  private mutating func add(_ line: String, number: Int) {
    if line.hasPrefix("#>") || line.hasPrefix("#+") {
      if expectation.isEmpty { expectedLine = number }
      expectation.append(String(line.dropFirst(3)))
    } else if !line.hasPrefix("#! ") {
      body.append(line)
    }
  }

  /// The program and the modules beside it, by name.
  var files: [(name: String, bytes: [UInt8])] {
    var files: [(name: String, lines: [String])] = [("program.py", [])]
    for line in body {
      if line.hasPrefix("#: ") {
        files.append((String(line.dropFirst(3)), []))
      } else {
        files[files.count - 1].lines.append(line)
      }
    }
    return files.map { file in
      var lines = file.lines
      while let last = lines.last, last.isEmpty { lines.removeLast() }
      return (file.name, bytes(lines.joined(separator: "\n") + "\n"))
    }
  }

  var expected: String { String(decoding: bytes(expectation.map { $0 + "\n" }.joined()), as: UTF8.self) }

  /// The bytes of a text, with `<09>` and `<200 times (>` replaced where the title asks for it.
  private func bytes(_ text: String) -> [UInt8] {
    guard title.hasSuffix("[escapes]") else { return Array(text.utf8) }
    var result: [UInt8] = []
    var rest = text[...]
    while let character = rest.first {
      if character == "<", let close = rest.firstIndex(of: ">"),
        let escape = ErrorChunk.escape(rest[rest.index(after: rest.startIndex)..<close])
      {
        result += escape
        rest = rest[rest.index(after: close)...]
      } else {
        result += String(character).utf8
        rest.removeFirst()
      }
    }
    return result
  }

  /// What stands between the angle brackets: `09`, or `200 times (`.
  private static func escape(_ text: Substring) -> [UInt8]? {
    if text.count == 2, text.allSatisfy({ $0.isHexDigit && !$0.isLowercase }) {
      return UInt8(text, radix: 16).map { [$0] }
    }
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1] == "times", let count = Int(parts[0]) else { return nil }
    return Array(String(repeating: String(parts[2]), count: count).utf8)
  }

  // MARK: - Running

  /// What the program writes to standard error.
  func run() throws -> String {
    let workspace = try Workspace()
    let folder = workspace.folder
    for file in files {
      let path = folder + "/" + file.name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(file.bytes).write(to: URL(fileURLWithPath: path))
    }
    let program = SourceFile(name: "program.py", bytes: files[0].bytes)
    var errors = ""
    Interpreter.onLargeStack {
      let session = Session(
        SessionOptions(program: folder + "/program.py", output: { _ in }, errorOutput: { errors += $0 }))
      switch session.run(program).ending {
      case .finished: break
      case .failed(let failure), .interrupted(let failure): errors += failure.traceback
      case .exited(let exit): errors += exit.message.map { $0 + "\n" } ?? ""
      }
    }
    return errors.replacingOccurrences(of: folder + "/", with: "")
  }

  /// The first line that differs, told with its number in the file; nil where all are as expected.
  func mismatch() throws -> (line: Int, text: String)? {
    let found = try run().components(separatedBy: "\n")
    let wanted = expected.components(separatedBy: "\n")
    if wanted.count < 2 { return (line, "\(title): nothing is expected") }
    for index in 0..<max(found.count, wanted.count) {
      let left = index < found.count ? found[index] : "<nothing>"
      let right = index < wanted.count ? wanted[index] : "<nothing>"
      if left != right { return (expectedLine + index, "\(title): printed '\(left)' instead of '\(right)'") }
    }
    return nil
  }
}
