import Nabla

extension Notebook {
  /// The text of the notebook. Cells that were read and not changed come back as they were; others are written in the
  /// canonical form, with one blank line before the next cell.
  public var text: String {
    var lines = header?.lines ?? []
    lines += gap
    if header != nil, gap.isEmpty, !cells.isEmpty, cells[0].verbatim == nil { lines.append("") }
    for (index, cell) in cells.enumerated() {
      if let verbatim = cell.verbatim {
        // A changed cell before the end needs its blank line even where the file's last cell had none.
        lines += verbatim
        if index + 1 < cells.count, cells[index + 1].verbatim == nil, !verbatim.isEmpty, verbatim.last?.isBlank == false {
          lines.append("")
        }
      } else {
        if let marker = cell.marker { lines.append(marker.line) }
        lines += cell.bodyLines
        if index + 1 < cells.count { lines.append("") }
      }
    }
    if lines.isEmpty { return "" }
    return lines.joined(separator: "\n") + (endsWithNewline ? "\n" : "")
  }
}
