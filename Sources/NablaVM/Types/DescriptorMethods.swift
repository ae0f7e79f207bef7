/// The descriptor protocol of functions and their kin, for programs that call it by name.
enum DescriptorMethods {
  private typealias Bind = (Value, Value?, TypeObject, Interpreter) throws -> Value

  private static func get(_ description: String, _ bind: @escaping Bind) -> Native {
    Native("__get__", "(self, instance, owner=None, /)", description) { arguments, vm in
      let receiver: Value? = arguments.isNone(1) ? nil : arguments[1]
      if receiver == nil, arguments.isNone(2) {
        throw Raised(.typeError, "__get__(None, None) is invalid")
      }
      let owner = arguments[2].as(TypeObject.self) ?? vm.type(of: arguments[1])
      return try bind(arguments[0], receiver, owner, vm)
    }
  }

  private static let call = Native(
    name: "__call__", signature: "(self, /, *args, **kwargs)", summary: "Call self as a function.", isSlot: true,
    isRaw: true
  ) { arguments, vm in
    guard arguments.count > 0 else { throw Raised(.typeError, "__call__() needs an argument") }
    return try vm.call(
      arguments[0], Array(arguments.positional.dropFirst()), keywords: arguments.named.map { ($0.name, $0.value) })
  }

  private static let binding = get("Return a method bound to the instance.") { found, receiver, owner, vm in
    try vm.bind(found, to: receiver, of: owner)
  }

  static var ofFunctions: [Native] { [binding, call] }
  static var ofNatives: [Native] { [binding, call] }
  static var ofMethods: [Native] { [get("Return the method.") { found, _, _, _ in found }, call] }
  static var ofProperties: [Native] {
    [
      get("Return the attribute of the instance.") { found, receiver, owner, vm in
        guard let receiver, let property = found.as(PropertyObject.self) else { return found }
        return try property.read(receiver, of: owner, vm)
      },
      Native("__set__", "(self, instance, value, /)", "Set the attribute of the instance.") { arguments, vm in
        let property = try arguments.receiver(PropertyObject.self, vm)
        if property.setter.isNone {
          throw Raised(
            .attributeError,
            "property '\(property.name ?? "?")' of '\(vm.typeName(of: arguments[1]))' object has no setter")
        }
        _ = try vm.call(property.setter, [arguments[1], arguments[2]])
        return .none
      },
      Native("__delete__", "(self, instance, /)", "Delete the attribute of the instance.") { arguments, vm in
        let property = try arguments.receiver(PropertyObject.self, vm)
        if property.deleter.isNone {
          throw Raised(
            .attributeError,
            "property '\(property.name ?? "?")' of '\(vm.typeName(of: arguments[1]))' object has no deleter")
        }
        _ = try vm.call(property.deleter, [arguments[1]])
        return .none
      },
    ]
  }
  static var ofMembers: [Native] {
    [
      get("Return the attribute of the instance.") { found, receiver, owner, vm in
        guard let receiver, let member = found.as(MemberObject.self) else { return found }
        return try vm.attribute(of: receiver, member.name)
      },
      Native("__set__", "(self, instance, value, /)", "Set the attribute of the instance.") { arguments, vm in
        let member = try arguments.receiver(MemberObject.self, vm)
        try vm.setAttribute(of: arguments[1], member.name, arguments[2])
        return .none
      },
    ]
  }
  static var ofWrappers: [Native] { [binding] }
}
