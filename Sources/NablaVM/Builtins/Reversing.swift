/// Iterators from the end.
enum Reversing {
  /// Reads a list by position, so that it may change meanwhile.
  static func iterator(_ list: ListObject) -> Object {
    var index = list.items.count - 1
    return ClosureIterator(type: .listReverseIterator, holding: [.object(list)]) { iterator, _ in
      guard let list = iterator.held.first?.as(ListObject.self), index >= 0, index < list.items.count else {
        return nil
      }
      index -= 1
      return list.items[index + 1]
    }
  }

  static func iterator(_ items: [Value], _ type: TypeObject) -> Object {
    var index = items.count - 1
    return ClosureIterator(type: type, holding: items) { iterator, _ in
      guard index >= 0, index < iterator.held.count else { return nil }
      index -= 1
      return iterator.held[index + 1]
    }
  }

  /// `reversed(value)`.
  static func reversed(_ value: Value, _ vm: Interpreter) throws -> Value {
    guard let object = value.object else { throw notReversible(value, vm) }
    let method = object.type.lookup(Names.reversed)
    if !method.isUndefined {
      if method.isNone { throw notReversible(value, vm) }
      return try vm.call(method, [value])
    }
    if let range = object as? BigRangeObject { return .object(range.reversedIterator()) }
    if let range = object as? RangeObject {
      let last = range.count > 0 ? range.element(range.count - 1) : range.start
      return .object(RangeIterator(next: last, step: 0 &- range.step, remaining: range.count))
    }
    if let tuple = object as? TupleObject, object.type.override(Names.getitem) == nil {
      return .object(iterator(tuple.items, .reversed))
    }
    // Whatever has a length and takes positions.
    let hasItems = object is StrObject || object is BytesObject || !object.type.lookup(Names.getitem).isUndefined
    guard hasItems, !(object is DictObject), let length = try vm.lengthOrNil(value) else {
      throw notReversible(value, vm)
    }
    var index = length - 1
    return .object(
      ClosureIterator(type: .reversed, holding: [value]) { iterator, vm in
        guard index >= 0, let source = iterator.held.first else { return nil }
        index -= 1
        return try vm.item(source, .int(index + 1))
      })
  }

  private static func notReversible(_ value: Value, _ vm: Interpreter) -> Raised {
    Raised(.typeError, "'\(vm.typeName(of: value))' object is not reversible")
  }
}

extension TypeObject {
  public static let listReverseIterator = TypeObject(NativeType.iterator("list_reverseiterator"))
  public static let dictReverseIterator = TypeObject(NativeType.iterator("dict_reversekeyiterator"))
  public static let reversed = TypeObject(
    NativeType(
      "reversed", bases: { [.closureIterator] }, summary: "An iterator from the end of a sequence.",
      examples: .reversed,
      new: Native("__new__", "(cls, sequence, /)") { arguments, vm in try Reversing.reversed(arguments[1], vm) }))
  private static func dictView(_ name: String) -> TypeObject {
    TypeObject(
      NativeType(
        name, isFinal: true, methods: { DictMethods.viewMethods(name) },
        properties: { DictMethods.viewProperties }))
  }
  public static let dictKeys = dictView("dict_keys")
  public static let dictValues = dictView("dict_values")
  public static let dictItems = dictView("dict_items")
}
