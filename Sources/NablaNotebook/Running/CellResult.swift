import Nabla

/// What one code cell did.
public struct CellResult {
  public enum Status: String { case ok, error, skipped }

  /// A picture that the cell showed.
  public struct Picture {
    public var png: [UInt8]
    public var caption: String
    /// The name of the file in the notebook's output folder.
    public var file: String
    /// How much output came before it, in pieces: where it belongs between them.
    public var position: Int

    package init(png: [UInt8], caption: String, file: String, position: Int) {
      self.png = png
      self.caption = caption
      self.file = file
      self.position = position
    }
  }

  /// A piece of output.
  public struct Output {
    public enum Stream { case standard, error, shown }
    public var stream: Stream
    public var text: String

    package init(stream: Stream, text: String) {
      self.stream = stream
      self.text = text
    }
  }

  /// Counts the notebook's code cells from 0.
  public var index: Int
  /// The cell's place among all cells, text cells included.
  public var position: Int
  public var title: String
  /// The line of the file on which the cell's source starts.
  public var line: Int
  public var status: Status
  public var outputs: [Output] = []
  public var pictures: [Picture] = []
  public var error: Failure?
  public var seconds: Double = 0

  /// Everything printed and the value shown, as a terminal would show it.
  public var standardOutput: String {
    TerminalText.settled(outputs.filter { $0.stream != .error }.map(\.text).joined())
  }

  public var errorOutput: String {
    TerminalText.settled(outputs.filter { $0.stream == .error }.map(\.text).joined())
  }

  package init(
    index: Int, position: Int, title: String, line: Int, status: Status, outputs: [Output] = [],
    pictures: [Picture] = [], error: Failure? = nil
  ) {
    self.index = index
    self.position = position
    self.title = title
    self.line = line
    self.status = status
    self.outputs = outputs
    self.pictures = pictures
    self.error = error
  }

  mutating func append(_ text: String, to stream: Output.Stream) {
    if let last = outputs.indices.last, outputs[last].stream == stream, stream != .shown,
      pictures.last.map({ $0.position < outputs.count }) ?? true
    {
      outputs[last].text += text
    } else {
      outputs.append(Output(stream: stream, text: text))
    }
  }
}

/// What a whole notebook did.
public struct RunResult {
  public enum Ending: Equatable { case finished, failed, timedOut, interrupted, exited(Int32) }

  public var cells: [CellResult] = []
  public var ending: Ending = .finished
  public var seconds: Double = 0

  package init(cells: [CellResult] = [], ending: Ending = .finished) {
    self.cells = cells
    self.ending = ending
  }

  public var exitCode: Int32 {
    switch ending {
    case .finished: return 0
    case .failed: return 1
    case .timedOut: return 124
    case .interrupted: return 130
    case .exited(let code): return code
    }
  }

  /// The machine-readable form.
  public var json: Datum {
    .object([
      Datum.Member("cells", .array(cells.map(RunResult.json))),
      Datum.Member("seconds", .double(RunResult.rounded(seconds))),
    ])
  }

  private static func json(_ cell: CellResult) -> Datum {
    var members: [Datum.Member] = [
      Datum.Member("index", .int(cell.index)),
      Datum.Member("title", .string(cell.title)),
      Datum.Member("status", .string(cell.status.rawValue)),
      Datum.Member("stdout", .string(cell.standardOutput)),
    ]
    if !cell.errorOutput.isEmpty { members.append(Datum.Member("stderr", .string(cell.errorOutput))) }
    if let error = cell.error {
      members.append(
        Datum.Member(
          "error",
          .object([
            Datum.Member("type", .string(error.type)),
            Datum.Member("message", .string(error.message)),
            Datum.Member("line", error.line.map(Datum.int) ?? .null),
          ])))
    }
    members.append(Datum.Member("line", .int(cell.line)))
    members.append(Datum.Member("seconds", .double(rounded(cell.seconds))))
    if !cell.pictures.isEmpty {
      members.append(Datum.Member("pictures", .array(cell.pictures.map { .string($0.file) })))
    }
    return .object(members)
  }

  private static func rounded(_ seconds: Double) -> Double { (seconds * 10_000).rounded() / 10_000 }
}
