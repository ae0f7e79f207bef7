import NablaNN
import NablaTensor
import Testing

private let processorHasAVX512: Bool = {
  guard let file = RecordedCase.readFile("/proc/cpuinfo") else { return false }
  return file.split(separator: "\n").contains { $0.hasPrefix("flags") && $0.contains("avx512vl") }
}()

extension LayerLibrary {
/// Results that have PyTorch's bits, as record_rounding.py recorded them: the order of every addition counts. Two
/// trainings that round differently are a unit of the last place apart, and three times as far with every step.
///
/// The order of a product's additions is OpenBLAS's on processors with AVX-512, and only there.
@Suite(.enabled(if: processorHasAVX512)) struct RoundingTests {
  static let recorded = RecordedCase.load("nn_rounding.txt")

  typealias Function = @Sendable ([String: Tensor]) throws -> Tensor
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// In the order in which they are drawn.
    let tensors: [(String, Shape)]
    var classes = 0
    let function: Function
    var testDescription: String { name }
  }

  private static func need(_ tensors: [String: Tensor], _ name: String) throws -> Tensor {
    try #require(tensors[name])
  }

  private static func conv2d(_ name: String, _ x: Shape, _ w: Shape) -> Case {
    Case(name: name, tensors: [("x", x), ("w", w), ("b", [w[0]])]) { t in
      try need(t, "x").conv2d(need(t, "w"), bias: t["b"], padding: .size(1))
    }
  }

  private static func linear(_ name: String, _ batch: Int, _ outputs: Int, _ inputs: Int) -> Case {
    Case(name: name, tensors: [("x", [batch, inputs]), ("w", [outputs, inputs]), ("b", [outputs])]) { t in
      try need(t, "x").linear(need(t, "w"), bias: t["b"])
    }
  }

  static let cases: [Case] = [
    conv2d("conv2d of three channels", [6, 3, 7, 6], [16, 3, 3, 3]),
    conv2d("conv2d of blocks of channels", [64, 32, 16, 16], [64, 32, 3, 3]),
    linear("linear", 16, 13, 40),
    linear("linear of two blocks", 16, 32, 250),
    linear("linear of long rows", 64, 128, 784),
    linear("linear to ten classes", 24, 10, 64),
    Case(
      name: "batch_norm in training",
      tensors: [("x", [5, 16, 6, 8]), ("w", [16]), ("b", [16]), ("running_mean", [16]), ("running_var", [16])]
    ) { t in
      try need(t, "x").batchNorm(
        runningMean: t["running_mean"], runningVar: t["running_var"], weight: t["w"], bias: t["b"], training: true)
    },
  ] + [10, 37].flatMap { classes in
    [
      Case(name: "log_softmax of \(classes)", tensors: [("x", [7, classes])]) { try need($0, "x").logSoftmax(dim: 1) },
      Case(name: "softmax of \(classes)", tensors: [("x", [7, classes])]) { try need($0, "x").softmax(dim: 1) },
      Case(name: "cross_entropy of \(classes)", tensors: [("x", [7, classes])], classes: classes) { t in
        try need(t, "x").crossEntropy(need(t, "t"), reduction: .none)
      },
    ]
  }

  @Test func everyRecordedCaseIsTested() {
    #expect(Set(RoundingTests.recorded.map(\.name)) == Set(RoundingTests.cases.map(\.name) + ["sgd"]))
  }

  @Test(arguments: cases) func layersHavePyTorchsBits(_ layer: Case) throws {
    let recorded = try #require(RoundingTests.recorded.first { $0.name == layer.name })
    Generator.global.manualSeed(5)
    var tensors: [String: Tensor] = [:]
    for (name, shape) in layer.tensors {
      let drawn = try Tensor.randn(shape)
      tensors[name] = name == "running_var" ? try drawn.abs() : drawn
    }
    if layer.classes > 0 { tensors["t"] = try Tensor.randint(0, layer.classes, [7]) }
    for (name, _) in layer.tensors where !name.hasPrefix("running") { try tensors[name]?.setRequiresGrad() }
    let output = try layer.function(tensors)
    let upstream = try Tensor.randn(output.shape)
    try output.backward(gradient: upstream)
    try expectBits(output.detach(), recorded, "output")
    for (name, _) in layer.tensors {
      let tensor = try #require(tensors[name])
      try expectBits(name.hasPrefix("running") ? tensor : #require(tensor.grad), recorded, name)
    }
  }

  @Test func stepsOfGradientDescentHavePyTorchsBits() throws {
    let recorded = try #require(RoundingTests.recorded.first { $0.name == "sgd" })
    Generator.global.manualSeed(5)
    let parameter = try Tensor.randn([400])
    try parameter.setRequiresGrad()
    let optimizer = try SGD([parameter], lr: 0.01, momentum: 0.9, weightDecay: 5e-4)
    for step in 0..<4 {
      try parameter.setGrad(Tensor.randn([400]))
      try optimizer.step()
      try expectBits(parameter.detach(), recorded, "step\(step)")
    }
  }

  private func expectBits(_ tensor: Tensor, _ recorded: RecordedCase, _ what: String) throws {
    let values = tensor.doubles().map { Float($0) }
    let first = try recorded.output(what).numbers.map { Float($0) }
    #expect(Array(values.prefix(first.count)) == first, "\(recorded.name): \(what)")
    var hash: UInt32 = 2_166_136_261
    for value in values { hash = (hash ^ value.bitPattern) &* 16_777_619 }
    #expect(Double(hash) == (try recorded.output(what + ".hash").numbers.first), "\(recorded.name): all of \(what)")
  }
}
}
