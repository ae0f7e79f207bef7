import NablaTensor
import NablaVM

/// Operations that have no loop for numbers of half precision: computed in float32, rounded where the result is stored.
enum HalfPrecisionCall {
  /// The result of a call that failed, computed so; `nil` where no argument is of half precision or it fails again.
  static func result(of call: Call, _ body: Operation.Body) -> Value? {
    guard TypeRefusals.words[call.operation.name] == nil else { return nil }
    var values = (0..<call.arguments.count).map { call.arguments[$0] }
    var half: DType?
    for (index, value) in values.enumerated() {
      guard let tensor = TensorObject.from(value)?.tensor, tensor.dtype.isHalf else { continue }
      half = half.map { DType.promote($0, tensor.dtype) } ?? tensor.dtype
      guard let wide = try? tensor.to(.float32) else { return nil }
      values[index] = TensorObject.value(wide)
    }
    guard let half else { return nil }
    return values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let wide = Call(
        call.arguments.moved(to: base), call.vm, call.operation, isMethod: call.isMethod)
      return (try? body(wide)).flatMap { try? rounded($0, half) }
    }
  }

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
