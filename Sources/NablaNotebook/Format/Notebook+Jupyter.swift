import Nabla

/// Jupyter's `.ipynb`: JSON with cells as lists of lines.
extension Notebook {
  public struct JupyterError: Error, CustomStringConvertible { public let description: String }

  /// Reads version 4 of the format. Outputs are left behind: they are made again by running.
  public init(ipynb text: String) throws {
    guard let root = Datum(parsing: text), root.members != nil else {
      throw JupyterError(description: "the file is no JSON object")
    }
    guard case .int(let version)? = root["nbformat"], version >= 4, let cells = root["cells"]?.array else {
      throw JupyterError(description: "the file is no Jupyter notebook of format 4")
    }
    self.init(cells: cells.compactMap(Notebook.cell))
    if let metadata = root["metadata"]?.members, !metadata.isEmpty {
      let kept = metadata.filter { $0.key != "widgets" && $0.key != "language_info" }
      if !kept.isEmpty {
        header = Header(yaml: Notebook.yaml(.object([Datum.Member("jupyter", .object(kept))]), indent: 0))
      }
    }
  }

  private static func cell(_ datum: Datum) -> Cell? {
    let source: String
    switch datum["source"] {
    case .string(let text): source = text
    case .array(let lines): source = lines.compactMap(\.string).joined()
    default: return nil
    }
    let kind: Cell.Kind
    switch datum["cell_type"]?.string {
    case "code": kind = .code
    case "markdown": kind = .markdown
    case "raw": kind = .raw
    default: return nil
    }
    var options = CellOptions()
    var title = ""
    for member in datum["metadata"]?.members ?? [] {
      if member.key == "title", let text = member.value.string, !text.contains("="), !text.contains("{") {
        title = text.replacing("\n", with: " ")
      } else {
        options.set(member.key, member.value)
      }
    }
    return Cell(kind: kind, title: title, options: options, source: source.replacing("\r\n", with: "\n"))
  }

  /// Plain data in YAML's block form, with JSON for scalars (JSON is YAML).
  private static func yaml(_ datum: Datum, indent: Int) -> String {
    guard case .object(let members) = datum else { return "" }
    let margin = String(repeating: " ", count: indent)
    return members.map { member in
      if case .object(let inner) = member.value, !inner.isEmpty {
        return "\(margin)\(member.key):\n" + yaml(member.value, indent: indent + 2)
      }
      return "\(margin)\(member.key): \(member.value.json())\n"
    }.joined()
  }

  /// The notebook in version 4.5 of the format, without outputs. Cell ids come from the content, so that writing again
  /// changes nothing.
  public var ipynb: String {
    var seen: [String: Int] = [:]
    let cells: [Datum] = self.cells.map { cell in
      let digest = Notebook.digest(cell.kind.rawValue + "\u{0}" + cell.title + "\u{0}" + cell.source)
      let count = seen[digest, default: 0]
      seen[digest] = count + 1
      var metadata = cell.options.entries.map { Datum.Member($0.key, $0.value ?? .bool(true)) }
      if !cell.title.isEmpty { metadata.append(Datum.Member("title", .string(cell.title))) }
      var members: [Datum.Member] = [
        Datum.Member("cell_type", .string(cell.kind.rawValue)),
        Datum.Member("id", .string(count == 0 ? digest : "\(digest)-\(count)")),
        Datum.Member("metadata", .object(metadata)),
        Datum.Member("source", .array(Notebook.sourceLines(cell.source))),
      ]
      if cell.kind == .code {
        members.insert(Datum.Member("execution_count", .null), at: 1)
        members.insert(Datum.Member("outputs", .array([])), at: 4)
      }
      return .object(members)
    }
    let metadata = header?.content?["jupyter"]?.members ?? []
    let root: Datum = .object([
      Datum.Member("cells", .array(cells)), Datum.Member("metadata", .object(metadata)),
      Datum.Member("nbformat", .int(4)), Datum.Member("nbformat_minor", .int(5)),
    ])
    return root.json(indent: 1, ascii: false) + "\n"
  }

  private static func sourceLines(_ source: String) -> [Datum] {
    guard !source.isEmpty else { return [] }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { .string($0.offset < lines.count - 1 ? $0.element + "\n" : String($0.element)) }
  }

  /// FNV-1a over the bytes: short, stable from run to run.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
