import NablaTensor
import NablaVM

/// In-place methods that are more than the in-place form of an operation, or that training loops call so often that the
/// short way is worth its own entry.
enum InPlaceMethods {
  static var all: [Native] { (filling + arithmetic + random).map { $0.method() } }

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
      _ = try c.tensor(0).fillInPlace(c.scalar(1))
    },
    modify("copy_", "(input, src, non_blocking=False)", "Takes over another tensor's elements.") { c in
      _ = try c.tensor(0).copyInPlace(c.tensor(1))
    },
    modify("fill_diagonal_", "(input, fill_value, wrap=False)", "Sets the diagonal to one number.") { c in
      _ = try c.tensor(0).diagonal().fillInPlace(c.scalar(1))
    },
    modify("set_", "(input, source)", "Looks at another tensor's elements from now on.") { c in
      try c.tensor(0).setData(c.tensor(1))
    },
    modify("index_put_", "(input, indices, values, accumulate=False)", "Writes elements at positions.") { c in
      guard case .object(let object) = c[1], let items = Sequences.items(of: object) else {
        throw c.wrongType(1, "tuple of Tensors")
      }
      let indices = try items.map { item -> Index in
        guard let tensor = TensorObject.from(item) else { throw c.wrongType(1, "tuple of Tensors", item) }
        return .tensor(tensor.tensor)
      }
      try c.tensor(0).indexPutInPlace(indices, c.tensor(2), accumulate: c.bool(3))
    },
  ]

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
    modify("clamp_", "(input, min=None, max=None)", "Holds elements between two limits.") { c in
      _ = try c.tensor(0).clampInPlace(min: c.optionalScalar(1), max: c.optionalScalar(2))
    },
    modify("masked_fill_", "(input, mask, value)", "Sets elements where a mask is true.") { c in
      _ = try c.tensor(0).maskedFillInPlace(c.tensor(1), c.scalar(2))
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
        _ = try c.tensor(0).copyInPlace(Tensor.bernoulli(c.tensor(1), generator: c.generator(2)))
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
