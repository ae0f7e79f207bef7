import NablaBytecode

/// The code of a function as programs see it: `f.__code__`, `frame.f_code`.
public final class CodeValue: Object {
  public let code: LinkedCode

  init(_ code: LinkedCode) {
    self.code = code
    super.init(type: .code)
    code.codeValue = self
  }

  deinit { code.codeValue = nil }

  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(CodeValue.self) else { return nil }
    return .bool((code === other.code) == (op == .equal))
  }
  public override func hash(_ vm: Interpreter) throws -> Int { ObjectIdentifier(code).hashValue }
  public override func repr(_ vm: Interpreter) throws -> String {
    "<code object \(code.name) at \(vm.address(of: self)), file \"\(code.code.file.name)\", line \(code.firstLine)>"
  }
}

extension LinkedCode {
  /// The one object that shows this code.
  var value: CodeValue { codeValue ?? CodeValue(self) }

  /// The line of the definition; of a decorated function, that of its first decorator.
  var firstLine: Int { code.kind == .module ? code.file.firstLine : code.file.line(at: code.span.lower) }

  /// Parameters in CPython's order: named ones, then `*args` and `**kwargs`; then the other locals.
  var variableNames: [String] {
    let named = code.parameters.filter { $0.kind != .variadic && $0.kind != .variadicKeywords }
    let rest = code.parameters.filter { $0.kind == .variadic } + code.parameters.filter { $0.kind == .variadicKeywords }
    let parameters = (named + rest).map(\.name)
    return parameters + code.localNames.filter { !parameters.contains($0) }
  }

  /// `co_flags`: optimised locals, new locals, `*args`, `**kwargs`, nested, generator.
  var flags: Int {
    var flags = code.kind == .module || code.kind == .classBody ? 0 : 3
    if code.parameters.contains(where: { $0.kind == .variadic }) { flags |= 4 }
    if code.parameters.contains(where: { $0.kind == .variadicKeywords }) { flags |= 8 }
    if !code.freeNames.isEmpty { flags |= 16 }
    if code.isGenerator { flags |= 32 }
    return flags
  }
}

extension TypeObject {
  public static let code = TypeObject(
    NativeType(
      "code", summary: "Compiled code, without what it closes over.", isFinal: true, properties: { CodeTable.all }))
}

private enum CodeTable {
  static func property(_ name: String, _ get: @escaping (LinkedCode) -> Value) -> NativeProperty {
    NativeProperty(name) { object, _ in (object as? CodeValue).map { get($0.code) } ?? .none }
  }

  static func count(_ code: LinkedCode, _ kinds: [CodeObject.ParameterKind]) -> Value {
    .int(code.code.parameters.filter { kinds.contains($0.kind) }.count)
  }

  static func strings(_ list: [String]) -> Value { .tuple(list.map(Value.string)) }

  static var all: [NativeProperty] {
    [
      property("co_name") { .string($0.name) },
      property("co_qualname") { .string($0.qualifiedName) },
      property("co_filename") { .string($0.code.file.name) },
      property("co_firstlineno") { .int($0.firstLine) },
      property("co_argcount") { count($0, [.positional, .positionalOnly]) },
      property("co_posonlyargcount") { count($0, [.positionalOnly]) },
      property("co_kwonlyargcount") { count($0, [.keywordOnly]) },
      property("co_nlocals") { .int($0.variableNames.count) },
      property("co_varnames") { strings($0.variableNames) },
      property("co_freevars") { strings($0.code.freeNames) },
      property("co_cellvars") { strings($0.cellNames) },
      property("co_names") { code in
        var names: [String] = []
        for name in code.code.globals + code.code.caches + code.code.names
        where !names.contains(name) && !code.code.localNames.contains(name) {
          names.append(name)
        }
        return strings(names)
      },
      property("co_consts") { code in
        .tuple([code.docstring] + code.code.constants.map(LinkedCode.value(of:)))
      },
      property("co_flags") { .int($0.flags) },
    ]
  }
}

extension LinkedCode {
  /// Own variables that functions inside close over.
  var cellNames: [String] {
    var registers: Set<Int> = []
    for child in code.codes {
      for case .cell(let register) in child.captures { registers.insert(register) }
    }
    return code.localNames.indices.filter { registers.contains($0) }.map { code.localNames[$0] }.sorted()
  }
}
