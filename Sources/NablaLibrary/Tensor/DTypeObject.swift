import NablaTensor
import NablaVM

/// `torch.float32` and its kin: one object each.
final class DTypeObject: Object {
  let dtype: DType

  private init(_ dtype: DType) {
    self.dtype = dtype
    super.init(type: DTypeObject.dtypeType)
  }

  private static let objects: [DTypeObject] = DType.allCases.map { DTypeObject($0) }

  static func of(_ dtype: DType) -> DTypeObject { objects[Int(dtype.rawValue)] }
  static func value(_ dtype: DType) -> Value { .object(of(dtype)) }

  /// `dtype=float`, `dtype=int` and `dtype=bool` name the widest type of the kind.
  static func ofPythonType(_ type: TypeObject) -> DType? {
    if type === TypeObject.float { return .float64 }
    if type === TypeObject.int { return .int64 }
    if type === TypeObject.bool { return .bool }
    return nil
  }

  override func repr(_ vm: Interpreter) throws -> String { "torch.\(dtype.name)" }

  /// All names of dtypes in the module `torch`.
  static let names: [(String, DType)] = [
    ("float32", .float32), ("float", .float32), ("float64", .float64), ("double", .float64), ("int64", .int64),
    ("long", .int64), ("int32", .int32), ("int", .int32), ("uint8", .uint8), ("bool", .bool),
    ("int8", .int8), ("int16", .int16), ("short", .int16), ("float16", .float16), ("half", .float16),
    ("bfloat16", .bfloat16),
  ]

  static let dtypeType = TypeObject(
    NativeType(
      "dtype", module: "torch", summary: "The type of a tensor's elements.",
      properties: {
        [
          NativeProperty("is_floating_point") { object, _ in .bool(dtype(object).isFloat) },
          NativeProperty("is_complex") { _, _ in .bool(false) },
          NativeProperty("is_signed") { object, _ in .bool(dtype(object) != .uint8 && dtype(object) != .bool) },
          NativeProperty("itemsize") { object, _ in .int(dtype(object).itemSize) },
        ]
      }))

  private static func dtype(_ object: Object) -> DType { (object as? DTypeObject)?.dtype ?? .float32 }
}
