import NablaSource
import NablaSyntax
import NablaVM

extension Session {
  public enum Completeness: Equatable { case complete, incomplete, invalid }

  /// Whether a text typed at a prompt can run, or wants another line. A block of several lines ends with a blank one.
  public func completeness(of text: String) -> Completeness {
    switch Parser.completeness(of: text + "\n") {
    case .complete: return .complete
    case .incomplete: return .incomplete
    case .invalid: return .invalid
    }
  }

  public typealias Candidate = (word: String, label: String)

  /// What could stand at the end of a text: attributes behind a dot, keys behind a bracket and a quote, modules in an
  /// import, and names and keyword arguments elsewhere. Values are looked up by name, never computed.
  public func complete(_ textBeforeCursor: String) -> (typedCount: Int, candidates: [Candidate]) {
    let line = textBeforeCursor.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    if let found = importCandidates(line) { return found }
    if let found = keyCandidates(line) { return found }
    let dotted = String(line.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    guard let dot = dotted.lastIndex(of: ".") else { return (dotted.count, nameCandidates(dotted, line)) }
    let typed = String(dotted[dotted.index(after: dot)...])
    guard let value = value(ofDotted: String(dotted[..<dot])) else { return (0, []) }
    let names = matching(attributeNames(of: value), typed)
    return (typed.count, names.map { ($0, label(of: $0, in: value)) })
  }

  /// Private names are offered to those who begin them.
  private func matching(_ names: [String], _ typed: String) -> [String] {
    var seen: Set<String> = []
    return names.filter { name in
      name.hasPrefix(typed) && (typed.hasPrefix("_") || !name.hasPrefix("_")) && seen.insert(name).inserted
    }.sorted()
  }

  private func nameCandidates(_ typed: String, _ line: String) -> [Candidate] {
    let before = String(line.dropLast(typed.count))
    if typed.isEmpty, !before.hasSuffix("(") && !before.hasSuffix(", ") { return [] }
    let keywords = keywordArguments(before).filter { $0.hasPrefix(typed) }.sorted()
    guard !typed.isEmpty else { return keywords.map { ($0, $0) } }
    let globals = matching(main.namespace.names.map(\.text), typed)
    let others = matching(interpreter.builtins.namespace.names.map(\.text) + Session.words, typed)
    var result: [Candidate] = keywords.map { ($0, $0) }
    for name in globals {
      let summary = tensorSummary(main.namespace.get(Name(name)))
      result.append((name, summary.map { "\(name)  \($0)" } ?? name))
    }
    for name in others where !globals.contains(name) { result.append((name, name)) }
    return result
  }

  private static let words: [String] = [
    "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
    "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield", "True", "False", "None",
  ]

  /// The parameters of the function whose call is open at the end of the text, as `name=`.
  private func keywordArguments(_ before: String) -> [String] {
    var depth = 0
    var index = before.endIndex
    while index > before.startIndex {
      index = before.index(before: index)
      switch before[index] {
      case ")", "]", "}": depth += 1
      case "[", "{": depth -= 1
      case "(":
        depth -= 1
        if depth < 0 {
          let callee = before[..<index].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
          guard let value = value(ofDotted: String(callee.reversed())) else { return [] }
          return parameters(of: value).map { $0 + "=" }
        }
      default: break
      }
      if depth < 0 { return [] }
    }
    return []
  }

  /// Attributes that can be given by name.
  func parameters(of value: Value) -> [String] {
    guard case .object(let object) = value else { return [] }
    let signature: Signature?
    switch object {
    case let function as FunctionObject: signature = function.signature
    case let native as NativeFunction: signature = native.signature
    case let method as BoundMethod: return Array(parameters(of: method.function).drop { $0 == "self" })
    case let type as TypeObject:
      return constructor(of: type).map { Array(parameters(of: $0).dropFirst()) } ?? []
    default: signature = nil
    }
    return signature?.parameters.filter { $0.kind == .positional || $0.kind == .keywordOnly }.map(\.name.text) ?? []
  }

  /// What the arguments of a call of a class go to: its `__init__`, or where that is nobody's own, its `__new__`.
  func constructor(of type: TypeObject) -> Value? {
    let initialiser = type.lookup("__init__")
    if initialiser.as(FunctionObject.self) != nil { return initialiser }
    if let native = initialiser.as(NativeFunction.self), !native.native.signature.contains("*args") { return initialiser }
    let new = type.lookup("__new__")
    return new.as(StaticMethod.self)?.function ?? new.defined
  }

  /// Keys behind `name["`.
  private func keyCandidates(_ line: String) -> (typedCount: Int, candidates: [Candidate])? {
    guard let quote = line.lastIndex(where: { $0 == "\"" || $0 == "'" }), quote != line.startIndex else { return nil }
    let bracket = line.index(before: quote)
    guard line[bracket] == "[" else { return nil }
    let typed = String(line[line.index(after: quote)...])
    let owner = line[..<bracket].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard let dictionary = value(ofDotted: String(owner.reversed()))?.as(DictObject.self) else { return nil }
    let keys = dictionary.keys.compactMap(\.text).filter { $0.hasPrefix(typed) }.sorted()
    return (typed.count, keys.map { ($0, $0) })
  }

  /// Modules behind `import` and `from`, names behind `from … import`.
  private func importCandidates(_ line: String) -> (typedCount: Int, candidates: [Candidate])? {
    let text = String(line.drop { $0 == " " })
    guard text.hasPrefix("import ") || text.hasPrefix("from ") else { return nil }
    let typed = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    if text.hasPrefix("from "), let place = text.range(ofText: " import ") {
      let module = String(text[text.index(text.startIndex, offsetBy: 5)..<place.lowerBound])
      guard let object = interpreter.modules[module] ?? nativeModule(module) else { return (0, []) }
      return (typed.count, matching(object.namespace.names.map(\.text), typed).map { ($0, $0) })
    }
    let known = Session.nativeModules.map(\.name) + (interpreter.loader?.names() ?? [])
    return (typed.count, matching(known, typed).map { ($0, $0) })
  }

  /// A built-in module can be loaded to look into; a file may do anything when it runs.
  private func nativeModule(_ name: String) -> ModuleObject? {
    guard Session.nativeModules.contains(where: { $0.name == name }) else { return nil }
    return try? interpreter.importModule(name)
  }

  // MARK: looking up

  /// The value of `a.b.c` by look-up alone.
  func value(ofDotted text: String) -> Value? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let name = Name.existing(first) else { return nil }
    var value = main.namespace.get(name)
    if value.isUndefined { value = interpreter.builtins.namespace.get(name) }
    guard !value.isUndefined else { return nil }
    for part in parts.dropFirst() {
      guard let next = try? interpreter.attributeOrNil(of: value, Name(part)) else { return nil }
      value = next
    }
    return value
  }

  /// What `dir` would list.
  func attributeNames(of value: Value) -> [String] {
    if let dir = interpreter.builtins.get("dir"), let names = try? interpreter.call(dir, [value]),
      let items = try? interpreter.array(names)
    {
      return items.compactMap(\.text)
    }
    var names = interpreter.type(of: value).order.flatMap { $0.table.names.map(\.text) }
    guard case .object(let object) = value else { return names }
    names += object.attributeNames()
    if let instance = object as? InstanceObject { names += instance.ownNames.map(\.text) }
    names += object.ownAttributes?.names.map(\.text) ?? []
    return names
  }

  private func label(of name: String, in value: Value) -> String {
    guard case .object(let object) = value, object is InstanceObject || object is ModuleObject,
      let attribute = try? interpreter.attributeOrNil(of: value, Name(name)), let summary = tensorSummary(attribute)
    else { return name }
    return "\(name)  \(summary)"
  }
}
