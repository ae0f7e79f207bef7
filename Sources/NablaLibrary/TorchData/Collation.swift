import NablaTensor
import NablaVM

/// `torch.utils.data.default_collate`: samples of one kind become one batch.
enum Collation {
  static let native = Native("default_collate", "(batch)", "Samples as one batch.") { arguments, vm in
    try collate(vm.array(arguments[0]), vm)
  }

  static func collate(
    _ batch: [Value], _ vm: Interpreter, depth: Int = 0, isColumn: Bool = false
  ) throws -> Value {
    guard depth < 64 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
    guard let first = batch.first else { throw Raised(.indexError, "list index out of range") }
    switch first {
    case .int: return try numbers(batch, .int64, vm)
    case .float: return try numbers(batch, .float64, vm)
    case .bool: return try numbers(batch, .bool, vm)
    case .none, .undefined: throw unknown(first, vm)
    case .object(let object):
      if object is TensorObject || object is ArrayObject { return try stack(batch, vm) }
      // Columns come out of zip(): texts stay the tuple they are.
      if object is StrObject { return isColumn ? .tuple(batch) : .list(batch) }
      if let dictionary = object as? DictObject {
        let result = DictObject()
        for key in dictionary.keys {
          try result.set(key, collate(batch.map { try vm.item($0, key) }, vm, depth: depth + 1), vm)
        }
        return .object(result)
      }
      guard let items = Sequences.items(of: object) else { throw unknown(first, vm) }
      var columns = items.map { _ in [Value]() }
      for sample in batch {
        let parts = try vm.array(sample)
        guard parts.count == items.count else {
          throw Raised(.runtimeError, "each element in list of batch should be of equal size")
        }
        for (column, part) in parts.enumerated() { columns[column].append(part) }
      }
      return .list(try columns.map { try collate($0, vm, depth: depth + 1, isColumn: true) })
    }
  }

  private static func numbers(_ batch: [Value], _ dtype: DType, _ vm: Interpreter) throws -> Value {
    try TensorErrors.translate { TensorObject.value(try TensorLiteral.make(.list(batch), dtype: dtype == .int64 ? nil : dtype, vm)) }
  }

  private static func stack(_ batch: [Value], _ vm: Interpreter) throws -> Value {
    let tensors = try batch.map { value -> Tensor in
      if let tensor = TensorObject.from(value)?.tensor { return tensor }
      if let tensor = try NumPyBridge.tensor(value) { return tensor }
      throw unknown(value, vm)
    }
    return try TensorErrors.translate { TensorObject.value(try Tensor.stack(tensors, dim: 0)) }
  }

  private static func unknown(_ value: Value, _ vm: Interpreter) -> Raised {
    let details = value.as(ImageObject.self) == nil ? [] : [
      "the dataset gives images: transform=transforms.ToTensor() makes tensors of them"
    ]
    return Raised(
      .typeError,
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
        + "<class '\(vm.type(of: value).fullName)'>", details: details)
  }
}
