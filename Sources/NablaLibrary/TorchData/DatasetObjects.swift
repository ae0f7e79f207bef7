import NablaData
import NablaTensor
import NablaVM

/// `torch.utils.data.TensorDataset`.
final class TensorDatasetObject: InstanceObject, NativeDataset {
  private(set) var tensors: [Value] = []
  private var source: TensorDataset?

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  func fill(_ values: [Value], _ vm: Interpreter) throws {
    let plain = try values.map { value in
      guard let tensor = value.as(TensorObject.self)?.tensor else {
        throw Raised(.attributeError, "'\(vm.typeName(of: value))' object has no attribute 'size'")
      }
      return tensor
    }
    source = plain.isEmpty ? nil : try DataErrors.translate { try TensorDataset(plain) }
    tensors = values
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in tensors { value.visit(visit) }
  }
  override func clearReferences() {
    super.clearReferences()
    tensors = []
  }

  override func length(_ vm: Interpreter) throws -> Int? { source?.count ?? 0 }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value { .tuple(try tensors.map { try vm.item($0, key) }) }

  func batchSource(_ vm: Interpreter) throws -> BatchSource? {
    // Rows of tensors with history have to stay on the tape.
    let isRecorded = tensors.contains { $0.as(TensorObject.self)?.tensor.requiresGrad == true }
    return overridesItems || isRecorded ? nil : source
  }
}

/// `torch.utils.data.Subset`.
final class SubsetObject: InstanceObject, NativeDataset {
  var dataset: Value = .none
  var indices: Value = .none

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    dataset.visit(visit)
    indices.visit(visit)
  }
  override func clearReferences() {
    super.clearReferences()
    dataset = .none
    indices = .none
  }

  override func length(_ vm: Interpreter) throws -> Int? { try vm.length(indices) }
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    if let list = key.as(ListObject.self) {
      return try vm.item(dataset, .list(list.items.map { try vm.item(indices, $0) }))
    }
    return try vm.item(dataset, vm.item(indices, key))
  }

  func batchSource(_ vm: Interpreter) throws -> BatchSource? {
    guard !overridesItems, case .object(let object) = dataset, let native = object as? NativeDataset,
      let base = try native.batchSource(vm)
    else { return nil }
    var positions: [Int] = []
    for item in try vm.array(indices) {
      guard let position = try vm.indexOrNil(item), case .int(let index) = position else { return nil }
      positions.append(index)
    }
    return Subset(base, indices: positions)
  }
}

/// `torch.utils.data.ConcatDataset`.
final class ConcatDatasetObject: InstanceObject, NativeDataset {
  var parts: [Value] = []
  /// Of each part, at the last look.
  private(set) var sizes: [Int] = []

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for part in parts { part.visit(visit) }
  }
  override func clearReferences() {
    super.clearReferences()
    parts = []
  }

  override func length(_ vm: Interpreter) throws -> Int? {
    sizes = try parts.map { try vm.length($0) }
    return sizes.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    let count = try length(vm) ?? 0
    var place = try vm.int(key)
    if place < 0 {
      guard place.magnitude <= count.magnitude else {
        throw Raised(.valueError, "absolute value of index should not exceed dataset length")
      }
      place += count
    }
    for (part, size) in zip(parts, sizes) {
      if place < size { return try vm.item(part, .int(place)) }
      place -= size
    }
    throw Raised(.indexError, "list index out of range")
  }

  func batchSource(_ vm: Interpreter) throws -> BatchSource? {
    guard !overridesItems else { return nil }
    var sources: [BatchSource] = []
    for part in parts {
      guard case .object(let object) = part, let native = object as? NativeDataset,
        let source = try native.batchSource(vm)
      else { return nil }
      sources.append(source)
    }
    return try DataErrors.translate { try ConcatDataset(sources) }
  }
}
