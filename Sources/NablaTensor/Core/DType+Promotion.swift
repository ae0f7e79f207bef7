/// PyTorch's promotion rules.
///
/// Operands fall into three groups: tensors with dimensions, zero-dimensional tensors, and numbers of the language. A
/// later group changes the result's type only where it is of a higher category (bool < integer < float):
/// `int32 tensor + 1.5` is the default float, `float32 tensor + float64 0-d tensor` stays float32.
extension DType {
  /// The smallest type that holds both: the later one in bool < uint8 < int16 < int32 < int64 < float16 < float32 <
  /// float64, but for two pairs of which neither holds the other: bytes with and without sign, and the two halves.
  public static func promote(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    switch (a, b) {
    case (.uint8, .int8), (.int8, .uint8): return .int16
    case (.float16, .bfloat16), (.bfloat16, .float16): return .float32
    default: return a.rank >= b.rank ? a : b
    }
  }

  private var rank: Int {
    switch self {
    case .bool: return 0
    case .uint8, .int8: return 1
    case .int16: return 2
    case .int32: return 3
    case .int64: return 4
    case .float16, .bfloat16: return 5
    case .float32: return 6
    case .float64: return 7
    }
  }

  /// `lower` has less say: it matters only when it is of a higher category, or `higher` is absent.
  static func combine(_ higher: DType?, _ lower: DType?) -> DType? {
    guard let higher else { return lower }
    guard let lower else { return higher }
    if higher.isFloat { return higher }
    if higher == .bool || lower.isFloat { return promote(higher, lower) }
    return higher
  }

  /// The type `torch.result_type` gives for two tensors.
  public static func result(_ a: Tensor, _ b: Tensor) -> DType {
    if a.dtype == b.dtype { return a.dtype }
    switch (a.rank == 0, b.rank == 0) {
    case (false, false), (true, true): return promote(a.dtype, b.dtype)
    case (false, true): return combine(a.dtype, b.dtype) ?? a.dtype
    case (true, false): return combine(b.dtype, a.dtype) ?? b.dtype
    }
  }

  /// The type of a tensor's operation with a number.
  public static func result(_ a: Tensor, _ b: Scalar) -> DType {
    combine(a.dtype, b.dtype) ?? a.dtype
  }

  /// The type of `a` where floats are needed: integers and bools become the default float.
  public var floating: DType { isFloat ? self : .defaultFloat }
}
