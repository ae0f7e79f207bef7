import NablaTensor
import NablaVM

/// In-place methods that are more than the in-place form of an operation, or that training loops call so often that the
/// short way is worth its own entry.
enum InPlaceMethods {
  static var all: [Native] { (filling + arithmetic + views + elements + random).map { $0.method() } }

  /// Those that are functions of `torch` too.
  static var functions: [Native] {
    let names: Set<String> = ["zero_", "fill_", "resize_as_", "index_put_", "as_strided_", "detach_"]
    return (filling + views).filter { names.contains($0.name) }.map { $0.function() }
  }

  private static func modify(
    _ name: String, _ signature: String, _ summary: String, _ body: @escaping (Call) throws -> Void
  ) -> Operation {
    Operation(name, signature, summary, .method) { c in
      try body(c)
      return c[0]
    }
  }

  private static let filling: [Operation] = [
    modify("zero_", "(input)", "Sets all elements to 0.") { c in _ = try c.tensor(0).zeroInPlace() },
    modify("fill_", "(input, value)", "Sets all elements to one number.") { c in
      if c.isTensor(1), try c.tensor(1).rank > 0 {
        throw TensorError.runtime(
          "fill_ only supports 0-dimension value tensor but got tensor with \(try c.tensor(1).rank) dimensions.")
      }
      _ = try c.tensor(0).fillInPlace(c.scalar(1))
    },
    modify("copy_", "(input, src, non_blocking=False)", "Takes over another tensor's elements.") { c in
      _ = try c.tensor(0).copyInPlace(c.tensor(1))
    },
    modify("fill_diagonal_", "(input, fill_value, wrap=False)", "Sets the diagonal to one number.") { c in
      let x = try c.tensor(0)
      guard x.rank >= 2 else { throw TensorError.runtime("dimensions must larger than 1") }
      if x.rank > 2, x.shape.contains(where: { $0 != x.shape[0] }) {
        throw TensorError.runtime("all dimensions of input must be of equal length")
      }
      // The steps of all dimensions together; a tall matrix may start again below.
      let step = x.strides.reduce(0, +)
      let (rows, columns) = (x.shape[0], x.shape[1])
      var size = x.shape.min() ?? 0
      let whole = try c.bool(2)
      if x.rank == 2, rows > columns, whole, columns > 0 {
        size = (rows * columns - 1) / (columns + 1) + 1
        let flat = try x.isContiguous ? x : x.contiguous()
        let places = try flat.asStrided([size], [columns + 1])
        _ = try places.fillInPlace(c.scalar(1))
        if flat !== x { _ = try x.copyInPlace(flat) }
        return
      }
      _ = try x.asStrided([size], [step]).fillInPlace(c.scalar(1))
    },
    modify("set_", "(input, source)", "Looks at another tensor's elements from now on.") { c in
      try c.tensor(0).setData(c.tensor(1))
    },
    modify("index_put_", "(input, indices, values, accumulate=False)", "Writes elements at positions.") { c in
      try checkPut(c)
      try c.tensor(0).indexPutInPlace(indices(c), c.tensor(2), accumulate: c.bool(3))
    },
  ]

  /// - Throws: where the values have another type than what they are written into.
  static func checkPut(_ c: Call) throws {
    let (target, source) = (try c.tensor(0).dtype, try c.tensor(2).dtype)
    guard target != source else { return }
    throw TensorError.runtime("Index put requires the source and destination dtypes match, got \(target.scalarTypeName) for the "
      + "destination and \(source.scalarTypeName) for the source.")
  }

  /// A tuple of index tensors, `None` for a whole dimension.
  static func indices(_ c: Call) throws -> [Index] {
    guard case .object(let object) = c[1], let items = Sequences.items(of: object) else {
      throw c.wrongType(1, "tuple of Tensors")
    }
    return try items.map { item -> Index in
      if item.isNone { return .slice(nil, nil, nil) }
      guard let tensor = TensorObject.from(item) else { throw c.wrongType(1, "tuple of Tensors", item) }
      return .tensor(tensor.tensor)
    }
  }

  private static func view(
    _ name: String, _ signature: String, _ summary: String, _ body: @escaping (Call, Tensor) throws -> Tensor
  ) -> Operation {
    modify(name, signature, summary) { c in try c.tensor(0).becomeView { try body(c, $0) } }
  }

  private static let views: [Operation] = [
    view("squeeze_", "(input, dim=None)", "Drops dimensions of size 1.") { c, x in try x.squeeze(c.dims(1)) },
    view("unsqueeze_", "(input, dim)", "Inserts a dimension of size 1.") { c, x in try x.unsqueeze(c.dim(1)) },
    view("t_", "(input)", "Swaps the dimensions of a matrix.") { _, x in
      guard x.rank <= 2 else {
        throw TensorError.runtime("t_() expects a tensor with <= 2 dimensions, but self is \(x.rank)D")
      }
      return try x.t()
    },
    view("transpose_", "(input, dim0, dim1)", "Swaps two dimensions.") { c, x in try x.transpose(c.int(1), c.int(2)) },
    view("swapaxes_", "(input, axis0, axis1)", "Swaps two dimensions.") { c, x in try x.transpose(c.int(1), c.int(2)) },
    view("swapdims_", "(input, dim0, dim1)", "Swaps two dimensions.") { c, x in try x.transpose(c.int(1), c.int(2)) },
    view("as_strided_", "(input, size, stride, storage_offset=None)", "Takes any shape and steps.") { c, x in
      try x.asStrided(Shape(checking: c.ints(1)), Shape(checking: c.ints(2)), storageOffset: c.optionalInt(3))
    },
    modify("resize_", "(input, *size, memory_format=None)", "Takes another size, with room for it.") { c in
      try c.tensor(0).resizeInPlace(Shape(checking: c.shape(1)))
    },
    modify("resize_as_", "(input, the_template, *, memory_format=None)", "Takes the size of another tensor.") { c in
      try c.tensor(0).resizeInPlace(c.tensor(1).shape)
    },
  ]

  private static let elements: [Operation] = [
    modify("apply_", "(input, callable)", "Replaces each element by what a function makes of it.") { c in
      let x = try c.tensor(0)
      let results = try x.scalars().map { try number(c, c.vm.call(c[1], [TensorObject.number($0)])) }
      try store(results, x)
    },
    modify("map_", "(input, tensor, callable)", "Replaces each element by what a function makes of it and another's.") {
      c in
      let x = try c.tensor(0)
      let other = try c.tensor(1).expand(x.shape)
      let results = try zip(x.scalars(), other.scalars()).map {
        try number(c, c.vm.call(c[2], [TensorObject.number($0), TensorObject.number($1)]))
      }
      try store(results, x)
    },
  ]

  private static func number(_ c: Call, _ value: Value) throws -> Scalar {
    switch value {
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .bool(let flag): return .bool(flag)
    default: return .float(try c.vm.double(value))
    }
  }

  private static func store(_ values: [Scalar], _ x: Tensor) throws {
    if x.requiresGrad {
      throw TensorError.runtime("Can't call apply_() on Variable that requires grad. Use var.detach().apply_() instead.")
    }
    let whole = values.allSatisfy { !$0.isFloat }
    let made = whole ? Tensor(values.map(\.int)) : Tensor(values.map(\.double))
    _ = try x.copyInPlace(made.reshape(x.shape))
  }

  private static let arithmetic: [Operation] = [
    modify("add_", "(input, other, *, alpha=1)", "Adds alpha · other.") { c in
      _ = try c.tensor(0).addInPlace(c.operand(1), alpha: c.scalar(2))
    },
    modify("sub_", "(input, other, *, alpha=1)", "Subtracts alpha · other.") { c in
      _ = try c.tensor(0).subInPlace(c.operand(1), alpha: c.scalar(2))
    },
    modify("mul_", "(input, other)", "Multiplies by other.") { c in
      _ = try c.tensor(0).mulInPlace(c.operand(1))
    },
    modify("relu_", "(input)", "Sets negative elements to 0.") { c in _ = try c.tensor(0).reluInPlace() },
    modify("masked_fill_", "(input, mask, value)", "Sets elements where a mask is true.") { c in
      let (x, mask) = (try c.tensor(0), try c.tensor(1))
      if c.isTensor(2), try c.tensor(2).requiresGrad || c.tensor(2).rank > 0 {
        let value = try c.tensor(2)
        _ = try x.replaceInPlace([value]) { try $0.maskedFill(mask, value) }
      } else {
        _ = try x.maskedFillInPlace(mask, c.scalar(2))
      }
    },
  ]

  private static let random: [Operation] = [
    modify("uniform_", "(input, from_=0.0, to=1.0, *, generator=None)", "Draws from [from, to).") { c in
      _ = try c.tensor(0).uniformInPlace(c.double(1), c.double(2), generator: c.generator(3))
    },
    modify("normal_", "(input, mean=0.0, std=1.0, *, generator=None)", "Draws from a normal distribution.") { c in
      _ = try c.tensor(0).normalInPlace(c.double(1), c.double(2), generator: c.generator(3))
    },
    modify("bernoulli_", "(input, p=0.5, *, generator=None)", "Draws ones with a probability, else zeros.") { c in
      if c.isTensor(1) {
        let target = try c.tensor(0)
        _ = try target.copyInPlace(Tensor.bernoulli(c.tensor(1).expand(target.shape), generator: c.generator(2)))
      } else {
        _ = try c.tensor(0).bernoulliInPlace(c.double(1), generator: c.generator(2))
      }
    },
    modify("random_", "(input, from_=0, to=None, *, generator=None)", "Draws whole numbers.") { c in
      let onlyEnd = c.isGiven(1) && !c.isGiven(2)
      let start = onlyEnd ? 0 : try c.int(1)
      var end = try c.optionalInt(2)
      if onlyEnd, try c.int(1) != 0 { end = try c.int(1) }
      _ = try c.tensor(0).randomInPlace(from: start, to: end, generator: c.generator(3))
    },
    modify("geometric_", "(input, p, *, generator=None)", "Draws how many trials the first success takes.") { c in
      _ = try c.tensor(0).geometricInPlace(c.double(1), generator: c.generator(2))
    },
    modify("cauchy_", "(input, median=0.0, sigma=1.0, *, generator=None)", "Draws from a Cauchy distribution.") { c in
      _ = try c.tensor(0).cauchyInPlace(c.double(1), c.double(2), generator: c.generator(3))
    },
    modify("log_normal_", "(input, mean=1.0, std=2.0, *, generator=None)", "Draws numbers with normal logarithms.") { c in
      _ = try c.tensor(0).logNormalInPlace(c.double(1), c.double(2), generator: c.generator(3))
    },
    modify("exponential_", "(input, lambd=1.0, *, generator=None)", "Draws from an exponential distribution.") { c in
      _ = try c.tensor(0).exponentialInPlace(c.double(1), generator: c.generator(2))
    },
  ]
}

/// `torch.FloatTensor` and its kin.
enum TypedTensors {
  static let all: [(name: String, type: TypeObject, dtype: DType)] = DType.allCases.map { dtype in
    let name = "\(dtype.scalarTypeName)Tensor"
    return (name, TensorTypes.typed(name, dtype), dtype)
  }

  static func dtype(of type: TypeObject) -> DType? { all.first { $0.type === type }?.dtype }
}
