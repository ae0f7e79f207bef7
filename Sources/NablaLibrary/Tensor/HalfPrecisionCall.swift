import NablaTensor
import NablaVM

/// Operations that have no loop for numbers of half precision: computed in float32, rounded where the result is stored.
enum HalfPrecisionCall {
  /// The type of half precision that the tensors among the arguments have; `nil` where none has one.
  static func dtype(of call: Call) -> DType? {
    var half: DType?
    for index in 0..<call.arguments.count {
      guard let tensor = TensorObject.from(call.arguments[index])?.tensor, tensor.dtype.isHalf else { continue }
      half = half.map { DType.promote($0, tensor.dtype) } ?? tensor.dtype
    }
    return half
  }

  /// The result of a call that failed, computed so.
  ///
  /// - Throws: what is to be reported where that does not help: what is wrong in float32 where only the loop was missing,
  ///   else the error itself, as for operations that PyTorch refuses in half precision.
  static func retry(_ call: Call, after error: TensorError, _ body: Operation.Body) throws -> Value {
    let name = call.operation.name
    guard TypeRefusals.words[name] == nil, let half = dtype(of: call) else { throw error }
    let mixes = mixesTypes(call)
    guard !mixes || !wantsOneType.contains(name) else { throw error }
    var values = (0..<call.arguments.count).map { call.arguments[$0] }
    for (index, value) in values.enumerated() {
      guard let tensor = TensorObject.from(value)?.tensor, tensor.dtype.isHalf else { continue }
      values[index] = TensorObject.value(try tensor.to(.float32))
    }
    do {
      return try values.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { throw error }
        let wide = Call(call.arguments.moved(to: base), call.vm, call.operation, isMethod: call.isMethod)
        let value = try body(wide)
        return mixes && !keepsInputType.contains(name) ? value : try rounded(value, half)
      }
    } catch let second as TensorError {
      let isMissing = { (error: TensorError) in error.report.exception == .notImplementedError }
      throw isMissing(error) && !isMissing(second) ? second : error
    }
  }

  /// Whether wider floats stand among the arguments: the result is one of those.
  private static func mixesTypes(_ call: Call) -> Bool {
    (0..<call.arguments.count).contains { index in
      guard let tensor = TensorObject.from(call.arguments[index])?.tensor else { return false }
      return tensor.dtype.isFloat && !tensor.dtype.isHalf
    }
  }

  /// Operations whose operands PyTorch does not promote.
  private static let wantsOneType: Set<String> = [
    "mm", "bmm", "mv", "dot", "matmul", "addmm", "baddbmm", "addbmm", "addmv", "addr", "inner", "vdot", "einsum", "tensordot",
    "linear", "bilinear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
    "index_add", "index_copy", "index_put", "scatter", "scatter_add", "scatter_reduce", "masked_scatter", "lerp", "prelu",
  ]

  /// Layers that take wider parameters and give what they were given.
  private static let keepsInputType: Set<String> = ["layer_norm", "batch_norm", "group_norm", "instance_norm"]

  private static func rounded(_ value: Value, _ dtype: DType) throws -> Value {
    if let tensor = TensorObject.from(value)?.tensor {
      return tensor.dtype == .float32 ? TensorObject.value(try tensor.to(dtype)) : value
    }
    guard let tuple = value.as(TupleObject.self) else { return value }
    let parts = try tuple.items.map { try rounded($0, dtype) }
    guard let named = tuple as? NamedResult else { return .tuple(parts) }
    return named.form.value(parts.compactMap { TensorObject.from($0)?.tensor })
  }
}
