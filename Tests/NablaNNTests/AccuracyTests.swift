import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
/// What training's last digits depend on: sums in enough precision, and which of several equal maxima wins.
@Suite struct AccuracyTests {
  struct Pooling: CustomTestStringConvertible, Sendable {
    let values: [Float]
    let kernel, stride, padding: Int
    let indices: [Int]
    let gradient: [Double]
    var testDescription: String { "\(kernel)×\(kernel), stride \(stride), padding \(padding) of \(values)" }
  }

  /// PyTorch 2.15: `y, i = F.max_pool2d(x, k, s, p, return_indices=True)` of the values as 4×4, and `x.grad` after
  /// `y.backward(torch.arange(1., y.numel() + 1).view_as(y))`.
  static let poolings: [Pooling] = {
    let zeros = [Float](repeating: 0, count: 16)
    let nan = Float.nan
    let mixed: [Float] = [1, 1, 0, 2, 1, 1, 2, 2, 0, -1, nan, 1, -1, 0, nan, 5]
    let signed: [Float] = [-0.0, 0, 3, 3, 0, -0.0, nan, 3, 7, 7, 1, 2, 8, 8, 2, 2]
    return [
      Pooling(values: zeros, kernel: 2, stride: 2, padding: 0, indices: [0, 2, 8, 10],
        gradient: [1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 0]),
      Pooling(values: zeros, kernel: 3, stride: 2, padding: 1, indices: [0, 1, 4, 5],
        gradient: [1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      Pooling(values: zeros, kernel: 2, stride: 1, padding: 0, indices: [0, 1, 2, 4, 5, 6, 8, 9, 10],
        gradient: [1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 0, 0, 0, 0]),
      Pooling(values: mixed, kernel: 2, stride: 2, padding: 0, indices: [0, 3, 8, 14],
        gradient: [1, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0]),
      Pooling(values: mixed, kernel: 3, stride: 2, padding: 1, indices: [0, 3, 4, 14],
        gradient: [1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0]),
      Pooling(values: mixed, kernel: 2, stride: 1, padding: 0, indices: [0, 6, 3, 4, 10, 10, 8, 14, 14],
        gradient: [1, 0, 0, 3, 4, 0, 2, 0, 7, 0, 11, 0, 0, 0, 17, 0]),
      Pooling(values: signed, kernel: 2, stride: 2, padding: 0, indices: [0, 6, 12, 11],
        gradient: [1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 3, 0, 0, 0]),
      Pooling(values: signed, kernel: 3, stride: 2, padding: 1, indices: [0, 6, 12, 6],
        gradient: [1, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 3, 0, 0, 0]),
      Pooling(values: signed, kernel: 2, stride: 1, padding: 0, indices: [0, 6, 6, 8, 6, 6, 12, 13, 11],
        gradient: [1, 0, 0, 0, 0, 0, 16, 0, 4, 0, 0, 9, 7, 8, 0, 0]),
    ]
  }()

  @Test(arguments: poolings) func ofEqualMaximaTheFirstWinsAndTheLastNaN(_ pooling: Pooling) throws {
    let image = try Tensor(pooling.values).reshape([1, 1, 4, 4])
    let (kernel, stride) = (Pair(pooling.kernel, pooling.kernel), Pair(pooling.stride, pooling.stride))
    let padding = Pair(pooling.padding, pooling.padding)
    let (_, indices) = try image.maxPool2dWithIndices(kernel: kernel, stride: stride, padding: padding)
    #expect(indices.integers() == pooling.indices)
    // Without indices another kernel keeps the winners.
    let leaf = try image.detach().setRequiresGrad()
    let maxima = try leaf.maxPool2d(kernel: kernel, stride: stride, padding: padding)
    let ramp = try Tensor((1...maxima.elementCount).map { Float($0) }).reshape(maxima.shape)
    try maxima.backward(gradient: ramp)
    #expect(leaf.grad?.doubles() == pooling.gradient)
  }

  /// A mean a thousand deviations from zero: sums of squares in single precision would lose every digit of the
  /// variance. The same layer in double precision is the truth.
  @Test func batchNormStatisticsAndGradientsHoldFarFromZero() throws {
    Generator.global.manualSeed(11)
    let input = try GradMode.disabled { try Tensor.randn([16, 3, 9, 7]).add(1000) }
    let outer = try Tensor.randn([16, 3, 9, 7])
    func pass(_ type: DType) throws -> [(String, [Double])] {
      let x = try input.to(type).detach().clone().setRequiresGrad()
      let weight = try Tensor([Float(0.5), 1.5, -2]).to(type).setRequiresGrad()
      let bias = try Tensor([Float(1), 0, -1]).to(type).setRequiresGrad()
      let (mean, variance) = (try Tensor.zeros([3], dtype: type), try Tensor.ones([3], dtype: type))
      let y = try x.batchNorm(
        runningMean: mean, runningVar: variance, weight: weight, bias: bias, training: true, momentum: 1)
      try y.backward(gradient: outer.to(type))
      return [
        ("mean", mean.doubles()), ("variance", variance.doubles()),
        ("input's gradient", x.grad?.doubles() ?? []), ("weight's gradient", weight.grad?.doubles() ?? []),
        ("bias' gradient", bias.grad?.doubles() ?? []),
      ]
    }
    // A single-precision mean of 1000 is off by up to 3e-5, and with it the normalised values.
    for ((name, got), (_, want)) in zip(try pass(.float32), try pass(.float64)) {
      let exact = name == "mean" || name == "variance"
      expectClose(got, want, relative: exact ? 1e-6 : 1e-4, absolute: exact ? 0 : 1e-3, name)
    }
  }
}
}
