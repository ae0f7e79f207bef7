/// Fills the namespace of built-ins.
enum Builtins {
  static func install(in module: ModuleObject, _ vm: Interpreter) {
    for type in types { module.define(type) }
    for kind in ExceptionKind.allCases { module.define(kind.type) }
    module.set("NotImplemented", .notImplemented)
    module.set("Ellipsis", .ellipsis)
    module.set("EnvironmentError", .object(ExceptionKind.osError.type))
    module.set("IOError", .object(ExceptionKind.osError.type))
  }

  private static var types: [TypeObject] {
    [
      .object, .type, .int, .bool, .float, .str, .bytes, .list, .tuple, .dict, .set, .frozenset, .range, .slice,
      .property, .staticMethod, .classMethod, .superType,
    ]
  }
}
