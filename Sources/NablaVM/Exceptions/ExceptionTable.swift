/// Methods and attributes of exceptions.
enum ExceptionTable {
  static var methods: [Native] {
    [
      Native.raw("__init__", "(self, /, *args)", "Initialize self.") { arguments, vm in
        guard arguments.count > 0, let exception = arguments[0].as(ExceptionObject.self) else {
          throw Raised(.typeError, "descriptor '__init__' of 'BaseException' object needs an argument")
        }
        exception.arguments = Array(arguments.positional.dropFirst())
        for (name, value) in arguments.named {
          // ImportError(name=…), AttributeError(name=…, obj=…) and their like take keywords; most take none.
          guard ["name", "path", "obj"].contains(name.text) else {
            throw Raised(.typeError, "\(exception.type.name)() takes no keyword arguments")
          }
          exception.setOwnAttribute(name, value)
        }
        return .none
      },
      Native("with_traceback", "(self, tb, /)", "Set self.__traceback__ to tb and return self.") { arguments, _ in
        arguments[0]
      },
      Native("add_note", "(self, note, /)", "Add a note to the exception.") { arguments, vm in
        let exception = try arguments.receiver(ExceptionObject.self, vm)
        let note = try arguments.string(1, vm)
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
        exception.cause = value.as(ExceptionObject.self)
        exception.suppressesContext = true
      }) { object, _ in link((object as? ExceptionObject)?.cause) },
      NativeProperty("__context__", set: { object, value, vm in
        (object as? ExceptionObject)?.context = value.as(ExceptionObject.self)
      }) { object, _ in link((object as? ExceptionObject)?.context) },
      NativeProperty("__suppress_context__", set: { object, value, vm in
        (object as? ExceptionObject)?.suppressesContext = try vm.truth(value)
      }) { object, _ in .bool((object as? ExceptionObject)?.suppressesContext ?? false) },
      NativeProperty("__traceback__", set: { object, value, _ in
        if value.isNone { (object as? ExceptionObject)?.traceback = [] }
      }) { _, _ in .none },
    ]
  }

  static func properties(of kind: ExceptionKind) -> [NativeProperty] {
    switch kind {
    case .stopIteration: [argument("value", 0)]
    case .systemExit: [argument("code", 0)]
    case .osError: [argument("errno", 0, of: 2), argument("strerror", 1, of: 2), argument("filename", 2, of: 3)]
    default: []
    }
  }

  private static func argument(_ name: String, _ index: Int, of minimum: Int = 1) -> NativeProperty {
    NativeProperty(name) { object, _ in
      guard let arguments = (object as? ExceptionObject)?.arguments, arguments.count >= minimum else { return .none }
      return arguments[index]
    }
  }

  private static func link(_ exception: ExceptionObject?) -> Value { exception.map { .object($0) } ?? .none }
}
