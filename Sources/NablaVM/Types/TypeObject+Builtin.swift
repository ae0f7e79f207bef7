/// The classes of the machine's own objects. Those of data types take their tables from `Builtins/`.
extension TypeObject {
  public static let object: TypeObject = {
    var declaration = NativeType.object
    declaration.isRoot = true
    return TypeObject(declaration)
  }()
  public static let type: TypeObject = {
    var declaration = NativeType.type
    declaration.isMetatype = true
    return TypeObject(declaration)
  }()

  public static let noneType = TypeObject(NativeType("NoneType", isFinal: true))
  public static let notImplementedType = TypeObject(NativeType("NotImplementedType", isFinal: true))
  public static let ellipsisType = TypeObject(NativeType("ellipsis", isFinal: true))
  public static let int = TypeObject(NativeType.int)
  public static let bool = TypeObject(NativeType.bool)
  public static let float = TypeObject(NativeType.float)
  public static let str = TypeObject(NativeType.str)
  public static let bytes = TypeObject(NativeType.bytes)
  public static let bytearray = TypeObject(NativeType.bytearray)
  public static let memoryView = TypeObject(NativeType.memoryView)
  public static let list = TypeObject(NativeType.list)
  public static let tuple = TypeObject(NativeType.tuple)
  public static let dict = TypeObject(NativeType.dict)
  public static let set = TypeObject(NativeType.set)
  public static let frozenset = TypeObject(NativeType.frozenset)
  public static let range = TypeObject(NativeType.range)
  public static let slice = TypeObject(NativeType.slice)

  public static let function = TypeObject(
    NativeType("function", isFinal: true, methods: { DescriptorMethods.ofFunctions }))
  public static let method = TypeObject(
    NativeType(
      "method", isFinal: true,
      new: Native("__new__", "(cls, function, instance, /)") { arguments, _ in
        let function = arguments[1]
        guard let object = function.object, object.isCallable || object.type.override(Names.call) != nil else {
          throw Raised(.typeError, "first argument must be callable")
        }
        if arguments.isNone(2) { throw Raised(.typeError, "instance must not be None") }
        return .object(BoundMethod(function: function, receiver: arguments[2]))
      },
      methods: { DescriptorMethods.ofMethods }))
  public static let methodWrapper = TypeObject(NativeType("method-wrapper", isFinal: true))
  public static let wrapperDescriptor = TypeObject(
    NativeType("wrapper_descriptor", isFinal: true, methods: { DescriptorMethods.ofNatives }))
  public static let memberDescriptor = TypeObject(
    NativeType("member_descriptor", isFinal: true, methods: { DescriptorMethods.ofMembers }))
  public static let builtinFunction = TypeObject(NativeType("builtin_function_or_method", isFinal: true))
  public static let methodDescriptor = TypeObject(
    NativeType("method_descriptor", isFinal: true, methods: { DescriptorMethods.ofNatives }))
  public static let getsetDescriptor = TypeObject(NativeType("getset_descriptor", isFinal: true))
  public static let cell = TypeObject(NativeType("cell", isFinal: true))
  public static let module = TypeObject(NativeType(
      "module", isFinal: true,
      new: Native("__new__", "(cls, name, doc=None)") { arguments, vm in
        .object(
          ModuleObject(
            try arguments.string(1, vm), summary: try arguments.optionalString(2, vm) ?? "", isImported: false))
      }))
  public static let unionType = TypeObject(NativeType("UnionType", module: "types", isFinal: true))
  public static let genericAlias = TypeObject(NativeType(
      "GenericAlias", module: "types", isFinal: true,
      new: Native("__new__", "(cls, origin, args, /)") { arguments, _ in
        .object(GenericAlias(origin: arguments[1], argument: arguments[2]))
      }))

  public static let property = TypeObject(NativeType.property)
  public static let staticMethod = TypeObject(NativeType.staticMethod)
  public static let classMethod = TypeObject(NativeType.classMethod)
  public static let superType = TypeObject(NativeType.superType)
  public static let generator = TypeObject(NativeType.generator)

  public static let strIterator = TypeObject(NativeType.iterator("str_iterator", hasHint: true))
  public static let asciiIterator = TypeObject(NativeType.iterator("str_ascii_iterator", hasHint: true))
  public static let tupleIterator = TypeObject(NativeType.iterator("tuple_iterator", hasHint: true))
  public static let itemIterator = TypeObject(NativeType.iterator("iterator"))
  public static let dictValueIterator = TypeObject(NativeType.iterator("dict_valueiterator", hasHint: true))
  public static let dictItemIterator = TypeObject(NativeType.iterator("dict_itemiterator", hasHint: true))
  public static let sequenceIterator = TypeObject(NativeType.iterator("list_iterator", hasHint: true))
  public static let rangeIterator = TypeObject(NativeType.iterator("range_iterator", hasHint: true))
  public static let dictIterator = TypeObject(NativeType.iterator("dict_keyiterator", hasHint: true))
  public static let setIterator = TypeObject(NativeType.iterator("set_iterator", hasHint: true))
  public static let closureIterator = TypeObject(NativeType.iterator("iterator"))
}
