import NablaBytecode
import NablaSource
import NablaSyntax

/// Functions, lambdas and classes.
extension Emitter {
  /// `outer.<locals>.inner`, `Class.method`.
  func qualify(_ name: String) -> String {
    var path: [String] = [name]
    var emitter: Emitter? = self
    if let current = emitter {
      switch current.code.kind {
      case .module: return name
      case .classBody: path.insert(current.code.qualifiedName, at: 0)
      default: path.insert(current.code.qualifiedName + ".<locals>", at: 0)
      }
      emitter = nil
    }
    return path.joined(separator: ".")
  }

  /// Adds a function's code, with the way to the cells it closes over.
  func addCode(_ child: CodeObject, _ inner: Scope) throws(Diagnostic) -> Int {
    child.captures = inner.free.map { variable in
      if variable.owner.frame === frameScope {
        return .cell(register: register(of: variable.name, owner: variable.owner))
      }
      return .free(index: scope.freeIndex(variable.name, variable.owner) ?? 0)
    }
    code.codes.append(child)
    if code.codes.count > 65_535, tooLarge == nil { tooLarge = "too many functions in '\(code.name)'" }
    return code.codes.count - 1
  }

  private func parameters(_ parameters: Parameters) -> [CodeObject.Parameter] {
    var result: [CodeObject.Parameter] = []
    func add(_ parameter: Parameter, _ kind: CodeObject.ParameterKind) {
      result.append(
        .init(
          name: mangle(parameter.name.name, in: scope.className), kind: kind,
          hasDefault: parameter.defaultValue != nil))
    }
    for parameter in parameters.positionalOnly { add(parameter, .positionalOnly) }
    for parameter in parameters.positional { add(parameter, .positional) }
    if let variadic = parameters.variadic { add(variadic, .variadic) }
    for parameter in parameters.keywordOnly { add(parameter, .keywordOnly) }
    if let keywords = parameters.keywords { add(keywords, .variadicKeywords) }
    return result
  }

  /// Evaluates defaults into consecutive registers from `base` on, and makes the function in `base`.
  private func makeFunction(_ child: CodeObject, _ inner: Scope, _ parameters: Parameters, base: Int) throws(Diagnostic) {
    var next = base
    for parameter in parameters.slots {
      guard let value = parameter.defaultValue else { continue }
      while nextRegister <= next { _ = allocate() }
      try evaluate(value, to: next)
      next += 1
    }
    emit(.makeFunction, base, try addCode(child, inner))
  }

  func emitFunction(_ definition: FunctionDefinition) throws(Diagnostic) {
    let name = definition.name.name
    guard let inner = scopes[definition.scope] else { return }
    let decorators = try evaluateDecorators(definition.decorators)
    let child = CodeObject(name: name, qualifiedName: qualify(mangle(name, in: scope.className)), kind: .function, file: code.file)
    child.name = name
    child.span = definition.headerSpan
    child.docstring = definition.docstring
    child.isGenerator = definition.isGenerator
    child.parameters = parameters(definition.parameters)
    let emitter = Emitter(code: child, scope: inner, scopes: scopes, parent: self)
    try emitter.emitBody(definition.body, definition.headerSpan)
    let function = allocate()
    try at(definition.headerSpan) { () throws(Diagnostic) in
      try makeFunction(child, inner, definition.parameters, base: function)
      try emitAnnotations(definition.parameters, definition.returns, on: function)
    }
    apply(decorators, to: function)
    storeName(name, from: function)
  }

  private func emitAnnotations(_ parameters: Parameters, _ returns: Expression?, on function: Int) throws(Diagnostic) {
    var entries: [(String, Expression)] = parameters.slots.compactMap { parameter in
      parameter.annotation.map { (mangle(parameter.name.name, in: scope.className), $0) }
    }
    if let returns { entries.append(("return", returns)) }
    if entries.isEmpty { return }
    try temporaries { () throws(Diagnostic) in
      let dictionary = allocate(3)
      emit(.makeDict, dictionary, 0, 0)
      for (name, annotation) in entries {
        load(.string(name), to: dictionary + 1)
        try emitAnnotation(annotation, to: dictionary + 2)
        emit(.storePair, dictionary, dictionary + 1, dictionary + 2)
      }
      emit(.setAnnotations, function, dictionary)
    }
  }

  private func emitBody(_ body: [Statement], _ header: Span) throws(Diagnostic) {
    span = header
    makeCells()
    try emit(body)
    span = header
    emit(.returnNone)
    try finish()
  }

  func evaluate(_ lambda: Lambda, _ span: Span, to target: Int) throws(Diagnostic) {
    guard let inner = scopes[lambda.scope] else { return }
    let child = CodeObject(name: "<lambda>", qualifiedName: qualify("<lambda>"), kind: .lambda, file: code.file)
    child.span = span
    child.isGenerator = lambda.isGenerator
    child.parameters = parameters(lambda.parameters)
    let emitter = Emitter(code: child, scope: inner, scopes: scopes, parent: self)
    emitter.span = span
    emitter.makeCells()
    let value = try emitter.operand(lambda.body)
    emitter.emit(.return, value)
    try emitter.finish()
    let function = allocate()
    try makeFunction(child, inner, lambda.parameters, base: function)
    move(function, to: target)
  }

  // MARK: decorators

  /// Decorators are evaluated first, in order, each with room for its argument behind it.
  private func evaluateDecorators(_ decorators: [Expression]) throws(Diagnostic) -> [(register: Int, span: Span)] {
    var result: [(register: Int, span: Span)] = []
    for decorator in decorators {
      let register = allocate()
      try evaluate(decorator, to: register)
      result.append((register, decorator.span))
    }
    return result
  }

  private func apply(_ decorators: [(register: Int, span: Span)], to value: Int) {
    let outer = span
    for (register, place) in decorators.reversed() {
      let base = allocate(2)
      span = place
      move(register, to: base)
      move(value, to: base + 1)
      emit(.call, base, 1, value)
      nextRegister = base
    }
    span = outer
  }

  // MARK: classes

  func emitClass(_ definition: ClassDefinition) throws(Diagnostic) {
    let name = definition.name.name
    guard let inner = scopes[definition.scope] else { return }
    let decorators = try evaluateDecorators(definition.decorators)
    let child = CodeObject(name: name, qualifiedName: qualify(name), kind: .classBody, file: code.file)
    child.span = definition.headerSpan
    child.docstring = definition.body.docstring
    let emitter = Emitter(code: child, scope: inner, scopes: scopes, parent: self)
    try emitter.emitClassBody(definition)
    let base = allocate(2)
    try at(definition.headerSpan) { () throws(Diagnostic) in
      emit(.makeList, base, 0, 0)
      let hasKeywords = definition.arguments.contains { argument in
        if case .keyword = argument.kind { return true }
        if case .unpackMapping = argument.kind { return true }
        return false
      }
      if hasKeywords { emit(.makeDict, base + 1, 0, 0) } else { emit(.loadNone, base + 1) }
      for argument in definition.arguments {
        try temporaries { () throws(Diagnostic) in
          switch argument.kind {
          case .positional: emit(.append, base, try operand(argument.value))
          case .unpack: emit(.extend, base, try operand(argument.value))
          case .keyword(let name):
            let key = allocate()
            load(.string(name.name), to: key)
            emit(.storePair, base + 1, key, try operand(argument.value))
          case .unpackMapping: emit(.updateDict, base + 1, try operand(argument.value))
          }
        }
      }
      emit(.makeClass, base, try addCode(child, inner))
    }
    apply(decorators, to: base)
    storeName(name, from: base)
  }

  /// Register 0 holds the namespace; behind it, the cell of `__class__` where methods use it.
  private func emitClassBody(_ definition: ClassDefinition) throws(Diagnostic) {
    span = definition.headerSpan
    code.parameters = [.init(name: ".namespace", kind: .positionalOnly, hasDefault: false)]
    _ = allocate()
    var cell: Int?
    if frameScope.captured.contains("__class__") {
      let register = declareLocal("__class__", of: frameScope)
      emit(.freshCell, register)
      cell = register
    }
    let register = allocate()
    load(.string(code.qualifiedName), to: register)
    emit(.storeName, register, wide: name("__qualname__"))
    if let text = code.docstring {
      load(.string(text), to: register)
      emit(.storeName, register, wide: name("__doc__"))
    }
    nextRegister = register
    if definition.body.annotatesNames {
      let register = allocate()
      emit(.makeDict, register, 0, 0)
      emit(.storeName, register, wide: name("__annotations__"))
      nextRegister = register
    }
    try emit(definition.body)
    if let cell { emit(.return, cell) } else { emit(.returnNone) }
    try finish()
  }
}
