/// PyTorch's printed form of modules. Free functions, for module trees that live elsewhere.
public enum Representation {
  /// A module from its name, its own settings and its children's names and printed forms.
  ///
  ///     Net(
  ///       (fc1): Linear(in_features=784, out_features=128, bias=True)
  ///       (drop): Dropout(p=0.5, inplace=False)
  ///     )
  public static func module(_ name: String, extra: String, children: [(name: String, text: String)]) -> String {
    let extraLines = extra.isEmpty ? [] : lines(extra)
    let childLines = children.map { "(\($0.name)): " + indented($0.text) }
    if childLines.isEmpty && extraLines.count <= 1 { return "\(name)(\(extraLines.first ?? ""))" }
    return "\(name)(\n  " + (extraLines + childLines).joined(separator: "\n  ") + "\n)"
  }

  /// A `ModuleList`: runs of children that print the same are written once, `(0-1): 2 x Linear(…)`.
  public static func moduleList(_ name: String, children: [String]) -> String {
    if children.isEmpty { return "\(name)()" }
    var runs: [(first: Int, last: Int, text: String)] = []
    for (index, text) in children.enumerated() {
      if let run = runs.last, run.text == text {
        runs[runs.count - 1].last = index
      } else {
        runs.append((index, index, text))
      }
    }
    let body = runs.map { run in
      run.first == run.last
        ? "(\(run.first)): " + indented(run.text)
        : "(\(run.first)-\(run.last)): \(run.last - run.first + 1) x " + indented(run.text)
    }
    return "\(name)(\n  " + body.joined(separator: "\n  ") + "\n)"
  }

  /// Lines after the first move two columns to the right.
  private static func indented(_ text: String) -> String {
    lines(text).joined(separator: "\n  ")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
