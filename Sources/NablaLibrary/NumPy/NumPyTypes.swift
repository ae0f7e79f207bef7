import NablaTensor
import NablaVM

/// NumPy's types of elements, by the names that programs give them.
enum NumPyTypes {
  private static let names: [String: DType] = [
    "float64": .float64, "float": .float64, "double": .float64, "f8": .float64, "d": .float64, "float32": .float32,
    "single": .float32, "f4": .float32, "f": .float32, "float16": .float16, "half": .float16, "f2": .float16,
    "e": .float16, "int64": .int64, "int": .int64, "int_": .int64, "i8": .int64, "l": .int64, "q": .int64,
    "longlong": .int64, "intp": .int64, "int32": .int32, "intc": .int32, "i4": .int32, "i": .int32, "int16": .int16,
    "short": .int16, "i2": .int16, "h": .int16, "int8": .int8, "byte": .int8, "i1": .int8, "b": .int8,
    "uint8": .uint8, "ubyte": .uint8, "u1": .uint8, "B": .uint8, "bool": .bool, "bool_": .bool, "?": .bool, "b1": .bool,
  ]
  private static let absent: Set<String> = [
    "uint16", "uint32", "uint64", "uint", "complex64", "complex128", "complex", "object", "O", "str", "S", "U",
    "float128", "longdouble", "datetime64", "timedelta64", "void",
  ]

  /// - Throws: NumPy's words for what names no type; types that are left out are refused by name.
  static func dtype(_ value: Value) throws -> DType {
    if let type = value.as(NumPyType.self) { return type.dtype }
    if let type = value.as(TypeObject.self) {
      if let dtype = ScalarTypes.dtype(of: type) ?? DTypeObject.ofPythonType(type) { return dtype }
      if type === TypeObject.str { throw leftOut("str") }
      throw Raised(.typeError, "Cannot interpret '\(try type.repr(vm))' as a data type")
    }
    if let name = value.as(StrObject.self)?.text {
      var key = name
      if let first = key.first, "<=|".contains(first) { key.removeFirst() }
      if let dtype = names[key] { return dtype }
      if absent.contains(key) || key.first == "U" || key.first == "S" { throw leftOut(name) }
      throw Raised(.typeError, "data type '\(name)' not understood")
    }
    if let array = value.as(ArrayObject.self) { return array.tensor.dtype }
    throw Raised(.typeError, "Cannot interpret '\((try? vm.repr(value)) ?? "")' as a data type")
  }

  static func optional(_ value: Value) throws -> DType? {
    value.isNone || value.isUndefined ? nil : try dtype(value)
  }

  private static func leftOut(_ name: String) -> Raised {
    Raised(.typeError, "data type '\(name)' is not supported: arrays of Nabla hold bool, int8 to int64, uint8 and float16 to float64")
  }

  static func value(_ dtype: DType) -> Value { .object(NumPyType.of(dtype)) }

  /// NumPy's promotion: integers of 32 bits and more need doubles, which hold them exactly.
  static func promote(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    if a.isFloat != b.isFloat {
      let (float, whole) = a.isFloat ? (a, b) : (b, a)
      switch whole {
      case .bool, .int8, .uint8: return float
      case .int16: return float == .float16 ? .float32 : float
      default: return .float64
      }
    }
    return DType.promote(a, b)
  }

  /// The type that `exp`, `sqrt` and their kin compute whole numbers in.
  static func floating(_ dtype: DType) -> DType {
    switch dtype {
    case .bool, .int8, .uint8: return .float16
    case .int16: return .float32
    case .int32, .int64: return .float64
    default: return dtype
    }
  }

  /// The least and the greatest number of a type of whole numbers.
  static func range(_ dtype: DType) -> ClosedRange<Int>? {
    switch dtype {
    case .int64: return Int.min...Int.max
    case .int32: return Int(Int32.min)...Int(Int32.max)
    case .int16: return Int(Int16.min)...Int(Int16.max)
    case .int8: return -128...127
    case .uint8: return 0...255
    default: return nil
    }
  }

  private static var vm: Interpreter { NumPyModule.machine }
}

/// `numpy.dtype('float32')`.
final class NumPyType: Object {
  let dtype: DType

  private init(_ dtype: DType) {
    self.dtype = dtype
    super.init(type: NumPyType.dtypeType)
  }

  private static let objects: [NumPyType] = DType.allCases.map { NumPyType($0) }
  static func of(_ dtype: DType) -> NumPyType { objects[Int(dtype.rawValue)] }

  override func repr(_ vm: Interpreter) throws -> String { "dtype('\(dtype.name)')" }
  override func str(_ vm: Interpreter) throws -> String { dtype.name }
  override func hash(_ vm: Interpreter) throws -> Int { Int(dtype.rawValue) &* 7919 }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, other.as(ArrayObject.self) == nil else { return nil }
    guard let dtype = try? NumPyTypes.dtype(other) else { return .bool(op == .notEqual) }
    return .bool((dtype == self.dtype) == (op == .equal))
  }

  static let dtypeType = TypeObject(
    NativeType(
      "dtype", module: "numpy", summary: "The type of an array's elements.",
      new: Native("__new__", "(cls, dtype, align=False, copy=False)", "The type of a name.") { a, _ in
        NumPyTypes.value(try NumPyTypes.optional(a[1]) ?? .float64)
      },
      properties: {
        [
          property("name") { .string($0.name) },
          property("itemsize") { .int($0.itemSize) },
          property("kind") { .string(kind($0)) },
          property("str") { .string(($0.itemSize == 1 ? "|" : "<") + kind($0) + String($0.itemSize)) },
          property("char") { .string(characters[Int($0.rawValue)]) },
          property("type") { .object(ScalarTypes.type(of: $0)) },
          property("ndim") { _ in .int(0) },
          property("shape") { _ in .tuple([]) },
        ]
      }))

  private static func property(_ name: String, _ get: @escaping (DType) -> Value) -> NativeProperty {
    NativeProperty(name) { object, _ in (object as? NumPyType).map { get($0.dtype) } ?? .none }
  }

  private static let characters = ["f", "d", "l", "i", "B", "?", "b", "h", "e", "e"]
  private static func kind(_ dtype: DType) -> String {
    dtype == .bool ? "b" : dtype == .uint8 ? "u" : dtype.isFloat ? "f" : "i"
  }
}

/// `numpy.float64` and its kin: classes of the numbers that arrays consist of.
enum ScalarTypes {
  static let generic = abstract("generic") { [] }
  static let number = abstract("number") { [generic] }
  static let integer = abstract("integer") { [number] }
  static let signed = abstract("signedinteger") { [integer] }
  static let unsigned = abstract("unsignedinteger") { [integer] }
  static let inexact = abstract("inexact") { [number] }
  static let floating = abstract("floating") { [inexact] }
  static let abstracts = [generic, number, integer, signed, unsigned, inexact, floating]

  private static func abstract(_ name: String, _ bases: @escaping () -> [TypeObject]) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "numpy", bases: bases, summary: "A kind of numbers.",
        methods: { name == "generic" ? ArrayMethods.all : [] },
        properties: { name == "generic" ? ArrayMethods.properties : [] }))
  }

  /// In the order of `DType`'s raw values.
  private static let types: [TypeObject] = DType.allCases.map { dtype in
    TypeObject(
      NativeType(
        dtype.name, module: "numpy",
        bases: {
          switch dtype {
          case .float64: return [floating, .float]
          case .bool: return [generic]
          case .uint8: return [unsigned]
          default: return [dtype.isFloat ? floating : signed]
          }
        }, summary: "A number of an array of \(dtype.name).",
        new: Native("__new__", "(cls, value=0)", "The number as this type; of a list, an array.") { a, vm in
          try TensorErrors.translate {
            if case .object(let object) = a[1], let text = object as? StrObject {
              return .object(ScalarObject(try Tensor.scalar(.float(vm.double(number(text, vm))), dtype: dtype)))
            }
            return ArrayObject.result(try ArrayMaking.tensor(a[1], dtype, vm).to(dtype))
          }
        }))
  }

  private static func number(_ text: StrObject, _ vm: Interpreter) throws -> Value {
    try vm.call(.object(TypeObject.float), [.object(text)])
  }

  static func type(of dtype: DType) -> TypeObject { types[Int(dtype.rawValue)] }
  static func dtype(of type: TypeObject) -> DType? {
    types.firstIndex { $0 === type }.flatMap { DType(rawValue: UInt8($0)) }
  }
  static var all: [TypeObject] { types.filter { $0.name != "bfloat16" } }
}
