/// A dictionary that can only be read: `C.__dict__`, `types.MappingProxyType(d)`.
public final class MappingProxyObject: Container {
  public private(set) var mapping: Value

  public init(_ mapping: Value) {
    self.mapping = mapping
    super.init(type: .mappingProxy)
  }

  public override func visitReferences(_ visit: (Object) -> Void) { mapping.visit(visit) }
  public override func clearReferences() { mapping = .object(DictObject()) }

  public override func repr(_ vm: Interpreter) throws -> String { "mappingproxy(\(try vm.repr(mapping)))" }
  public override func str(_ vm: Interpreter) throws -> String { try vm.str(mapping) }
  public override func length(_ vm: Interpreter) throws -> Int? { try vm.length(mapping) }
  public override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try vm.item(mapping, key) }
  public override func contains(_ value: Value, _ vm: Interpreter) throws -> Bool? { try vm.contains(mapping, value) }
  public override func iterator(_ vm: Interpreter) throws -> Object? { try vm.iterator(mapping) }
  public override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual else { return nil }
    return try vm.compare(op, mapping, other.as(MappingProxyObject.self)?.mapping ?? other)
  }
  public override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .or else { return nil }
    return try vm.binary(.or, mapping, right.as(MappingProxyObject.self)?.mapping ?? right)
  }
  public override func hash(_ vm: Interpreter) throws -> Int { try vm.hash(mapping) }
}

extension TypeObject {
  public static let mappingProxy = TypeObject(
    NativeType(
      "mappingproxy", summary: "A read-only view of a mapping.", isFinal: true,
      new: Native("__new__", "(cls, mapping)") { arguments, vm in
        let mapping = arguments[1]
        guard let object = mapping.object, object is DictObject || !object.type.lookup(Names.getitem).isUndefined,
          !(object is ListObject), !(object is TupleObject)
        else {
          throw Raised(.typeError, "mappingproxy() argument must be a mapping, not \(vm.typeName(of: mapping))")
        }
        return .object(MappingProxyObject(mapping))
      },
      methods: {
        ["get", "keys", "values", "items", "copy"].map { name in
          Native.raw(name, "(self, /, *args)", "As the mapping's own.") { arguments, vm in
            guard arguments.count > 0, let proxy = arguments[0].as(MappingProxyObject.self) else {
              throw Raised(.typeError, "unbound method mappingproxy.\(name)() needs an argument")
            }
            return try vm.callMethod(proxy.mapping, Name(name), Array(arguments.positional.dropFirst()))
          }
        } + [Slots.length, Slots.item, Slots.contains, Slots.iterator] + Slots.equality
      }))
}
