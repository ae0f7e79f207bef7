import NablaSource

/// Writes an exception with its traceback as CPython 3.11 does: causes first, carets under the failing sub-expression,
/// "Did you mean", then our own `details` lines and what `RuntimeHints` has to say.
public struct TracebackRenderer {
  let vm: Interpreter
  let hints: Bool

  public init(_ vm: Interpreter, hints: Bool = true) {
    self.vm = vm
    self.hints = hints
  }

  /// The whole text, each line ended by "\n".
  public func render(_ exception: ExceptionObject) -> String {
    lines(of: exception, depth: 0).joined()
  }

  /// An exception and what led to it; inside a group, `depth` says how far the lines are set in.
  private func lines(of exception: ExceptionObject, depth: Int) -> [String] {
    let margin = depth == 0 ? "" : String(repeating: "  ", count: depth) + "| "
    func indented(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "\(margin)\($0)\n" }
    }
    var result: [String] = []
    let links = chain(of: exception)
    for (index, link) in links.enumerated() {
      if index > 0 {
        result += indented(
          link.isCause
            ? "\nThe above exception was the direct cause of the following exception:\n\n"
            : "\nDuring handling of the above exception, another exception occurred:\n\n")
      }
      result += ExceptionGroups.isGroup(link.exception)
        ? groupLines(of: link.exception, depth: depth)
        : indented(frames(of: link.exception) + lastLines(of: link.exception).joined())
      guard hints, depth == 0, index == links.count - 1 else { continue }
      result += RuntimeHints(link.exception, vm).lines.map { $0 + "\n" }
    }
    return result
  }

  private struct Link {
    let exception: ExceptionObject
    /// How the one before in print relates to this one.
    let isCause: Bool
  }

  /// Oldest first. Every exception is shown once, and chains of hundreds are cut.
  private func chain(of exception: ExceptionObject) -> [Link] {
    var links: [Link] = []
    var seen: Set<ObjectIdentifier> = []
    var current: ExceptionObject? = exception
    while let exception = current, seen.insert(ObjectIdentifier(exception)).inserted, links.count < 100 {
      links.append(Link(exception: exception, isCause: exception.cause != nil))
      current = exception.cause ?? (exception.suppressesContext ? nil : exception.context)
    }
    return links.reversed()
  }

  /// A group as a tree: what is in it is numbered and set in.
  func groupLines(of exception: ExceptionObject, depth: Int) -> [String] {
    let items = (ExceptionGroups.members(exception)?.exceptions ?? []).compactMap { $0.as(ExceptionObject.self) }
    let level = max(depth, 1)
    let indentation = String(repeating: "  ", count: level)
    var lines: [String] = []
    func add(_ text: String, mark: String = "|") {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        lines.append("\(indentation)\(mark) \(line)\n")
      }
    }
    let frames = frames(of: exception, title: "")
    if !frames.isEmpty { add("Exception Group Traceback (most recent call last):\n", mark: depth == 0 ? "+" : "|") }
    add(frames + lastLines(of: exception).joined())
    if level > 10 { return lines + ["\(indentation)| ... (max_group_depth is 10)\n"] }
    for (index, inner) in items.prefix(15).enumerated() {
      lines.append("\(indentation)\(index == 0 ? "+-" : "  ")+---------------- \(index + 1) ----------------\n")
      lines += self.lines(of: inner, depth: level + 1)
    }
    if items.count > 15 {
      let more = items.count - 15
      lines.append("\(indentation)  +---------------- ... ----------------\n")
      lines.append("\(indentation)  | and \(more) more exception\(more == 1 ? "" : "s")\n")
    }
    // A group at the end has closed the tree already.
    if items.count > 15 || items.last.map(ExceptionGroups.isGroup) != true {
      lines.append("\(indentation)  +------------------------------------\n")
    }
    return lines
  }

  private func frames(of exception: ExceptionObject, title: String = "Traceback (most recent call last):\n") -> String {
    if exception.traceback.isEmpty { return "" }
    var result = title
    var previous: (file: String, line: Int, function: String)?
    var repeats = 0
    func flush() {
      if repeats > 3 {
        let more = repeats - 3
        result += "  [Previous line repeated \(more) more time\(more == 1 ? "" : "s")]\n"
      }
    }
    for entry in exception.traceback.reversed() {
      let line = entry.file.line(at: entry.span.lower)
      if let previous, previous == (entry.file.name, line, entry.function) {
        repeats += 1
        if repeats > 3 { continue }
      } else {
        flush()
        repeats = 1
        previous = (entry.file.name, line, entry.function)
      }
      // A mistake in an imported text lies in no function.
      let function = entry.function.isEmpty ? nil : entry.function
      result += DiagnosticRenderer.header(of: entry.span, in: entry.file, function: function)
      result += DiagnosticRenderer.excerpt(
        of: entry.span, in: entry.file, anchor: entry.anchor, skipsWholeLine: function != nil)
    }
    flush()
    return result
  }

  /// The headline, notes and details, each ended by "\n".
  func lastLines(of exception: ExceptionObject) -> [String] {
    ([headline(of: exception)] + notes(of: exception) + exception.details).map { $0 + "\n" }
  }

  /// `ValueError: text`.
  public func headline(of exception: ExceptionObject) -> String {
    let type = exception.type
    let hidesModule = type.module == "builtins" || type.module == "__main__"
    let name = hidesModule ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
    let text = (try? vm.str(.object(exception))) ?? "<exception str() failed>"
    var line = text.isEmpty ? name : "\(name): \(text)"
    if let suggestion = vm.suggestion(for: exception) {
      line += ". Did you mean: '\(suggestion)'?"
    } else if let module = exception.forgottenImport {
      line += ". Did you forget to import '\(module)'?"
    }
    return line
  }

  private func notes(of exception: ExceptionObject) -> [String] {
    guard let notes = exception.ownAttribute(Names.notes)?.as(ListObject.self) else { return [] }
    return notes.items.compactMap { try? vm.str($0) }
  }
}

extension Interpreter {
  /// "Did you mean": for attributes it is looked for when somebody looks, as most such errors are caught.
  func suggestion(for exception: ExceptionObject) -> String? {
    if let suggestion = exception.suggestion { return suggestion }
    guard exception.type.isSubclass(of: ExceptionKind.attributeError.type),
      let name = exception.members[Names.plainName]?.text, let owner = exception.members[Names.obj]
    else { return nil }
    return Spelling.closest(to: name, among: attributeNames(of: owner))
  }

  /// `hints` asks for the line that says what to change, below CPython's text.
  public func renderTraceback(_ exception: ExceptionObject, hints: Bool = true) -> String {
    TracebackRenderer(self, hints: hints).render(exception)
  }

  /// Makes a module known to `import` and `sys.modules`.
  public func addModule(_ module: ModuleObject) { modules[module.name] = module }
}
