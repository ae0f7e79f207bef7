import NablaTensor
import NablaVM

/// Functions that make tensors. `layout` is accepted where programs give it; another device and pinned memory fail as
/// they do in PyTorch on a machine without a GPU.
enum CreationOperations {
  static let table: [Operation] = filled + ranges + windows + likes + random

  private static let options = "dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False"

  private static let filled: [Operation] = [
    sized("zeros", "A tensor of zeros.") { shape, dtype in try Tensor.zeros(shape, dtype: dtype) },
    sized("ones", "A tensor of ones.") { shape, dtype in try Tensor.ones(shape, dtype: dtype) },
    sized("empty", "A tensor whose elements nobody has set.") { shape, dtype in try Tensor.zeros(shape, dtype: dtype) },
    .tensor("full", "(size, fill_value, *, \(options))", "A tensor filled with one number.", .function) { c in
      let value = try c.scalar(1)
      return try finish(c, 2, Tensor.full(Shape(checking: c.shape(0)), value, dtype: c.dtype(2) ?? value.dtype))
    },
    .tensor("eye", "(n, m=None, *, \(options))", "A matrix with ones on its diagonal.", .function) { c in
      try finish(c, 2, Tensor.eye(c.int(0), c.optionalInt(1) ?? c.int(0), dtype: c.dtype(2) ?? .defaultFloat))
    },
  ]

  private static let ranges: [Operation] = [
    .tensor("arange", "(start=None, end=None, step=1, *, \(options))", "Numbers from start to before end.", .function)
    { c in
      guard c.isGiven(0) || c.isGiven(1) else {
        throw c.failure(.typeError, "arange() received an invalid combination of arguments - got (), but expected end")
      }
      let only = !(c.isGiven(0) && c.isGiven(1))
      if only, c.isText(0) {
        throw c.failure(.typeError, "arange(): argument 'end' (position 1) must be Number, not str")
      }
      let start: Scalar = only ? .int(0) : try c.scalar(0)
      let end = only ? try c.scalar(c.isGiven(0) ? 0 : 1) : try c.scalar(1)
      return try finish(c, 3, Tensor.arange(start, end, step: c.scalar(2), dtype: c.dtype(3)))
    },
    .tensor("range", "(start=0, end=None, step=1, *, \(options))", "Numbers from start to end, both included.", .function)
    { c in
      let end = try c.scalar(1).double + c.double(2)
      return try finish(c, 3, Tensor.arange(c.scalar(0), .float(end), step: c.scalar(2), dtype: c.dtype(3) ?? .defaultFloat))
    },
    .tensor("linspace", "(start, end, steps, *, \(options))", "Evenly spaced numbers, both ends included.", .function) {
      c in
      try finish(c, 3, Tensor.linspace(c.double(0), c.double(1), steps: c.int(2), dtype: c.dtype(3) ?? .defaultFloat))
    },
    .tensor("logspace", "(start, end, steps, base=10.0, *, \(options))", "Powers of a base, evenly spaced.", .function) {
      c in
      let dtype = try c.dtype(4) ?? .defaultFloat
      let exponents = try Tensor.linspace(c.double(0), c.double(1), steps: c.int(2), dtype: .float64)
      return try finish(c, 4, exponents.rpow(.float(c.double(3))).to(dtype))
    },
    .tensor("tril_indices", "(row, col, offset=0, *, \(options))", "Where a lower triangle lies.", .function) { c in
      try checkTriangle(c)
      let places = try Tensor.ones([c.int(0), c.int(1)]).tril(c.int(2)).nonzero().t().contiguous()
      return try finish(c, 3, places.to(c.dtype(3) ?? .int64))
    },
    .tensor("triu_indices", "(row, col, offset=0, *, \(options))", "Where an upper triangle lies.", .function) { c in
      try checkTriangle(c)
      let places = try Tensor.ones([c.int(0), c.int(1)]).triu(c.int(2)).nonzero().t().contiguous()
      return try finish(c, 3, places.to(c.dtype(3) ?? .int64))
    },
  ]

  private static func window(_ name: String, _ kind: Tensor.Window) -> Operation {
    .tensor("\(name)_window", "(window_length, periodic=True, *, \(options))", "A window for cutting signals.", .function) {
      c in
      try finish(c, 2, Tensor.window(kind, c.int(0), periodic: c.bool(1), dtype: c.dtype(2) ?? .defaultFloat))
    }
  }

  private static let windows: [Operation] = [
    window("hann", .hann), window("blackman", .blackman), window("bartlett", .bartlett),
    .tensor("hamming_window", "(window_length, periodic=True, alpha=0.54, beta=0.46, *, \(options))",
            "A window for cutting signals.", .function) { c in
      try finish(c, 4, Tensor.window(.hamming, c.int(0), periodic: c.bool(1), alpha: c.double(2), beta: c.double(3),
                                     dtype: c.dtype(4) ?? .defaultFloat))
    },
    .tensor("kaiser_window", "(window_length, periodic=True, beta=12.0, *, \(options))", "A window for cutting signals.",
            .function) { c in
      try finish(c, 3, Tensor.kaiserWindow(c.int(0), periodic: c.bool(1), beta: c.double(2),
                                           dtype: c.dtype(3) ?? .defaultFloat))
    },
    .tensor("scalar_tensor", "(s, *, \(options))", "A tensor without dimensions.", .function) { c in
      try finish(c, 1, Tensor.scalar(c.scalar(0), dtype: c.dtype(1) ?? .defaultFloat))
    },
    .tensor("empty_strided", "(size, stride, *, \(options))", "A tensor with given steps.", .function) { c in
      let (size, stride) = (try Shape(checking: c.ints(0)), try Shape(checking: c.ints(1)))
      return try finish(c, 2, strided(size, stride, c.dtype(2) ?? .defaultFloat))
    },
    .tensor("new_empty_strided", "(input, size, stride, *, \(options))", "A tensor of the same type with given steps.",
            .method) { c in
      let made = try strided(Shape(checking: c.ints(1)), Shape(checking: c.ints(2)), c.dtype(3) ?? c.tensor(0).dtype)
      return try finish(c, 3, made)
    },
    .tensor("empty_permuted", "(size, physical_layout, *, \(options))", "A tensor whose dimensions lie in another order.",
            .function) { c in
      let (size, order) = (try c.ints(0), try c.ints(1))
      guard Set(order) == Set(0..<size.count), order.count == size.count else {
        throw TensorError.runtime("Number of dimensions in size does not match the length of the physical_layout; i.e. "
          + "len(size) = \(size.count) is not equal to len(physical_layout) = \(order.count)")
      }
      var inverse = order
      for (place, dim) in order.enumerated() { inverse[dim] = place }
      let made = try Tensor.zeros(Shape(checking: order.map { size[$0] }), dtype: c.dtype(2) ?? .defaultFloat)
      return try finish(c, 2, made.permute(inverse).detach())
    },
  ]

  private static func checkTriangle(_ c: Call) throws {
    for (slot, name) in ["row", "col"].enumerated() where try c.int(slot) < 0 {
      throw TensorError.runtime("\(name) must be non-negative, got\(try c.int(slot))")
    }
  }

  private static func strided(_ size: Shape, _ stride: Shape, _ dtype: DType) throws -> Tensor {
    var extent = 1
    for (length, step) in zip(size, stride) where length > 0 {
      let (reach, overflow) = (length - 1).multipliedReportingOverflow(by: step)
      let (sum, overflow2) = extent.addingReportingOverflow(reach)
      guard !overflow, !overflow2, reach >= 0 else { throw TensorError.tooLarge(sizes: size) }
      extent = sum
    }
    return try Tensor.zeros([size.contains(0) ? 0 : extent], dtype: dtype).asStrided(size, stride).detach()
  }

  private static let likes: [Operation] = [
    like("zeros_like", "Zeros in the shape of another tensor.") { c, shape, dtype in
      try Tensor.zeros(shape, dtype: dtype).inOrder(of: c.tensor(0))
    },
    like("ones_like", "Ones in the shape of another tensor.") { c, shape, dtype in
      try Tensor.ones(shape, dtype: dtype).inOrder(of: c.tensor(0))
    },
    like("empty_like", "A tensor in the shape of another, whose elements nobody has set.") { c, shape, dtype in
      try Tensor.zeros(shape, dtype: dtype).inOrder(of: c.tensor(0))
    },
    like("rand_like", "Uniform random numbers in the shape of another tensor.") { c, shape, dtype in
      try Tensor.empty(shape, dtype: dtype).inOrder(of: c.tensor(0)).uniformInPlace(0, 1)
    },
    like("randn_like", "Normal random numbers in the shape of another tensor.") { c, shape, dtype in
      try Tensor.empty(shape, dtype: dtype).inOrder(of: c.tensor(0)).normalInPlace(0, 1)
    },
    .tensor("randint_like", "(input, low, high=None, *, generator=None, \(options), memory_format=None)",
            "Random whole numbers in the shape of another tensor.", .function) { c in
      let (low, high) = c.isGiven(2) ? (try c.int(1), try c.int(2)) : (0, try c.int(1))
      let like = try c.tensor(0)
      return try finish(c, 4, Tensor.randint(
        low, high, like.shape, dtype: c.dtype(4) ?? like.dtype, generator: c.generator(3)).inOrder(of: like))
    },
    .tensor("full_like", "(input, fill_value, *, \(options))", "One number in the shape of another tensor.", .function) {
      c in
      let like = try c.tensor(0)
      return try finish(c, 2, Tensor.full(like.shape, c.scalar(1), dtype: c.dtype(2) ?? like.dtype).inOrder(of: like))
    },
    new("new_zeros", "Zeros of the tensor's type.") { try Tensor.zeros($0, dtype: $1) },
    new("new_ones", "Ones of the tensor's type.") { try Tensor.ones($0, dtype: $1) },
    new("new_empty", "A tensor of the same type, whose elements nobody has set.") { try Tensor.zeros($0, dtype: $1) },
    .tensor("new_full", "(input, size, fill_value, *, \(options))", "One number, of the tensor's type.", .method) { c in
      try finish(c, 3, Tensor.full(Shape(checking: c.shape(1)), c.scalar(2), dtype: c.dtype(3) ?? c.tensor(0).dtype))
    },
  ]

  private static let random: [Operation] = [
    drawn("rand", "Uniform random numbers in [0, 1).") { shape, dtype, generator in
      try Tensor.rand(shape, dtype: dtype, generator: generator)
    },
    drawn("randn", "Random numbers of the standard normal distribution.") { shape, dtype, generator in
      try Tensor.randn(shape, dtype: dtype, generator: generator)
    },
    .tensor("randint", "(low, high=None, size=None, *, generator=None, \(options))",
            "Random whole numbers from low to before high.", .function) { c in
      // `randint(high, size)` leaves low out.
      let short = !c.isGiven(2) && c.isSequence(1)
      let low = short || !c.isGiven(1) ? 0 : try c.int(0)
      let high = short || !c.isGiven(1) ? try c.int(0) : try c.int(1)
      let size = try c.shape(short ? 1 : 2)
      return try finish(c, 4, Tensor.randint(low, high, Shape(checking: size), dtype: c.dtype(4) ?? .int64,
                                             generator: c.generator(3)))
    },
    .tensor("randperm", "(n, *, generator=None, \(options))", "The numbers 0 to n - 1 in random order.", .function) { c in
      try finish(c, 2, Tensor.randperm(c.int(0), dtype: c.dtype(2) ?? .int64, generator: c.generator(1)))
    },
    .tensor("normal", "(mean=0.0, std=1.0, size=None, *, generator=None, \(options))",
            "Random numbers of normal distributions.", .function) { c in
      let generator = try c.generator(3)
      if c.isGiven(2) {
        let shape = try Shape(checking: c.shape(2))
        let made = try Tensor.normal(
          c.double(0), c.double(1), shape, dtype: c.dtype(4) ?? .defaultFloat, generator: generator)
        return try finish(c, 4, made)
      }
      return try Tensor.normal(c.operand(0), c.operand(1), generator: generator)
    },
    .tensor("bernoulli", "(input, *, generator=None)", "Ones with the probabilities given, else zeros.") { c in
      try Tensor.bernoulli(c.tensor(0), generator: c.generator(1))
    },
    .tensor("poisson", "(input, generator=None)", "Numbers of Poisson distributions with the rates given.", .function) { c in
      try Tensor.poisson(c.tensor(0), generator: c.generator(1))
    },
    .tensor("_standard_gamma", "(input, generator=None)", "Numbers of gamma distributions with the shapes given.", .function)
    { c in try c.tensor(0).standardGamma(generator: c.generator(1)) },
    .tensor("_standard_gamma_grad", "(input, output)", "How gamma numbers move with their shapes.", .function) { c in
      try c.tensor(0).standardGammaGradient(at: c.tensor(1))
    },
    .tensor("_sample_dirichlet", "(input, generator=None)", "Numbers of Dirichlet distributions along the last dimension.",
            .function) { c in try c.tensor(0).sampleDirichlet(generator: c.generator(1)) },
    .tensor("_dirichlet_grad", "(x, alpha, total)", "How Dirichlet numbers move with their concentrations.", .function) { c in
      try Tensor.dirichletGradient(c.tensor(0), c.tensor(1), c.tensor(2))
    },
    .tensor("multinomial", "(input, num_samples, replacement=False, *, generator=None)",
            "Indices drawn with the weights given.") { c in
      try Tensor.multinomial(c.tensor(0), count: c.int(1), replacement: c.bool(2), generator: c.generator(3))
    },
  ]

  // MARK: builders
  private static func sized(
    _ name: String, _ summary: String, _ make: @escaping (Shape, DType) throws -> Tensor
  ) -> Operation {
    .tensor(name, "(*sizes, size=None, \(options))", summary, .function) { c in
      try finish(c, 2, make(Shape(checking: c.sizes(0, 1)), c.dtype(2) ?? .defaultFloat))
    }
  }

  private static func new(
    _ name: String, _ summary: String, _ make: @escaping (Shape, DType) throws -> Tensor
  ) -> Operation {
    .tensor(name, "(input, *size, \(options))", summary, .method) { c in
      try finish(c, 2, make(Shape(checking: c.shape(1)), c.dtype(2) ?? c.tensor(0).dtype))
    }
  }

  private static func drawn(
    _ name: String, _ summary: String, _ make: @escaping (Shape, DType, Generator) throws -> Tensor
  ) -> Operation {
    .tensor(name, "(*sizes, size=None, generator=None, \(options))", summary, .function) { c in
      try finish(c, 3, make(Shape(checking: c.sizes(0, 1)), c.dtype(3) ?? .defaultFloat, c.generator(2)))
    }
  }

  private static func like(
    _ name: String, _ summary: String, _ make: @escaping (Call, Shape, DType) throws -> Tensor
  ) -> Operation {
    .tensor(name, "(input, *, \(options), memory_format=None)", summary, .function) { c in
      try finish(c, 1, make(c, c.tensor(0).shape, c.dtype(1) ?? c.tensor(0).dtype))
    }
  }

  /// Checks `device` and `pin_memory` and sets `requires_grad`: the `options` from slot `first` on.
  private static func finish(_ c: Call, _ first: Int, _ made: Tensor) throws -> Tensor {
    try c.device(first + 1)
    if first + 4 < c.arguments.count, case .bool(true) = c[first + 4] { throw DeviceErrors.noDriver }
    if try c.bool(first + 2) { try made.setRequiresGrad(true, for: .making) }
    return made
  }
}
