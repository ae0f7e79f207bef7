import Nabla

/// Magics between the two worlds: a `.nbk` has them as they are, a `.py` has to comment them out to stay a program.
extension Notebook {
  /// For a `.py`: `%time f()` becomes `# %time f()`.
  public var withMagicsCommented: Notebook {
    mapMagics { line in line.hasPrefix("%") && Notebook.isMagic(line) ? "# " + line : line }
  }

  /// From a `.py`: `# %time f()` becomes `%time f()`. A line that says `# noescape` stays.
  public var withMagicsUncommented: Notebook {
    mapMagics { line in
      guard line.hasPrefix("# %"), !line.hasSuffix("# noescape"), Notebook.isMagic(String(line.dropFirst(2))) else {
        return line
      }
      return String(line.dropFirst(2))
    }
  }

  /// Only a percent sign makes a magic; words such as `cat` are names.
  private static func isMagic(_ line: String) -> Bool {
    let body = line.drop { $0 == "%" }
    guard line.count - body.count <= 2, body.first?.isLetter == true else { return false }
    // `%name = …` would be an odd thing to time; `# %d items` in a comment is prose: a magic's name is a known word.
    let name = String(body.prefix { $0.isLetter || $0 == "_" })
    return magicNames.contains(name)
  }

  private static let magicNames: Set<String> = [
    "time", "timeit", "matplotlib", "who", "who_ls", "whos", "run", "save", "load", "history", "reset", "lsmagic", "pwd",
    "cd", "env", "precision", "quickref", "xmode", "tb", "config", "load_ext", "autoreload", "reload_ext", "capture",
    "debug", "pip", "conda", "writefile", "html", "bash", "prun", "pylab", "store", "pdb", "notebook", "set_env",
  ]

  private func mapMagics(_ change: (String) -> String) -> Notebook {
    var notebook = self
    for (position, cell) in codeCells {
      let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let states = LineStates(lines)
      let changed = lines.enumerated().map { states[$0.offset] == .fresh ? change($0.element) : $0.element }
      if changed != lines { notebook.cells[position] = cell.with(source: changed.joined(separator: "\n")) }
    }
    return notebook
  }
}
