import NablaVM

/// A tuple whose items have names too, such as `time.struct_time`.
class FieldTuple: DerivedTuple {
  private let fields: [String]

  init(_ items: [Value], _ type: TypeObject, _ fields: [String]) {
    self.fields = fields
    super.init(items, type: type)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    let parts = try zip(fields, items).map { "\($0)=\(try vm.repr($1))" }
    return "\(type.fullName)(\(parts.joined(separator: ", ")))"
  }

  static func properties(_ names: [String]) -> [NativeProperty] {
    names.enumerated().map { index, name in
      NativeProperty(name) { object, _ in
        guard let tuple = object as? TupleObject, index < tuple.items.count else { return .none }
        return tuple.items[index]
      }
    }
  }
}
