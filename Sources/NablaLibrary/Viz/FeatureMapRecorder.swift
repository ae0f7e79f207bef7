import NablaTensor
import NablaVM

/// Runs a net on one image and keeps what its convolutions give.
///
/// Everything goes through the language's own protocol (`named_modules`, forward hooks, the call), so that nets written
/// in the language and layers written in Swift are seen alike.
enum FeatureMapRecorder {
  /// - Parameters:
  ///   - image: `[C, H, W]` or a batch of one.
  ///   - only: names of the modules to look at; the convolutions where empty.
  static func run(_ model: Value, image: Value, only: [String], _ vm: Interpreter) throws -> [(name: String, output: Value)] {
    let watched = try modules(of: model, only: only, vm)
    guard let pixels = image.as(TensorObject.self)?.tensor else {
      throw Raised(.typeError, "expected the image as a Tensor [C, H, W], got \(vm.typeName(of: image))")
    }
    let batch = TensorObject.value(try TensorErrors.translate { pixels.rank == 3 ? try pixels.unsqueeze(0) : pixels })

    var seen: [(name: String, output: Value)] = []
    var handles: [Value] = []
    let wasTraining = try vm.truth(vm.attribute(of: model, "training"))
    // Whatever happens, the net is left as it was found.
    defer {
      for handle in handles { _ = try? vm.callMethod(handle, "remove", []) }
      _ = try? vm.callMethod(model, "train", [.bool(wasTraining)])
    }
    _ = try vm.callMethod(model, "eval", [])
    for (name, module) in watched {
      let hook = NativeFunction(
        Native("record", "(module, args, output)", "Keeps the output of a module.") { arguments, _ in
          seen.append((name, arguments[2]))
          return .none
        })
      handles.append(try vm.callMethod(module, "register_forward_hook", [.object(hook)]))
    }
    try GradMode.disabled { _ = try vm.call(model, [batch]) }
    return seen
  }

  private static func modules(of model: Value, only: [String], _ vm: Interpreter) throws -> [(String, Value)] {
    var all: [(String, Value)] = []
    try vm.iterate(vm.callMethod(model, "named_modules", [])) { pair in
      let parts = try vm.array(pair)
      if parts.count == 2 { all.append((try vm.str(parts[0]), parts[1])) }
      return true
    }
    if only.isEmpty {
      let convolutions = all.filter { pair in
        guard case .object(let object) = pair.1 else { return false }
        return object.type.order.contains { $0.name == "Conv2d" }
      }
      guard !convolutions.isEmpty else {
        throw Raised(
          .valueError, "the model has no Conv2d layer to look at",
          details: ["name the modules to look at: show_feature_maps(model, image, layers=['layer1'])"])
      }
      return convolutions.map { ($0.0.isEmpty ? "Conv2d" : $0.0, $0.1) }
    }
    return try only.map { name in
      guard let found = all.first(where: { $0.0 == name }) else {
        throw Raised(
          .attributeError, "the model has no module named '\(name)'",
          details: ["its modules: " + all.map(\.0).filter { !$0.isEmpty }.joined(separator: ", ")])
      }
      return found
    }
  }
}
