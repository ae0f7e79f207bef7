import Glibc
import Nabla
import NablaNotebook
import NablaSource

/// Where the session stands, and what it offers.
extension Magic {
  static let environmentMagics: [Magic] = [
    Magic("pwd", "%pwd", "The current folder.") { repl, _, _ in
      repl.session.run(SourceFile(name: "%pwd", text: Datum.quoted(here)), displayLast: true)
    },
    Magic("cd", "%cd [FOLDER]", "Change the current folder; without one, go home.") { repl, argument, _ in
      var folder = argument.isEmpty ? "~" : argument
      if folder == "~" || folder.hasPrefix("~/") {
        folder = (Terminal.variable("HOME") ?? "/") + folder.dropFirst()
      }
      guard chdir(folder) == 0 else { return .usage("\(String(cString: strerror(errno))): '\(folder)'") }
      repl.out.write(here + "\n")
      return .done
    },
    Magic("env", "%env [NAME | NAME=VALUE]", "Show or set variables of the environment.", environment),
    Magic("precision", "%precision [DIGITS]", "How many digits tensors are printed with.") { repl, argument, _ in
      guard argument.isEmpty || (Int(argument).map { (0...20).contains($0) } ?? false) else {
        return .usage("%precision takes a number of digits")
      }
      let digits = argument.isEmpty ? "4" : argument
      return repl.session.run(
        SourceFile(name: "%precision", text: "import torch as _torch; _torch.set_printoptions(precision=\(digits)); del _torch"))
    },
    Magic("hints", "%hints [off | on | strict]", "Show or set what becomes of hints.") { repl, argument, _ in
      if argument.isEmpty {
        repl.out.write("hints: \(repl.session.hints.rawValue)\n")
        return .done
      }
      guard let mode = HintMode(rawValue: argument) else { return .usage("%hints takes off, on or strict") }
      repl.session.hints = mode
      return .done
    },
    Magic("lsmagic", "%lsmagic", "All commands of the prompt.") { repl, _, _ in
      repl.out.write(names.map { "%" + $0 }.joined(separator: "  ") + "\n")
      return .done
    },
    Magic("quickref", "%quickref", "A card of what the prompt can do.") { repl, _, _ in
      repl.out.write(card)
      return .done
    },
  ]

  private static var here: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  private static func environment(_ repl: REPL, _ argument: String, _ body: String?) -> Outcome {
    if argument.isEmpty {
      var names: [String] = []
      var entry = environ
      while let pointer = entry.pointee {
        names.append(String(cString: pointer))
        entry += 1
      }
      repl.out.write(names.sorted().joined(separator: "\n") + "\n")
      return .done
    }
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmedBlanks }
    if parts.count == 2 {
      setenv(parts[0], parts[1], 1)
      repl.out.write("env: \(parts[0])=\(parts[1])\n")
      return .done
    }
    guard let value = Terminal.variable(argument) else { return .usage("Environment does not have key: \(argument)") }
    return repl.session.run(SourceFile(name: "%env", text: Datum.quoted(value)), displayLast: true)
  }

  private static let card: String = {
    var text = """
      Tab            complete names, attributes, keys, files; indent behind blanks
      Up, Ctrl-R     earlier entries, blocks whole; search in them
      Alt-Enter      another line in this entry
      obj?  obj??    what it is; its source
      expr;          run without showing the value
      _  __  _3      the last values, the value of entry 3; In and Out have them all
      !command       run a command of the system
      Ctrl-C         stop what runs, keep the variables
      Ctrl-D         leave


      """
    let lines = all.map { ($0.usage, $0.summary) } + NotebookMagics.all.map { ("%" + $0.name, $0.summary) }
    for (usage, summary) in lines { text += usage + "\n    " + summary + "\n" }
    return text
  }()
}
