import Foundation
import NablaNotebook
import Testing

/// Every function of the built-in namespace, every method of the core types and every function of the modules that
/// programs import first says what it does, and shows it: the examples in their documentation run as cells of a
/// notebook.
@Suite struct HelpTests {
  struct Subject: CustomTestStringConvertible, Sendable {
    /// An expression for the class or module.
    var expression: String
    /// What its examples have imported.
    var prelude = ""
    var testDescription: String { expression }
  }

  static let subjects = ["str", "bytes", "bytearray", "memoryview", "list", "tuple", "dict", "set", "frozenset", "int",
    "bool", "float", "range", "slice"].map { Subject(expression: $0) }
    + ["builtins", "math", "operator", "random", "time", "os", "os.path", "sys"].map {
      Subject(expression: $0, prelude: "import \($0)")
    } + [
      Subject(expression: "itertools", prelude: "import itertools\nfrom itertools import *"),
      Subject(expression: "itertools.chain", prelude: "import itertools\nfrom itertools import *"),
      Subject(expression: "collections.deque", prelude: "import collections\nfrom collections import deque"),
    ]

  private func run(_ cells: String) -> PinnedRun {
    PinnedRun(Notebook(parsing: cells), path: "help.nbk", options: PinnedRun.Options(isStrict: true, cellTimeout: 60))
  }

  /// Names and documentation, as the language itself sees them.
  private func entries(of subject: Subject) throws -> [(name: String, documentation: String)] {
    let listing = """
      # %% listing
      \(subject.prelude)
      import json
      found = []
      subject = \(subject.expression)
      if isinstance(subject, type):
          found.append([subject.__name__, subject.__doc__ or ""])
      written = type(lambda: None)
      for name in dir(subject):
          value = getattr(subject, name)
          known = isinstance(value, type) and (subject is not __builtins__ or issubclass(value, BaseException))
          skipped = name.startswith("_") or not callable(value) or known or isinstance(value, written)
          if not skipped and value.__doc__ != "Not part of Nabla.":
              found.append([name, value.__doc__ or ""])
      print(json.dumps(found))
      """.replacingOccurrences(of: "__builtins__", with: subject.expression == "builtins" ? "builtins" : "None")
    let line = try #require(
      run(listing + "\n").updated.text.split(separator: "\n").first { $0.hasPrefix("#> [[") }, "\(subject.expression)")
    let pairs = try #require(try JSONSerialization.jsonObject(with: Data(line.dropFirst(3).utf8)) as? [[String]])
    return pairs.map { ($0[0], $0[1]) }
  }

  @Test(arguments: subjects) func everythingExplainsItself(_ subject: Subject) throws {
    let entries = try entries(of: subject)
    #expect(!entries.isEmpty)
    var notebook = "# %% what the examples have imported\n\(subject.prelude)\n"
    for (name, documentation) in entries {
      let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let start = lines.firstIndex { $0.hasPrefix(">>> ") }
      #expect(start != 0 && lines[0].count > 3, "\(subject.expression).\(name) has no paragraph")
      guard let start else {
        Issue.record("\(subject.expression).\(name) has no example")
        continue
      }
      let code = lines[start...].prefix { $0.hasPrefix(">>> ") }.map { String($0.dropFirst(4)) }
      let results = lines[(start + code.count)...].map { "#> " + $0 }
      notebook += "\n# %% \(name)\n" + (code + results).joined(separator: "\n") + "\n"
    }
    let run = run(notebook)
    #expect(run.mismatches.isEmpty, "\(run.mismatches)")
  }

  /// `help()` shows the three: how it is called, what it does, an example.
  @Test func helpShowsSignatureParagraphAndExample() {
    let run = run("""
      # %% a method
      help([].append)
      #> Help on method append of list:
      #>
      #> append(self, object, /)
      #>     Adds an item at the end.
      #>
      #>     >>> x = [1]
      #>     >>> x.append(2)
      #>     >>> x
      #>     [1, 2]

      # %% a function
      help(len)
      #> Help on built-in function len in module builtins:
      #>
      #> len(obj, /)
      #>     The number of items of a container.
      #>
      #>     >>> len('hello')
      #>     5

      """)
    #expect(run.mismatches.isEmpty, "\(run.mismatches)")
  }
}
