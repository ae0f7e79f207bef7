/// Methods and attributes of exceptions.
enum ExceptionTable {
  static var methods: [Native] {
    [
      Native.raw("__init__", "(self, /, *args)", "Initialize self.") { arguments, vm in
        guard arguments.count > 0, let exception = arguments[0].as(ExceptionObject.self) else {
          throw Raised(.typeError, "descriptor '__init__' of 'BaseException' object needs an argument")
        }
        exception.arguments = Array(arguments.positional.dropFirst())
        // OSError(errno, strerror, filename, winerror, filename2): the files are attributes, and no part of `args`.
        if (3...5).contains(exception.arguments.count), exception.type.isSubclass(of: ExceptionKind.osError.type) {
          exception.members["filename"] = exception.arguments[2]
          if exception.arguments.count == 5 { exception.members["filename2"] = exception.arguments[4] }
          exception.arguments.removeSubrange(2...)
        }
        for (name, value) in arguments.named {
          // ImportError(name=…), AttributeError(name=…, obj=…) and their like take keywords; most take none.
          guard ExceptionTable.members(of: exception.type).contains(name.text) else {
            throw Raised(.typeError, "\(exception.type.name)() takes no keyword arguments")
          }
          exception.members[name] = value
        }
        return .none
      },
      Native("with_traceback", "(self, tb, /)", "Set self.__traceback__ to tb and return self.") { arguments, vm in
        try setTrace(of: try arguments.receiver(ExceptionObject.self, vm), arguments[1])
        return arguments[0]
      },
      Native("add_note", "(self, note, /)", "Add a note to the exception.") { arguments, vm in
        let exception = try arguments.receiver(ExceptionObject.self, vm)
        guard let note = arguments[1].text else {
          throw Raised(.typeError, "note must be a str, not '\(vm.typeName(of: arguments[1]))'")
        }
        if let notes = exception.ownAttribute(Names.notes)?.as(ListObject.self) {
          notes.items.append(.string(note))
        } else {
          exception.setOwnAttribute(Names.notes, .list([.string(note)]))
        }
        return .none
      },
    ]
  }

  static var properties: [NativeProperty] {
    [
      NativeProperty("args", set: { object, value, vm in
        (object as? ExceptionObject)?.arguments = try vm.array(value)
      }) { object, _ in .tuple((object as? ExceptionObject)?.arguments ?? []) },
      NativeProperty("__cause__", set: { object, value, vm in
        guard let exception = object as? ExceptionObject else { return }
        guard value.isNone || value.as(ExceptionObject.self) != nil else {
          throw Raised(.typeError, "exception cause must be None or derive from BaseException")
        }
        exception.cause = value.as(ExceptionObject.self)
        exception.suppressesContext = true
      }) { object, _ in link((object as? ExceptionObject)?.cause) },
      NativeProperty("__context__", set: { object, value, vm in
        guard value.isNone || value.as(ExceptionObject.self) != nil else {
          throw Raised(.typeError, "exception context must be None or derive from BaseException")
        }
        (object as? ExceptionObject)?.context = value.as(ExceptionObject.self)
      }) { object, _ in link((object as? ExceptionObject)?.context) },
      NativeProperty("__suppress_context__", set: { object, value, vm in
        (object as? ExceptionObject)?.suppressesContext = try vm.truth(value)
      }) { object, _ in .bool((object as? ExceptionObject)?.suppressesContext ?? false) },
      NativeProperty("__traceback__", set: { object, value, _ in
        if let exception = object as? ExceptionObject { try setTrace(of: exception, value) }
      }) { object, _ in (object as? ExceptionObject)?.traceValue ?? .none },
    ]
  }

  static func setTrace(of exception: ExceptionObject, _ value: Value) throws {
    guard value.isNone || value.as(TracebackObject.self) != nil else {
      throw Raised(.typeError, "__traceback__ must be a traceback or None")
    }
    exception.traceback = []
    exception.trace = value.as(TracebackObject.self)
  }

  static func properties(of kind: ExceptionKind) -> [NativeProperty] {
    switch kind {
    case .stopIteration: [argument("value", 0)]
    case .systemExit:
      [
        NativeProperty("code") { object, _ in
          guard let arguments = (object as? ExceptionObject)?.arguments, !arguments.isEmpty else { return .none }
          return arguments.count == 1 ? arguments[0] : .tuple(arguments)
        }
      ]
    case .attributeError: ["name", "obj"].map(member)
    case .nameError: [member("name")]
    case .importError: ["name", "path"].map(member) + [argument("msg", 0)]
    case .syntaxError: [argument("msg", 0)] + ["filename", "lineno", "offset", "text"].map(member)
    case .osError:
      [argument("errno", 0, of: 2), argument("strerror", 1, of: 2)] + ["filename", "filename2"].map(member)
    default: []
    }
  }

  /// The keyword arguments that an exception of a class takes.
  static func members(of type: TypeObject) -> [String] {
    if type.isSubclass(of: ExceptionKind.attributeError.type) { return ["name", "obj"] }
    if type.isSubclass(of: ExceptionKind.nameError.type) { return ["name"] }
    return type.isSubclass(of: ExceptionKind.importError.type) ? ["name", "path"] : []
  }

  private static func member(_ name: String) -> NativeProperty {
    let key = Name(name)
    return NativeProperty(
      name, set: { object, value, _ in (object as? ExceptionObject)?.members[key] = value }
    ) { object, _ in (object as? ExceptionObject)?.members[key] ?? .none }
  }

  private static func argument(_ name: String, _ index: Int, of minimum: Int = 1) -> NativeProperty {
    NativeProperty(name) { object, _ in
      guard let arguments = (object as? ExceptionObject)?.arguments, arguments.count >= minimum else { return .none }
      return arguments[index]
    }
  }

  private static func link(_ exception: ExceptionObject?) -> Value { exception.map { .object($0) } ?? .none }
}
