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

  /// The type of floats that come without one: `torch.get_default_dtype()`.
  nonisolated(unsafe) public static var defaultFloat: DType = .float32

  /// Bytes an element takes.
  public var itemSize: Int {
    switch self {
    case .float32, .int32: return 4
    case .float64, .int64: return 8
    case .uint8, .bool: return 1
    }
  }

  public var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// Integers without `bool`.
  public var isInteger: Bool { self == .int64 || self == .int32 || self == .uint8 }

  /// The name after `torch.`: `float32`.
  public var name: String {
    switch self {
    case .float32: return "float32"
    case .float64: return "float64"
    case .int64: return "int64"
    case .int32: return "int32"
    case .uint8: return "uint8"
    case .bool: return "bool"
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
    }
  }

  /// What `Tensor.type()` answers: `torch.FloatTensor`.
  public var tensorTypeName: String { "torch.\(scalarTypeName)Tensor" }

  /// 0 for `bool`, 1 for integers, 2 for floats: promotion never lowers a category.
  var category: Int {
    switch self {
    case .bool: return 0
    case .uint8, .int32, .int64: return 1
    case .float32, .float64: return 2
    }
  }
}
