/// The type of a tensor's elements.
///
/// The raw values are shared with `CKernels` (`NB_F32` …) and ordered so that kernels can index tables with them.
public enum DType: UInt8, Hashable, Sendable, CaseIterable {
  case float32 = 0
  case float64 = 1
  case int64 = 2
  case int32 = 3
  case uint8 = 4
  case bool = 5
  // Types that elements are stored in; arithmetic is done in `computing` and rounded where the result is stored.
  case int8 = 6
  case int16 = 7
  case float16 = 8
  case bfloat16 = 9

  /// The type of floats that come without one: `torch.get_default_dtype()`.
  nonisolated(unsafe) public static var defaultFloat: DType = .float32

  /// Bytes an element takes.
  public var itemSize: Int {
    switch self {
    case .float32, .int32: return 4
    case .float64, .int64: return 8
    case .uint8, .bool, .int8: return 1
    case .int16, .float16, .bfloat16: return 2
    }
  }

  /// Whether elements are floats that kernels compute with: `float32` or `float64`. See `isFloat`.
  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// Whether elements are floats, those of half precision included.
  public var isFloat: Bool { isFloatingPoint || isHalf }

  /// `float16` and `bfloat16`.
  public var isHalf: Bool { self == .float16 || self == .bfloat16 }

  /// Integers without `bool`.
  public var isInteger: Bool {
    switch self {
    case .int64, .int32, .uint8, .int8, .int16: return true
    case .float32, .float64, .bool, .float16, .bfloat16: return false
    }
  }

  /// The type that arithmetic is done in: a wider one for types that are only stored.
  ///
  /// Integers wrap around the same whether at each step or at the end.
  public var computing: DType {
    switch self {
    case .int8, .int16: return .int32
    case .float16, .bfloat16: return .float32
    case .float32, .float64, .int64, .int32, .uint8, .bool: return self
    }
  }

  /// Whether elements are stored in this type but not computed with.
  public var isOnlyStored: Bool { rawValue >= DType.int8.rawValue }

  /// The name after `torch.`: `float32`.
  public var name: String {
    switch self {
    case .float32: return "float32"
    case .float64: return "float64"
    case .int64: return "int64"
    case .int32: return "int32"
    case .uint8: return "uint8"
    case .bool: return "bool"
    case .int8: return "int8"
    case .int16: return "int16"
    case .float16: return "float16"
    case .bfloat16: return "bfloat16"
    }
  }

  /// As error messages of PyTorch's operations call it: `Float`, `Long`.
  public var scalarTypeName: String {
    switch self {
    case .float32: return "Float"
    case .float64: return "Double"
    case .int64: return "Long"
    case .int32: return "Int"
    case .uint8: return "Byte"
    case .bool: return "Bool"
    case .int8: return "Char"
    case .int16: return "Short"
    case .float16: return "Half"
    case .bfloat16: return "BFloat16"
    }
  }

  /// The C type, as a few of PyTorch's messages have it: `float`, `long int`.
  public var cTypeName: String {
    switch self {
    case .float32: return "float"
    case .float64: return "double"
    case .int64: return "long int"
    case .int32: return "int"
    case .uint8: return "unsigned char"
    case .bool: return "bool"
    case .int8: return "signed char"
    case .int16: return "short int"
    case .float16: return "c10::Half"
    case .bfloat16: return "c10::BFloat16"
    }
  }

  /// What `Tensor.type()` answers: `torch.FloatTensor`.
  public var tensorTypeName: String { "torch.\(scalarTypeName)Tensor" }

  /// 0 for `bool`, 1 for integers, 2 for floats: promotion never lowers a category.
  public var category: Int { isFloat ? 2 : self == .bool ? 0 : 1 }
}
