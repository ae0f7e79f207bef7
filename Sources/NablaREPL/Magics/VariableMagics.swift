import Nabla
import NablaNotebook
import NablaSource

/// What is there, and away with it.
extension Magic {
  static let variableMagics: [Magic] = [
    Magic("who", "%who [TYPE...]", "List the names you have set.") { repl, argument, _ in
      let names = chosen(repl, argument).map(\.name)
      repl.out.write(names.isEmpty ? nothing(argument) : names.joined(separator: "\t ") + "\n")
      return .done
    },
    Magic("who_ls", "%who_ls [TYPE...]", "The names you have set, as a list.") { repl, argument, _ in
      let names = chosen(repl, argument).map { "'\($0.name)'" }
      return repl.session.run(
        SourceFile(name: "%who_ls", text: "[" + names.joined(separator: ", ") + "]"), displayLast: true)
    },
    Magic("whos", "%whos [TYPE...]", "List the names you have set, with types and contents.") { repl, argument, _ in
      let variables = chosen(repl, argument)
      repl.out.write(variables.isEmpty ? nothing(argument) : table(variables))
      return .done
    },
    Magic("reset", "%reset [-f]", "Forget everything you have set; -f does not ask.") { repl, argument, _ in
      let question = "Once deleted, variables cannot be recovered. Proceed (y/[n])?"
      guard argument == "-f" || repl.confirm(question) else {
        repl.out.write("Nothing done.\n")
        return .done
      }
      repl.session.reset()
      return .done
    },
  ]

  private static func chosen(_ repl: REPL, _ argument: String) -> [Session.Variable] {
    let types = argument.split(separator: " ").map(String.init)
    return repl.session.variables.filter { types.isEmpty || types.contains($0.type) }
  }

  private static func nothing(_ argument: String) -> String {
    argument.isEmpty ? "Interactive namespace is empty.\n" : "No variables match your requested type.\n"
  }

  private static func table(_ variables: [Session.Variable]) -> String {
    func width(_ title: String, _ words: [String]) -> Int {
      (([title] + words).map { DisplayWidth.of($0) }.max() ?? 0) + 3
    }
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }
    let names = width("Variable", variables.map(\.name))
    let types = width("Type", variables.map(\.type))
    var text = padded("Variable", names) + padded("Type", types) + "Data/Info\n"
    text += String(repeating: "-", count: names + types + "Data/Info".count + 1) + "\n"
    for variable in variables {
      text += padded(variable.name, names) + padded(variable.type, types) + variable.info + "\n"
    }
    return text
  }
}
