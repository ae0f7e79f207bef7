/// Fills the namespace of built-ins.
enum Builtins {
  static func install(in module: ModuleObject, _ vm: Interpreter) {
    for type in types { module.define(type) }
    for kind in ExceptionKind.allCases { module.define(kind.type) }
    module.set("NotImplemented", .notImplemented)
    module.set("Ellipsis", .ellipsis)
    module.set("EnvironmentError", .object(ExceptionKind.osError.type))
    module.set("IOError", .object(ExceptionKind.osError.type))
    module.set("__debug__", .bool(true))
    module.define(values)
    module.define(numbers)
    module.define(iteration)
    module.define(attributes)
    module.define(session)
    module.define(refused)
  }

  private static var types: [TypeObject] {
    [
      .object, .type, .int, .bool, .float, .str, .bytes, .bytearray, .memoryView, .list, .tuple, .dict, .set,
      .frozenset, .range, .slice,
      .property, .staticMethod, .classMethod, .superType, .enumerate, .zip, .map, .filter, .reversed,
    ]
  }

  /// What would run text as code, or reach outside the language: left out by design, and refused by name.
  private static var refused: [Native] {
    ["eval", "exec", "compile", "breakpoint", "complex"].map { name in
      Native(name, "(*args, **kwargs)", "Not part of Nabla.") { _, _ in
        throw Raised(.notImplementedError, "\(name)() is not part of Nabla")
      }
    }
  }
}
