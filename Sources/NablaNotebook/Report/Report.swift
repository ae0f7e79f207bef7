import Nabla

/// A run as one HTML file: text, source, output and pictures, nothing to fetch and no script.
public struct Report {
  let notebook: Notebook
  let result: RunResult
  let title: String
  let facts: [String]

  /// - Parameter facts: short notes for the foot of the report: the version, the seed.
  public init(_ notebook: Notebook, _ result: RunResult, title: String, facts: [String] = []) {
    self.notebook = notebook
    self.result = result
    self.title = title
    self.facts = facts
  }

  public var html: String {
    var page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    page += "<title>\(Markup.escaped(title))</title>\n<style>\n\(ReportStyle.css)</style>\n</head>\n<body>\n<main>\n"
    page += banner
    for (position, cell) in notebook.cells.enumerated() {
      switch cell.kind {
      case .markdown: page += "<section class=\"text\">\n\(Markup.html(markdown: cell.source))</section>\n"
      case .raw: page += "<section class=\"text\"><pre>\(Markup.escaped(cell.source))</pre></section>\n"
      case .code:
        if let done = result.cells.first(where: { $0.position == position }) { page += section(cell, done) }
      }
    }
    page += "<footer>\(footer)</footer>\n</main>\n</body>\n</html>\n"
    return page
  }

  /// What a reader must know before anything else: that the run failed, and where.
  private var banner: String {
    let failed = result.cells.filter { $0.status == .error }
    guard !failed.isEmpty else { return "" }
    let links = failed.map { cell in
      let name = cell.title.isEmpty ? "cell \(cell.index + 1)" : cell.title
      return "<a href=\"#cell-\(cell.index + 1)\">\(Markup.escaped(name))</a>: "
        + "<code>\(Markup.escaped(cell.error?.headline ?? "error"))</code>"
    }
    let ending = result.ending == .timedOut ? "ran out of time" : "failed"
    return "<p class=\"failed\" role=\"alert\">This run \(ending) in " + links.joined(separator: "; ") + "</p>\n"
  }

  private func section(_ cell: Cell, _ done: CellResult) -> String {
    let tags = Set(cell.tags)
    guard !tags.contains("remove-cell"), !tags.contains("remove_cell") else { return "" }
    var html = "<section class=\"cell \(done.status.rawValue)\" id=\"cell-\(done.index + 1)\">\n<header>"
    html += "<a class=\"number\" href=\"#cell-\(done.index + 1)\">\(done.index + 1)</a>"
    if !done.title.isEmpty { html += "<span class=\"title\">\(Markup.escaped(done.title))</span>" }
    html += "<span class=\"time\">\(done.status == .skipped ? "not run" : Timing.text(done.seconds))</span></header>\n"
    if !tags.contains("remove-input"), !cell.source.isBlank {
      let code = "<pre class=\"source\"><code>\(CodeColours.html(cell.source))</code></pre>\n"
      html += tags.contains("hide-input") ? "<details><summary>source</summary>\(code)</details>\n" : code
    }
    if !tags.contains("remove-output") { html += outputs(done) }
    return html + "</section>\n"
  }

  /// Text and pictures in the order in which they came.
  private func outputs(_ done: CellResult) -> String {
    var html = ""
    var pictures = done.pictures[...]
    func picture(_ picture: CellResult.Picture) -> String {
      let words = picture.caption.isEmpty ? picture.file : picture.caption
      return "<figure><img alt=\"\(Markup.escaped(words))\" src=\"data:image/png;base64,\(Base64.text(picture.png))\"></figure>\n"
    }
    for (index, output) in done.outputs.enumerated() {
      while let next = pictures.first, next.position <= index {
        html += picture(next)
        pictures = pictures.dropFirst()
      }
      let text = TerminalText.settled(output.text)
      guard !text.isEmpty else { continue }
      let style: String
      switch output.stream {
      case .standard: style = "out"
      case .error: style = "err"
      case .shown: style = "value"
      }
      html += "<pre class=\"\(style)\">\(Markup.escaped(text))</pre>\n"
    }
    for next in pictures { html += picture(next) }
    if let error = done.error { html += "<pre class=\"error\">\(Markup.escaped(error.traceback))</pre>\n" }
    return html
  }

  private var footer: String {
    let counts = result.cells.filter { $0.status == .ok }.count
    var words = ["\(counts) of \(result.cells.count) cells ran", "in " + Timing.text(result.seconds)]
    words += facts
    return Markup.escaped(words.joined(separator: " · "))
  }
}
