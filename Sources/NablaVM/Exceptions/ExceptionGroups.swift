/// `ExceptionGroup`: several exceptions that were raised together, perhaps in groups of their own.
enum ExceptionGroups {
  private static let message: Name = "message"
  private static let exceptions: Name = "exceptions"

  static func isGroup(_ exception: ExceptionObject) -> Bool {
    exception.type.isSubclass(of: ExceptionKind.baseExceptionGroup.type)
  }

  /// `nil` where the exception is no group.
  static func members(_ exception: ExceptionObject) -> (message: String, exceptions: [Value])? {
    guard !exception.members.isEmpty, let text = exception.members[message]?.text,
      let tuple = exception.members[exceptions]?.as(TupleObject.self)
    else { return nil }
    return (text, tuple.items)
  }

  static func make(_ type: TypeObject, _ text: Value, _ list: Value, _ items: [Value]) -> ExceptionObject {
    let group = ExceptionObject(type: type, arguments: [text, list])
    group.members = [message: text, exceptions: .tuple(items)]
    return group
  }

  static let new = Native("__new__", "(cls, message, exceptions, /)") { arguments, vm in
    guard var type = arguments[0].as(TypeObject.self) else { throw Raised(.typeError, "not a class") }
    guard arguments[1].text != nil else {
      throw Raised(
        .typeError, "BaseExceptionGroup.__new__() argument 1 must be str, not \(vm.typeName(of: arguments[1]))")
    }
    guard case .object(let object) = arguments[2], object.matchesSequence else {
      throw Raised(.typeError, "second argument (exceptions) must be a sequence")
    }
    let items = try vm.array(arguments[2])
    if items.isEmpty { throw Raised(.valueError, "second argument (exceptions) must be a non-empty sequence") }
    for (index, item) in items.enumerated() where item.as(ExceptionObject.self) == nil {
      throw Raised(.valueError, "Item \(index) of second argument (exceptions) is not an exception")
    }
    let areExceptions = items.allSatisfy { vm.isInstance($0, ExceptionKind.exception.type) }
    if type === ExceptionKind.baseExceptionGroup.type {
      if areExceptions { type = ExceptionKind.exceptionGroup.type }
    } else if !areExceptions {
      if type === ExceptionKind.exceptionGroup.type {
        throw Raised(.typeError, "Cannot nest BaseExceptions in an ExceptionGroup")
      }
      if type.isSubclass(of: ExceptionKind.exception.type) {
        throw Raised(.typeError, "Cannot nest BaseExceptions in '\(type.name)'")
      }
    }
    return .object(make(type, arguments[1], arguments[2], items))
  }

  static var properties: [NativeProperty] {
    [message, exceptions].map { key in
      NativeProperty(key.text) { object, _ in (object as? ExceptionObject)?.members[key] ?? .none }
    }
  }

  static var methods: [Native] {
    [
      Native("derive", "(self, excs, /)", "A group of the same message.") { arguments, vm in
        let group = try arguments.receiver(ExceptionObject.self, vm)
        return try vm.call(
          .object(ExceptionKind.baseExceptionGroup.type), [group.members[message] ?? .none, arguments[1]])
      },
      Native("split", "(self, condition, /)", "The part that a condition holds for, and the rest.") { arguments, vm in
        let (match, rest) = try split(try arguments.receiver(ExceptionObject.self, vm), condition(arguments[1], vm), vm)
        return .tuple([match.map { .object($0) } ?? .none, rest.map { .object($0) } ?? .none])
      },
      Native("subgroup", "(self, condition, /)", "The part that a condition holds for.") { arguments, vm in
        let (match, _) = try split(try arguments.receiver(ExceptionObject.self, vm), condition(arguments[1], vm), vm)
        return match.map { .object($0) } ?? .none
      },
      Native("__class_getitem__", "(self, key, /)") { arguments, _ in arguments[0] },
    ]
  }

  /// A class, a tuple of classes, or a function.
  private static func condition(_ value: Value, _ vm: Interpreter) throws -> (ExceptionObject) throws -> Bool {
    let isClasses =
      value.as(TypeObject.self)?.isSubclass(of: ExceptionKind.baseException.type)
      ?? value.as(TupleObject.self)?.items.allSatisfy {
        $0.as(TypeObject.self)?.isSubclass(of: ExceptionKind.baseException.type) ?? false
      } ?? false
    if isClasses { return { try vm.isInstance(.object($0), value) } }
    if value.as(TypeObject.self) == nil, let object = value.object,
      object.isCallable || object.type.override(Names.call) != nil
    {
      return { try vm.truth(vm.call(value, [.object($0)])) }
    }
    throw Raised(.typeError, "expected a function, exception type or tuple of exception types")
  }

  /// Splits along the tree of groups; groups that keep their shape keep their traceback and their causes.
  static func split(
    _ exception: ExceptionObject, _ holds: (ExceptionObject) throws -> Bool, _ vm: Interpreter
  ) throws -> (match: ExceptionObject?, rest: ExceptionObject?) {
    try vm.enterNative(" in exception groups")
    defer { vm.leaveNative() }
    if try holds(exception) { return (exception, nil) }
    guard let items = members(exception)?.exceptions else { return (nil, exception) }
    var matches: [Value] = []
    var rests: [Value] = []
    for case .object(let object) in items {
      guard let inner = object as? ExceptionObject else { continue }
      let (match, rest) = try split(inner, holds, vm)
      if let match { matches.append(.object(match)) }
      if let rest { rests.append(.object(rest)) }
    }
    return (try derive(exception, matches, vm), try derive(exception, rests, vm))
  }

  private static func derive(_ group: ExceptionObject, _ items: [Value], _ vm: Interpreter) throws -> ExceptionObject? {
    if items.isEmpty { return nil }
    let made = try vm.callMethod(.object(group), "derive", [.list(items)])
    guard let part = made.as(ExceptionObject.self), isGroup(part) else {
      throw Raised(.typeError, "derive must return an instance of BaseExceptionGroup")
    }
    part.trace = group.trace
    part.cause = group.cause
    part.context = group.context
    part.suppressesContext = group.suppressesContext
    if let notes = group.ownAttribute(Names.notes)?.as(ListObject.self) {
      part.setOwnAttribute(Names.notes, .list(notes.items))
    }
    return part
  }
}

// MARK: - except*

extension Interpreter {
  /// What an `except*` with these classes catches of an exception, and what it leaves.
  func splitForHandler(_ exception: Value, _ classes: Value) throws -> (Value, Value) {
    let listed = classes.as(TupleObject.self)?.items ?? [classes]
    for candidate in listed {
      guard let type = candidate.as(TypeObject.self), type.isSubclass(of: ExceptionKind.baseException.type) else {
        throw Raised(.typeError, "catching classes that do not inherit from BaseException is not allowed")
      }
      if type.isSubclass(of: ExceptionKind.baseExceptionGroup.type) {
        throw Raised(.typeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
      }
    }
    guard let raised = exception.as(ExceptionObject.self) else { return (.none, .none) }
    if try isInstance(exception, classes) {
      if ExceptionGroups.isGroup(raised) { return (exception, .none) }
      let isException = isInstance(exception, ExceptionKind.exception.type)
      let wrapped = ExceptionGroups.make(
        isException ? ExceptionKind.exceptionGroup.type : ExceptionKind.baseExceptionGroup.type, .string(""),
        .tuple([exception]), [exception])
      wrapped.trace = raised.trace
      return (.object(wrapped), .none)
    }
    guard ExceptionGroups.isGroup(raised) else { return (.none, exception) }
    let (match, rest) = try ExceptionGroups.split(raised, { try self.isInstance(.object($0), classes) }, self)
    return (match.map { .object($0) } ?? .none, rest.map { .object($0) } ?? .none)
  }

  /// What goes on after all `except*` bodies: the parts that nobody caught or that were raised again keep their places
  /// in the original group; what was raised newly stands beside them.
  func joinAfterHandlers(_ original: Value, rest: Value, raised: Value) throws -> Value {
    let list = try array(raised) + (rest.isNone ? [] : [rest])
    guard let first = list.first else { return .none }
    guard let group = original.as(ExceptionObject.self), ExceptionGroups.isGroup(group) else { return first }
    var again: Set<ObjectIdentifier> = []
    var new: [Value] = []
    for value in list {
      guard let exception = value.as(ExceptionObject.self) else { continue }
      let isPart =
        ExceptionGroups.isGroup(exception) && exception.cause === group.cause && exception.context === group.context
        && exception.origin === group.origin
      if isPart { collectLeaves(exception, into: &again) } else { new.append(value) }
    }
    var result = new
    if !again.isEmpty {
      let (match, _) = try ExceptionGroups.split(
        group, { !ExceptionGroups.isGroup($0) && again.contains(ObjectIdentifier($0)) }, self)
      if new.isEmpty { return match.map { .object($0) } ?? .none }
      if let match { result.append(.object(match)) }
    }
    return try call(.object(ExceptionKind.baseExceptionGroup.type), [.string(""), .list(result)])
  }

  private func collectLeaves(_ exception: ExceptionObject, into leaves: inout Set<ObjectIdentifier>) {
    guard let items = ExceptionGroups.members(exception)?.exceptions else {
      leaves.insert(ObjectIdentifier(exception))
      return
    }
    for case .object(let object) in items {
      if let inner = object as? ExceptionObject { collectLeaves(inner, into: &leaves) }
    }
  }
}

extension ExceptionObject {
  /// Where the traceback ends: the same for a group and its parts, however far they have come since.
  var origin: TracebackObject? {
    var current = trace
    while let next = current?.next { current = next }
    return current
  }
}
