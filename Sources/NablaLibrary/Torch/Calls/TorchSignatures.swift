import NablaVM

/// The parameters of PyTorch's functions and methods, as its own argument parser has them. Read only where a call has
/// failed, to word the failure.
struct TorchSignature {
  enum Kind: Character {
    case tensor = "T", number = "N", int = "i", float = "f", bool = "b", ints = "I", intOrInts = "J", tensors = "L"
    case text = "s", dtype = "D", generator = "G", layout = "y", device = "d", memoryFormat = "m", floats = "F"
    case optionalTensors = "P", numbers = "A", names = "M", storage = "S", object = "O"

    /// As messages name it.
    var text: String {
      switch self {
      case .tensor: return "Tensor"
      case .number: return "Number"
      case .int: return "int"
      case .float: return "float"
      case .bool: return "bool"
      case .ints, .intOrInts: return "tuple of ints"
      case .tensors, .optionalTensors: return "tuple of Tensors"
      case .text: return "str"
      case .dtype: return "torch.dtype"
      case .generator: return "torch.Generator"
      case .layout: return "torch.layout"
      case .device: return "torch.device"
      case .memoryFormat: return "torch.memory_format"
      case .floats: return "tuple of floats"
      case .numbers: return "tuple of Scalars"
      case .names: return "tuple of names"
      case .storage: return "torch.Storage"
      case .object: return "object"
      }
    }
  }

  struct Parameter {
    let kind: Kind
    let name: String
    let allowsNone: Bool
    let isOptional: Bool
    let isKeywordOnly: Bool
  }

  let parameters: [Parameter]
  /// Deprecated: tried, but not offered.
  let isHidden: Bool

  var positionalCount: Int { parameters.filter { !$0.isKeywordOnly }.count }
  var requiredCount: Int { parameters.filter { !$0.isOptional }.count }

  /// From the short form in which the tables have it.
  init(_ text: Substring) {
    // A line that goes on has its indentation inside.
    let code = text.drop { $0 == " " }
    isHidden = code.first == "!"
    var parameters: [Parameter] = []
    var isKeywordOnly = false
    for part in code.drop(while: { $0 == "!" }).split(separator: ",") {
      let word = part.drop { $0 == " " }
      if word == "*" {
        isKeywordOnly = true
        continue
      }
      guard let letter = word.first, let kind = Kind(rawValue: letter) else { continue }
      let isOptional = word.last == "="
      let name = word.drop { $0 != " " }.dropFirst()
      parameters.append(
        Parameter(
          kind: kind, name: String(isOptional ? name.dropLast() : name), allowsNone: word.dropFirst().first == "?",
          isOptional: isOptional, isKeywordOnly: isKeywordOnly))
    }
    self.parameters = parameters
  }

  private init(_ parameters: [Parameter], isHidden: Bool) {
    self.parameters = parameters
    self.isHidden = isHidden
  }

  /// A function's signature as a method of its first tensor.
  var ofMethod: TorchSignature {
    TorchSignature(
      parameters.filter { $0.name != "input" && $0.name != "self" && $0.name != "out" }, isHidden: isHidden)
  }
}

/// The tables of signatures.
enum TorchSignatures {
  /// Those asked for before: `out=` asks each time. Only the interpreter's thread comes here.
  nonisolated(unsafe) private static var known: [String: [TorchSignature]] = [:]

  /// All signatures of a function; none where PyTorch's is written in Python, or unknown.
  static func ofFunction(_ name: String) -> [TorchSignature] {
    if let found = known[name] { return found }
    let isOfModule = name.hasPrefix("linalg_") || name.hasPrefix("special_")
    let found = find(name, in: isOfModule ? functionsOfModules : name < "m" ? functionsToL : functionsFromM) ?? []
    known[name] = found
    return found
  }

  static func ofMethod(_ name: String) -> [TorchSignature] {
    if let own = find(name, in: methods) { return own }
    if name.hasSuffix("_"), !name.hasSuffix("__") { return ofMethod(String(name.dropLast())) }
    return ofFunction(name).map(\.ofMethod)
  }

  private static func find(_ name: String, in table: String) -> [TorchSignature]? {
    for line in table.split(separator: "\n") where line.hasPrefix(name) && line.dropFirst(name.count).first == " " {
      return line.dropFirst(name.count + 1).split(separator: ";", omittingEmptySubsequences: false).map { TorchSignature($0) }
    }
    return nil
  }
}
