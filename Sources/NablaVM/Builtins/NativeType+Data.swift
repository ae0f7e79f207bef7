/// The declarations of the data types.
extension NativeType {
  static let int = NativeType("int")
  static let bool = NativeType("bool", bases: { [.int] })
  static let float = NativeType("float")
  static let str = NativeType("str")
  static let bytes = NativeType("bytes")
  static let list = NativeType("list", allocate: { type, _ in type.isHeap ? ListInstance([], type: type) : ListObject([]) })
  static let tuple = NativeType("tuple")
  static let dict = NativeType("dict", allocate: { type, _ in type.isHeap ? DictInstance(type: type) : DictObject() })
  static let set = NativeType("set", allocate: { type, _ in type.isHeap ? SetInstance(type: type) : SetObject() })
  static let frozenset = NativeType("frozenset")
  static let range = NativeType("range")
  static let slice = NativeType("slice")
}
