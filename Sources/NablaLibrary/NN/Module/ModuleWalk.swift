import NablaTensor
import NablaVM

/// Walking over a module's tree.
enum ModuleWalk {
  /// Deeper nesting than this is a cycle or a mistake.
  private static let deepest = 500

  /// A module's children by name, `None` entries left out.
  static func children(_ module: NNModuleObject) -> [(name: String, module: NNModuleObject)] {
    module.modules.pairs.compactMap { key, value in
      guard case .object(let object) = value, let child = object as? NNModuleObject, case .object(let name) = key,
        let text = name as? StrObject
      else { return nil }
      return (text.text, child)
    }
  }

  /// All modules of the tree, parents first, each once: `named_modules`.
  static func modules(
    _ root: NNModuleObject, prefix: String = "", once: Bool = true
  ) throws -> [(name: String, module: NNModuleObject)] {
    var found: [(name: String, module: NNModuleObject)] = []
    var seen: Set<ObjectIdentifier> = []
    // A stack instead of recursion: the next child to visit lies on top.
    var stack: [(name: String, module: NNModuleObject, depth: Int)] = [(prefix, root, 0)]
    while let (name, module, depth) = stack.popLast() {
      if once, !seen.insert(ObjectIdentifier(module)).inserted { continue }
      guard depth < deepest else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
      found.append((name, module))
      for (child, object) in children(module).reversed() {
        stack.append((name.isEmpty ? child : "\(name).\(child)", object, depth + 1))
      }
    }
    return found
  }

  /// The named entries of each module's registry, each tensor once where `once`.
  static func members(
    _ root: NNModuleObject, prefix: String, recurse: Bool, once: Bool = true,
    _ registry: (NNModuleObject) -> DictObject
  ) throws -> [(name: String, tensor: TensorObject)] {
    var found: [(name: String, tensor: TensorObject)] = []
    var seen: Set<ObjectIdentifier> = []
    let modules = recurse ? try self.modules(root, prefix: prefix, once: once) : [(prefix, root)]
    for (path, module) in modules {
      for (key, value) in registry(module).pairs {
        guard let tensor = TensorObject.from(value), case .object(let name) = key, let text = name as? StrObject else {
          continue
        }
        if once, !seen.insert(ObjectIdentifier(tensor)).inserted { continue }
        found.append((path.isEmpty ? text.text : "\(path).\(text.text)", tensor))
      }
    }
    return found
  }

  static func parameters(_ root: NNModuleObject) throws -> [Tensor] {
    try members(root, prefix: "", recurse: true) { $0.parameters }.map(\.tensor.tensor)
  }

  /// The module at a dotted path, with PyTorch's complaints.
  static func submodule(_ root: NNModuleObject, _ path: String, _ vm: Interpreter) throws -> NNModuleObject {
    var module = root
    if path.isEmpty { return root }
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let value = try module.attribute(Name(String(part)), vm) else {
        throw Raised(.attributeError, "\(module.type.name) has no attribute `\(part)`")
      }
      guard case .object(let object) = value, let next = object as? NNModuleObject else {
        throw Raised(.attributeError, "`\(part)` is not an nn.Module")
      }
      module = next
    }
    return module
  }
}
