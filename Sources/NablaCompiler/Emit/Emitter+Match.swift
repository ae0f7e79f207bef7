import NablaBytecode
import NablaSource
import NablaSyntax

/// `match`: each pattern is tested from the outside in, and binds its names once all of it has matched.
extension Emitter {
  func emitMatch(_ subject: Expression, _ cases: [MatchCase]) throws(Diagnostic) {
    let value = allocate()
    try evaluate(subject, to: value)
    let end = Label()
    for clause in cases {
      let next = Label()
      try branch { () throws(Diagnostic) in
        try temporaries { () throws(Diagnostic) in
          span = clause.pattern.span
          var captures: [(name: String, register: Int)] = []
          try test(clause.pattern, value, failing: next, &captures)
          for capture in captures { storeName(capture.name, from: capture.register) }
          if let condition = clause.guard { try self.condition(condition, jumpingIf: false, to: next) }
          try emit(clause.body)
        }
        jump(end)
      }
      place(next)
    }
    place(end)
  }

  private func test(
    _ pattern: Pattern, _ value: Int, failing: Label, _ captures: inout [(name: String, register: Int)]
  ) throws(Diagnostic) {
    let outer = span
    span = pattern.span
    defer { span = outer }
    switch pattern.kind {
    case .wildcard, .star: break
    case .capture(let name): captures.append((name.name, value))
    case .value(let expression):
      let register = try operand(expression)
      emit(.ifEqual, value, register, 0)
      jump(failing)
    case .singleton(let expression):
      let register = try operand(expression)
      emit(.ifIs, value, register, 0)
      jump(failing)
    case .as(let inner, let name):
      try test(inner, value, failing: failing, &captures)
      captures.append((name.name, value))
    case .sequence(let patterns): try testSequence(patterns, value, failing: failing, &captures)
    case .mapping(let entries, let rest): try testMapping(entries, rest, value, failing: failing, &captures)
    case .class(let type, let positional, let keywords):
      try testClass(type, positional, keywords, value, failing: failing, &captures)
    case .or(let alternatives): try testAlternatives(alternatives, value, failing: failing, &captures)
    }
  }

  private func testSequence(
    _ patterns: [Pattern], _ value: Int, failing: Label, _ captures: inout [(name: String, register: Int)]
  ) throws(Diagnostic) {
    let star = patterns.firstIndex { if case .star = $0.kind { true } else { false } }
    let matches = allocate()
    let minimum = star == nil ? patterns.count : patterns.count - 1
    emit(.matchSequence, matches, value, minimum | (star == nil ? 0 : 0x8000))
    emit(.ifFalse, matches)
    jump(failing)
    if patterns.isEmpty { return }
    let base = allocate(patterns.count)
    if let star {
      emit(.unpackStar, base, star | (patterns.count - star - 1) << 8, value)
    } else {
      emit(.unpack, base, patterns.count, value)
    }
    for (index, pattern) in patterns.enumerated() {
      if case .star(let name) = pattern.kind {
        if let name { captures.append((name.name, base + index)) }
      } else {
        try test(pattern, base + index, failing: failing, &captures)
      }
    }
  }

  private func testMapping(
    _ entries: [(key: Expression, pattern: Pattern)], _ rest: Identifier?, _ value: Int, failing: Label,
    _ captures: inout [(name: String, register: Int)]
  ) throws(Diagnostic) {
    let matches = allocate()
    emit(.matchMapping, matches, value)
    emit(.ifFalse, matches)
    jump(failing)
    let keys = allocate()
    try evaluateSequence(entries.map(\.key), .makeTuple, to: keys)
    let values = allocate()
    emit(.matchKeys, values, value, keys)
    emit(.ifNone, values)
    let found = Label()
    let missing = Label()
    jump(missing)
    jump(found)
    place(missing)
    jump(failing)
    place(found)
    if !entries.isEmpty {
      let base = allocate(entries.count)
      emit(.unpack, base, entries.count, values)
      for (index, entry) in entries.enumerated() {
        try test(entry.pattern, base + index, failing: failing, &captures)
      }
    }
    if let rest {
      let register = allocate()
      emit(.copyDictWithout, register, value, keys)
      captures.append((rest.name, register))
    }
  }

  private func testClass(
    _ type: Expression, _ positional: [Pattern], _ keywords: [(name: Identifier, pattern: Pattern)], _ value: Int,
    failing: Label, _ captures: inout [(name: String, register: Int)]
  ) throws(Diagnostic) {
    let base = allocate(3)
    move(value, to: base)
    try evaluate(type, to: base + 1)
    load(.tuple(keywords.map { .string($0.name.name) }), to: base + 2)
    let attributes = allocate()
    emit(.matchClass, attributes, base, positional.count)
    let found = Label()
    emit(.ifNotNone, attributes)
    jump(found)
    jump(failing)
    place(found)
    let patterns = positional + keywords.map(\.pattern)
    if patterns.isEmpty { return }
    let values = allocate(patterns.count)
    emit(.unpack, values, patterns.count, attributes)
    for (index, pattern) in patterns.enumerated() {
      try test(pattern, values + index, failing: failing, &captures)
    }
  }

  /// All alternatives bind the same names: each puts them into the same registers.
  private func testAlternatives(
    _ alternatives: [Pattern], _ value: Int, failing: Label, _ captures: inout [(name: String, register: Int)]
  ) throws(Diagnostic) {
    let matched = Label()
    var shared: [(name: String, register: Int)] = []
    for (index, alternative) in alternatives.enumerated() {
      let next = Label()
      var own: [(name: String, register: Int)] = []
      try test(alternative, value, failing: next, &own)
      if index == 0 { for capture in own { shared.append((capture.name, allocate())) } }
      for capture in own {
        if let target = shared.first(where: { $0.name == capture.name }) { move(capture.register, to: target.register) }
      }
      jump(matched)
      place(next)
    }
    jump(failing)
    place(matched)
    captures += shared
  }
}
