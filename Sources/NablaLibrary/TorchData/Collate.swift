import NablaTensor
import NablaVM

/// `torch.utils.data.default_collate`: a list of samples as a batch, by the type of the first one.
enum Collate {
  static let native = Native(
    "default_collate", "(batch)", "Joins samples into a batch: tensors are stacked, numbers become tensors."
  ) { arguments, vm in try batch(vm.array(arguments[0]), vm) }

  static func batch(_ samples: [Value], _ vm: Interpreter, depth: Int = 0) throws -> Value {
    guard let first = samples.first else { throw Raised(.indexError, "list index out of range") }
    guard depth < 100 else { throw Raised(.recursionError, "maximum recursion depth exceeded") }
    switch first {
    case .bool:
      let flags = try samples.map { try vm.truth($0) ? 1 : 0 }
      return TensorObject.value(try TensorErrors.translate { try Tensor(flags).to(.bool) })
    case .int:
      return TensorObject.value(Tensor(try samples.map { try vm.int($0) }))
    case .float:
      return TensorObject.value(Tensor(try samples.map { try vm.double($0) }))
    case .object(let object):
      return try batch(samples, first: object, vm, depth)
    case .none, .undefined:
      throw wrongType(first, vm)
    }
  }

  private static func batch(_ samples: [Value], first: Object, _ vm: Interpreter, _ depth: Int) throws -> Value {
    if first is TensorObject {
      let tensors = try samples.map { value in
        guard let tensor = value.as(TensorObject.self)?.tensor else { throw wrongType(value, vm) }
        return tensor
      }
      return TensorObject.value(try TensorErrors.translate { try Tensor.stack(tensors) })
    }
    if first is StrObject || first is BytesObject { return .list(samples) }
    if let dictionary = first as? DictObject {
      let result = DictObject()
      for key in dictionary.keys {
        try result.set(key, batch(samples.map { try vm.item($0, key) }, vm, depth: depth + 1), vm)
      }
      return .object(result)
    }
    guard first is TupleObject || first is ListObject else { throw wrongType(.object(first), vm) }
    let rows = try samples.map { try vm.array($0) }
    guard rows.allSatisfy({ $0.count == rows[0].count }) else {
      throw Raised(.runtimeError, "each element in list of batch should be of equal size")
    }
    let columns = try rows[0].indices.map { column in try batch(rows.map { $0[column] }, vm, depth: depth + 1) }
    // A namedtuple comes back as one.
    if first is TupleObject, first.type.isHeap { return try vm.call(.object(first.type), columns) }
    return .list(columns)
  }

  private static func wrongType(_ value: Value, _ vm: Interpreter) -> Raised {
    let type = vm.type(of: value)
    var details: [String] = []
    if type.name == "Image" { details = ["give the dataset transform=torchvision.transforms.ToTensor()"] }
    return Raised(
      .typeError,
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class '\(type.fullName)'>",
      details: details)
  }
}
