import NablaData
import NablaTensor
import NablaVM

/// A dataset written in Swift: `TensorDataset`, `Subset`, `ConcatDataset` and the image datasets of torchvision.
/// Datasets written in the language are ordinary instances of `Dataset`.
class DatasetObject: InstanceObject {
  init(type: TypeObject) { super.init(type: type, kind: .other) }

  /// Makes whole batches natively; `nil` where a part is written in the language and must be asked sample by sample.
  func batchSource(_ vm: Interpreter) -> BatchSource? { nil }

  func count(_ vm: Interpreter) throws -> Int { 0 }
  func sample(_ index: Value, _ vm: Interpreter) throws -> Value { .none }

  final override func length(_ vm: Interpreter) throws -> Int? { try count(vm) }
  final override func item(_ key: Value, _ vm: Interpreter) throws -> Value { try sample(key, vm) }

  /// `dataset + dataset`: one after the other.
  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .add else { return nil }
    return try vm.callMethod(.object(self), "__add__", [right])
  }

  /// The source of any value, where it has one and no class of the language overrides its brackets.
  static func source(of value: Value, _ vm: Interpreter) -> BatchSource? {
    guard let object = value.as(DatasetObject.self), object.type.override(Names.getitem) == nil else { return nil }
    return object.batchSource(vm)
  }
}

final class TensorDatasetObject: DatasetObject {
  private(set) var tensors: [Value] = []
  private var native: TensorDataset?

  func fill(_ values: [Value]) throws {
    native = try DataErrors.translate { try TensorDataset(values.compactMap { TensorObject.from($0)?.tensor }) }
    tensors = values
    setOwnAttribute("tensors", .tuple(values))
  }

  override func batchSource(_ vm: Interpreter) -> BatchSource? {
    // Rows with a history must keep it: they are stacked one by one.
    native.flatMap { $0.tensors.contains { $0.requiresGrad } ? nil : $0 }
  }
  override func count(_ vm: Interpreter) throws -> Int { native?.count ?? 0 }
  override func sample(_ index: Value, _ vm: Interpreter) throws -> Value {
    .tuple(try tensors.map { try vm.item($0, index) })
  }
}

final class SubsetObject: DatasetObject {
  var base: Value { ownAttribute("dataset") ?? .none }
  var indices: Value { ownAttribute("indices") ?? .none }

  override func batchSource(_ vm: Interpreter) -> BatchSource? {
    guard let source = DatasetObject.source(of: base, vm), case .object(let object) = indices,
      let items = Sequences.items(of: object)
    else { return nil }
    var places: [Int] = []
    places.reserveCapacity(items.count)
    for item in items {
      guard case .int(let index) = item else { return nil }
      places.append(index)
    }
    return Subset(source, indices: places)
  }
  override func count(_ vm: Interpreter) throws -> Int { try vm.length(indices) }
  override func sample(_ index: Value, _ vm: Interpreter) throws -> Value {
    if let list = index.as(ListObject.self) {
      return try vm.item(base, .list(list.items.map { try vm.item(indices, $0) }))
    }
    return try vm.item(base, vm.item(indices, index))
  }
}

final class ConcatDatasetObject: DatasetObject {
  private var parts: [Value] { ownAttribute("datasets")?.as(ListObject.self)?.items ?? [] }

  override func batchSource(_ vm: Interpreter) -> BatchSource? {
    let sources = parts.map { DatasetObject.source(of: $0, vm) }
    guard sources.allSatisfy({ $0 != nil }) else { return nil }
    return try? ConcatDataset(sources.compactMap { $0 })
  }
  override func count(_ vm: Interpreter) throws -> Int { try parts.reduce(0) { try $0 + vm.length($1) } }
  override func sample(_ index: Value, _ vm: Interpreter) throws -> Value {
    let total = try count(vm)
    var place = try vm.int(index)
    if place < 0 {
      guard -place <= total else {
        throw Raised(.valueError, "absolute value of index should not exceed dataset length")
      }
      place += total
    }
    for part in parts {
      let length = try vm.length(part)
      if place < length { return try vm.item(part, .int(place)) }
      place -= length
    }
    throw Raised(.indexError, "list index out of range")
  }
}
