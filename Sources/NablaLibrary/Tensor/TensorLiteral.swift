import NablaTensor
import NablaVM

/// `torch.tensor(data)`: numbers in any nesting of lists and tuples, read in two passes: the first finds shape and
/// type, the second writes into the tensor's memory. No intermediate array is made.
enum TensorLiteral {
  static func make(_ data: Value, dtype: DType?, _ vm: Interpreter) throws -> Tensor {
    if let tensor = TensorObject.from(data)?.tensor {
      let copy = try GradMode.disabled { try tensor.detach().clone() }
      return try dtype.map { try copy.to($0) } ?? copy
    }
    if let array = try NumPyBridge.tensor(data) {
      let copy = try array.clone()
      return try dtype.map { try copy.to($0) } ?? copy
    }
    var scan = Scan(vm: vm)
    try scan.visit(data, depth: 0)
    let type = dtype ?? scan.dtype ?? .defaultFloat
    let result = try Tensor.empty(Shape(checking: scan.sizes), dtype: type)
    var writer = Writer(pointer: result.pointer, dtype: type, vm: vm)
    try writer.write(data, depth: 0, rank: scan.sizes.count)
    return result
  }

  private static func tensor(_ object: Object) -> Tensor? {
    (object as? TensorObject)?.tensor ?? (object as? ArrayObject)?.tensor
  }

  /// The first pass.
  private struct Scan {
    let vm: Interpreter
    var sizes: [Int] = []
    /// How deep numbers lie; `nil` until the first one.
    var rank: Int?
    var dtype: DType?

    mutating func visit(_ value: Value, depth: Int) throws {
      switch value {
      case .float: try leaf(.defaultFloat, depth)
      case .int: try leaf(.int64, depth)
      case .bool: try leaf(.bool, depth)
      case .none, .undefined: throw Raised(.runtimeError, "Could not infer dtype of NoneType")
      case .object(let object):
        if let items = try items(of: object) {
          guard depth < Shape.maxRank else { throw TensorError.tooManyDimensions(depth + 1) }
          try enter(items.count, depth)
          for item in items { try visit(item, depth: depth + 1) }
        } else if let tensor = TensorLiteral.tensor(object) {
          try visitTensor(tensor, depth)
        } else if object is StrObject {
          throw Raised(.typeError, "new(): invalid data type 'str'")
        } else if try object.asFloat(vm) != nil {
          try leaf(try object.asIndex(vm) == nil ? .defaultFloat : .int64, depth)
        } else {
          throw Raised(.runtimeError, "Could not infer dtype of \(object.type.name)")
        }
      }
    }

    private func items(of object: Object) throws -> [Value]? {
      if let items = Sequences.items(of: object) { return items }
      return object is RangeObject ? try vm.array(.object(object)) : nil
    }

    private mutating func visitTensor(_ tensor: Tensor, _ depth: Int) throws {
      guard tensor.elementCount == 1 || tensor.rank > 0 else { return }
      if tensor.rank == 0 { return try leaf(tensor.dtype, depth) }
      // Tensors inside lists are nested data of their own.
      for (offset, size) in tensor.shape.enumerated() { try enter(size, depth + offset) }
      try leaf(tensor.dtype, depth + tensor.rank)
    }

    private mutating func enter(_ count: Int, _ depth: Int) throws {
      if let rank, depth >= rank { throw Raised(.valueError, "expected sequence of length at dim \(depth) (got a number)") }
      if depth == sizes.count {
        sizes.append(count)
      } else if sizes[depth] != count {
        throw Raised(.valueError, "expected sequence of length \(sizes[depth]) at dim \(depth) (got \(count))", details: [
          "all lists of one level must be of one length: that is the size of the dimension"
        ])
      }
    }

    private mutating func leaf(_ type: DType, _ depth: Int) throws {
      if let rank {
        guard rank == depth else { throw Raised(.typeError, "not a sequence") }
      } else {
        guard depth == sizes.count else { throw Raised(.typeError, "not a sequence") }
        rank = depth
      }
      dtype = dtype.map { DType.promote($0, type) } ?? type
    }
  }

  /// The second pass. The first one has made sure that everything fits.
  private struct Writer {
    var pointer: UnsafeMutableRawPointer
    let dtype: DType
    let vm: Interpreter

    mutating func write(_ value: Value, depth: Int, rank: Int) throws {
      switch value {
      case .float(let number): try put(.float(number))
      case .int(let number): try put(.int(number))
      case .bool(let flag): try put(.bool(flag))
      case .none, .undefined: break
      case .object(let object):
        if let items = Sequences.items(of: object) {
          for item in items { try write(item, depth: depth + 1, rank: rank) }
        } else if let tensor = TensorLiteral.tensor(object) {
          let flat = try GradMode.disabled { try tensor.detach().flatten() }
          for index in 0..<flat.elementCount { try put(flat.select(0, index).item()) }
        } else if object is RangeObject {
          for item in try vm.array(value) { try write(item, depth: depth + 1, rank: rank) }
        } else if let index = try object.asIndex(vm), case .int(let number) = index {
          try put(.int(number))
        } else if let number = try object.asFloat(vm) {
          try put(.float(number))
        }
      }
    }

    private mutating func put(_ scalar: Scalar) throws {
      switch dtype {
      case .float32: pointer.storeBytes(of: Float(scalar.double), as: Float.self)
      case .float64: pointer.storeBytes(of: scalar.double, as: Double.self)
      case .int64: pointer.storeBytes(of: Int64(scalar.int), as: Int64.self)
      case .int32: pointer.storeBytes(of: try narrow(scalar, Int32.self), as: Int32.self)
      case .uint8: pointer.storeBytes(of: try narrow(scalar, UInt8.self), as: UInt8.self)
      case .int8: pointer.storeBytes(of: try narrow(scalar, Int8.self), as: Int8.self)
      case .int16: pointer.storeBytes(of: try narrow(scalar, Int16.self), as: Int16.self)
      case .float16, .bfloat16: Tensor.storeHalf(Float(scalar.double), dtype, at: pointer)
      case .bool: pointer.storeBytes(of: scalar.bool ? 1 : 0, as: UInt8.self)
      }
      pointer += dtype.itemSize
    }

    private func narrow<T: FixedWidthInteger>(_ scalar: Scalar, _ type: T.Type) throws -> T {
      guard let number = T(exactly: scalar.int) else {
        throw Raised(.runtimeError, "value cannot be converted to type \(dtype.name) without overflow")
      }
      return number
    }
  }
}
