import NablaInteger

/// The declarations of the data types. They are made at start-up; their tables only when first looked at.
extension NativeType {
  static let int: NativeType = NativeType(
    "int", summary: "An integer of any size: int(x) converts a number or text, int(text, base) text in a base.",
    examples: .int,
    new: Native("__new__", "(cls, x=0, /, base=<none>)") { arguments, vm in
      let value = try Numbers.makeInt(arguments[1], base: arguments[2], vm)
      guard let type = arguments.derivedClass else { return value }
      return .object(IntInstance(value.integer ?? 0, type: type))
    },
    methods: { IntMethods.all }, classMethods: { IntMethods.classMethods }, properties: { IntMethods.properties })

  static let bool: NativeType = NativeType(
    "bool", bases: { [.int] }, summary: "A truth value: bool(x) is True when x counts as true.", examples: .bool,
    new: Native("__new__", "(cls, object=False, /)") { arguments, vm in .bool(try arguments.bool(1, vm)) })

  static let float: NativeType = NativeType(
    "float", summary: "A floating-point number: float(x) converts a number or text.", examples: .float,
    new: Native("__new__", "(cls, x=0, /)") { arguments, vm in
      let value = try Numbers.makeFloat(arguments[1], vm)
      guard let type = arguments.derivedClass else { return .float(value) }
      return .object(FloatInstance(value, type: type))
    },
    methods: { FloatMethods.all }, classMethods: { FloatMethods.classMethods },
    properties: { FloatMethods.properties })

  static let str: NativeType = NativeType(
    "str", summary: "Text: str(object) is its readable form, str(bytes, encoding) decodes.", examples: .str,
    new: Native("__new__", "(cls, object='', encoding=<none>, errors=<none>)") { arguments, vm in
      var text: String
      if arguments.isOmitted(2), arguments.isOmitted(3) {
        if arguments.derivedClass == nil {
          switch arguments[1] {
          case .object(let object) where object.kind == .str: return arguments[1]
          case .int, .float: return try vm.writer.value { try vm.write(arguments[1], spec: nil) }
          default: break
          }
        }
        text = try vm.str(arguments[1])
      } else {
        let encoding = arguments.isOmitted(2) ? "utf-8" : try arguments.string(2, vm)
        let errors = arguments.isOmitted(3) ? "strict" : try arguments.string(3, vm)
        if arguments[1].text != nil { throw Raised(.typeError, "decoding str is not supported") }
        guard let bytes = arguments[1].byteSource else {
          throw Raised(
            .typeError, "decoding to str: need a bytes-like object, \(vm.typeName(of: arguments[1])) found")
        }
        text = try translating { try TextCoding.decode(bytes, encoding, errors) }
      }
      guard let type = arguments.derivedClass else { return .string(text) }
      return .object(StrInstance(text, type: type))
    },
    methods: { StrMethods.all + Slots.sequence + Slots.operators([.add, .multiply, .modulo]) },
    staticMethods: { [StrMethods.maketrans] })

  static let bytes: NativeType = NativeType(
    "bytes", summary: "Bytes: from an iterable of integers, from text with an encoding, or zeros.",
    examples: .bytes, isFinal: true,
    new: Native("__new__", "(cls, source=<none>, encoding=<none>, errors=<none>)") { arguments, vm in
      if arguments.isOmitted(2), arguments.isOmitted(3), case .object(let object) = arguments[1], object.kind == .bytes 
   {
        return arguments[1]
      }
      return .bytes(try BytesMethods.make(arguments, isArray: false, vm))
    },
    methods: { BytesMethods.all("bytes") }, classMethods: { BytesMethods.classMethods },
    staticMethods: { [BytesMethods.maketrans] })

  static let bytearray: NativeType = NativeType(
    "bytearray", summary: "Bytes that can change: from an iterable of integers, from text with an encoding, or zeros.",
    examples: .bytearray,
    isFinal: true,
    new: Native("__new__", "(cls, source=<none>, encoding=<none>, errors=<none>)") { arguments, vm in
      .object(ByteArrayObject(try BytesMethods.make(arguments, isArray: true, vm)))
    },
    methods: { BytesMethods.all("bytearray") + ByteArrayMethods.all }, classMethods: { BytesMethods.classMethods },
    staticMethods: { [BytesMethods.maketrans] })

  static let memoryView: NativeType = NativeType(
    "memoryview", summary: "A window on the bytes of a bytes or bytearray object, without a copy.",
    examples: .memoryview, isFinal: true,
    new: Native("__new__", "(cls, object)") { arguments, vm in try MemoryViewMethods.make(arguments[1], vm) },
    methods: { MemoryViewMethods.all }, properties: { MemoryViewMethods.properties })

  static let list: NativeType = NativeType(
    "list", summary: "A mutable sequence: list(iterable) has its items.", examples: .list,
    allocate: { type, _ in type.isHeap ? ListInstance([], type: type) : ListObject([]) },
    methods: {
      ListMethods.all + Slots.sequence + Slots.operators([.add, .multiply])
        + [Slots.setItem, Slots.deleteItem, Slots.inPlace(.add), Slots.inPlace(.multiply)]
    }, constants: { [("__hash__", .none)] })

  static let tuple: NativeType = NativeType(
    "tuple", summary: "An immutable sequence: tuple(iterable) has its items.", examples: .tuple,
    new: Native("__new__", "(cls, iterable=(), /)") { arguments, vm in
      let type = arguments[0].as(TypeObject.self) ?? .tuple
      if !type.isHeap, case .object(let object) = arguments[1], object.kind == .tuple { return arguments[1] }
      let items = try vm.array(arguments[1])
      return .object(type.isHeap ? TupleInstance(items, type: type) : TupleObject.make(items))
    },
    methods: { TupleMethods.all + Slots.sequence + Slots.operators([.add, .multiply]) })

  static let dict: NativeType = NativeType(
    "dict", summary: "A mapping from keys to values, in the order of insertion.", examples: .dict,
    allocate: { type, _ in type.isHeap ? DictInstance(type: type) : DictObject() },
    methods: {
      DictMethods.all + Slots.equality + Slots.operators([.or])
        + [
          Slots.length, Slots.item, Slots.setItem, Slots.deleteItem, Slots.contains, Slots.iterator,
          Slots.inPlace(.or),
        ]
    }, classMethods: { [DictMethods.fromkeys] }, constants: { [("__hash__", .none)] })

  static let set: NativeType = NativeType(
    "set", summary: "A mutable collection of different elements.", examples: .set,
    allocate: { type, _ in type.isHeap ? SetInstance(type: type) : SetObject() },
    methods: {
      SetMethods.shared + SetMethods.changing + Slots.ordering + Slots.operators([.or, .and, .subtract, .xor])
        + [.or, .and, .subtract, .xor].map(Slots.inPlace) + [Slots.length, Slots.contains, Slots.iterator]
    }, constants: { [("__hash__", .none)] })

  static let frozenset: NativeType = NativeType(
    "frozenset", summary: "An immutable set.", examples: .frozenset,
    new: Native("__new__", "(cls, iterable=(), /)") { arguments, vm in
      let type = arguments[0].as(TypeObject.self) ?? .frozenset
      if !type.isHeap, let same = arguments[1].as(SetObject.self), same.type === TypeObject.frozenset {
        return arguments[1]
      }
      let result = type.isHeap ? SetInstance(type: type) : SetObject(type: .frozenset)
      if let other = arguments[1].as(SetObject.self) {
        result.table = other.table
      } else {
        try vm.iterate(arguments[1]) { item in
          try result.insert(item, vm)
          return true
        }
      }
      return .object(result)
    },
    methods: {
      SetMethods.shared + Slots.ordering + Slots.operators([.or, .and, .subtract, .xor])
        + [Slots.length, Slots.contains, Slots.iterator]
    })

  static let range: NativeType = NativeType(
    "range", summary: "The integers from start up to stop, by step.", examples: .range, isFinal: true,
    new: RangeMethods.new,
    methods: { RangeMethods.all }, properties: { RangeMethods.properties })

  static let slice: NativeType = NativeType(
    "slice", summary: "The start, stop and step of a subscript.", examples: .slice, isFinal: true,
    new: Native("__new__", "(cls, /, *args)") { arguments, vm in
      let parts = arguments[1].as(TupleObject.self)?.items ?? []
      switch parts.count {
      case 0: throw Raised(.typeError, "slice expected at least 1 argument, got 0")
      case 1: return .object(SliceObject(start: .none, stop: parts[0], step: .none))
      case 2: return .object(SliceObject(start: parts[0], stop: parts[1], step: .none))
      case 3: return .object(SliceObject(start: parts[0], stop: parts[1], step: parts[2]))
      default: throw Raised(.typeError, "slice expected at most 3 arguments, got \(parts.count)")
      }
    },
    methods: { RangeMethods.slice }, properties: { RangeMethods.sliceProperties })
}
