import NablaVM

/// Pieces of `extra_repr`.
enum LayerText {
  static func bool(_ flag: Bool) -> String { flag ? "True" : "False" }

  /// `name=value` for each attribute, in `repr`'s words.
  static func attributes(_ layer: NNModuleObject, _ vm: Interpreter, _ names: [String]) throws -> String {
    try names.map { "\($0)=\(try vm.repr(layer.value(Name($0))))" }.joined(separator: ", ")
  }

  /// `, inplace=True` where it is set.
  static func inPlace(_ layer: NNModuleObject, leading: String = "") -> String {
    guard layer.bool("inplace") else { return leading }
    return leading.isEmpty ? "inplace=True" : "\(leading), inplace=True"
  }
}
