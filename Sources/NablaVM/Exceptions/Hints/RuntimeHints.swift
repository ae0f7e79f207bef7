import NablaSource

/// The line below an exception that says what to change, for the mistakes that beginners make.
///
/// Asked when an uncaught exception is printed, never when it is raised: programs that raise and catch pay nothing. The
/// machine's errors are told apart by their words, which are CPython's and therefore fixed.
struct RuntimeHints {
  let exception: ExceptionObject
  let vm: Interpreter
  let message: String

  /// The quoted parts of the message, in order: names and types.
  let quoted: [String]

  init(_ exception: ExceptionObject, _ vm: Interpreter) {
    self.exception = exception
    self.vm = vm
    let text = exception.arguments.count == 1 ? exception.arguments[0].text ?? "" : ""
    // Messages of the machine are short; what is longer is not searched.
    message = text.utf8.count > 400 ? "" : text
    quoted = RuntimeHints.quotedParts(message)
  }

  var lines: [String] {
    if !exception.details.isEmpty || vm.suggestion(for: exception) != nil || exception.forgottenImport != nil { return [] }
    if let line = lookUp() { return [line] }
    let hint: String?
    switch ExceptionKind(rawValue: exception.type.name) {
    case .typeError: hint = operands() ?? uses() ?? calls()
    case .attributeError: hint = attributes()
    case .unboundLocalError, .nameError: hint = names()
    default: hint = nil
    }
    return hint.map { [$0] } ?? []
  }

  private static func quotedParts(_ text: String) -> [String] {
    let pieces = text.split(separator: "'", omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count - 1, by: 2).map { String(pieces[$0]) }
  }

  static let none =
    "The value is None: what a function without 'return' gives, and a method that changes its object in place."
  static let uncalled = "This is the function itself: a call needs round brackets, f(...)."
  static let functionTypes: Set<String> = ["function", "method", "builtin_function_or_method", "method_descriptor"]
  static let numberTypes: Set<String> = ["int", "float", "bool"]

  // MARK: - Elements that are not there

  private func lookUp() -> String? {
    guard let (container, index) = exception.lookedUp else { return nil }
    if let dictionary = container.as(DictObject.self) { return keys(of: dictionary, without: index) }
    guard case .object(let object) = container, case .int(let position) = index,
      let count = try? object.length(vm),
      let kind = ["list": "list", "tuple": "tuple", "str": "text"][object.type.name]
    else { return nil }
    if count == 0 { return "The index is \(position), and the \(kind) is empty." }
    let unit = kind == "text" ? "character" : "element"
    if count == 1 { return "The index is \(position); the \(kind) has one \(unit), at 0." }
    return "The index is \(position); the \(kind) has \(count) \(unit)s, at 0 to \(count - 1)."
  }

  private func keys(of dictionary: DictObject, without key: Value) -> String? {
    // Looking must run nothing of the program: only keys whose text is known are told.
    let all = dictionary.table.entries.lazy.filter(\.isLive).map(\.key).prefix(1000)
    if dictionary.table.count == 0 { return "The dictionary is empty." }
    if let text = key.text, let near = Spelling.closest(to: text, among: all.compactMap(\.text)) {
      return "Did you mean \(StrText.repr(near))?"
    }
    let simple = all.prefix(8).compactMap { plainText($0) }
    guard simple.count == min(dictionary.table.count, 8) else { return nil }
    let more = dictionary.table.count - simple.count
    let list = simple.joined(separator: ", ")
    if simple.count == 1, more == 0 { return "The only key is \(list)." }
    return more > 0 ? "The keys are \(list) and \(more) more." : "The keys are \(list)."
  }

  private func plainText(_ key: Value) -> String? {
    switch key {
    case .none, .bool, .int, .float: return try? vm.repr(key)
    default: return key.text.flatMap { $0.utf8.count <= 40 ? StrText.repr($0) : nil }
    }
  }

  // MARK: - Names

  /// Constants and functions by the names they have elsewhere.
  private static let foreignNames: [String: String] = [
    "null": "None", "nil": "None", "NULL": "None", "undefined": "None", "nullptr": "None", "this": "self",
    "raw_input": "input", "unicode": "str", "unichr": "chr", "long": "int", "printf": "print", "println": "print",
    "echo": "print", "puts": "print", "console": "print", "strlen": "len", "length": "len", "size": "len",
    "parseInt": "int", "parseFloat": "float", "Math": "math", "String": "str", "Integer": "int", "boolean": "bool",
    "string": "str", "array": "list", "Array": "list", "foreach": "for",
  ]

  private func names() -> String? {
    guard let name = quoted.first else { return nil }
    if exception.type === ExceptionKind.nameError.type, message.hasSuffix("is not defined") {
      return RuntimeHints.foreignNames[name].map { "Did you mean '\($0)'?" }
    }
    guard message.hasPrefix("cannot access local variable") else { return nil }
    // Whether the module of the failing function has a variable of this name.
    let file = exception.traceback.first?.file.name
    let isGlobal = vm.modules.all.contains { module in
      (module.name == "__main__" || module.path == file) && Name.existing(name).flatMap { module.get($0) } != nil
    }
    if isGlobal {
      return "The function assigns to '\(name)', so it is a local variable in all of it; "
        + "'global \(name)' at its start means the one outside."
    }
    return "No assignment to '\(name)' has run before this line."
  }
}
