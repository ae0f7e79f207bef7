import Nabla

/// What `nabla --help` prints.
enum Usage {
  static let text = """
    Nabla, a small tensor language and its notebook.

    USAGE: nabla                              a prompt
           nabla FILE [ARGS...]               run a program or notebook
           nabla run [OPTIONS] FILE [ARGS...] the same, with options: see 'nabla help run'
           nabla test FILE...                 run notebooks against their pinned outputs
           nabla convert FILE -o FILE         turn .ipynb into .nbk, and .nbk into .ipynb or .py
           nabla -c CODE [ARGS...]            run a line of code
           nabla - [ARGS...]                  run what comes on standard input

    OPTIONS:
      -i           stay at the prompt after the program
      -q           no banner
      --no-color   no colours (NO_COLOR in the environment does the same)
      --hints=off|on|strict
                   what becomes of hints about mistakes that raise nothing: 'nabla help hints'
      --nan=warn   name the first operation that gives a NaN or an infinity
      --version    print the version
      -h, --help   print this

    A program's own arguments follow its name, also where they look like options.

    """

  /// What `nabla help hints` prints.
  static var hints: String {
    """
    Hints tell of mistakes that raise nothing: the program runs, and does not do what was meant. Each is told once at
    each place, on standard error. --hints=off silences them; --hints=strict makes each an exception. Notebooks that
    are tested run without.

    Nabla tells of

    """ + HintMode.mistakes.map { "  - \($0)\n" }.joined()
  }
}
