import Nabla

/// A notebook: an optional YAML header and cells, as a `.nbk` file in the percent format has them.
///
/// Reading keeps the lines of every cell as they were, so that writing an unchanged notebook gives back its text to the
/// byte (line ends apart: they are always LF).
public struct Notebook {
  public var header: Header?
  public var cells: [Cell]
  /// Lines between the header and the first cell that are not worth a cell: blank ones.
  var gap: [String] = []
  var endsWithNewline = true

  public init(header: Header? = nil, cells: [Cell] = []) {
    self.header = header
    self.cells = cells
  }

  /// The cells that run, with their positions among all cells.
  public var codeCells: [(position: Int, cell: Cell)] {
    cells.enumerated().filter { $0.element.kind == .code }.map { ($0.offset, $0.element) }
  }
}

/// One cell: its marker's content and its source.
public struct Cell {
  public typealias Kind = CellMarker.Kind

  /// `nil` for the text before the first marker.
  public private(set) var marker: CellMarker?
  /// The source without the marker line: of Markdown and raw cells without the `# ` before each line.
  public private(set) var source: String
  /// The line of the file (counted from 1) on which the source's first line stands.
  public private(set) var firstLine: Int
  /// The lines as they were read, marker and trailing blank lines included; `nil` when made or changed since.
  private(set) var verbatim: [String]?

  public init(kind: Kind = .code, title: String = "", options: CellOptions = CellOptions(), source: String) {
    marker = CellMarker(kind: kind, title: title, options: options)
    self.source = source
    firstLine = 1
    verbatim = nil
  }

  init(marker: CellMarker?, source: String, firstLine: Int, verbatim: [String]) {
    self.marker = marker
    self.source = source
    self.firstLine = firstLine
    self.verbatim = verbatim
  }

  public var kind: Kind { marker?.kind ?? .code }
  public var title: String { marker?.title ?? "" }
  public var options: CellOptions { marker?.options ?? CellOptions() }
  public var tags: [String] { options.tags }

  /// The same cell with another source. The marker line and the blank lines behind the cell stay as they were read.
  public func with(source: String) -> Cell {
    var cell = self
    cell.source = source
    cell.verbatim = verbatim.map { old in
      let blanks = old.reversed().prefix { $0.isBlank }.count
      return (marker == nil ? [] : Array(old.prefix(1))) + cell.bodyLines + Array(repeating: "", count: blanks)
    }
    return cell
  }

  /// The lines of the source as the file has them.
  var bodyLines: [String] {
    guard !source.isEmpty else { return [] }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return kind == .code ? lines : lines.map(Comment.commented)
  }
}
