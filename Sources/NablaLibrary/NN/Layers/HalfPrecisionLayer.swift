import NablaTensor
import NablaVM

/// Layers whose operations have no loop for numbers of half precision: the layer runs in float32 on widened parameters,
/// buffers and inputs, and what it gives is rounded once, as PyTorch's own loops do. Gradients reach the parameters
/// through the widening.
enum HalfPrecisionLayer {
  /// The layer's result.
  ///
  /// - Throws: the error where nothing is of half precision, or where types differ: PyTorch complains of that.
  static func retry(
    _ layer: NNModuleObject, _ call: Call, after error: TensorError, _ forward: LayerType.Forward
  ) throws -> Value {
    let registries = [layer.parameters, layer.buffers]
    let tensors = registries.flatMap(\.values).compactMap { TensorObject.from($0)?.tensor }.filter(\.dtype.isFloat)
    guard let half = HalfPrecisionCall.dtype(of: call), tensors.allSatisfy({ $0.dtype == half }) else { throw error }
    let before = registries.map(\.pairs)
    defer { restore(before, in: registries) }
    guard widen(registries, half) else { throw error }
    return try HalfPrecisionCall.retry(call, after: error) { try forward(layer, $0) }
  }

  private static func widen(_ registries: [DictObject], _ half: DType) -> Bool {
    for registry in registries {
      for (key, value) in registry.pairs {
        guard let name = key.text, let tensor = TensorObject.from(value)?.tensor, tensor.dtype == half else { continue }
        guard let wide = try? tensor.to(.float32) else { return false }
        registry[name] = TensorObject.value(wide)
      }
    }
    return true
  }

  /// Puts the layer's own tensors back, with what was written into the widened buffers.
  private static func restore(_ before: [[(key: Value, value: Value)]], in registries: [DictObject]) {
    for (registry, pairs) in zip(registries, before) {
      for (key, value) in pairs {
        guard let name = key.text, let tensor = TensorObject.from(value)?.tensor else { continue }
        if let wide = registry[name].flatMap({ TensorObject.from($0)?.tensor }), wide !== tensor, wide.version > 0 {
          _ = try? GradMode.disabled { try tensor.copyInPlace(wide) }
        }
        registry[name] = value
      }
    }
  }
}
