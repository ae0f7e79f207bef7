import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct SecondDerivativeTests {
  /// f(x) = Σ (w x)², ∂f/∂x = 2 wᵀ w x; the sum of squares of that, differentiated by w again.
  @Test func linearLayersCanBeDifferentiatedTwice() throws {
    let w = try Tensor([1.0, 2.0]).reshape([1, 2]).setRequiresGrad()
    let x = try Tensor([3.0, 1.0]).reshape([1, 2]).setRequiresGrad()
    let value = try x.linear(w).pow(2).sum()
    let slope = try #require(Tensor.grad(outputs: [value], inputs: [x], createGraph: true)[0])
    // w x = 5: slope = 10 · (1, 2); Σ slope² = 4 (w x)² (w₁² + w₂²) = 500.
    #expect(try slope.pow(2).sum().item().double == 500)
    try slope.pow(2).sum().backward()
    // ∂/∂w₁ = 8 (w x) x₁ |w|² + 8 (w x)² w₁ = 8·5·3·5 + 8·25·1 = 800; ∂/∂w₂ = 8·5·1·5 + 8·25·2 = 600.
    #expect(try #require(w.grad).doubles() == [800, 600])
  }

  @Test func reluSoftmaxAndSquaredErrorCanBeDifferentiatedTwice() throws {
    let x = try Tensor([0.5, -1.0, 2.0]).setRequiresGrad()
    for function in [
      { try $0.leakyReLU(negativeSlope: 0.1).pow(3) }, { try $0.softmax(dim: 0).pow(2) },
      { try $0.logSoftmax(dim: 0).pow(2) }, { try $0.mseLoss(Tensor([1.0, 1.0, 1.0])).pow(2) },
    ] as [(Tensor) throws -> Tensor] {
      let slopes = { (x: Tensor) throws -> Tensor in
        try #require(Tensor.grad(outputs: [function(x).sum()], inputs: [x], createGraph: true)[0]).pow(2).sum()
      }
      let second = try #require(Tensor.grad(outputs: [slopes(x)], inputs: [x])[0]).doubles()
      for index in 0..<3 {
        var (above, below) = (x.doubles(), x.doubles())
        above[index] += 1e-6
        below[index] -= 1e-6
        let up = try slopes(Tensor(above).setRequiresGrad()).item().double
        let down = try slopes(Tensor(below).setRequiresGrad()).item().double
        #expect(abs((up - down) / 2e-6 - second[index]) < 1e-4 * (1 + abs(second[index])))
      }
    }
  }

  @Test func whatHasNoSecondDerivativeSaysSo() throws {
    let x = try Tensor.ones([1, 1, 4, 4]).setRequiresGrad()
    let w = try Tensor.ones([1, 1, 3, 3]).setRequiresGrad()
    let value = try x.conv2d(w).sum()
    #expect { _ = try Tensor.grad(outputs: [value], inputs: [x], createGraph: true) } throws: {
      ($0 as? TensorError)?.report.message == "derivative for convolution_backward is not implemented"
    }
  }
}
}
