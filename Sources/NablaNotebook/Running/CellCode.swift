import Nabla
import NablaSource

/// The parts of a code cell, in order: stretches of the language between native magics (`%time f(x)`).
package struct CellCode {
  package enum Part: Equatable {
    /// Source and the line of the file it starts on.
    case code(String, line: Int)
    /// `%name argument`, without the percent sign.
    case magic(name: String, argument: String, line: Int)
    /// `%%name argument`: a magic over the rest of the cell.
    case cellMagic(name: String, argument: String, body: String, line: Int)
  }

  package let parts: [Part]

  /// - Parameter firstLine: the line of the file on which the source's first line stands.
  package init(_ source: String, firstLine: Int) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = lines.firstIndex { !$0.isBlank } ?? 0
    if lines.indices.contains(start), lines[start].hasPrefix("%%"), let magic = CellCode.magic(lines[start].dropFirst(2)) {
      let body = lines[(start + 1)...].joined(separator: "\n")
      parts = [.cellMagic(name: magic.name, argument: magic.argument, body: body, line: firstLine + start)]
      return
    }
    guard source.contains("%") else {
      parts = [.code(source, line: firstLine)]
      return
    }
    let states = LineStates(lines)
    var parts: [Part] = []
    var run = 0
    func close(at end: Int) {
      let text = lines[run..<end].joined(separator: "\n")
      if !text.isBlank { parts.append(.code(text, line: firstLine + run)) }
    }
    for index in lines.indices where states[index] == .fresh && lines[index].hasPrefix("%") {
      guard let magic = CellCode.magic(lines[index].dropFirst()) else { continue }
      close(at: index)
      parts.append(.magic(name: magic.name, argument: magic.argument, line: firstLine + index))
      run = index + 1
    }
    close(at: lines.count)
    self.parts = parts.isEmpty ? [.code(source, line: firstLine)] : parts
  }

  /// The name and argument of what follows the percent sign; `nil` when no name does.
  static func magic(_ text: Substring) -> (name: String, argument: String)? {
    let name = text.prefix { $0.isLetter || $0 == "_" || $0.isNumber }
    guard name.first?.isLetter == true else { return nil }
    return (String(name), String(text.dropFirst(name.count)).trimmed)
  }
}
