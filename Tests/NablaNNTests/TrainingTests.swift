import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct TrainingTests {
  @Test func defaultInitialisationDrawsWhatPyTorchDraws() throws {
    let recorded = try RecordedCase.training("default initialisation")
    Generator.global.manualSeed(0)
    let layers: [(String, Module)] = [
      ("linear", try Linear(5, 3)), ("conv", try Conv2d(2, 3, 3)), ("conv1d", try Conv1d(2, 3, 3)),
      ("embedding", try Embedding(4, 3, paddingIndex: 1)), ("norm", try BatchNorm2d(2)),
    ]
    for (name, layer) in layers {
      for (key, parameter) in layer.namedParameters() {
        // To the bit: training amplifies one unit of the last place here into the loss's fourth decimal in ten steps.
        let want = try recorded.output("\(name).\(key)").numbers.map { Float($0) }
        #expect(parameter.detach().doubles().map { Float($0) } == want, "\(name).\(key)")
      }
    }
    let initialisers: [(String, (Tensor) throws -> Tensor)] = [
      ("xavier_uniform", { try Init.xavierUniform($0) }), ("xavier_normal", { try Init.xavierNormal($0) }),
      ("kaiming_uniform", { try Init.kaimingUniform($0, nonlinearity: "relu") }),
      ("kaiming_normal", { try Init.kaimingNormal($0, mode: .fanOut) }),
      ("uniform", { try Init.uniform($0, from: -2, to: 3) }), ("normal", { try Init.normal($0, mean: 1, std: 2) }),
    ]
    for (name, function) in initialisers {
      let values = try function(Tensor.empty([4, 5])).doubles()
      expectClose(values, try recorded.output(name).numbers, relative: 1e-6, absolute: 1e-6, name)
    }
  }

  @Test func dropoutDrawsPyTorchsMask() throws {
    let recorded = try RecordedCase.training("dropout")
    Generator.global.manualSeed(3)
    let plain = try Tensor.ones([30]).dropout(p: 0.3)
    expectClose(plain.doubles(), try recorded.output("p03").numbers, "p03")
    let channels = try Tensor.ones([3, 4, 1, 2]).featureDropout(p: 0.4)
    expectClose(channels.doubles(), try recorded.output("channels").numbers, "channels")
    expectClose(try Tensor.rand([3]).doubles(), try recorded.output("after").numbers, "what is drawn next")
  }

  @Test func dropoutOutOfTrainingGivesItsInputBack() throws {
    let x = try Tensor.ones([4])
    #expect(try Dropout(0.5).eval()(x) === x)
    #expect(try x.dropout(p: 1).doubles() == [0, 0, 0, 0])
  }

  /// What record_training.py's `data` draws.
  private func data(channels: Int) throws -> (Tensor, Tensor) {
    Generator.global.manualSeed(7)
    let labels = try Tensor.randint(0, 4, [64])
    let images = try Tensor.rand([64, channels, 8, 8])
    for (index, label) in labels.integers().enumerated() {
      _ = try images.select(0, index).select(0, 0).select(0, label).select(0, label).addInPlace(2)
    }
    return (images, labels)
  }

  private func train(
    _ net: Module, _ loss: Loss, _ optimizer: Optimizer, _ images: Tensor, _ labels: Tensor
  ) throws -> [Double] {
    try (0..<25).map { step in
      let start = step % 4 * 16
      try optimizer.zeroGrad()
      let value = try loss(net(images.narrow(0, start, 16)), labels.narrow(0, start, 16))
      try value.backward()
      try optimizer.step()
      return try value.item().double
    }
  }

  @Test func aSimpleNetTrainsAsInPyTorch() throws {
    Generator.global.manualSeed(0)
    let net = Sequential(Flatten(), try Linear(64, 32), ReLU(), try Linear(32, 4), LogSoftmax(dim: 1))
    let (images, labels) = try data(channels: 1)
    let losses = try train(net, NLLLoss(), SGD(net.parameters(), lr: 0.1, momentum: 0.5), images, labels)
    let want = try RecordedCase.training("train simple").output("losses").numbers
    expectClose(losses, want, relative: 5e-5, absolute: 1e-6, "losses")
    #expect(losses[24] < losses[0] / 2)
  }

  @Test func aConvolutionalNetWithNormalisationAndDropoutTrainsAsInPyTorch() throws {
    let recorded = try RecordedCase.training("train convolutional")
    Generator.global.manualSeed(0)
    let net = Sequential(
      try Conv2d(2, 8, 3, padding: .size(1), bias: false), try BatchNorm2d(8), ReLU(), MaxPool2d(2), try Conv2d(8, 8, 3), GELU(),
      try Dropout(0.25), Flatten(), try Linear(32, 4))
    let (images, labels) = try data(channels: 2)
    Generator.global.manualSeed(11)
    let losses = try train(net, CrossEntropyLoss(), Adam(net.parameters(), lr: 0.01), images, labels)
    expectClose(losses, try recorded.output("losses").numbers, relative: 5e-4, absolute: 1e-5, "losses")
    net.eval()
    let output = try net(images.narrow(0, 0, 3)).detach().doubles()
    expectClose(output, try recorded.output("evaluation").numbers, relative: 5e-3, absolute: 1e-3, "evaluation")
  }

  /// Double precision leaves rounding no room to hide a difference of meaning: which of ReLU's zeros wins a pool, the
  /// order of momentum and weight decay, biased and unbiased variance.
  @Test func inDoublePrecisionEveryLossIsPyTorchs() throws {
    let recorded = try RecordedCase.training("train double precision")
    Generator.global.manualSeed(0)
    let norm = try BatchNorm2d(8)
    let net = try Sequential(
      Conv2d(2, 8, 3, padding: .size(1)), ReLU(), norm, MaxPool2d(2), Conv2d(8, 8, 3, padding: .size(1)), ReLU(),
      MaxPool2d(2), Flatten(), Linear(32, 16), ReLU(), Linear(16, 4), LogSoftmax(dim: 1)
    ).to(.float64)
    let (images, labels) = try data(channels: 2)
    let optimizer = try SGD(net.parameters(), lr: 0.05, momentum: 0.9, weightDecay: 5e-4)
    let losses = try train(net, NLLLoss(), optimizer, images.to(.float64), labels)
    expectClose(losses, try recorded.output("losses").numbers, relative: 1e-9, absolute: 0, "losses")
    for name in ["running_mean", "running_var"] {
      let got = try #require(norm.buffer(named: name)).doubles()
      expectClose(got, try recorded.output(name).numbers, relative: 1e-9, absolute: 1e-12, name)
    }
  }
}
}
