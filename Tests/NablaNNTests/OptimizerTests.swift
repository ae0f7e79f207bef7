import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct OptimizerTests {
  typealias Make = @Sendable ([Tensor]) throws -> Optimizer
  static let optimizers: [String: Make] = [
    "sgd": { try SGD($0, lr: 0.1) },
    "sgd momentum": { try SGD($0, lr: 0.1, momentum: 0.9) },
    "sgd dampening": { try SGD($0, lr: 0.1, momentum: 0.9, dampening: 0.5) },
    "sgd nesterov decay": { try SGD($0, lr: 0.1, momentum: 0.9, weightDecay: 0.01, nesterov: true) },
    "sgd maximize": { try SGD($0, lr: 0.01, momentum: 0.5, maximize: true) },
    "adam": { try Adam($0, lr: 0.05) },
    "adam decay amsgrad": { try Adam($0, lr: 0.05, betas: (0.8, 0.99), weightDecay: 0.1, amsgrad: true) },
    "adam maximize": { try Adam($0, lr: 0.05, maximize: true) },
    "adamw": { try AdamW($0, lr: 0.05) },
    "adamw amsgrad": { try AdamW($0, lr: 0.05, weightDecay: 0.2, amsgrad: true) },
    "rmsprop": { try RMSprop($0, lr: 0.01) },
    "rmsprop centered momentum": { try RMSprop($0, lr: 0.01, weightDecay: 0.1, momentum: 0.9, centered: true) },
    "adagrad": { try Adagrad($0, lr: 0.1, lrDecay: 0.1, weightDecay: 0.01, initialAccumulatorValue: 0.1) },
    "adadelta": { try Adadelta($0, lr: 1.0, rho: 0.9, weightDecay: 0.01) },
  ]

  /// One descent on Σ weight (p − target)², as record_training.py makes it.
  static func descend(_ p: Tensor, _ optimizer: Optimizer, steps: ClosedRange<Int>, after: (Int) throws -> Void) throws {
    let target = Tensor([Float](arrayLiteral: 0.5, 0.5, -1, 2, 0, 1))
    let weight = Tensor([Float](arrayLiteral: 1, 0.1, 2, 0.01, 5, 0.3))
    for step in steps {
      try optimizer.zeroGrad()
      try p.sub(target).pow(2).mul(weight).sum().backward()
      try optimizer.step()
      try after(step)
    }
  }

  static func start() throws -> Tensor {
    try Tensor([Float](arrayLiteral: 1, -2, 0.5, 3, -0.1, 0)).setRequiresGrad()
  }

  @Test(arguments: optimizers.keys.sorted())
  func parametersAfterThirtyStepsArePyTorchs(_ name: String) throws {
    let recorded = try RecordedCase.training(name)
    let p = try Self.start()
    let make = try #require(Self.optimizers[name])
    let optimizer = try make([p])
    try Self.descend(p, optimizer, steps: 1...30) { step in
      guard [1, 2, 30].contains(step) else { return }
      expectClose(p.doubles(), try recorded.output("step\(step)").numbers, relative: 2e-6, absolute: 2e-7, "step \(step)")
    }
  }

  @Test(arguments: optimizers.keys.sorted())
  func aStateThatIsSavedAndLoadedContinuesTheSame(_ name: String) throws {
    let make = try #require(Self.optimizers[name])
    let p = try Self.start()
    let first = try make([p])
    try Self.descend(p, first, steps: 1...7) { _ in }
    let copy = try p.detach().clone().setRequiresGrad()
    let second = try make([copy])
    try second.loadStateDict(first.stateDict())
    try Self.descend(p, first, steps: 8...12) { _ in }
    try Self.descend(copy, second, steps: 8...12) { _ in }
    #expect(p.doubles() == copy.doubles())
  }

  @Test func aParameterWithoutGradientStays() throws {
    let (a, b) = (try Self.start(), try Self.start())
    let optimizer = try SGD([a, b], lr: 0.1)
    try a.sum().backward()
    try optimizer.step()
    #expect(b.doubles() == [1, -2, 0.5, 3, Double(Float(-0.1)), 0])
    #expect(a.doubles()[0] == Double(Float(1) - Float(0.1)))
  }

  @Test func groupsHaveTheirOwnSettings() throws {
    let (a, b) = (try Self.start(), try Self.start())
    let optimizer = try SGD(
      groups: [ParameterGroup([a]), ParameterGroup([b], [("lr", .number(0))])], lr: 0.5)
    try a.add(b).sum().backward()
    try optimizer.step()
    #expect(a.doubles()[0] == 0.5)
    #expect(b.doubles()[0] == 1)
  }

  // From printing the optimisers in PyTorch 2.15.
  @Test func anOptimizerPrintsAsPyTorchs() throws {
    #expect(try SGD([Self.start()], momentum: 0.9).description == """
      SGD (
      Parameter Group 0
          dampening: 0
          differentiable: False
          foreach: None
          fused: None
          lr: 0.001
          maximize: False
          momentum: 0.9
          nesterov: False
          weight_decay: 0
      )
      """)
    #expect(try AdamW([Self.start()]).description == """
      AdamW (
      Parameter Group 0
          amsgrad: False
          betas: (0.9, 0.999)
          capturable: False
          decoupled_weight_decay: True
          differentiable: False
          eps: 1e-08
          foreach: None
          fused: None
          lr: 0.001
          maximize: False
          weight_decay: 0.01
      )
      """)
  }

  static let mistakes: [(String, @Sendable (Tensor) throws -> Optimizer)] = [
    ("optimizer got an empty parameter list", { _ in try SGD([], lr: 0.1) }),
    ("Invalid learning rate: -1", { try SGD([$0], lr: -1) }),
    ("Invalid momentum value: -1", { try SGD([$0], momentum: -1) }),
    ("Invalid weight_decay value: -1", { try SGD([$0], weightDecay: -1) }),
    ("Nesterov momentum requires a momentum and zero dampening", { try SGD([$0], nesterov: true) }),
    ("Invalid epsilon value: -1", { try Adam([$0], eps: -1) }),
    ("Invalid beta parameter at index 0: 1", { try Adam([$0], betas: (1, 0)) }),
    ("Invalid beta parameter at index 1: 1.0", { try Adam([$0], betas: (0, 1.0)) }),
    ("Invalid alpha value: -1", { try RMSprop([$0], alpha: -1) }),
    ("Invalid lr_decay value: -1", { try Adagrad([$0], lrDecay: -1) }),
    ("Invalid rho value: 2", { try Adadelta([$0], rho: 2) }),
    ("some parameters appear in more than one parameter group", { try SGD([$0, $0], lr: 0.1) }),
    ("can't optimize a non-leaf Tensor", { try SGD([$0.mul(2)], lr: 0.1) }),
  ]

  @Test(arguments: mistakes.indices)
  func mistakesAreToldInPyTorchsWords(_ index: Int) throws {
    let (words, make) = Self.mistakes[index]
    let parameter = try Self.start()
    #expect { _ = try make(parameter) } throws: { error in
      guard let report = (error as? TensorError)?.report else { return false }
      return report.message == words && report.exception == .valueError
    }
  }

  @Test(arguments: ["step", "multistep", "exponential", "cosine", "lambda"])
  func schedulesGiveTheRatesOfPyTorch(_ name: String) throws {
    let optimizer = try SGD([Self.start()], lr: 0.1)
    let schedule: LRScheduler
    switch name {
    case "step": schedule = try StepLR(optimizer, stepSize: 3, gamma: 0.5)
    case "multistep": schedule = try MultiStepLR(optimizer, milestones: [2, 5, 5])
    case "exponential": schedule = try ExponentialLR(optimizer, gamma: 0.9)
    case "cosine": schedule = try CosineAnnealingLR(optimizer, epochs: 5, minimum: 0.01)
    default:
      schedule = try LambdaLR(optimizer) { epoch in (0..<epoch).reduce(1.0) { rate, _ in rate * 0.95 } }
    }
    var rates: [Double] = []
    for _ in 0..<14 {
      rates.append(try optimizer.groups[0].number("lr"))
      try schedule.step()
    }
    expectClose(
      rates, try RecordedCase.training("schedule \(name)").output("rates").numbers, relative: 1e-12, absolute: 1e-15,
      "rates")
  }

  @Test func clippingScalesAllGradientsByTheirNormTogether() throws {
    let (a, b) = (try Self.start(), try Self.start())
    try a.mul(3).add(b.mul(4)).sum().backward()
    // √(6 · 9 + 6 · 16) = √150
    #expect(abs(try Gradients.clipNorm([a, b], maxNorm: 1) - 12.24744871) < 1e-6)
    #expect(abs(try Gradients.totalNorm([a, b]) - 1) < 1e-5)
    #expect(abs(try Gradients.totalNorm([a, b], order: .infinity) - 4 / 12.24744871) < 1e-6)
    try Gradients.clipValue([a, b], limit: 0.25)
    #expect(try #require(b.grad).doubles().allSatisfy { $0 == 0.25 })
  }
}
}
