import Glibc
import NablaTensor

/// The base of learning-rate schedules: after each epoch, `step()` sets every group's `lr` by a formula.
///
///     let scheduler = try StepLR(optimizer, stepSize: 30, gamma: 0.1)
///     for _ in 0..<100 { …; try scheduler.step() }
///
/// Formulas chain as PyTorch's do: the new rate is computed from the group's current one, so that a rate changed by
/// hand, and several schedules one after another, keep their effect.
///
/// - PyTorch: `torch.optim.lr_scheduler.LRScheduler`.
open class LRScheduler {
  public let optimizer: Optimizer
  /// The rates the groups had at the start: `initial_lr`.
  public let baseRates: [Double]
  /// How many epochs were stepped through.
  public private(set) var lastEpoch = -1
  /// The rates set last: `get_last_lr()`.
  public private(set) var lastRates: [Double] = []

  public init(_ optimizer: Optimizer) throws {
    self.optimizer = optimizer
    baseRates = try optimizer.groups.map { group in
      if let known = group["initial_lr"]?.double { return known }
      let rate = try group.number("lr")
      group["initial_lr"] = group["lr"]
      return rate
    }
  }

  /// The first step, which sets epoch 0's rates; subclasses call it at the end of their initialiser.
  func start() throws { try step() }

  /// Moves to the next epoch.
  public func step() throws {
    lastEpoch += 1
    let rates = try computeRates()
    for (group, rate) in zip(optimizer.groups, rates) { group["lr"] = .number(.float(rate)) }
    lastRates = rates
  }

  /// The rates of `lastEpoch`. Subclasses give this.
  open func computeRates() throws -> [Double] { try currentRates() }

  func currentRates() throws -> [Double] { try optimizer.groups.map { try $0.number("lr") } }
}

/// Multiplies the rate by `gamma` every `stepSize` epochs.
///
/// - Defaults: `gamma: 0.1`. PyTorch: `torch.optim.lr_scheduler.StepLR`.
public final class StepLR: LRScheduler {
  public let stepSize: Int
  public let gamma: Double

  public init(_ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1) throws {
    guard stepSize > 0 else { throw TensorError.other(.valueError, "step_size must be positive, got \(stepSize)") }
    self.stepSize = stepSize
    self.gamma = gamma
    try super.init(optimizer)
    try start()
  }

  public override func computeRates() throws -> [Double] {
    let rates = try currentRates()
    return lastEpoch == 0 || lastEpoch % stepSize != 0 ? rates : rates.map { $0 * gamma }
  }
}

/// Multiplies the rate by `gamma` at each of the given epochs.
///
/// - Defaults: `gamma: 0.1`. PyTorch: `torch.optim.lr_scheduler.MultiStepLR`.
public final class MultiStepLR: LRScheduler {
  public let milestones: [Int]
  public let gamma: Double

  public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1) throws {
    self.milestones = milestones.sorted()
    self.gamma = gamma
    try super.init(optimizer)
    try start()
  }

  public override func computeRates() throws -> [Double] {
    let times = milestones.filter { $0 == lastEpoch }.count
    return try currentRates().map { $0 * pow(gamma, Double(times)) }
  }
}

/// Multiplies the rate by `gamma` every epoch.
///
/// - PyTorch: `torch.optim.lr_scheduler.ExponentialLR`.
public final class ExponentialLR: LRScheduler {
  public let gamma: Double

  public init(_ optimizer: Optimizer, gamma: Double) throws {
    self.gamma = gamma
    try super.init(optimizer)
    try start()
  }

  public override func computeRates() throws -> [Double] {
    let rates = try currentRates()
    return lastEpoch == 0 ? rates : rates.map { $0 * gamma }
  }
}

/// Lowers the rate along half a cosine, from the start to `minimum` in `epochs` epochs.
///
///     lr(t) = minimum + (lr₀ − minimum) · (1 + cos(π t / epochs)) / 2
///
/// - Defaults: `minimum: 0`. PyTorch: `torch.optim.lr_scheduler.CosineAnnealingLR`.  Source: arXiv:1608.03983.
public final class CosineAnnealingLR: LRScheduler {
  public let epochs: Int
  public let minimum: Double

  public init(_ optimizer: Optimizer, epochs: Int, minimum: Double = 0) throws {
    guard epochs > 0 else { throw TensorError.other(.valueError, "T_max must be positive, got \(epochs)") }
    self.epochs = epochs
    self.minimum = minimum
    try super.init(optimizer)
    try start()
  }

  public override func computeRates() throws -> [Double] {
    let rates = try currentRates()
    if lastEpoch == 0 { return rates }
    let length = Double(epochs), epoch = Double(lastEpoch)
    if (lastEpoch - 1 - epochs) % (2 * epochs) == 0 {
      return zip(baseRates, rates).map { base, rate in
        rate + (base - minimum) * (1 - cos(Double.pi / length)) / 2
      }
    }
    return rates.map { rate in
      (1 + cos(Double.pi * epoch / length)) / (1 + cos(Double.pi * (epoch - 1) / length)) * (rate - minimum) + minimum
    }
  }
}

/// Sets the rate to the starting one times a function of the epoch, one function for all groups or one for each.
///
/// - PyTorch: `torch.optim.lr_scheduler.LambdaLR`.
public final class LambdaLR: LRScheduler {
  private let factors: [(Int) throws -> Double]

  public convenience init(_ optimizer: Optimizer, factor: @escaping (_ epoch: Int) throws -> Double) throws {
    try self.init(optimizer, factors: optimizer.groups.map { _ in factor })
  }

  public init(_ optimizer: Optimizer, factors: [(_ epoch: Int) throws -> Double]) throws {
    guard factors.count == optimizer.groups.count else {
      throw TensorError.other(
        .valueError, "Expected \(optimizer.groups.count) lr_lambdas, but got \(factors.count)")
    }
    self.factors = factors
    try super.init(optimizer)
    try start()
  }

  public override func computeRates() throws -> [Double] {
    try zip(baseRates, factors).map { try $0 * $1(lastEpoch) }
  }
}
