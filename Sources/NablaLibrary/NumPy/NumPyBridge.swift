import NablaTensor
import NablaVM

/// Arrays of NumPy beside tensors: an array is a tensor's memory under another name.
enum NumPyBridge {
  /// The tensor behind an array; `nil` for anything else.
  static func tensor(_ value: Value) throws -> Tensor? {
    if case .object(let object) = value, let array = object as? ArrayObject { return array.tensor }
    return nil
  }

  /// The tensor behind an array or a tensor, without history.
  static func anyTensor(_ value: Value) throws -> Tensor? {
    if let tensor = TensorObject.from(value)?.tensor { return tensor.detach() }
    return try tensor(value)
  }

  static func array(_ tensor: Tensor, force: Bool) throws -> Value {
    guard force || !tensor.requiresGrad else {
      throw Raised(
        .runtimeError, "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    }
    return .object(ArrayObject(tensor.detach()))
  }
}
