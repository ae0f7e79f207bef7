/// Functions of attributes and namespaces.
extension Builtins {
  private static func name(_ value: Value, _ vm: Interpreter) throws -> Name {
    guard let text = value.text else {
      throw Raised(.typeError, "attribute name must be string, not '\(vm.typeName(of: value))'")
    }
    return Name(text)
  }

  static var attributes: [Native] {
    [
      Native("getattr", "(object, name, default=<none>, /)", "The attribute of a name, or default.") { arguments, vm in
        let name = try name(arguments[1], vm)
        if arguments.isOmitted(2) { return try vm.attribute(of: arguments[0], name) }
        return try vm.attributeOrNil(of: arguments[0], name) ?? arguments[2]
      },
      Native("hasattr", "(obj, name, /)", "Whether the object has an attribute of that name.") { arguments, vm in
        .bool(try vm.attributeOrNil(of: arguments[0], try name(arguments[1], vm)) != nil)
      },
      Native("setattr", "(obj, name, value, /)", "Sets the attribute of a name.") { arguments, vm in
        try vm.setAttribute(of: arguments[0], try name(arguments[1], vm), arguments[2])
        return .none
      },
      Native("delattr", "(obj, name, /)", "Deletes the attribute of a name.") { arguments, vm in
        try vm.deleteAttribute(of: arguments[0], try name(arguments[1], vm))
        return .none
      },
      Native("dir", "(object=<none>, /)", "The sorted names of an object's attributes, or those in scope.") {
        arguments, vm in
        var names: [String]
        if arguments.isOmitted(0) {
          names = try locals(vm).keys.compactMap(\.text)
        } else if let method = arguments[0].object?.type.override("__dir__"),
          method.as(NativeFunction.self) == nil
        {
          names = try vm.array(vm.call(method, [arguments[0]])).compactMap(\.text)
        } else {
          names = vm.attributeNames(of: arguments[0])
        }
        names.sort(by: StrText.less)
        return .list(names.map(Value.string))
      },
      Native("vars", "(object=<none>, /)", "The attributes of an object as a dictionary, or the names in scope.") {
        arguments, vm in
        if arguments.isOmitted(0) { return .object(try locals(vm)) }
        if let dictionary = try vm.attributeOrNil(of: arguments[0], Names.dict) { return dictionary }
        throw Raised(.typeError, "vars() argument must have __dict__ attribute")
      },
      Native("globals", "()", "The module's names as a dictionary.") { _, vm in
        .object(vm.currentModule.map { vm.namespaceView($0) } ?? DictObject())
      },
      Native(
        "__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", "The module of a name, imported."
      ) { arguments, vm in
        guard let name = arguments[0].text else {
          throw Raised(.typeError, "module name must be a string")
        }
        return try vm.importByName(
          name, globals: arguments[1], names: arguments[3], level: try arguments.int(4, vm))
      },
      Native("locals", "()", "The names in scope as a dictionary.") { _, vm in .object(try locals(vm)) },
    ]
  }

  private static func locals(_ vm: Interpreter) throws -> DictObject {
    vm.frameObject(depth: 0)?.locals() ?? vm.currentModule.map { vm.namespaceView($0) } ?? DictObject()
  }
}
