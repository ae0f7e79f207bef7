/// Gives the positions of an epoch, one at a time, drawing random numbers only when they are needed: what a program
/// draws between two batches then falls where it falls in PyTorch.
public protocol IndexStream: AnyObject {
  func next() throws -> Int?
}

/// The order in which a data loader visits a dataset.
public enum Sampler {
  /// 0, 1, 2, …
  case sequential(count: Int)
  /// A new permutation an epoch, or independent draws. Without a generator of its own each epoch draws a seed from the
  /// global stream for a fresh one.
  case random(count: Int, replacement: Bool = false, samples: Int? = nil, generator: RandomSource? = nil)
  /// The given positions in random order.
  case subset([Int], generator: RandomSource? = nil)
  case weighted([Double], samples: Int, replacement: Bool = true, generator: RandomSource? = nil)
  /// Positions from elsewhere.
  case list([Int])

  /// Checks the arguments in PyTorch's words.
  public func validated() throws -> Sampler {
    switch self {
    case .random(let count, _, let samples, _):
      let number = samples ?? count
      guard number > 0 else {
        throw DataError.value(
          "num_samples should be a positive integer value, but got num_samples=\(number)"
            + (samples == nil ? "\nThe dataset is empty: there is nothing to shuffle." : ""))
      }
    case .weighted(_, let samples, _, _):
      guard samples > 0 else {
        throw DataError.value("num_samples should be a positive integer value, but got num_samples=\(samples)")
      }
    default: break
    }
    return self
  }

  /// How many positions an epoch has.
  public var count: Int {
    switch self {
    case .sequential(let count): return count
    case .random(let count, _, let samples, _): return samples ?? count
    case .subset(let indices, _): return indices.count
    case .weighted(_, let samples, _, _): return samples
    case .list(let indices): return indices.count
    }
  }

  /// A new epoch. `global` is the stream that samplers without a generator draw from.
  public func makeStream(global: RandomSource) -> IndexStream {
    switch self {
    case .sequential(let count): return ListStream { Array(0..<max(0, count)) }
    case .list(let indices): return ListStream { indices }
    case .subset(let indices, let generator):
      return ListStream { (generator ?? global).drawPermutation(indices.count).map { indices[$0] } }
    case .weighted(let weights, let samples, let replacement, let generator):
      return ListStream {
        try (generator ?? global).drawMultinomial(weights, samples: samples, replacement: replacement)
      }
    case .random(let count, let replacement, let samples, let generator):
      return RandomStream(
        count: count, replacement: replacement, samples: samples ?? count, generator: generator, global: global)
    }
  }
}

/// Positions made all at once when the first is asked for.
private final class ListStream: IndexStream {
  private let make: () throws -> [Int]
  private var indices: [Int]?
  private var place = 0

  init(_ make: @escaping () throws -> [Int]) { self.make = make }

  func next() throws -> Int? {
    let list = try indices ?? make()
    indices = list
    guard place < list.count else { return nil }
    defer { place += 1 }
    return list[place]
  }
}

/// PyTorch's `RandomSampler`: whole permutations, then one more of which the remainder is used (also when that is
/// nothing); with replacement draws come in blocks of 32.
private final class RandomStream: IndexStream {
  private let count: Int
  private let replacement: Bool
  private var left: Int
  private let global: RandomSource
  private var generator: RandomSource?
  private var block: [Int] = []
  private var place = 0
  private var isFinished = false

  init(count: Int, replacement: Bool, samples: Int, generator: RandomSource?, global: RandomSource) {
    self.count = count
    self.replacement = replacement
    self.left = samples
    self.generator = generator
    self.global = global
  }

  func next() throws -> Int? {
    while place == block.count {
      if isFinished { return nil }
      refill()
    }
    defer { place += 1 }
    return block[place]
  }

  private func refill() {
    let source = generator ?? global.fresh(seed: global.drawSeed())
    generator = source
    place = 0
    let whole = replacement ? 32 : count
    let size = min(left, whole)
    isFinished = left < whole
    if replacement {
      block = (0..<size).map { _ in source.drawInteger(below: count) }
    } else {
      block = Array(source.drawPermutation(count).prefix(size))
    }
    left -= size
  }
}

/// Positions of an epoch in batches.
public final class BatchStream {
  private let stream: IndexStream
  private let size: Int
  private let dropLast: Bool

  init(_ stream: IndexStream, size: Int, dropLast: Bool) {
    self.stream = stream
    self.size = size
    self.dropLast = dropLast
  }

  /// The positions of the next batch, nil at the end of the epoch.
  public func next() throws -> [Int]? {
    var batch: [Int] = []
    batch.reserveCapacity(size)
    while batch.count < size, let index = try stream.next() { batch.append(index) }
    return batch.isEmpty || (dropLast && batch.count < size) ? nil : batch
  }
}

/// What a `DataLoader` does apart from fetching: the order, the batches, the draws.
public struct BatchPlan {
  public let sampler: Sampler
  public let batchSize: Int
  public let dropLast: Bool
  /// The loader's own generator (`DataLoader(generator=…)`), for the base seed.
  public let generator: RandomSource?

  /// - Throws: for sizes that are none, in PyTorch's words.
  public init(sampler: Sampler, batchSize: Int = 1, dropLast: Bool = false, generator: RandomSource? = nil) throws {
    guard batchSize > 0 else {
      throw DataError.value("batch_size should be a positive integer value, but got batch_size=\(batchSize)")
    }
    self.sampler = try sampler.validated()
    self.batchSize = batchSize
    self.dropLast = dropLast
    self.generator = generator
  }

  /// `len(loader)`.
  public var batchCount: Int {
    let samples = sampler.count
    return dropLast ? samples / batchSize : samples / batchSize + (samples % batchSize == 0 ? 0 : 1)
  }

  /// `iter(loader)`: draws the base seed, which PyTorch's workers would use, and begins the epoch. The order itself is
  /// drawn when the first batch is asked for.
  public func makeEpoch(global: RandomSource) -> BatchStream {
    _ = (generator ?? global).drawSeed()
    return BatchStream(sampler.makeStream(global: global), size: batchSize, dropLast: dropLast)
  }

  /// `iter(loader)` for `batch_size=None`: single positions.
  public func makeSingleEpoch(global: RandomSource) -> IndexStream {
    _ = (generator ?? global).drawSeed()
    return sampler.makeStream(global: global)
  }
}
