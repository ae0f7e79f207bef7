import NablaTensor
import NablaVM

/// What stands between the brackets of `x[…]`, as the tensor half takes it.
enum IndexParser {
  static func parse(_ key: Value, _ tensor: Tensor, _ vm: Interpreter) throws -> [Index] {
    if let tuple = key.as(TupleObject.self) {
      var indices: [Index] = []
      indices.reserveCapacity(tuple.items.count)
      for item in tuple.items { indices.append(try part(item, vm)) }
      return indices
    }
    return [try part(key, vm)]
  }

  private static func part(_ value: Value, _ vm: Interpreter) throws -> Index {
    switch value {
    case .int(let index): return .int(index)
    case .bool(let flag): return .bool(flag)
    case .none: return .newAxis
    case .float: throw invalid("float")
    case .undefined: return .ellipsis
    case .object(let object):
      if let slice = object as? SliceObject {
        return .slice(try bound(slice.start, vm), try bound(slice.stop, vm), try bound(slice.step, vm))
      }
      if let other = object as? TensorObject {
        // A tensor without dimensions is a number here, unless it is a mask.
        let index = other.tensor
        if index.rank == 0, index.dtype.isInteger { return .int(try TensorErrors.translate { try index.item().int }) }
        return .tensor(index)
      }
      if value.isEllipsis { return .ellipsis }
      if object is ListObject || object is TupleObject || object is RangeObject {
        return .tensor(try TensorErrors.translate { try TensorLiteral.make(value, dtype: nil, vm) })
      }
      if object is StrObject { throw Raised(.typeError, "new(): invalid data type 'str'") }
      if let index = try object.asIndex(vm), case .int(let number) = index { return .int(number) }
      throw invalid(vm.typeName(of: value))
    }
  }

  private static func bound(_ value: Value, _ vm: Interpreter) throws -> Int? {
    switch value {
    case .none, .undefined: return nil
    case .int(let number): return number
    default:
      guard let index = try vm.indexOrNil(value), case .int(let number) = index else {
        throw Raised(.typeError, "slice indices must be integers or None or have an __index__ method")
      }
      return number
    }
  }

  private static func invalid(_ name: String) -> Raised {
    Raised(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(name))")
  }
}
