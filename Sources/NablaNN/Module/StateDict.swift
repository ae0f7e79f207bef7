import NablaTensor

/// What did not match when a state was loaded. A free-standing report, for module trees that live elsewhere.
public struct StateMismatch: Equatable, Sendable, CustomStringConvertible {
  /// Keys the module has and the state has not.
  public var missing: [String]
  /// Keys the state has and the module has not.
  public var unexpected: [String]
  /// Entries that could not be copied, in words.
  public var errors: [String]

  public init(missing: [String] = [], unexpected: [String] = [], errors: [String] = []) {
    self.missing = missing
    self.unexpected = unexpected
    self.errors = errors
  }

  public var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && errors.isEmpty }

  /// The words for an entry of another shape.
  public static func sizeMismatch(_ key: String, loaded: Shape, wanted: Shape) -> String {
    "size mismatch for \(key): copying a param with shape torch.Size(\(loaded)) from checkpoint, the shape in current "
      + "model is torch.Size(\(wanted))."
  }

  /// PyTorch's error text; nil when loading succeeded. Missing and unexpected keys are errors only where `strict`.
  public func errorText(for typeName: String, strict: Bool = true) -> String? {
    var lines: [String] = []
    func quoted(_ keys: [String]) -> String { keys.map { "\"\($0)\"" }.joined(separator: ", ") }
    if strict, !missing.isEmpty { lines.append("Missing key(s) in state_dict: \(quoted(missing)). ") }
    if strict, !unexpected.isEmpty { lines.append("Unexpected key(s) in state_dict: \(quoted(unexpected)). ") }
    lines += errors
    if lines.isEmpty { return nil }
    return "Error(s) in loading state_dict for \(typeName):\n\t" + lines.joined(separator: "\n\t")
  }

  /// What `load_state_dict` returns, as it prints.
  public var description: String {
    if missing.isEmpty && unexpected.isEmpty { return "<All keys matched successfully>" }
    func list(_ keys: [String]) -> String { "[" + keys.map { "'\($0)'" }.joined(separator: ", ") + "]" }
    return "_IncompatibleKeys(missing_keys=\(list(missing)), unexpected_keys=\(list(unexpected)))"
  }
}

extension Module {
  /// Every parameter and persistent buffer under its dotted name, sharing memory with the module.
  public func stateDict(prefix: String = "") -> [(name: String, tensor: Tensor)] {
    stateEntries(prefix: prefix).map { ($0.name, $0.tensor.detach()) }
  }

  private func stateEntries(prefix: String = "") -> [(name: String, tensor: Tensor)] {
    var result: [(name: String, tensor: Tensor)] = []
    // Shared children appear under each of their names, unlike in `namedModules`.
    var waiting: [(String, Module)] = [(prefix, self)]
    while let (path, module) = waiting.popLast() {
      let start = path.isEmpty ? "" : "\(path)."
      for (name, tensor) in module.parameterList.entries {
        if let tensor { result.append((start + name, tensor)) }
      }
      for (name, tensor) in module.bufferList.entries where !module.transientBuffers.contains(name) {
        if let tensor { result.append((start + name, tensor)) }
      }
      for (name, child) in module.childList.entries.reversed() { waiting.append((start + name, child)) }
    }
    return result
  }

  /// Copies a state into the parameters and buffers.
  ///
  /// Everything that fits is copied, then what did not is reported, as PyTorch does.
  ///
  /// - Throws: in PyTorch's words, missing and unexpected keys (unless `strict` is false) and shapes that differ.
  @discardableResult
  public func loadStateDict(_ state: [(name: String, tensor: Tensor)], strict: Bool = true) throws -> StateMismatch {
    var given: [String: Tensor] = [:]
    for (name, tensor) in state { given[name] = tensor }
    var mismatch = StateMismatch()
    var known: Set<String> = []
    for (name, target) in stateEntries() {
      known.insert(name)
      guard let source = given[name] else {
        mismatch.missing.append(name)
        continue
      }
      guard source.shape == target.shape else {
        mismatch.errors.append(StateMismatch.sizeMismatch(name, loaded: source.shape, wanted: target.shape))
        continue
      }
      try GradMode.disabled { _ = try target.copyInPlace(source) }
    }
    mismatch.unexpected = state.map(\.name).filter { !known.contains($0) }
    if let text = mismatch.errorText(for: typeName, strict: strict) { throw TensorError.runtime(text) }
    return mismatch
  }
}
