import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct ModuleTests {
  final class Net: Module {
    let c: Conv2d, seq: Sequential, drop: Dropout

    override init() {
      do {
        c = try Conv2d(1, 2, 3)
        seq = Sequential(try Linear(1, 1), ReLU())
        drop = try Dropout(0.25)
      } catch { fatalError("\(error)") }
      super.init()
      register(c, as: "c")
      register(seq, as: "seq")
      register(drop, as: "drop")
    }
  }

  // Each text is what `print(module)` gives in PyTorch 2.15.
  static let printed: [(String, @Sendable () throws -> Module)] = [
    ("Linear(in_features=2, out_features=3, bias=True)", { try Linear(2, 3) }),
    ("Linear(in_features=2, out_features=3, bias=False)", { try Linear(2, 3, bias: false) }),
    ("Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1))", { try Conv2d(1, 8, 3) }),
    ("Conv2d(4, 8, kernel_size=(3, 5), stride=(2, 2), padding=(1, 1), dilation=(2, 2), groups=2, bias=False)",
     { try Conv2d(4, 8, Pair(3, 5), stride: 2, padding: .size(1), dilation: 2, groups: 2, bias: false) }),
    ("Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=same)", { try Conv2d(1, 8, 3, padding: .same) }),
    ("Conv1d(1, 2, kernel_size=(3,), stride=(1,))", { try Conv1d(1, 2, 3) }),
    ("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)", { MaxPool2d(2) }),
    ("MaxPool2d(kernel_size=(3, 2), stride=(3, 2), padding=0, dilation=1, ceil_mode=True)",
     { MaxPool2d(Pair(3, 2), ceilMode: true) }),
    ("AvgPool2d(kernel_size=3, stride=2, padding=1)", { AvgPool2d(3, stride: 2, padding: 1) }),
    ("AdaptiveAvgPool2d(output_size=1)", { AdaptiveAvgPool2d(1) }),
    ("AdaptiveAvgPool2d(output_size=(None, 2))", { AdaptiveAvgPool2d(nil, 2) }),
    ("BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)", { try BatchNorm1d(3) }),
    ("BatchNorm2d(32, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=False)",
     { try BatchNorm2d(32, momentum: nil, affine: false, trackRunningStats: false) }),
    ("LayerNorm((3,), eps=1e-05, elementwise_affine=True, bias=True)", { try LayerNorm([3]) }),
    ("LayerNorm((2, 3), eps=1e-05, elementwise_affine=False, bias=False)",
     { try LayerNorm([2, 3], elementwiseAffine: false) }),
    ("Dropout(p=0.5, inplace=False)", { try Dropout() }),
    ("Dropout2d(p=0.5, inplace=False)", { try Dropout2d() }),
    ("Flatten(start_dim=1, end_dim=-1)", { Flatten() }),
    ("Unflatten(dim=1, unflattened_size=(2, 3))", { Unflatten(1, [2, 3]) }),
    ("ReLU()", { ReLU() }), ("ReLU(inplace=True)", { ReLU(inplace: true) }), ("Sigmoid()", { Sigmoid() }),
    ("Tanh()", { Tanh() }), ("LeakyReLU(negative_slope=0.01)", { LeakyReLU() }),
    ("LeakyReLU(negative_slope=0.2, inplace=True)", { LeakyReLU(0.2, inplace: true) }),
    ("GELU(approximate='none')", { GELU() }), ("GELU(approximate='tanh')", { GELU(approximate: .tanh) }),
    ("ELU(alpha=1.0)", { ELU() }), ("SiLU()", { SiLU() }), ("Softplus(beta=1.0, threshold=20.0)", { Softplus() }),
    ("Softplus(beta=2, threshold=10)", { Softplus(beta: 2, threshold: 10) }),
    ("Softmax(dim=None)", { Softmax() }), ("LogSoftmax(dim=-1)", { LogSoftmax(dim: -1) }), ("Identity()", { Identity() }),
    ("Hardtanh(min_val=-1.0, max_val=1.0)", { Hardtanh() }), ("ReLU6()", { ReLU6() }), ("SELU()", { SELU() }),
    ("Embedding(3, 2)", { try Embedding(3, 2) }), ("Embedding(3, 2, padding_idx=0)", { try Embedding(3, 2, paddingIndex: 0) }),
    ("CrossEntropyLoss()", { CrossEntropyLoss() }), ("BCEWithLogitsLoss()", { BCEWithLogitsLoss() }),
    ("Sequential()", { Sequential() }), ("ModuleList()", { ModuleList() }),
    ("""
      Sequential(
        (0): Linear(in_features=2, out_features=3, bias=True)
        (1): ReLU()
        (2): Sequential(
          (0): Linear(in_features=3, out_features=1, bias=True)
        )
      )
      """, { Sequential(try Linear(2, 3), ReLU(), Sequential(try Linear(3, 1))) }),
    ("""
      ModuleList(
        (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)
        (2): ReLU()
      )
      """, { ModuleList([try Linear(2, 2), try Linear(2, 2), ReLU()]) }),
    ("""
      Net(
        (c): Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1))
        (seq): Sequential(
          (0): Linear(in_features=1, out_features=1, bias=True)
          (1): ReLU()
        )
        (drop): Dropout(p=0.25, inplace=False)
      )
      """, { Net() }),
  ]

  @Test(arguments: printed.indices)
  func aModulePrintsAsPyTorchs(_ index: Int) throws {
    let (text, make) = Self.printed[index]
    #expect(try make().description == text)
  }

  @Test func parametersComeInTheOrderOfRegistration() {
    let net = Net()
    #expect(net.namedParameters().map(\.name) == ["c.weight", "c.bias", "seq.0.weight", "seq.0.bias"])
    #expect(net.namedModules().map(\.name) == ["", "c", "seq", "seq.0", "seq.1", "drop"])
    #expect(net.stateDict().map(\.name) == ["c.weight", "c.bias", "seq.0.weight", "seq.0.bias"])
    #expect(net.parameters().allSatisfy { $0.requiresGrad && $0.isParameter && $0.isLeaf })
  }

  @Test func aSharedParameterAppearsOnce() throws {
    let layer = try Linear(2, 2)
    #expect(Sequential(layer, layer).parameters().count == 2)
    #expect(Sequential(layer, layer).stateDict().count == 4)
  }

  @Test func trainAndEvalReachEveryModule() {
    let net = Net()
    net.eval()
    #expect(net.modules().allSatisfy { !$0.training })
    net.train()
    #expect(net.modules().allSatisfy { $0.training })
  }

  @Test func aStateIsCopiedIntoTheParameters() throws {
    let (a, b) = (Net(), Net())
    #expect(a.c.weight?.doubles() != b.c.weight?.doubles())
    #expect(try b.loadStateDict(a.stateDict()).description == "<All keys matched successfully>")
    #expect(a.c.weight?.doubles() == b.c.weight?.doubles())
    #expect(try #require(b.c.weight).requiresGrad)
  }

  @Test func aStateThatDoesNotFitIsReportedInPyTorchsWords() throws {
    let net = Net()
    var state = net.stateDict().filter { $0.name != "c.bias" && $0.name != "seq.0.weight" }
    state += [("foo", try Tensor.zeros([1])), ("bar.x", try Tensor.zeros([1])), ("seq.0.weight", try Tensor.zeros([3, 3]))]
    let want = "Error(s) in loading state_dict for Net:\n\tMissing key(s) in state_dict: \"c.bias\". \n\tUnexpected "
      + "key(s) in state_dict: \"foo\", \"bar.x\". \n\tsize mismatch for seq.0.weight: copying a param with shape "
      + "torch.Size([3, 3]) from checkpoint, the shape in current model is torch.Size([1, 1])."
    #expect { try net.loadStateDict(state) } throws: { ($0 as? TensorError)?.report.message == want }
    let result = try net.loadStateDict(state.filter { $0.name != "seq.0.weight" }, strict: false)
    #expect(result.description == "_IncompatibleKeys(missing_keys=['c.bias', 'seq.0.weight'], unexpected_keys=['foo', 'bar.x'])")
  }

  @Test func hooksSeeAndReplaceInputAndOutput() throws {
    let layer = Identity()
    let first = layer.registerForwardPreHook { _, input in try input.add(1) }
    let second = layer.registerForwardHook { _, input, output in
      #expect(input.doubles() == [2])
      return try output.mul(10)
    }
    #expect(try layer(Tensor.ones([1])).doubles() == [20])
    layer.removeHook(first)
    layer.removeHook(second)
    #expect(try layer(Tensor.ones([1])).doubles() == [1])
  }

  @Test func conversionKeepsTheTensorsThatOptimizersHold() throws {
    let layer = try Linear(2, 2)
    let weight = try #require(layer.weight)
    try layer.to(.float64)
    #expect(layer.weight === weight)
    #expect(weight.dtype == .float64)
    #expect(weight.requiresGrad)
  }

  @Test func batchNormMovesItsStatisticsInTrainingOnly() throws {
    let layer = try BatchNorm1d(1)
    let x = try Tensor([Float](arrayLiteral: 1, 3)).reshape([2, 1])
    // Mean 2, unbiased variance 2: 0.9 · 0 + 0.1 · 2, 0.9 · 1 + 0.1 · 2.
    expectClose(try layer(x).detach().doubles(), [-1, 1], relative: 1e-4, "normalised")
    expectClose(try #require(layer.runningMean).doubles(), [0.2], "mean")
    expectClose(try #require(layer.runningVar).doubles(), [1.1], "variance")
    #expect(layer.buffer(named: "num_batches_tracked")?.integers() == [1])
    layer.eval()
    expectClose(try layer(x).detach().doubles(), [0.8 / 1.1.squareRoot(), 2.8 / 1.1.squareRoot()], relative: 1e-4, "eval")
    expectClose(try #require(layer.runningMean).doubles(), [0.2], "mean after eval")
  }

  @Test func anInPlaceActivationWritesIntoItsInput() throws {
    let x = Tensor([Float](arrayLiteral: -1, 2))
    let y = try ReLU(inplace: true)(x)
    #expect(y === x)
    #expect(x.doubles() == [0, 2])
  }

  @Test func aNetWithoutForwardSaysSo() {
    #expect { _ = try Net()(Tensor.ones([1])) } throws: {
      ($0 as? TensorError)?.report.message == "Module [Net] is missing the required \"forward\" function"
    }
  }
}
}
