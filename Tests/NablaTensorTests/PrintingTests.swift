import NablaTensor
import Testing

/// `repr` against PyTorch's, recorded by `Tests/Oracle/tensor_printing.py`.
extension TensorTests {
  @Suite struct PrintingTests {
    static let samples: [[String]] = Recorded.lines("printing.txt")

    @Test(arguments: samples) func textIsPyTorchsToTheByte(_ line: [String]) throws {
      try #require(line.count == 5)
      let dtype = try #require(Recorded.dtype(line[0]))
      let shape = Shape(Recorded.shape(line[1]))
      let tensor: Tensor
      if line[2].hasPrefix("mod:") {
        let k = try #require(Int(line[2].dropFirst(4)))
        let whole = try Tensor.arange(0, .int(shape.elementCount)).remainder(k).sub(k / 2)
        tensor = try (dtype == .float32 ? whole.div(3) : whole.to(dtype)).reshape(shape)
      } else if dtype == .int64 {
        let numbers = line[2].split(separator: " ").compactMap { Int($0) ?? Int(Recorded.numbers(String($0))[0]) }
        tensor = try Tensor(numbers).view(shape)
      } else {
        tensor = try Tensor(Recorded.numbers(line[2])).to(dtype).view(shape)
      }
      var options = PrintOptions()
      let numbers = line[3].split(separator: " ")
      options.precision = Int(numbers[0]) ?? 0
      options.threshold = Int(numbers[1]) ?? 0
      options.edgeItems = Int(numbers[2]) ?? 0
      options.lineWidth = Int(numbers[3]) ?? 0
      options.sciMode = numbers[4] == "None" ? nil : numbers[4] == "True"
      let text = tensor.repr(options).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
      #expect(text == line[4])
    }

    @Test func historyAndParametersAreShown() throws {
      let x = try Tensor([1.0, 2.0]).to(.float32).detach().setRequiresGrad()
      #expect(x.repr() == "tensor([1., 2.], requires_grad=True)")
      #expect(try x.mul(2).repr() == "tensor([2., 4.], grad_fn=<MulBackward0>)")
      #expect(try x.sum().repr() == "tensor(3., grad_fn=<SumBackward0>)")
      x.isParameter = true
      #expect(x.repr() == "Parameter containing:\ntensor([1., 2.], requires_grad=True)")
      #expect(
        try Tensor.ones([2, 9]).setRequiresGrad().repr()
          == "tensor([[1., 1., 1., 1., 1., 1., 1., 1., 1.],\n        [1., 1., 1., 1., 1., 1., 1., 1., 1.]], "
          + "requires_grad=True)")
      let row = "[1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.]"
      #expect(
        try Tensor.ones([2, 15]).setRequiresGrad().mul(1).repr()
          == "tensor([\(row),\n        \(row)],\n       grad_fn=<MulBackward0>)")
    }
  }
}
