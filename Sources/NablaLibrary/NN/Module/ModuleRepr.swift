import NablaTensor
import NablaVM

/// `repr` of modules, to the byte as PyTorch's.
enum ModuleRepr {
  static func text(of module: NNModuleObject, _ vm: Interpreter, depth: Int = 0) throws -> String {
    guard depth < 200 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
    if module.type.isSubclass(of: NNTypes.parameterList) { return parameterList(module) }
    let extra = try extraText(of: module, vm)
    let extraLines = extra.isEmpty ? [] : extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isList = module.type.isSubclass(of: NNTypes.moduleList)
    var shown: [(name: String, text: String)] = []
    for (name, child) in ModuleWalk.children(module) { shown.append((name, try text(of: child, vm, depth: depth + 1))) }
    let children = isList ? grouped(shown.map(\.text)) : shown.map { "(\($0.name)): " + indented($0.text) }
    let lines = extraLines + children
    guard !lines.isEmpty else { return module.type.name + "()" }
    if extraLines.count == 1, children.isEmpty { return "\(module.type.name)(\(extraLines[0]))" }
    return "\(module.type.name)(\n  " + lines.joined(separator: "\n  ") + "\n)"
  }

  /// One line for messages: `Linear(in_features=784, out_features=128, bias=True)`.
  static func line(of module: NNModuleObject, _ vm: Interpreter) -> String {
    guard let layer = LayerType.of(module.type), let extra = try? layer.extra(module, vm) else {
      return module.type.name
    }
    return "\(module.type.name)(\(extra))"
  }

  /// Equal neighbours of a `ModuleList` are shown once, with their count.
  private static func grouped(_ texts: [String]) -> [String] {
    var lines: [String] = []
    var start = 0
    while start < texts.count {
      var end = start + 1
      while end < texts.count, texts[end] == texts[start] { end += 1 }
      let body = indented(texts[start])
      lines.append(end - start == 1 ? "(\(start)): \(body)" : "(\(start)-\(end - 1)): \(end - start) x \(body)")
      start = end
    }
    return lines
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  private static func extraText(of module: NNModuleObject, _ vm: Interpreter) throws -> String {
    let answer = try vm.callMethod(.object(module), NNNames.extraRepr, [])
    return try vm.str(answer)
  }

  private static func parameterList(_ module: NNModuleObject) -> String {
    var lines: [String] = []
    for (key, value) in module.parameters.pairs {
      guard let tensor = TensorObject.from(value)?.tensor, case .object(let name) = key else { continue }
      let sizes = tensor.shape.map(String.init).joined(separator: "x")
      lines.append("    (\((name as? StrObject)?.text ?? "")): Parameter containing: "
        + "[torch.\(tensor.dtype.name)\(sizes.isEmpty ? "" : " of size \(sizes)")]")
    }
    return lines.isEmpty ? "\(module.type.name)()" : "\(module.type.name)(\n" + lines.joined(separator: "\n") + "\n)"
  }
}
