import NablaBytecode
import NablaSource
import NablaSyntax

extension Emitter {
  /// Calls the value in `callee`.
  func emitCall(_ call: Call, callee: Int, to target: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      let base = window(for: callee)
      if call.arguments.contains(where: { $0.isUnpacking }) {
        move(callee, to: base)
        return try emitUnpackedCall(call, base: base, to: target)
      }
      move(callee, to: base)
      let keywords = try arguments(call.arguments)
      if keywords.isEmpty {
        emit(.call, base, call.arguments.count, target)
      } else {
        emit(.callKeywords, base, call.arguments.count, target)
        emit(.extra, 0, wide: keywordList(keywords))
      }
    }
  }

  /// `receiver.name(…)` without making a bound method.
  func emitMethodCall(
    _ call: Call, on receiver: Int, name: Identifier, attributeSpan: Span, to target: Int
  ) throws(Diagnostic) {
    let callSpan = span
    try temporaries { () throws(Diagnostic) in
      let base = window(for: receiver)
      if call.arguments.contains(where: { $0.isUnpacking }) {
        try at(attributeSpan) { () throws(Diagnostic) in emit(.loadAttribute, base, receiver, cache(name.name)) }
        return try emitUnpackedCall(call, base: base, to: target)
      }
      _ = allocate()
      try at(attributeSpan) { () throws(Diagnostic) in emit(.loadMethod, base, receiver, cache(name.name)) }
      let keywords = try arguments(call.arguments)
      try at(callSpan) { () throws(Diagnostic) in
        if keywords.isEmpty {
          emit(.callMethod, base, call.arguments.count, target)
        } else {
          emit(.callMethodKeywords, base, call.arguments.count, target)
          emit(.extra, 0, wide: keywordList(keywords))
        }
      }
    }
  }

  /// `super()`: the class around the method and its first argument are passed along.
  func emitSuper(callee: Int, to target: Int) throws(Diagnostic) {
    try temporaries { () throws(Diagnostic) in
      let base = window(for: callee)
      move(callee, to: base)
      guard frameScope.kind == .function || frameScope.kind == .lambda, scope.owner(of: "__class__") != nil,
        let first = frameScope.bound.first, frameScope.parameters.contains(first)
      else {
        emit(.call, base, 0, target)
        return
      }
      let arguments = allocate(2)
      loadName("__class__", to: arguments)
      let register = register(of: first, owner: frameScope)
      if frameScope.captured.contains(first) {
        emit(.loadCell, arguments + 1, register, name(first))
      } else {
        move(register, to: arguments + 1)
      }
      emit(.call, base, 2, target)
    }
  }

  /// The callee's register: where its value is already, if that is the topmost temporary.
  private func window(for value: Int) -> Int {
    value == nextRegister - 1 && value >= code.localNames.count && !isLocal(value) ? value : allocate()
  }

  private func isLocal(_ register: Int) -> Bool { protectedRegisters.contains(register) }

  /// Evaluates arguments into the registers on top; answers the keywords' names.
  private func arguments(_ arguments: [Argument]) throws(Diagnostic) -> [String] {
    var keywords: [String] = []
    for argument in arguments {
      let register = allocate()
      try evaluate(argument.value, to: register)
      if case .keyword(let name) = argument.kind { keywords.append(mangle(name.name, in: scope.className)) }
    }
    if arguments.count > 60_000, tooLarge == nil { tooLarge = "too many arguments in one call (60000 at most)" }
    return keywords
  }

  private func keywordList(_ names: [String]) -> Int {
    if let index = code.keywordLists.firstIndex(of: names) { return index }
    code.keywordLists.append(names)
    return code.keywordLists.count - 1
  }

  /// With `*` or `**`: arguments are collected in a list and a dictionary, in the two registers behind the callee. One
  /// `*` alone, or one `**`, is handed over as it is.
  private func emitUnpackedCall(_ call: Call, base: Int, to target: Int) throws(Diagnostic) {
    let list = allocate()
    let dictionary = allocate()
    let named = call.arguments.filter(\.isNamed)
    let positional = call.arguments.count - named.count
    let isOneSequence = positional == 1 && call.arguments.contains { $0.isUnpackingSequence }
    let isOneMapping = named.count == 1 && named[0].isUnpacking
    if !isOneSequence { emit(.makeList, list, 0, 0) }
    if !named.isEmpty, !isOneMapping { emit(.makeDict, dictionary, 0, 0) }
    for argument in call.arguments {
      try temporaries { () throws(Diagnostic) in
        switch argument.kind {
        case .positional: emit(.append, list, try operand(argument.value))
        case .unpack:
          emit(isOneSequence ? .spreadSequence : .extend, list, try operand(argument.value), base + (isOneSequence ? 0 : 1))
        case .keyword(let name):
          let key = allocate()
          load(.string(mangle(name.name, in: scope.className)), to: key)
          emit(.storePair, dictionary, key, try operand(argument.value))
        case .unpackMapping:
          emit(isOneMapping ? .spreadMapping : .mergeKeywords, dictionary, try operand(argument.value), base)
        }
      }
    }
    emit(.callUnpacked, base, named.isEmpty ? 0 : 1, target)
  }
}

extension Argument {
  var isUnpacking: Bool {
    switch kind {
    case .unpack, .unpackMapping: true
    default: false
    }
  }

  var isUnpackingSequence: Bool {
    if case .unpack = kind { return true } else { return false }
  }

  /// A keyword argument, or `**`.
  var isNamed: Bool {
    switch kind {
    case .keyword, .unpackMapping: true
    default: false
    }
  }
}
