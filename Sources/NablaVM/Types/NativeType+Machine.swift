/// The classes of the machine itself: `object`, `type`, `property`, `super`, generators.
extension NativeType {
  static let object = NativeType(
    "object",
    summary: "The class from which all others inherit. An instance has no attributes of its own.",
    examples: .object,
    allocate: { type, _ in
      if type === TypeObject.object { return PlainObject(type: type) }
      return type.isHeap ? InstanceObject.make(type) : InstanceObject(type: type)
    },
    methods: { ObjectTable.methods }, classMethods: { ObjectTable.classMethods })

  static let type = NativeType(
    "type",
    summary: "The class of classes: type(object) is the class of an object, type(name, bases, dict) makes a new class.",
    examples: .type,
    new: Native(
      name: "__new__", signature: "(cls, name, bases, namespace, /, **kwds)", summary: "", isSlot: false, isRaw: true
    ) { arguments, vm in try vm.newClass(arguments) },
    methods: {
      [
        Native("mro", "(self)", "Return a type's method resolution order.") { arguments, vm in
          .list(try arguments.receiver(TypeObject.self, vm).order.map { .object($0) })
        },
        Native(
          name: "__call__", signature: "(self, /, *args, **kwargs)", summary: "Call self as a function.", isSlot: true,
          isRaw: true
        ) { arguments, vm in
          guard arguments.count > 0, let type = arguments[0].as(TypeObject.self) else {
            throw Raised(.typeError, "descriptor '__call__' of 'type' object needs an argument")
          }
          return try vm.instantiate(
            type,
            Arguments(base: arguments.base + 1, count: arguments.count - 1, keywords: arguments.keywords))
        },
        Native("__subclasses__", "(self)", "Return a list of immediate subclasses.") { arguments, vm in
          .list(try arguments.receiver(TypeObject.self, vm).subclasses.map { .object($0) })
        },
      ]
    })

  private static let lengthHint = Native.slot("__length_hint__", "(self, /)") { arguments, _ in
    .int(arguments[0].object?.lengthHint ?? 0)
  }

  /// - Parameter hasHint: whether its iterators know how many items are left.
  public static func iterator(_ name: String, module: String = "builtins", hasHint: Bool = false) -> NativeType {
    NativeType(
      name, module: module, isFinal: true,
      methods: {
        [
          .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
          .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
        ] + (hasHint ? [lengthHint] : [])
      })
  }

  static let generator = NativeType(
    "generator", isFinal: true,
    methods: {
      [
        .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
        .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) }.resuming(.next),
        Native("send", "(self, value, /)", "Resume the generator with a value.") { arguments, vm in
          let generator = try arguments.receiver(GeneratorObject.self, vm)
          if generator.state == .created, !arguments.isNone(1) {
            throw Raised(.typeError, "can't send non-None value to a just-started generator")
          }
          if let value = try vm.resume(generator, sending: arguments[1]) { return value }
          throw vm.stopIteration(generator)
        }.resuming(.send),
        Native("throw", "(self, type, value=None, traceback=None, /)", "Raise an exception in the generator.") {
          arguments, vm in
          let generator = try arguments.receiver(GeneratorObject.self, vm)
          var exception = arguments[1]
          if exception.as(TypeObject.self) != nil, !arguments.isNone(2) {
            exception = arguments[2].as(ExceptionObject.self) != nil
              ? arguments[2] : try vm.call(exception, [arguments[2]])
          }
          let isClass = exception.as(TypeObject.self)?.isSubclass(of: ExceptionKind.baseException.type) ?? false
          guard isClass || exception.as(ExceptionObject.self) != nil else {
            throw Raised(
              .typeError,
              "exceptions must be classes or instances deriving from BaseException, not \(vm.typeName(of: exception))")
          }
          let raised = Raised(try vm.exception(from: exception))
          if let trace = arguments[3].as(TracebackObject.self) { raised.exception.trace = trace }
          if let value = try vm.resume(generator, raising: raised) { return value }
          throw vm.stopIteration(generator)
        },
        Native("close", "(self)", "Raise GeneratorExit inside the generator.") { arguments, vm in
          try vm.close(try arguments.receiver(GeneratorObject.self, vm))
          return .none
        },
      ]
    })

  static let property = NativeType(
    "property",
    summary: "An attribute whose value a function computes; others may set and delete it. Mostly a decorator.",
    examples: .property,
    allocate: { type, _ in PropertyObject(getter: .none, type: type) },
    methods: {
      [
        Native("__init__", "(self, fget=None, fset=None, fdel=None, doc=None)") { arguments, vm in
          try arguments.receiver(PropertyObject.self, vm).set(
            getter: arguments[1], setter: arguments[2], deleter: arguments[3], documentation: arguments[4])
          return .none
        },
        Native("getter", "(self, fget, /)", "Descriptor to obtain a copy with a different getter.") { arguments, vm in
          try arguments.receiver(PropertyObject.self, vm).replacing(getter: arguments[1], vm)
        },
        Native("setter", "(self, fset, /)", "Descriptor to obtain a copy with a different setter.") { arguments, vm in
          try arguments.receiver(PropertyObject.self, vm).replacing(setter: arguments[1], vm)
        },
        Native("deleter", "(self, fdel, /)", "Descriptor to obtain a copy with a different deleter.") { arguments, vm in
          try arguments.receiver(PropertyObject.self, vm).replacing(deleter: arguments[1], vm)
        },
      ] + DescriptorMethods.ofProperties
    })

  static let staticMethod = NativeType(
    "staticmethod",
    summary: "A method that gets neither the instance nor the class. Usually written as a decorator.",
    examples: .staticMethod, isFinal: true,
    new: Native("__new__", "(cls, function, /)") { arguments, _ in .object(StaticMethod(arguments[1])) },
    methods: { DescriptorMethods.ofWrappers })

  static let classMethod = NativeType(
    "classmethod",
    summary: "A method that gets the class as its first argument, not the instance. Usually written as a decorator.",
    examples: .classMethod, isFinal: true,
    new: Native("__new__", "(cls, function, /)") { arguments, _ in .object(ClassMethod(arguments[1])) },
    methods: { DescriptorMethods.ofWrappers })

  static let superType = NativeType(
    "super",
    summary: "Attributes as the next class in the resolution order has them: in a method, super() reaches what it overrides.",
    examples: .superType, isFinal: true,
    new: Native("__new__", "(cls, type=<none>, object=<none>, /)") { arguments, vm in
      if arguments.isOmitted(1) {
        // The compiler adds the arguments where it can: in methods.
        let hasParameters = vm.frameObject(depth: 0)?.code.code.parameters.isEmpty == false
        throw Raised(.runtimeError, hasParameters ? "super(): __class__ cell not found" : "super(): no arguments")
      }
      guard let start = arguments[1].as(TypeObject.self) else {
        throw Raised(.typeError, "super() argument 1 must be a type, not \(vm.typeName(of: arguments[1]))")
      }
      if arguments.isAbsent(2) { return .object(SuperObject(start: start, receiver: .undefined, origin: start)) }
      return .object(try vm.makeSuper(start, arguments[2]))
    })
}

extension Interpreter {
  /// `super(start, receiver)`.
  public func makeSuper(_ start: TypeObject, _ receiver: Value) throws -> SuperObject {
    if case .object(let object) = receiver, object.kind == .type,
      case let type = unsafeDowncast(object, to: TypeObject.self), type.isSubclass(of: start)
    {
      return SuperObject(start: start, receiver: receiver, origin: type)
    }
    if isInstance(receiver, start) {
      return SuperObject(start: start, receiver: receiver, origin: type(of: receiver))
    }
    throw Raised(.typeError, "super(type, obj): obj must be an instance or subtype of type")
  }

  /// `iterator.__next__()`.
  public func nextOrStop(_ value: Value) throws -> Value {
    guard case .object(let object) = value else { throw notIterable(value) }
    if let value = try next(object) { return value }
    if object.kind == .generator { throw stopIteration(unsafeDowncast(object, to: GeneratorObject.self)) }
    throw Raised(.stopIteration)
  }

  func stopIteration(_ generator: GeneratorObject) -> Raised {
    let raised = Raised(.stopIteration, arguments: generator.result.isNone ? [] : [generator.result])
    generator.result = .none
    return raised
  }
}

extension TypeObject {
  var repr: String { "<class '\(fullName)'>" }
}
