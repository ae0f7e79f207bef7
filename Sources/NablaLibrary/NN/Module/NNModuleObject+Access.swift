import NablaTensor
import NablaVM

/// How layers written in Swift read what belongs to them: attributes that programs may change at any time.
extension NNModuleObject {
  func set(_ name: Name, _ value: Value) { setOwnAttribute(name, value) }
  func set(_ name: Name, _ number: Int) { setOwnAttribute(name, .int(number)) }
  func set(_ name: Name, _ numbers: [Int]) { setOwnAttribute(name, .tuple(numbers.map { .int($0) })) }

  func value(_ name: Name) -> Value { ownAttribute(name) ?? registered(name) ?? .none }

  func int(_ name: Name) -> Int {
    switch value(name) {
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case .float(let number): return Int(exactly: number.rounded(.towardZero)) ?? 0
    default: return 0
    }
  }

  func double(_ name: Name) -> Double { optionalDouble(name) ?? 0 }

  func optionalDouble(_ name: Name) -> Double? {
    switch value(name) {
    case .int(let number): return Double(number)
    case .float(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    default: return nil
    }
  }

  func optionalInt(_ name: Name) -> Int? {
    if case .int(let number) = value(name) { return number }
    return nil
  }

  func bool(_ name: Name) -> Bool {
    switch value(name) {
    case .bool(let flag): return flag
    case .int(let number): return number != 0
    default: return false
    }
  }

  func text(_ name: Name) -> String {
    if case .object(let object) = value(name), let text = object as? StrObject { return text.text }
    return ""
  }

  /// A number for every side, or one for each.
  func sides(_ name: Name, _ count: Int) -> [Int] {
    switch value(name) {
    case .int(let number): return Array(repeating: number, count: count)
    case .object(let object):
      guard let items = Sequences.items(of: object) else { return [] }
      let numbers = items.compactMap { item -> Int? in
        if case .int(let number) = item { return number } else { return nil }
      }
      return numbers.count == 1 ? Array(repeating: numbers[0], count: count) : numbers
    default: return []
    }
  }

  /// A parameter or buffer; `nil` where it is `None` or missing.
  func tensor(_ name: Name) -> Tensor? {
    let key = Value.object(name.string)
    guard let value = parameters.peek(key) ?? buffers.peek(key) ?? ownAttribute(name) else { return nil }
    return TensorObject.from(value)?.tensor
  }

  /// A parameter the layer cannot do without.
  func required(_ name: Name) throws -> Tensor {
    if let tensor = tensor(name) { return tensor }
    throw Raised(.attributeError, "'\(type.name)' object has no attribute '\(name.text)'")
  }

  // MARK: registering
  func register(parameter name: String, _ tensor: Tensor?) throws {
    if let tensor {
      tensor.isParameter = true
      if tensor.dtype.isFloat { try tensor.setRequiresGrad(true) }
    }
    parameters[name] = TensorObject.value(tensor)
  }

  func register(buffer name: String, _ tensor: Tensor?) { buffers[name] = TensorObject.value(tensor) }
}

extension TensorObject {
  @inline(__always) static func from(_ value: Value) -> TensorObject? {
    if case .object(let object) = value { return object as? TensorObject }
    return nil
  }
}

extension DictObject {
  /// The value of a string key, found without calling anything.
  func peek(_ key: Value) -> Value? {
    guard case .object(let object) = key, let text = object as? StrObject else { return nil }
    return table.findString(text.text, hash: text.hashCode).map { table.entries[$0].value }
  }
}
