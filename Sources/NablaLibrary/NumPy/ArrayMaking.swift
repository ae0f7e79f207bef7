import NablaTensor
import NablaVM

/// Arrays of nested lists, numbers, tensors and other arrays.
enum ArrayMaking {
  /// The elements of a value; on the memory of an array or tensor where the type is right already.
  static func tensor(_ value: Value, _ dtype: DType?, _ vm: Interpreter) throws -> Tensor {
    if let array = value.as(ArrayObject.self) { return try converted(array.tensor, dtype) }
    if let tensor = TensorObject.from(value)?.tensor {
      guard !tensor.requiresGrad else {
        throw Raised(
          .runtimeError, "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
      }
      return try converted(tensor, dtype)
    }
    var scan = Scan(vm: vm)
    try scan.visit(value, 0)
    let type = dtype ?? scan.dtype ?? .float64
    return try TensorErrors.translate {
      let isFloat = (scan.dtype ?? .float64).isFloat
      let made = try Tensor.empty(Shape(checking: scan.sizes), dtype: isFloat ? .float64 : .int64)
      guard made.elementCount == scan.count else { throw scan.ragged(scan.sizes.count - 1) }
      if isFloat {
        let place = made.pointer.assumingMemoryBound(to: Double.self)
        for (index, number) in scan.numbers.enumerated() { place[index] = number.double }
      } else {
        let place = made.pointer.assumingMemoryBound(to: Int.self)
        let range = NumPyTypes.range(type)
        for (index, number) in scan.numbers.enumerated() {
          if let range, !range.contains(number.int) {
            throw Raised(.overflowError, "Python integer \(number.int) out of bounds for \(type.name)")
          }
          place[index] = number.int
        }
      }
      return try made.to(type)
    }
  }

  private static func converted(_ tensor: Tensor, _ dtype: DType?) throws -> Tensor {
    try TensorErrors.translate { try dtype.map { try tensor.detach().to($0) } ?? tensor.detach() }
  }

  /// A size, or a tuple of sizes.
  static func shape(_ value: Value, _ vm: Interpreter) throws -> Shape {
    let sizes: [Int]
    if case .object(let object) = value, let items = Sequences.items(of: object) {
      sizes = try items.map { try vm.int($0) }
    } else if let array = value.as(ArrayObject.self), array.tensor.rank == 1 {
      sizes = array.tensor.integers()
    } else {
      sizes = [try vm.int(value)]
    }
    guard sizes.allSatisfy({ $0 >= 0 }) else { throw Raised(.valueError, "negative dimensions are not allowed") }
    return try TensorErrors.translate { try Shape(checking: sizes) }
  }

  /// Walks nested data once, and collects its numbers, sizes and common type.
  private struct Scan {
    let vm: Interpreter
    var sizes: [Int] = []
    var rank: Int?
    var dtype: DType?
    var numbers: [Scalar] = []
    var count: Int { numbers.count }

    func ragged(_ depth: Int) -> Raised {
      let known = sizes.prefix(max(depth, 1))
      let shape = known.count == 1 ? "(\(known.first ?? 0),)" : "(" + known.map(String.init).joined(separator: ", ") + ")"
      return Raised(
        .valueError,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(max(depth, 1)) "
          + "dimensions. The detected shape was \(shape) + inhomogeneous part.")
    }

    private mutating func leaf(_ type: DType, _ number: Scalar, _ depth: Int) throws {
      if let rank, rank != depth { throw ragged(Swift.min(rank, depth)) }
      if rank == nil {
        guard depth == sizes.count else { throw ragged(depth) }
        rank = depth
      }
      dtype = dtype.map { NumPyTypes.promote($0, type) } ?? type
      numbers.append(number)
    }

    private mutating func enter(_ count: Int, _ depth: Int) throws {
      if let rank, depth >= rank { throw ragged(depth) }
      if depth == sizes.count { sizes.append(count) } else if sizes[depth] != count { throw ragged(depth) }
    }

    mutating func visit(_ value: Value, _ depth: Int) throws {
      switch value {
      case .float(let number): try leaf(.float64, .float(number), depth)
      case .int(let number): try leaf(.int64, .int(number), depth)
      case .bool(let flag): try leaf(.bool, .bool(flag), depth)
      case .none, .undefined: throw refused("None")
      case .object(let object):
        if let items = try items(of: object) {
          guard depth < Shape.maxRank else {
            throw Raised(.valueError, "maximum supported dimension for an ndarray is currently \(Shape.maxRank), found \(depth + 1)")
          }
          try enter(items.count, depth)
          for item in items { try visit(item, depth + 1) }
        } else if let tensor = try tensor(object) {
          for (offset, size) in tensor.shape.enumerated() { try enter(size, depth + offset) }
          for number in tensor.scalars() { try leaf(tensor.dtype, number, depth + tensor.rank) }
          dtype = dtype ?? tensor.dtype
        } else if object is StrObject {
          throw refused("text")
        } else if let index = try object.asIndex(vm) {
          guard case .int(let number) = index else { throw Raised(.overflowError, "Python int too large to convert to C long") }
          try leaf(.int64, .int(number), depth)
        } else if let number = try vm.doubleOrNil(value) {
          try leaf(.float64, .float(number), depth)
        } else {
          throw refused("objects of type '\(vm.typeName(of: value))'")
        }
      }
    }

    private func refused(_ what: String) -> Raised {
      Raised(.typeError, "arrays of Nabla hold numbers, not \(what)")
    }

    private func items(of object: Object) throws -> [Value]? {
      if let items = Sequences.items(of: object) { return items }
      return object is RangeObject ? try vm.array(.object(object)) : nil
    }

    private func tensor(_ object: Object) throws -> Tensor? {
      if let array = object as? ArrayObject { return array.tensor }
      if let tensor = object as? TensorObject { return tensor.tensor.detach() }
      if object is StrObject { return nil }
      if let method = try object.attribute("__array__", vm) {
        return try vm.call(method, []).as(ArrayObject.self)?.tensor
      }
      return nil
    }
  }
}
