import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct OperationTests {
  @Test func everyRecordedCaseIsTested() {
    #expect(RecordedCase.all.count > 100)
    for recorded in RecordedCase.all where OperationCases.function(recorded.name) == nil {
      Issue.record("no Swift for \(recorded.name)")
    }
  }

  @Test(arguments: RecordedCase.all)
  func outputsAndGradientsArePyTorchs(_ recorded: RecordedCase) throws {
    try compare(recorded) { $0 }
  }

  /// The same numbers from inputs that are views: transposed storage with an offset.
  @Test(arguments: RecordedCase.all)
  func viewsGiveTheSameAsContiguousInputs(_ recorded: RecordedCase) throws {
    try compare(recorded) { tensor in
      guard tensor.rank >= 2 else {
        // Every second element of a longer vector.
        guard tensor.rank == 1 else { return tensor }
        let spread = try Tensor.zeros([tensor.shape[0], 2], dtype: tensor.dtype)
        _ = try spread.select(1, 1).copyInPlace(tensor)
        return try spread.select(1, 1)
      }
      return try tensor.transpose(0, tensor.rank - 1).contiguous().transpose(0, tensor.rank - 1)
    }
  }

  private func compare(_ recorded: RecordedCase, layout: (Tensor) throws -> Tensor) throws {
    let function = try #require(OperationCases.function(recorded.name))
    let want = try #require(recorded.output)
    var inputs: [String: Tensor] = [:]
    for (name, values) in recorded.inputs {
      let tensor = try GradMode.disabled { try layout(values.tensor()).detach() }
      inputs[name] = values.dtype == "int64" ? tensor : try tensor.setRequiresGrad()
    }
    let output = try function(inputs)
    #expect(Array(output.shape) == want.shape)
    expectClose(output.detach().doubles(), want.numbers, "output")
    guard let upstream = recorded.upstream else { return }
    try output.backward(gradient: upstream.tensor())
    for (name, values) in recorded.gradients {
      let gradient = try #require(inputs[name]?.grad, "no gradient for \(name)")
      expectClose(gradient.doubles(), values.numbers, relative: 5e-5, absolute: 5e-6, "gradient of \(name)")
    }
  }

  /// d/dx of Σ f(x) · g by central differences in double precision. Kinks are no trouble: the inputs are random.
  /// A padding row is left out of the gradient on purpose, so that it has no part in this.
  @Test(arguments: RecordedCase.all.filter { $0.upstream != nil && $0.name != "embedding padding" })
  func gradientsAreTheSlopes(_ recorded: RecordedCase) throws {
    let function = try #require(OperationCases.function(recorded.name))
    let upstream = try #require(recorded.upstream).tensor(.float64)
    var inputs: [String: Tensor] = [:]
    for (name, values) in recorded.inputs {
      let tensor = try values.tensor(.float64)
      inputs[name] = values.dtype == "int64" ? tensor : try tensor.setRequiresGrad()
    }
    try function(inputs).backward(gradient: upstream)
    func value() throws -> Double {
      try GradMode.disabled { try function(inputs).mul(upstream).sum().item().double }
    }
    for (name, values) in recorded.gradients {
      let tensor = try #require(inputs[name])
      let gradient = try #require(tensor.grad).doubles()
      let elements = tensor.pointer.assumingMemoryBound(to: Double.self)
      // Up to a dozen elements of each input, spread over it.
      for index in stride(from: 0, to: values.numbers.count, by: max(values.numbers.count / 12, 1)) {
        let before = elements[index]
        let step = 1e-5
        elements[index] = before + step
        let above = try value()
        elements[index] = before - step
        let below = try value()
        elements[index] = before
        let slope = (above - below) / (2 * step)
        #expect(
          abs(slope - gradient[index]) <= 1e-6 + 1e-5 * abs(slope), "\(name)[\(index)]: \(gradient[index]), slope \(slope)")
      }
    }
  }
}
}
