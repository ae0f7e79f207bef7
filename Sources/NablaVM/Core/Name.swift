/// An interned identifier: attribute names, keyword names and globals compare and hash as one integer.
///
/// The table is process-wide and only ever touched by the interpreter's thread.
@frozen public struct Name: Hashable {
  public let id: Int32

  @usableFromInline init(id: Int32) { self.id = id }

  public init(_ text: String) {
    let key = NameTable.Key(text: text)
    if let id = NameTable.ids[key] { self.init(id: id); return }
    let id = Int32(truncatingIfNeeded: NameTable.strings.count)
    NameTable.ids[key] = id
    NameTable.strings.append(StrObject(text))
    self.init(id: id)
  }

  /// The one string object of this name, so that `'x'` read back from `__dict__` costs nothing.
  public var string: StrObject { NameTable.strings[Int(id)] }
  public var text: String { string.text }

  /// The name of this text if any code or attribute ever used it; asking does not intern.
  public static func existing(_ text: String) -> Name? { NameTable.ids[NameTable.Key(text: text)].map(Name.init(id:)) }

  /// One integer decides; the default would feed a keyed hash function.
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

enum NameTable {
  /// Texts differ by code points: Swift's own equality would merge "e" + accent with the accented letter.
  struct Key: Hashable {
    let text: String

    static func == (left: Key, right: Key) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  static var ids: [Key: Int32] = [:]
  static var strings: [StrObject] = []
}

extension Name: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

/// Names the machine itself asks for.
public enum Names {
  public static let add: Name = "__add__"
  public static let `init`: Name = "__init__"
  public static let new: Name = "__new__"
  public static let call: Name = "__call__"
  public static let `class`: Name = "__class__"
  public static let dict: Name = "__dict__"
  public static let doc: Name = "__doc__"
  public static let module: Name = "__module__"
  public static let name: Name = "__name__"
  public static let qualname: Name = "__qualname__"
  public static let annotations: Name = "__annotations__"
  public static let getattr: Name = "__getattr__"
  public static let getattribute: Name = "__getattribute__"
  public static let setattr: Name = "__setattr__"
  public static let delattr: Name = "__delattr__"
  public static let del: Name = "__del__"
  public static let slots: Name = "__slots__"
  public static let get: Name = "__get__"
  public static let set: Name = "__set__"
  public static let delete: Name = "__delete__"
  public static let setName: Name = "__set_name__"
  public static let initSubclass: Name = "__init_subclass__"
  public static let classGetitem: Name = "__class_getitem__"
  public static let repr: Name = "__repr__"
  public static let str: Name = "__str__"
  public static let format: Name = "__format__"
  public static let bool: Name = "__bool__"
  public static let len: Name = "__len__"
  public static let hash: Name = "__hash__"
  public static let eq: Name = "__eq__"
  public static let contains: Name = "__contains__"
  public static let getitem: Name = "__getitem__"
  public static let setitem: Name = "__setitem__"
  public static let delitem: Name = "__delitem__"
  public static let iter: Name = "__iter__"
  public static let next: Name = "__next__"
  public static let reversed: Name = "__reversed__"
  public static let enter: Name = "__enter__"
  public static let exit: Name = "__exit__"
  public static let index: Name = "__index__"
  public static let int: Name = "__int__"
  public static let float: Name = "__float__"
  public static let missing: Name = "__missing__"
  public static let all: Name = "__all__"
  public static let file: Name = "__file__"
  public static let path: Name = "__path__"
  public static let package: Name = "__package__"
  public static let bases: Name = "__bases__"
  public static let mro: Name = "__mro__"
  public static let matchArgs: Name = "__match_args__"
  public static let instancecheck: Name = "__instancecheck__"
  public static let subclasscheck: Name = "__subclasscheck__"
  public static let metaclass: Name = "metaclass"
  public static let typeName: Name = "__tp_name__"
  public static let prepare: Name = "__prepare__"
  public static let classCell: Name = "__classcell__"
  public static let abstractMethods: Name = "__abstractmethods__"
  public static let notes: Name = "__notes__"
  public static let code: Name = "__code__"
  public static let defaults: Name = "__defaults__"
  public static let keywordDefaults: Name = "__kwdefaults__"
  public static let closure: Name = "__closure__"
  public static let globals: Name = "__globals__"
  public static let args: Name = "args"
  static let boundSelf: Name = "__self__"
  static let selfClass: Name = "__self_class__"
  static let thisClass: Name = "__thisclass__"
  static let `func`: Name = "__func__"
  static let wrapped: Name = "__wrapped__"
  static let cellContents: Name = "cell_contents"
  static let plainName: Name = "name"
  static let plainPath: Name = "path"
  static let obj: Name = "obj"
  public static let underscore: Name = "_"

  static func forward(_ op: BinaryOperator) -> Name { forwardOperators[Int(op.rawValue)] }
  static func reflected(_ op: BinaryOperator) -> Name { reflectedOperators[Int(op.rawValue)] }
  static func inPlace(_ op: BinaryOperator) -> Name { inPlaceOperators[Int(op.rawValue)] }
  static func comparison(_ op: Comparison) -> Name { comparisons[Int(op.rawValue)] }
  static func unary(_ op: UnaryOperator) -> Name { unaries[Int(op.rawValue)] }

  /// In the order of `BinaryOperator`'s cases.
  static let operatorStems: [String] = [
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor",
  ]
  static let forwardOperators: [Name] = operatorStems.map { Name("__\($0)__") }
  static let reflectedOperators: [Name] = operatorStems.map { Name("__r\($0)__") }
  static let inPlaceOperators: [Name] = operatorStems.map { Name("__i\($0)__") }
  static let comparisons: [Name] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
  static let unaries: [Name] = ["__neg__", "__pos__", "__invert__"]
}
