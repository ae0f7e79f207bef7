import NablaVM

/// `name 'model' is not defined`: the class of the net is there, but nobody has made one of it.
enum MissingModel {
  private static let usual: Set<String> = ["model", "net", "network", "module", "nn", "classifier", "mlp", "cnn"]

  static func hints(_ name: String, _ module: ModuleObject) -> [String] {
    var classes: [TypeObject] = []
    module.namespace.forEach { _, value in
      if let type = value.as(TypeObject.self), type.isHeap, type.isSubclass(of: NNTypes.module) { classes.append(type) }
    }
    guard !classes.isEmpty else { return [] }
    let wanted = name.lowercased()
    let close = classes.filter { type in
      let own = type.name.lowercased()
      return own == wanted || own.hasPrefix(wanted) || own.hasSuffix(wanted) || wanted.hasSuffix(own)
    }
    let found = close.isEmpty ? (usual.contains(wanted) || wanted.hasSuffix("model") || wanted.hasSuffix("net") ? classes : []) : close
    guard let likely = found.last else { return [] }
    let parameters = likely.lookup("__init__").as(FunctionObject.self)?.signature.requiredPositionalCount ?? 1
    let call = "\(likely.name)(\(parameters > 1 ? "..." : ""))"
    return [
      "the class \(likely.name) is defined, but no net has been made of it",
      "try: `\(name) = \(call)` before this line",
    ]
  }
}
