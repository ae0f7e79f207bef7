import NablaSource

/// Wrong calls of natives that CPython has in C: they are worded by the shape of the function's parameters, not as those
/// of functions of the language.
///
///     len() takes exactly one argument (0 given)        one positional-only parameter
///     isinstance expected 2 arguments, got 1            several of them
///     round() missing required argument 'number' (pos 1)   parameters that have names
struct NativeArity {
  private let function: NativeFunction
  private let parameters: [Signature.Parameter]
  private let given: Int
  private let keywords: [Name]

  /// `nil` for natives that stand for functions written in Python, which are worded as such.
  static func error(_ function: NativeFunction, _ arguments: Arguments) -> Raised? {
    if arguments.count == 0, function.bindsReceiver, let owner = function.owner, owner.module == "builtins" {
      return Raised(.typeError, "unbound method \(owner.name).\(function.name)() needs an argument")
    }
    guard let arity = NativeArity(function, arguments), let message = arity.message else { return nil }
    let known = arity.parameters.filter { $0.kind == .positional || $0.kind == .keywordOnly }.map(\.name)
    let wrong = arity.keywords.first { !known.contains($0) }
    let near = wrong.flatMap { Spelling.closest(to: $0.text, among: known.map(\.text)) }
    return Raised(.typeError, message, suggestion: message.contains("invalid keyword") ? near : nil)
  }

  private static let modules: Set<String> = [
    "builtins", "math", "cmath", "itertools", "operator", "time", "functools", "_functools", "collections",
    "_collections", "sys", "gc", "posix", "types",
  ]

  private init?(_ function: NativeFunction, _ arguments: Arguments) {
    let module = function.owner?.module ?? function.module ?? "builtins"
    guard NativeArity.modules.contains(module) else { return nil }
    self.function = function
    // The receiver, or the class of a constructor, is not counted.
    let hidden = ["self", "cls"].contains(function.signature.parameters.first?.name.text) ? 1 : 0
    guard arguments.count >= hidden else { return nil }
    parameters = Array(function.signature.parameters.dropFirst(hidden))
    given = arguments.count - hidden
    keywords = arguments.keywords
  }

  private var isConstructor: Bool { function.owner != nil && ["__new__", "__init__"].contains(function.name) }
  private var name: String { isConstructor ? function.owner?.name ?? "" : function.name }
  private var qualifiedName: String {
    if isConstructor { return name }
    if let owner = function.owner { return "\(owner.name).\(name)" }
    if let module = function.module, module != "builtins" { return "\(module).\(name)" }
    return name
  }

  private var message: String? {
    let positional = parameters.filter { $0.kind == .positional || $0.kind == .positionalOnly }
    let required = positional.prefix { !$0.hasDefault }.count
    let most = parameters.contains { $0.kind == .variadic } ? nil : positional.count
    let takesKeywords = parameters.contains { $0.kind != .positionalOnly && $0.kind != .variadic }
    return takesKeywords ? named(positional, required, most) : bare(required, most)
  }

  /// Positional-only parameters.
  private func bare(_ required: Int, _ most: Int?) -> String? {
    if !keywords.isEmpty { return "\(qualifiedName)() takes no keyword arguments" }
    if most == 0 { return "\(qualifiedName)() takes no arguments (\(given) given)" }
    if required == 1, most == 1, !isConstructor {
      return "\(qualifiedName)() takes exactly one argument (\(given) given)"
    }
    if searchesText, let most {
      let (bound, limit) = given < required ? ("at least", required) : ("at most", most)
      return "\(name)() takes \(bound) \(counted(limit)) (\(given) given)"
    }
    if required == most { return "\(name) expected \(counted(required)), got \(given)" }
    if given < required { return "\(name) expected at least \(counted(required)), got \(given)" }
    return most.map { "\(name) expected at most \(counted($0)), got \(given)" }
  }

  /// The searching methods of text and bytes read their arguments the old way, with words of its own.
  private var searchesText: Bool {
    guard let owner = function.owner?.name, ["str", "bytes", "bytearray"].contains(owner) else { return false }
    return ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"].contains(name)
  }

  /// Parameters some of which have names.
  private func named(_ positional: [Signature.Parameter], _ required: Int, _ most: Int?) -> String? {
    let total = given + keywords.count
    if name == "sorted", given != 1 { return "sorted expected 1 argument, got \(given)" }
    if let most, given > most {
      if most == 0 { return "\(name)() takes no positional arguments" }
      let bound = required == most ? "exactly" : "at most"
      // Where more parameters have names than places, the places are what is counted.
      let kind = total <= parameters.count ? "positional " : ""
      return "\(name)() takes \(bound) \(most) \(kind)argument\(most == 1 ? "" : "s") (\(total) given)"
    }
    for (index, parameter) in positional.enumerated().prefix(required).dropFirst(given) {
      if parameter.kind == .positionalOnly {
        let bound = required == most ? "exactly" : "at least"
        return "\(name)() takes \(bound) \(required) positional argument\(required == 1 ? "" : "s") (\(given) given)"
      }
      if !keywords.contains(parameter.name) {
        let place = name == "enumerate" ? "" : " (pos \(index + 1))"
        return "\(name)() missing required argument '\(parameter.name.text)'\(place)"
      }
    }
    for keyword in keywords {
      guard let index = parameters.firstIndex(where: { $0.name == keyword && $0.kind != .positionalOnly }) else {
        // `sorted` hands its keywords to `list.sort`.
        return "'\(keyword.text)' is an invalid keyword argument for \(name == "sorted" ? "sort" : name)()"
      }
      if index < given, index < positional.count {
        return "argument for \(name)() given by name ('\(keyword.text)') and position (\(index + 1))"
      }
    }
    return nil
  }

  private func counted(_ count: Int) -> String { "\(count) argument\(count == 1 ? "" : "s")" }
}
