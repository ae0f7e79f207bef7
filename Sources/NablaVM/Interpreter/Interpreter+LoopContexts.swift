import NablaBytecode

/// `with`: the methods of managers written in the language get frames in the same loop.
extension Interpreter {
  @inline(never) func context(_ i: Instruction, _ cursor: Cursor) throws -> Cursor {
    var c = cursor
    let a = c.r + Int(i.a)
    switch i.operation {
    case .enterContext: try enterContext(c.r + Int(i.b), into: a, &c)
    case .exitContext: try exitContext(a, nil, into: nil, &c)
    default:
      try exitContext(c.r + Int(i.b), c.r[Int(i.c)].object?.asException, into: a, &c)
    }
    return c
  }

  @inline(__always) private func enterContext(
    _ manager: UnsafeMutablePointer<Value>, into a: UnsafeMutablePointer<Value>, _ c: inout Cursor
  ) throws {
    let type = type(of: manager.pointee)
    let enter = type.lookup(enterName)
    if case .object(let object) = enter, object.kind == .function {
      let function = unsafeDowncast(object, to: FunctionObject.self)
      if function.code.plainCount == 1, !type.lookup(exitName).isUndefined {
        return try enterAside(function, manager, nil, result: a, &c)
      }
    }
    a.set(try enterSlowly(manager.pointee, enter, type))
  }

  @inline(never) private func enterSlowly(_ manager: Value, _ enter: Value, _ type: TypeObject) throws -> Value {
    if case .object(let object) = manager, type.override(enterName) == nil, let value = try object.enter(self) {
      return value
    }
    if enter.isUndefined {
      throw Raised(.typeError, "'\(type.name)' object does not support the context manager protocol")
    }
    if type.lookup(exitName).isUndefined {
      throw Raised(
        .typeError,
        "'\(type.name)' object does not support the context manager protocol (missed __exit__ method)")
    }
    return try call(bind(enter, to: manager, of: type))
  }

  /// Stores whether the manager swallows the exception, where there is one.
  @inline(__always) private func exitContext(
    _ manager: UnsafeMutablePointer<Value>, _ exception: ExceptionObject?, into a: UnsafeMutablePointer<Value>?,
    _ c: inout Cursor
  ) throws {
    let type = type(of: manager.pointee)
    let exit = type.lookup(exitName)
    if case .object(let object) = exit, object.kind == .function {
      let function = unsafeDowncast(object, to: FunctionObject.self)
      if !function.code.isGenerator { return try enterExit(function, manager, exception, into: a, &c) }
    }
    let result = try exitSlowly(manager.pointee, exit, type, exception)
    if let a { a.setTrivial(.bool(try truth(result))) }
  }

  @inline(never) private func exitSlowly(
    _ manager: Value, _ exit: Value, _ type: TypeObject, _ exception: ExceptionObject?
  ) throws -> Value {
    if case .object(let object) = manager, type.override(exitName) == nil,
      let swallows = try object.exit(exception.map { Raised($0) }, self)
    {
      return .bool(swallows)
    }
    if exit.isUndefined {
      throw Raised(.typeError, "'\(type.name)' object does not support the context manager protocol")
    }
    var arguments: [Value] = [.none, .none, .none]
    if let exception { arguments = [.object(exception.type), .object(exception), exception.traceValue] }
    return try call(bind(exit, to: manager, of: type), arguments)
  }

  /// Enters `__exit__`, its four arguments laid where its registers begin.
  private func enterExit(
    _ function: FunctionObject, _ manager: UnsafeMutablePointer<Value>, _ exception: ExceptionObject?,
    into a: UnsafeMutablePointer<Value>?, _ c: inout Cursor
  ) throws {
    let base = c.frame.pointee.end
    guard stack.reserve(base + 64) else { throw recursionError() }
    base.copy(manager)
    if let exception {
      (base + 1).set(.object(exception.type))
      (base + 2).set(.object(exception))
      (base + 3).set(exception.traceValue)
    } else {
      for index in 1...3 { (base + index).setTrivial(.none) }
    }
    try bindAndEnter(function, base: base, count: 4, keywords: [], result: a ?? base, instance: nil, &c)
    c.frame.pointee.extra.completion = a == nil ? .discard : .truth
  }
}
