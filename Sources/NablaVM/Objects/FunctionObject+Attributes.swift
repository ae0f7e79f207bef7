/// The attributes of functions that say what they are made of.
extension FunctionObject {
  func functionAttribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    switch name {
    case Names.name: return .string(self.name)
    case Names.qualname: return .string(qualifiedName)
    case Names.module: return special(name) ?? code.module.get(Names.name) ?? .string(code.module.name)
    case Names.doc: return special(name) ?? code.docstring
    case Names.annotations:
      if let value = special(name) { return value }
      let empty = Value.object(DictObject())
      setSpecial(name, empty)
      return empty
    case Names.code: return .object(code.value)
    case Names.defaults:
      let values = positional.compactMap { defaults[$0].defined }
      return values.isEmpty ? Value.none : .tuple(values)
    case Names.keywordDefaults:
      let pairs = keywordOnly.compactMap { index in
        defaults[index].defined.map { (code.signature.parameters[index].name.text, $0) }
      }
      return pairs.isEmpty ? Value.none : .object(DictObject(pairs))
    case Names.closure: return closure.isEmpty ? Value.none : .tuple(closure.map { .object($0) })
    case Names.globals: return .object(vm.namespaceView(code.module))
    default: return nil
    }
  }

  private var positional: [Int] {
    code.signature.parameters.indices.filter {
      let kind = code.signature.parameters[$0].kind
      return kind == .positionalOnly || kind == .positional
    }
  }
  private var keywordOnly: [Int] {
    code.signature.parameters.indices.filter { code.signature.parameters[$0].kind == .keywordOnly }
  }

  /// Whether the attribute was one of these.
  func setFunctionAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws -> Bool {
    switch name {
    case Names.name, Names.qualname:
      guard let text = value.text else { throw Raised(.typeError, "\(name.text) must be set to a string object") }
      if name == Names.name { self.name = text } else { qualifiedName = text }
    case Names.doc, Names.module: setSpecial(name, value)
    case Names.annotations:
      guard value.isNone || value.as(DictObject.self) != nil else {
        throw Raised(.typeError, "__annotations__ must be set to a dict object")
      }
      setSpecial(name, value.isNone ? .object(DictObject()) : value)
    case Names.defaults:
      guard value.isNone || value.as(TupleObject.self) != nil else {
        throw Raised(.typeError, "__defaults__ must be set to a tuple object")
      }
      let given = value.as(TupleObject.self)?.items ?? []
      let places = positional.suffix(given.count)
      var values = defaults
      for index in positional { values[index] = .undefined }
      for (index, value) in zip(places, given.suffix(places.count)) { values[index] = value }
      setDefaults(values)
    case Names.keywordDefaults:
      guard value.isNone || value.as(DictObject.self) != nil else {
        throw Raised(.typeError, "__kwdefaults__ must be set to a dict object")
      }
      let given = value.as(DictObject.self)
      var values = defaults
      for index in keywordOnly {
        values[index] = given?[code.signature.parameters[index].name.text] ?? .undefined
      }
      setDefaults(values)
    case Names.code, Names.closure, Names.globals: throw Raised(.attributeError, "readonly attribute")
    default: return false
    }
    return true
  }
}
