/// The declaration of a built-in class. `TypeObject(declaration)` makes the class; its tables are only built when an
/// attribute is first looked up, so that declaring a hundred types costs nothing at start-up.
///
///     extension TypeObject {
///       public static let generator = TypeObject(NativeType(
///         "Generator", module: "torch", summary: "A stream of random numbers.",
///         new: Native("__new__", "(cls, device='cpu')") { arguments, vm in .object(GeneratorObject()) },
///         methods: { [Native("manual_seed", "(self, seed)") { … }] },
///         properties: { [NativeProperty("device") { object, vm in … }] }))
///     }
///
/// How instances come to be, as in CPython: calling a class calls `__new__`, then `__init__` when the class (or a user's
/// subclass) has one. Give
/// - `new` when the object is complete once made (numbers, tensors); its first argument is the class that was called;
/// - `allocate` when an empty object is made first and a method `__init__` in `methods` fills it (containers,
///   `nn.Module`): subclasses written in the language then get the very same Swift object, with their class.
/// Types with neither cannot be instantiated.
public struct NativeType {
  public typealias Allocate = (TypeObject, Interpreter) throws -> Object

  public let name: String
  public let module: String
  public let bases: () -> [TypeObject]
  public let summary: String
  public let new: Native?
  public let allocate: Allocate?
  public let methods: () -> [Native]
  public let classMethods: () -> [Native]
  public let staticMethods: () -> [Native]
  public let properties: () -> [NativeProperty]
  public let constants: () -> [(String, Value)]
  /// Of the class itself, under its name, and of its methods.
  public let examples: Examples
  /// Whether user classes may inherit.
  public let isFinal: Bool
  var isMetatype = false
  var isRoot = false
  /// An exception whose constructor does nothing but keep its arguments.
  var isPlainException = false

  public init(
    _ name: String, module: String = "builtins", bases: @escaping () -> [TypeObject] = { [] }, summary: String = "",
    examples: Examples = .none, isFinal: Bool = false, new: Native? = nil, allocate: Allocate? = nil,
    methods: @escaping () -> [Native] = { [] }, classMethods: @escaping () -> [Native] = { [] },
    staticMethods: @escaping () -> [Native] = { [] }, properties: @escaping () -> [NativeProperty] = { [] },
    constants: @escaping () -> [(String, Value)] = { [] }
  ) {
    self.name = name
    self.module = module
    self.bases = bases
    self.summary = summary
    self.isFinal = isFinal
    self.new = new
    self.allocate = allocate
    self.methods = methods
    self.classMethods = classMethods
    self.staticMethods = staticMethods
    self.properties = properties
    self.constants = constants
    self.examples = examples
  }

  func fill(_ table: AttributeTable, of type: TypeObject) {
    let documentation = examples.documentation(summary, of: name)
    table.set(Names.doc, documentation.isEmpty ? .none : .string(documentation))
    if let new {
      table.set(Names.new, .object(StaticMethod(.object(NativeFunction(new, owner: type)))))
    }
    if allocate != nil, new == nil {
      let allocator = Native.allocator
      table.set(Names.new, .object(StaticMethod(.object(NativeFunction(allocator, owner: type)))))
    }
    for native in methods() {
      table.set(Name(native.name), .object(NativeFunction(native, owner: type, bindsReceiver: true)))
    }
    for native in classMethods() {
      table.set(Name(native.name), .object(ClassMethod(.object(NativeFunction(native, owner: type)))))
    }
    for native in staticMethods() {
      table.set(Name(native.name), .object(StaticMethod(.object(NativeFunction(native, owner: type)))))
    }
    for property in properties() {
      table.set(Name(property.name), .object(NativePropertyObject(property, owner: type)))
    }
    for (name, value) in constants() { table.set(Name(name), value) }
  }
}

extension NativeType {
  /// The class of an exception of the hierarchy.
  init(exception kind: ExceptionKind) {
    if kind == .baseExceptionGroup || kind == .exceptionGroup {
      self.init(
        kind.rawValue,
        bases: {
          kind == .exceptionGroup
            ? [ExceptionKind.baseExceptionGroup.type, ExceptionKind.exception.type] : [ExceptionKind.baseException.type]
        },
        summary: "Several exceptions at once.", new: ExceptionGroups.new,
        methods: { kind == .baseExceptionGroup ? ExceptionGroups.methods : [] },
        properties: { kind == .baseExceptionGroup ? ExceptionGroups.properties : [] })
      return
    }
    self.init(
      kind.rawValue, bases: { kind.parent.map { [$0.type] } ?? [] },
      allocate: { type, _ in ExceptionObject(type: type) },
      methods: { kind == .baseException ? ExceptionTable.methods : [] },
      properties: { kind == .baseException ? ExceptionTable.properties : ExceptionTable.properties(of: kind) })
    // The class of an `OSError` depends on its arguments, and its kin keep some of them elsewhere.
    var ancestor: ExceptionKind? = kind
    while let found = ancestor, found != .osError { ancestor = found.parent }
    isPlainException = ancestor == nil
  }
}

extension Native {
  /// `__new__` of classes that allocate first and initialise then.
  static let allocator = Native(
    name: "__new__", signature: "(cls, *args, **kwargs)", summary: "", isSlot: true, isRaw: true
  ) { arguments, vm in
    guard arguments.count > 0 else { throw Raised(.typeError, "object.__new__(): not enough arguments") }
    guard let type = arguments[0].as(TypeObject.self) else {
      throw Raised(.typeError, "object.__new__(X): X is not a type object (\(vm.typeName(of: arguments[0])))")
    }
    if arguments.count + arguments.keywords.count > 1, type.nativeBase === TypeObject.object {
      let isSlot = { (name: Name) -> Bool in
        let found = type.lookup(name)
        return (found.as(StaticMethod.self)?.function ?? found).as(NativeFunction.self)?.isSlot ?? false
      }
      if !isSlot(Names.new) {
        throw Raised(.typeError, "object.__new__() takes exactly one argument (the type to instantiate)")
      }
      if isSlot(Names.`init`) { throw Raised(.typeError, "\(type.name)() takes no arguments") }
    }
    let object = try vm.allocate(type)
    (object as? ExceptionObject)?.arguments = Array(arguments.positional.dropFirst())
    return .object(object)
  }

  /// A dunder method that only exposes the Swift method of the object: `list.__len__`.
  public static func slot(_ name: String, _ signature: String, _ body: @escaping Body) -> Native {
    Native(name: name, signature: signature, summary: "", isSlot: true, isRaw: false, body: body)
  }
}
