/// The methods of `object`.
enum ObjectTable {
  static var methods: [Native] {
    [
      Native(
        name: "__init__", signature: "(self, /, *args, **kwargs)", summary: "Initialize self.", isSlot: true, isRaw: true
      ) { arguments, vm in
        // Reached through `super().__init__(…)`: surplus arguments are an error, as in CPython, unless `__new__` took
        // them.
        if arguments.count + arguments.keywords.count > 1,
          let new = vm.type(of: arguments[0]).lookup(Names.new).as(StaticMethod.self)?.function.as(NativeFunction.self),
          new.isSlot
        {
          throw Raised(
            .typeError, "object.__init__() takes exactly one argument (the instance to initialize)")
        }
        return .none
      },
      .slot("__repr__", "(self, /)") { arguments, vm in .string(try vm.boxed(arguments[0]).repr(vm)) },
      .slot("__str__", "(self, /)") { arguments, vm in .string(try vm.boxed(arguments[0]).str(vm)) },
      .slot("__format__", "(self, spec, /)") { arguments, vm in
        .string(try vm.boxed(arguments[0]).format(try arguments.string(1, vm), vm))
      },
      .slot("__eq__", "(self, value, /)") { arguments, vm in
        if let result = try vm.boxed(arguments[0]).compare(.equal, arguments[1], vm) { return result }
        return arguments[0].isIdentical(to: arguments[1]) ? .bool(true) : .notImplemented
      },
      .slot("__ne__", "(self, value, /)") { arguments, vm in
        if let result = try vm.boxed(arguments[0]).compare(.notEqual, arguments[1], vm) { return result }
        return arguments[0].isIdentical(to: arguments[1]) ? .bool(false) : .notImplemented
      },
      .slot("__hash__", "(self, /)") { arguments, vm in .int(try vm.boxed(arguments[0]).hash(vm)) },
      .slot("__getattribute__", "(self, name, /)") { arguments, vm in
        let name = Name(try arguments.string(1, vm))
        if case .object(let object) = arguments[0] {
          if let value = try object.attribute(name, vm) { return value }
          throw vm.noAttribute(arguments[0], name)
        }
        return try vm.attribute(of: arguments[0], name)
      },
      .slot("__setattr__", "(self, name, value, /)") { arguments, vm in
        try vm.boxed(arguments[0]).setAttribute(Name(try arguments.string(1, vm)), arguments[2], vm)
        return .none
      },
      .slot("__delattr__", "(self, name, /)") { arguments, vm in
        try vm.boxed(arguments[0]).deleteAttribute(Name(try arguments.string(1, vm)), vm)
        return .none
      },
      Native("__dir__", "(self, /)", "Default dir() implementation.") { arguments, vm in
        .list(vm.attributeNames(of: arguments[0]).map { .string($0) })
      },
    ]
  }

  static var classMethods: [Native] {
    [
      Native(
        name: "__init_subclass__", signature: "(cls, **kwargs)", summary: "", isSlot: true, isRaw: true
      ) { arguments, _ in
        if !arguments.keywords.isEmpty, let type = arguments[0].as(TypeObject.self) {
          throw Raised(.typeError, "\(type.qualifiedName).__init_subclass__() takes no keyword arguments")
        }
        return .none
      }
    ]
  }
}
