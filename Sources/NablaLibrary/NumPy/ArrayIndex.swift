import NablaTensor
import NablaVM

/// What stands between the brackets of `a[…]`, with NumPy's checks.
///
/// Slices that run backwards become forward ones over turned axes: reading gives a copy, writing writes back.
struct ArrayIndex {
  private var parts: [Index] = []
  private var turned: [Int] = []
  /// `a[...]` of an array without dimensions stays an array.
  private(set) var keepsArray = false
  private var mask = false

  init(_ key: Value, _ tensor: Tensor, _ vm: Interpreter) throws {
    let items = key.as(TupleObject.self)?.items ?? [key]
    var given: [Value] = []
    var taken = 0
    for item in items {
      let value = try ArrayIndex.array(item, vm)
      given.append(value)
      if let array = value.as(ArrayObject.self)?.tensor { taken += array.dtype == .bool ? array.rank : 1 } else {
        switch value {
        case .none, .bool: break
        default: if !value.isEllipsis { taken += 1 }
        }
      }
    }
    guard taken <= tensor.rank else {
      throw Raised(
        .indexError,
        "too many indices for array: array is \(tensor.rank)-dimensional, but \(taken) were indexed")
    }
    var axis = 0
    for value in given {
      switch value {
      case .int(let index):
        try ArrayIndex.check(index, axis, tensor)
        parts.append(.int(index))
        axis += 1
      case .none: parts.append(.newAxis)
      case .bool(let flag): parts.append(.bool(flag))
      case .object(let object):
        if value.isEllipsis {
          parts.append(.ellipsis)
          keepsArray = true
          axis += tensor.rank - taken
        } else if let slice = object as? SliceObject {
          parts.append(try range(slice, axis, tensor.shape[axis], vm))
          axis += 1
        } else if let array = object as? ArrayObject {
          axis += try append(array.tensor, axis, tensor)
        }
      default: throw ArrayIndex.invalid
      }
    }
  }

  /// Lists as arrays, numbers of arrays as numbers.
  private static func array(_ value: Value, _ vm: Interpreter) throws -> Value {
    switch value {
    case .int, .bool, .none: return value
    case .undefined: return value
    case .float: throw invalid
    case .object(let object):
      if object is SliceObject || value.isEllipsis { return value }
      if let array = object as? ArrayObject {
        if array.tensor.rank == 0, array.tensor.dtype.isInteger || array is ScalarObject && array.tensor.dtype == .bool {
          return try array.number()
        }
        return value
      }
      if let tensor = object as? TensorObject { return ArrayObject.value(tensor.tensor.detach()) }
      if let items = Sequences.items(of: object) {
        if items.isEmpty { return ArrayObject.value(try TensorErrors.translate { try Tensor.zeros([0], dtype: .int64) }) }
        return ArrayObject.value(try ArrayMaking.tensor(value, nil, vm))
      }
      if object is RangeObject { return ArrayObject.value(try ArrayMaking.tensor(value, nil, vm)) }
      guard !(object is StrObject), let index = try object.asIndex(vm), case .int = index else { throw invalid }
      return index
    }
  }

  private static var invalid: Raised {
    Raised(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices")
  }

  static func check(_ index: Int, _ axis: Int, _ tensor: Tensor) throws {
    guard axis < tensor.rank else {
      throw Raised(.indexError, "too many indices for array: array is \(tensor.rank)-dimensional, but \(axis + 1) were indexed")
    }
    let size = tensor.shape[axis]
    guard index < size, index >= -size else {
      throw Raised(.indexError, "index \(index) is out of bounds for axis \(axis) with size \(size)")
    }
  }

  private mutating func range(_ slice: SliceObject, _ axis: Int, _ size: Int, _ vm: Interpreter) throws -> Index {
    let resolved = try slice.resolve(count: size, vm)
    if resolved.count == 0 { return .slice(0, 0, 1) }
    if resolved.step > 0 { return .slice(resolved.start, min(resolved.start + (resolved.count - 1) * resolved.step + 1, size), resolved.step) }
    turned.append(axis)
    let first = size - 1 - resolved.start
    let step = resolved.step == Int.min ? Int.max : -resolved.step
    return .slice(first, resolved.count == 1 ? first + 1 : first + (resolved.count - 1) * step + 1, step)
  }

  private mutating func append(_ index: Tensor, _ axis: Int, _ tensor: Tensor) throws -> Int {
    if index.dtype == .bool {
      for (offset, size) in index.shape.enumerated() where tensor.shape[axis + offset] != size {
        throw Raised(
          .indexError,
          "boolean index did not match indexed array along axis \(axis + offset); size of axis is "
            + "\(tensor.shape[axis + offset]) but size of corresponding boolean axis is \(size)")
      }
      parts.append(.tensor(index))
      mask = true
      return index.rank
    }
    guard index.dtype.isInteger else {
      throw Raised(.indexError, "arrays used as indices must be of integer (or boolean) type")
    }
    let size = tensor.shape[axis]
    for position in index.integers() where position >= size || position < -size {
      throw Raised(.indexError, "index \(position) is out of bounds for axis \(axis) with size \(size)")
    }
    parts.append(.tensor(try TensorErrors.translate { try index.detach().to(.int64) }))
    return 1
  }

  func apply(to tensor: Tensor) throws -> Tensor {
    try (turned.isEmpty ? tensor : tensor.flip(turned)).index(parts)
  }

  func store(_ value: Value, in tensor: Tensor, _ vm: Interpreter) throws {
    let source: Tensor
    if case .int(let number) = value {
      if let range = NumPyTypes.range(tensor.dtype), !range.contains(number) {
        throw Raised(.overflowError, "Python integer \(number) out of bounds for \(tensor.dtype.name)")
      }
      source = Tensor.scalar(.int(number), dtype: tensor.dtype)
    } else if case .float(let number) = value, !tensor.dtype.isFloat, tensor.dtype != .bool, !number.isFinite {
      throw number.isNaN
        ? Raised(.valueError, "cannot convert float NaN to integer")
        : Raised(.overflowError, "cannot convert float infinity to integer")
    } else {
      source = try ArrayMaking.tensor(value, nil, vm)
    }
    try TensorErrors.translate {
      let target = try turned.isEmpty ? tensor.detach() : tensor.detach().flip(turned)
      let place = try target.index(parts)
      var source = try source.to(tensor.dtype)
      while source.rank > place.rank, source.shape[0] == 1 { source = try source.select(0, 0) }
      guard fits(source.shape, place.shape) else { throw mismatch(source, place) }
      if source.storage === tensor.storage { source = try source.clone() }
      try target.setIndex(parts, source)
      if !turned.isEmpty { try tensor.detach().copyInPlace(target.flip(turned)) }
    }
  }

  private func fits(_ source: Shape, _ target: Shape) -> Bool {
    guard source.count <= target.count else { return false }
    let shift = target.count - source.count
    return source.indices.allSatisfy { source[$0] == 1 || source[$0] == target[$0 + shift] }
  }

  private func mismatch(_ source: Tensor, _ place: Tensor) -> Raised {
    let (from, to) = (ArrayArithmetic.text(source.shape), ArrayArithmetic.text(place.shape))
    if mask, parts.count == 1, source.rank == 1 {
      return Raised(
        .valueError,
        "NumPy boolean array indexing assignment cannot assign \(source.elementCount) input values to the "
          + "\(place.elementCount) output values where the mask is true")
    }
    let isFancy = parts.contains { if case .tensor = $0 { return true } else { return false } }
    return Raised(
      .valueError,
      isFancy
        ? "shape mismatch: value array of shape \(from) could not be broadcast to indexing result of shape \(to)"
        : "could not broadcast input array from shape \(from) into shape \(to)")
  }
}
