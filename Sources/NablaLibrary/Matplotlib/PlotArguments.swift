import NablaPlot
import NablaTensor
import NablaVM

/// The arguments of a drawing call: positional ones in a tuple, the others in a dictionary.
struct PlotArguments {
  let positional: [Value]
  let named: DictObject
  let vm: Interpreter

  init(_ positional: Value, _ named: Value, _ vm: Interpreter) {
    self.positional = positional.as(TupleObject.self)?.items ?? []
    self.named = named.as(DictObject.self) ?? DictObject()
    self.vm = vm
  }

  /// The positional argument, or the one of a name.
  func value(_ index: Int, _ name: String) -> Value? {
    if index < positional.count { return positional[index].isNone ? nil : positional[index] }
    return self[name]
  }

  subscript(name: String) -> Value? {
    guard let value = named[name], !value.isNone else { return nil }
    return value
  }

  func either(_ names: String...) -> Value? {
    for name in names { if let value = self[name] { return value } }
    return nil
  }

  func text(_ index: Int, _ name: String) throws -> String? { try value(index, name).map { try vm.str($0) } }
  func text(_ names: String...) throws -> String? {
    for name in names { if let value = self[name] { return try vm.str(value) } }
    return nil
  }
  func number(_ names: String...) throws -> Double? {
    for name in names { if let value = self[name] { return try vm.double(value) } }
    return nil
  }
  func flag(_ name: String) throws -> Bool? { try self[name].map { try vm.truth($0) } }

  // MARK: data
  /// Numbers of a list, array, tensor or range, or a single number.
  func numbers(_ value: Value) throws -> [Double] { try PlotArguments.numbers(value, vm) }

  static func numbers(_ value: Value, _ vm: Interpreter) throws -> [Double] {
    if let tensor = try tensor(value) { return tensor.doubles() }
    switch value {
    case .int, .float, .bool: return [try vm.double(value)]
    default:
      var result: [Double] = []
      for item in try vm.array(value) {
        if let tensor = try tensor(item) { result += tensor.doubles() } else { result.append(try vm.double(item)) }
      }
      return result
    }
  }

  static func tensor(_ value: Value) throws -> Tensor? {
    if let tensor = TensorObject.from(value)?.tensor { return tensor.detach() }
    return try NumPyBridge.tensor(value)
  }

  /// Numbers, or names that become places on an axis.
  func places(_ value: Value, _ axis: inout Axis) throws -> [Double] {
    if case .object(let object) = value, let items = Sequences.items(of: object),
      items.contains(where: { $0.as(StrObject.self) != nil })
    {
      return Axes.categorize(try items.map { try vm.str($0) }, on: &axis)
    }
    return try numbers(value)
  }

  // MARK: colours
  func color(_ names: String...) throws -> Color? {
    for name in names { if let value = self[name] { return try color(value).opacity(number("alpha")) } }
    return nil
  }

  func color(_ value: Value) throws -> Color {
    if let text = value.as(StrObject.self)?.text { return try Color(parsing: text) }
    let parts = try numbers(value)
    guard parts.count == 3 || parts.count == 4 else { throw PlotError.value("'\(try vm.repr(value))' is not a valid color value.") }
    return Color(parts[0], parts[1], parts[2], parts.count == 4 ? parts[3] : 1)
  }

  /// One colour, or one for each of several marks.
  func colors(_ names: String...) throws -> [Color]? {
    for name in names {
      guard let value = self[name] else { continue }
      if case .object(let object) = value, let items = Sequences.items(of: object),
        items.allSatisfy({ $0.as(StrObject.self) != nil || $0.as(TupleObject.self) != nil })
      {
        return try items.map { try color($0).opacity(number("alpha")) }
      }
      return [try color(value).opacity(number("alpha"))]
    }
    return nil
  }

  func colormap() throws -> Colormap { try text("cmap").map { try Colormap(named: $0) } ?? .viridis }
}
