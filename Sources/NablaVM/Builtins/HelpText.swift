/// What `help()` prints, from the declarations.
public enum HelpText {
  public static func text(of value: Value, _ vm: Interpreter) throws -> String {
    if let native = value.as(NativeFunction.self) {
      let place = native.owner.map { "method \(native.name) of \($0.fullName)" } ?? "built-in function \(native.name)"
      let module = native.module.map { " in module \($0)" } ?? ""
      return "Help on \(place)\(module):\n\n" + entry(native.name, native.native.signature, native.documentation)
    }
    if let method = value.as(BoundMethod.self) { return try text(of: method.function, vm) }
    if let function = value.as(FunctionObject.self) {
      let documentation = try vm.attributeOrNil(of: value, Names.doc)?.text ?? ""
      return "Help on function \(function.name) in module \(function.code.module.name):\n\n"
        + entry(function.name, try signature(function, vm), documentation)
    }
    if let type = value.as(TypeObject.self) { return try text(ofClass: type, vm) }
    if let module = value.as(ModuleObject.self) { return text(ofModule: module) }
    return "Help on \(vm.typeName(of: value)) object:\n\n" + (try text(ofClass: vm.type(of: value), vm))
  }

  private static func entry(_ name: String, _ signature: String, _ summary: String, indent: String = "") -> String {
    var text = "\(indent)\(name)\(signature)\n"
    for line in StrText.splitLines(summary, keepingEnds: false) {
      let stripped = StrText.strip(line)
      text += stripped.isEmpty ? "\n" : "\(indent)    \(stripped)\n"
    }
    return text
  }

  /// A function's parameters as they were written, defaults by value.
  public static func signature(_ function: FunctionObject, _ vm: Interpreter) throws -> String {
    var parts: [String] = []
    var starred = false
    let parameters = function.signature.parameters
    for (index, parameter) in parameters.enumerated() {
      var text = parameter.name.text
      switch parameter.kind {
      case .variadic:
        text = "*" + text
        starred = true
      case .variadicKeywords: text = "**" + text
      case .keywordOnly:
        if !starred { parts.append("*") }
        starred = true
      default: break
      }
      if index < function.defaults.count, let value = function.defaults[index].defined { text += "=\(try vm.repr(value))" }
      parts.append(text)
      let next = index + 1
      if parameter.kind == .positionalOnly, next == parameters.count || parameters[next].kind != .positionalOnly {
        parts.append("/")
      }
    }
    return "(\(parts.joined(separator: ", ")))"
  }

  private static func text(ofClass type: TypeObject, _ vm: Interpreter) throws -> String {
    var text = "Help on class \(type.name) in module \(type.module):\n\nclass \(type.name)"
    let bases = type.bases.filter { $0 !== TypeObject.object }.map(\.name)
    text += bases.isEmpty ? "\n" : "(\(bases.joined(separator: ", ")))\n"
    if let documentation = type.table.get(Names.doc).text { text += entry("", "", documentation).dropFirst() }
    for name in type.table.names.sorted(by: { StrText.less($0.text, $1.text) }) {
      var member = type.table.get(name)
      if let method = member.as(StaticMethod.self) { member = method.function }
      if let method = member.as(ClassMethod.self) { member = method.function }
      if let native = member.as(NativeFunction.self), !native.isSlot {
        text += "\n" + entry(native.name, native.native.signature, native.native.summary, indent: "    ")
      } else if let function = member.as(FunctionObject.self) {
        let documentation = try vm.attributeOrNil(of: member, Names.doc)?.text ?? ""
        text += "\n" + entry(function.name, try signature(function, vm), documentation, indent: "    ")
      }
    }
    return text
  }

  private static func text(ofModule module: ModuleObject) -> String {
    var text = "Help on module \(module.name):\n\nNAME\n    \(module.name)"
    text += module.summary.isEmpty ? "\n" : " - \(module.summary)\n"
    var entries = ""
    for name in module.namespace.names.sorted(by: { StrText.less($0.text, $1.text) }) {
      if let native = module.namespace.get(name).as(NativeFunction.self) {
        entries += "\n" + entry(name.text, native.native.signature, native.native.summary, indent: "    ")
      }
    }
    return entries.isEmpty ? text : text + "\nFUNCTIONS" + entries
  }
}
