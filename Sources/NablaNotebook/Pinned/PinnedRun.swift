import Nabla

/// A notebook run against its own pins: missing, wrong, extra and misplaced outputs and errors are all mismatches.
public struct PinnedRun {
  public struct Mismatch: CustomStringConvertible {
    /// The line of the file to look at.
    public let line: Int
    public let cell: String
    public let message: String
    public var description: String { cell.isEmpty ? message : "\(cell): \(message)" }
  }

  public struct Options {
    /// Cells that print and have no pins are mismatches too: what a golden file wants, and a plain notebook does not.
    public var isStrict = false
    public var seed: Int?
    public var cellTimeout: Double?
    /// Where the notebook lies: see `NotebookRunner.Options`.
    public var folder: String?
    public init(isStrict: Bool = false, seed: Int? = nil, cellTimeout: Double? = nil, folder: String? = nil) {
      self.isStrict = isStrict
      self.folder = folder
      self.seed = seed
      self.cellTimeout = cellTimeout
    }
  }

  public let mismatches: [Mismatch]
  /// How many pins were compared.
  public let checks: Int
  /// The notebook with its pins as the run would have them.
  public let updated: Notebook

  public init(_ notebook: Notebook, path: String, options: Options = Options()) {
    var runOptions = NotebookRunner.Options()
    runOptions.allowsErrors = true
    // What is pinned is the program's own output.
    runOptions.hints = .off
    runOptions.seed = options.seed
    runOptions.folder = options.folder
    runOptions.cellTimeout = options.cellTimeout
    let result = NotebookRunner(notebook, path: path, options: runOptions).run()
    self.init(notebook, result, isStrict: options.isStrict)
  }

  /// Compares what a run did with what the notebook says.
  package init(_ notebook: Notebook, _ result: RunResult, isStrict: Bool) {
    var mismatches: [Mismatch] = []
    var checks = 0
    var updated = notebook
    for done in result.cells {
      let cell = notebook.cells[done.position]
      if done.status == .skipped {
        if !cell.tags.contains("skip-execution") {
          mismatches.append(Mismatch(line: done.line, cell: done.title, message: "the cell did not run"))
        }
        continue
      }
      let pins = Pins(cell)
      var messages: [(line: Int, text: String)] = []
      if isStrict || pins.hasOutput {
        checks += 1
        if let message = PinnedRun.compareOutput(pins, done) { messages.append(message) }
      }
      checks += pins.errors.count
      messages += PinnedRun.compareErrors(pins, done, raisesFreely: cell.tags.contains("raises-exception"))
      mismatches += messages.map { Mismatch(line: $0.line, cell: done.title, message: $0.text) }
      if !messages.isEmpty { updated.cells[done.position] = PinnedRun.repinned(cell, pins, done) }
    }
    self.mismatches = mismatches
    self.checks = checks
    self.updated = updated
  }

  // MARK: comparing

  private static func lines(of output: String) -> [String] {
    guard !output.isEmpty else { return [] }
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmedEnd }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func compareOutput(_ pins: Pins, _ done: CellResult) -> (line: Int, text: String)? {
    let got = lines(of: done.standardOutput)
    for index in 0..<max(got.count, pins.output.count) {
      let line = pins.outputLine + (pins.hasOutput ? min(index, pins.output.count - 1) : 0)
      if index >= pins.output.count {
        let rest = got.count - index
        return (line, "prints \(rest == 1 ? "a line" : "\(rest) lines") more than is pinned, first: \(got[index])")
      }
      if index >= got.count { return (line, "should print: \(pins.output[index])") }
      if !agrees(pins.output[index], got[index], tolerance: pins.tolerance) {
        return (line, "should print: \(pins.output[index])\n  but printed: \(got[index])")
      }
    }
    return nil
  }

  private static func compareErrors(
    _ pins: Pins, _ done: CellResult, raisesFreely: Bool
  ) -> [(line: Int, text: String)] {
    var messages: [(line: Int, text: String)] = []
    for extra in pins.errors.dropFirst() {
      messages.append((extra.line, "a cell stops at its first error, so it can announce only one"))
    }
    guard let expected = pins.errors.first else {
      if let error = done.error, !raisesFreely {
        messages.append((error.line ?? done.line, "raised \(headline(of: error))"))
      }
      return messages
    }
    guard let error = done.error else {
      messages.append((expected.line, "should raise: \(expected.text)\n  but raised nothing"))
      return messages
    }
    if !matches(expected, error) {
      messages.append((expected.line, "should raise: \(expected.text)\n  but raised: \(headline(of: error))"))
    }
    if let line = error.line, line != expected.line {
      messages.append((expected.line, "should raise here, but the error points to line \(line)"))
    }
    return messages
  }

  /// The first line of what a traceback ends with: hints under it are not part of the error's name.
  static func headline(of failure: Failure) -> String {
    let lines = failure.traceback.split(separator: "\n").map(String.init)
    let plain = failure.headline.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    // The printed form may say more than the exception's text: "… Did you mean: 'x'?"
    return lines.last { $0.hasPrefix(plain) } ?? plain
  }

  private static func matches(_ expected: Pins.ExpectedError, _ error: Failure) -> Bool {
    let headline = self.headline(of: error)
    if expected.isPattern {
      guard let pattern = try? Regex(expected.text) else { return false }
      return headline.firstMatch(of: pattern) != nil
    }
    let plain = error.headline.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    return expected.text == headline.trimmedEnd || expected.text == plain.trimmedEnd
  }

  /// Equal, or with a tolerance: equal text around numbers that differ by at most `tolerance · max(1, |expected|)`.
  package static func agrees(_ expected: String, _ got: String, tolerance: Double?) -> Bool {
    if expected == got { return true }
    guard let tolerance else { return false }
    let (wantText, wantNumbers) = numbers(in: expected)
    let (gotText, gotNumbers) = numbers(in: got)
    guard wantText == gotText, wantNumbers.count == gotNumbers.count else { return false }
    return zip(wantNumbers, gotNumbers).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0)) }
  }

  /// The text with `#` for each number and without the blanks that align columns, and the numbers.
  private static func numbers(in text: String) -> (String, [Double]) {
    var shape = ""
    var found: [Double] = []
    let bytes = Array(text.utf8)
    var index = 0
    func isDigit(_ at: Int) -> Bool { at < bytes.count && (48...57).contains(bytes[at]) }
    while index < bytes.count {
      var end = index
      if bytes[end] == UInt8(ascii: "-") { end += 1 }
      guard isDigit(end) else {
        if bytes[index] != 32 { shape += String(decoding: bytes[index...index], as: UTF8.self) }
        index += 1
        continue
      }
      while isDigit(end) { end += 1 }
      if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
        end += 1
        while isDigit(end) { end += 1 }
      }
      if end < bytes.count, bytes[end] | 32 == UInt8(ascii: "e") {
        var exponent = end + 1
        if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") {
          exponent += 1
        }
        if isDigit(exponent) {
          end = exponent
          while isDigit(end) { end += 1 }
        }
      }
      var word = String(decoding: bytes[index..<end], as: UTF8.self)
      if word.hasSuffix(".") { word += "0" }
      found.append(Double(word.replacing(".e", with: ".0e")) ?? .nan)
      shape += "#"
      index = end
    }
    return (shape, found)
  }

  // MARK: recording

  /// The cell with pins for what it did. Numbers within the tolerance and patterns that match stay as they are.
  private static func repinned(_ cell: Cell, _ pins: Pins, _ done: CellResult) -> Cell {
    var lines = Pins.stripped(cell.source)
    if let error = done.error, !cell.tags.contains("raises-exception") {
      let kept = pins.errors.first { $0.isPattern && matches($0, error) }
      let mark = kept.map { "  # error~ \($0.text)" } ?? "  # error: \(headline(of: error))"
      let index = min(max((error.line ?? cell.firstLine) - cell.firstLine, 0), max(lines.count - 1, 0))
      if lines.isEmpty { lines = [""] }
      lines[index] += mark
    }
    for (index, text) in self.lines(of: done.standardOutput).enumerated() {
      let kept = pins.output.indices.contains(index) && agrees(pins.output[index], text, tolerance: pins.tolerance)
      let pinned = kept ? pins.output[index] : text
      lines.append(pinned.isEmpty ? "#>" : "#> " + pinned)
    }
    return cell.with(source: lines.joined(separator: "\n"))
  }
}
