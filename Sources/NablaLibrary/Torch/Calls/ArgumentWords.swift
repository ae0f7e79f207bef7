import NablaTensor
import NablaVM

/// What PyTorch's argument parser says to a call that fits no signature of a function.
///
/// One signature complains about the first argument that does not suit it. Of several, the only one that takes as many
/// arguments does; otherwise the types given are listed.
struct ArgumentWords {
  let name: String
  let signatures: [TorchSignature]
  let positional: [Value]
  let named: [(name: String, value: Value)]
  let vm: Interpreter

  /// The message; nil where a signature does fit, or none is known.
  func message() -> String? {
    guard let first = signatures.first else { return nil }
    var complaints: [String] = []
    for signature in signatures {
      guard let complaint = complaint(of: signature) else { return unpacking(signature) }
      // An element that is no tensor is complained about at once.
      if complaint.hasPrefix("expected Tensor as element") { return complaint }
      complaints.append(complaint)
    }
    if signatures.count == 1 { return complaint(of: first) }
    let count = positional.count + named.count
    let plausible = signatures.indices.filter {
      !signatures[$0].isHidden && count >= signatures[$0].requiredCount && count <= signatures[$0].parameters.count
    }
    if plausible.count == 1 { return complaints[plausible[0]] }
    let options = signatures.filter { !$0.isHidden }
    if options.count == 1, !named.isEmpty {
      let places = options[0].parameters.filter { !$0.isKeywordOnly }.map(\.name)
      let unknown = named.reversed().map(\.name).filter { !places.contains($0) }
      if !unknown.isEmpty {
        return "\(name)() received an invalid combination of arguments - got unrecognized keyword arguments: "
          + unknown.joined(separator: ", ")
      }
    }
    return "\(name)() received an invalid combination of arguments - got (\(types)), but expected "
      + (options.count == 1 ? "(" + written(options[0]) + ")" : "one of:")
  }

  /// The types given. Keywords alone are followed by a comma, and the last one comes first, as in PyTorch.
  private var types: String {
    let plain = positional.map { vm.typeName(of: $0) }
    let keywords = named.reversed().map { "\($0.name)=\(vm.typeName(of: $0.value))" }
    let text = (plain + keywords).joined(separator: ", ")
    return plain.isEmpty && !keywords.isEmpty ? text + ", " : text
  }

  private func written(_ signature: TorchSignature) -> String {
    var words: [String] = []
    for parameter in signature.parameters {
      if parameter.isKeywordOnly, !words.contains("*") { words.append("*") }
      words.append("\(parameter.kind.text) \(parameter.name)" + (parameter.isOptional ? " = \(defaultText(parameter))" : ""))
    }
    return words.joined(separator: ", ")
  }

  /// Signatures that stand alone beside deprecated ones have these defaults.
  private func defaultText(_ parameter: TorchSignature.Parameter) -> String {
    if parameter.allowsNone { return "None" }
    return parameter.kind == .bool ? "False" : "1"
  }

  // MARK: one signature
  private func complaint(of signature: TorchSignature) -> String? {
    let parameters = signature.parameters
    let most = signature.positionalCount
    let takesLooseInts = most == 1 && (parameters[0].kind == .ints || parameters[0].kind == .intOrInts)
    if positional.count > most, !takesLooseInts { return tooMany(signature) }
    var used = 0
    var keywordsUsed = 0
    for (index, parameter) in parameters.enumerated() {
      var value: Value?
      var isKeyword = false
      if used < positional.count {
        if parameter.isKeywordOnly { return tooMany(signature) }
        value = positional[used]
      } else {
        value = keyword(parameter.name)
        isKeyword = true
      }
      guard let value else {
        if parameter.isOptional { continue }
        return missing(parameters[index...])
      }
      if isKeyword { keywordsUsed += 1 }
      let isNone = value.isNone
      if !(isNone && parameter.allowsNone) {
        if let complaint = elements(value, parameter, index) { return complaint }
        if !suits(value, parameter) {
          if takesLooseInts, used == 0, !isKeyword, isWhole(value) {
            used = positional.count
            continue
          }
          return wrong(value, parameter, position: isKeyword ? nil : used + 1)
        }
      }
      if !isKeyword { used += 1 }
    }
    if used < positional.count { return tooMany(signature) }
    guard keywordsUsed < named.count else { return nil }
    for (keyword, _) in named where !parameters.contains(where: { $0.name == keyword || isAlias(keyword, of: $0.name) }) {
      return "\(name)() got an unexpected keyword argument '\(keyword)'"
    }
    for (keyword, _) in named {
      let place = parameters.firstIndex { $0.name == keyword || isAlias(keyword, of: $0.name) }
      if let place, place < positional.count { return "\(name)() got multiple values for argument '\(keyword)'" }
    }
    return "invalid keyword arguments"
  }

  /// A signature suits a list of integers by its first element; another that is none fails when the list is read.
  private func unpacking(_ signature: TorchSignature) -> String? {
    for (index, parameter) in signature.parameters.enumerated() where parameter.kind == .ints || parameter.kind == .intOrInts {
      guard let value = index < positional.count ? positional[index] : keyword(parameter.name) else { continue }
      let isLoose = index == 0 && items(of: value) == nil && signature.positionalCount == 1
      for (place, item) in (isLoose ? positional : items(of: value) ?? []).enumerated()
      where !isWhole(item) && !isScalarTensor(item, { $0.isInteger }) {
        return "\(name)(): argument '\(parameter.name)' failed to unpack the object at pos \(place + 1) with error "
          + "\"type must be tuple of ints,but got \(vm.typeName(of: item))\""
      }
    }
    return nil
  }

  private func keyword(_ name: String) -> Value? {
    named.first { $0.name == name || isAlias($0.name, of: name) }?.value
  }

  /// NumPy's names of parameters.
  private func isAlias(_ name: String, of parameter: String) -> Bool {
    switch name {
    case "axis": return parameter == "dim"
    case "keepdims": return parameter == "keepdim"
    case "x", "a", "x1": return parameter == "input"
    case "x2": return parameter == "other"
    default: return false
    }
  }

  private func tooMany(_ signature: TorchSignature) -> String {
    let (least, most, given) = (signature.requiredCount, signature.positionalCount, positional.count)
    if least != most {
      return "\(name)() takes from \(least) to \(most) positional arguments but \(given) were given"
    }
    return "\(name)() takes \(most) positional argument\(most == 1 ? "" : "s") but \(given) \(given == 1 ? "was" : "were") given"
  }

  private func missing(_ parameters: ArraySlice<TorchSignature.Parameter>) -> String {
    let names = parameters.filter { !$0.isOptional }.map { "\"\($0.name)\"" }
    // One is "arguments" and several are "argument": so it is in PyTorch.
    return "\(name)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): "
      + names.joined(separator: ", ")
  }

  private func wrong(_ value: Value, _ parameter: TorchSignature.Parameter, position: Int?) -> String {
    let start = "\(name)(): argument '\(parameter.name)'" + (position.map { " (position \($0))" } ?? "")
      + " must be \(parameter.kind.text), "
    let isList = parameter.kind == .ints || parameter.kind == .intOrInts || parameter.kind == .floats
    if isList, position != nil, let first = items(of: value)?.first {
      return start + "but found element of type \(vm.typeName(of: first)) at pos 0"
    }
    return start + "not \(vm.typeName(of: value))"
  }

  private func elements(_ value: Value, _ parameter: TorchSignature.Parameter, _ index: Int) -> String? {
    let allowsNone = parameter.kind == .optionalTensors
    guard parameter.kind == .tensors || allowsNone, let items = items(of: value) else { return nil }
    for (place, item) in items.enumerated() where TensorObject.from(item) == nil && !(allowsNone && item.isNone) {
      return "expected Tensor as element \(place) in argument \(index), but got \(vm.typeName(of: item))"
    }
    return nil
  }

  // MARK: one argument
  private func suits(_ value: Value, _ parameter: TorchSignature.Parameter) -> Bool {
    switch parameter.kind {
    case .tensor:
      return TensorObject.from(value) != nil || (ArgumentWords.takeNumbers.contains(plainName) && isNumber(value))
    case .number, .float: return isNumber(value) || isScalarTensor(value) { _ in true }
    case .int: return isWhole(value) || isScalarTensor(value) { $0.isInteger && $0 != .bool }
    case .bool:
      if case .bool = value { return true }
      return isScalarTensor(value) { $0 == .bool }
    case .intOrInts: return isWhole(value) || isListOfInts(value)
    case .ints: return isListOfInts(value)
    case .tensors, .optionalTensors: return items(of: value) != nil
    case .floats, .numbers: return items(of: value).map { $0.first.map(isNumber) ?? true } ?? false
    case .text: return value.text != nil
    case .dtype:
      if value.as(DTypeObject.self) != nil { return true }
      return value.as(TypeObject.self).map { DTypeObject.ofPythonType($0) != nil } ?? false
    case .generator: return value.as(RandomGeneratorObject.self) != nil
    case .device: return value.text != nil || isWhole(value) || value.as(DeviceObject.self) != nil
    case .layout, .memoryFormat, .names, .storage, .object: return true
    }
  }

  private var plainName: String { name.hasSuffix("_") ? String(name.dropLast()) : name }

  /// Functions that take numbers where tensors stand in their signatures.
  private static let takeNumbers: Set<String> = [
    "add", "div", "divide", "mul", "multiply", "sub", "subtract", "true_divide", "floor_divide", "to", "copy",
  ]

  private func isNumber(_ value: Value) -> Bool {
    switch value {
    case .int, .float, .bool: return true
    case .object(let object):
      return TensorObject.from(value) == nil && value.text == nil && (((try? object.asFloat(vm)) ?? nil) != nil)
    default: return false
    }
  }

  private func isWhole(_ value: Value) -> Bool {
    switch value {
    case .int: return true
    case .object(let object): return TensorObject.from(value) == nil && (((try? object.asIndex(vm)) ?? nil) != nil)
    default: return false
    }
  }

  private func isScalarTensor(_ value: Value, _ suits: (DType) -> Bool) -> Bool {
    guard let tensor = TensorObject.from(value)?.tensor else { return false }
    return tensor.rank == 0 && !tensor.requiresGrad && suits(tensor.dtype)
  }

  private func isListOfInts(_ value: Value) -> Bool {
    guard let items = items(of: value) else { return false }
    return items.first.map { isWhole($0) || isScalarTensor($0) { $0.isInteger && $0 != .bool } } ?? true
  }

  private func items(of value: Value) -> [Value]? {
    guard case .object(let object) = value else { return nil }
    return Sequences.items(of: object)
  }
}
