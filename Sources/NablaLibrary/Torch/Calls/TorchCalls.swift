import NablaTensor
import NablaVM

/// Calls of PyTorch's functions that do not fit their signatures as written here: NumPy's names of parameters, which
/// PyTorch takes too, and PyTorch's words for wrong ones.
enum TorchCalls {
  static func listen() {
    HostCalls.rewrite = rewritten
    HostCalls.message = message
    HostCalls.reworded = reworded
  }

  private static func isTorch(_ function: NativeFunction) -> Bool {
    let module = function.owner?.module ?? function.module ?? ""
    return module == "torch" || module == "torch.linalg" || module == "torch.special"
  }

  // MARK: other names
  private static let otherNames: [String: [String]] = [
    "axis": ["dim"], "keepdims": ["keepdim"], "x": ["input"], "a": ["input"], "x1": ["input"], "x2": ["other"],
    "from": ["from_"], "dtype": ["size"],
  ]

  /// `axis=` for `dim=`, and `dims=` for what the signature has as `*dims`.
  private static func rewritten(_ function: NativeFunction, _ arguments: Arguments) -> HostCalls.Rewritten? {
    guard isTorch(function), !arguments.keywords.isEmpty else { return nil }
    let parameters = function.signature.parameters
    let variadic = parameters.firstIndex { $0.kind == .variadic }
    var positional = arguments.positional
    var named: [(name: Name, value: Value)] = []
    var isChanged = false
    for (name, value) in arguments.named {
      if parameters.contains(where: { $0.name == name && $0.kind != .variadic && $0.kind != .positionalOnly }) {
        named.append((name, value))
        continue
      }
      var found = name
      for other in otherNames[name.text] ?? [] {
        if let known = parameters.first(where: { $0.name.text == other }) { found = known.name }
      }
      // `view(dtype=...)` shares a place with the sizes.
      if name.text == "dtype", function.native.name != "view" { return nil }
      if let variadic, parameters[variadic].name == found {
        if positional.count <= variadic {
          // What stands before the variadic parameter may be named as well.
          for parameter in parameters[positional.count..<variadic] {
            guard let earlier = arguments.named.first(where: { $0.name == parameter.name }) else { return nil }
            positional.append(earlier.value)
            named.removeAll { $0.name == parameter.name }
          }
        }
        positional.append(value)
        isChanged = true
        continue
      }
      guard found != name else { return nil }
      named.append((found, value))
      isChanged = true
    }
    return isChanged ? HostCalls.Rewritten(positional: positional, named: named) : nil
  }

  // MARK: words
  /// PyTorch's first line for a call that binds to none of a function's signatures.
  private static func message(_ function: NativeFunction, _ arguments: Arguments, _ vm: Interpreter) -> String? {
    guard isTorch(function) else { return nil }
    let first = function.owner == nil ? 0 : 1
    return words(
      function, Array(arguments.positional.dropFirst(first)), arguments.named.map { ($0.name.text, $0.value) }, vm)
  }

  /// The same for a call whose body complained of a type.
  private static func reworded(
    _ error: Error, _ function: NativeFunction, _ arguments: Arguments, _ vm: Interpreter
  ) -> Error? {
    guard let raised = error as? Raised, raised.exception.type === ExceptionKind.typeError.type,
      let message = message(function, arguments, vm)
    else { return nil }
    return Raised(.typeError, message, details: raised.exception.details)
  }

  /// What PyTorch says to a call, as far as its bound arguments tell which were given; nil where they suit it.
  static func words(_ call: Call) -> String? {
    guard let function = call.arguments.function, isTorch(function) else { return nil }
    var positional: [Value] = []
    var named: [(name: String, value: Value)] = []
    // A default in the middle counts as given, one at the end does not.
    var pending: [Value] = []
    for (index, parameter) in function.signature.parameters.enumerated().dropFirst(function.owner == nil ? 0 : 1)
    where index < call.arguments.count {
      let value = call[index]
      if parameter.kind == .variadic {
        if case .object(let object) = value { positional += Sequences.items(of: object) ?? [] }
        continue
      }
      let isDefault = value.isUndefined || parameter.hasDefault && isSame(value, parameter.defaultValue)
      if parameter.kind == .keywordOnly {
        if !isDefault { named.append((parameter.name.text, value)) }
      } else if isDefault {
        pending.append(value.isUndefined ? .none : value)
      } else {
        positional += pending + [value]
        pending = []
      }
    }
    return words(function, positional, named, call.vm)
  }

  private static func words(
    _ function: NativeFunction, _ positional: [Value], _ named: [(name: String, value: Value)], _ vm: Interpreter
  ) -> String? {
    let name = function.native.name
    guard !writtenInPython.contains(name) else { return nil }
    let isMethod = function.owner != nil
    let shown = prefix(function) + name
    let signatures = isMethod ? TorchSignatures.ofMethod(name) : TorchSignatures.ofFunction(shown)
    if isMethod, signatures.count == 1, signatures[0].parameters.isEmpty {
      if !named.isEmpty { return "TensorBase.\(name)() takes no keyword arguments" }
      return positional.isEmpty ? nil : "TensorBase.\(name)() takes no arguments (\(positional.count) given)"
    }
    return ArgumentWords(name: shown, signatures: signatures, positional: positional, named: named, vm: vm).message()
  }

  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.none, .none), (.undefined, .undefined): return true
    case (.int(let a), .int(let b)): return a == b
    case (.float(let a), .float(let b)): return a == b
    case (.bool(let a), .bool(let b)): return a == b
    default: return a.text != nil && a.text == b.text
    }
  }

  private static func prefix(_ function: NativeFunction) -> String {
    switch function.module {
    case "torch.linalg": return "linalg_"
    case "torch.special": return "special_"
    default: return ""
    }
  }

  private static let writtenInPython: Set<String> = [
    "norm", "split", "backward", "register_hook", "unique", "unique_consecutive", "lu", "tensordot", "einsum", "meshgrid",
    "cdist", "chain_matmul", "block_diag", "atleast_1d", "atleast_2d", "atleast_3d", "cartesian_prod", "unravel_index",
    "broadcast_tensors", "broadcast_shapes", "manual_seed", "set_default_dtype", "set_printoptions", "is_tensor", "compile",
  ]
}
