import NablaTensor
import Testing

/// Random streams against PyTorch's, recorded by `Tests/Oracle/tensor_random.py`.
extension TensorTests {
  @Suite struct RandomTests {
    static let streams: [[String]] = Recorded.lines("random.txt").filter { $0[0] != "state" }

    @Test(arguments: streams) func streamsArePyTorchsToTheBit(_ line: [String]) throws {
      try #require(line.count == 3)
      let seed = try #require(Int(line[1]))
      Generator.global.manualSeed(seed)
      let result = try #require(try RandomTests.call(line[0]), "unknown call")
      let expected = line[2].split(separator: " ").map(String.init)
      let values: [String]
      switch result.dtype {
      case .float32: values = result.doubles().map { String(Float($0).bitPattern, radix: 16) }
      case .float64: values = result.doubles().map { String($0.bitPattern, radix: 16) }
      default: values = result.integers().map { String($0) }
      }
      try #require(values.count == expected.count)
      let differing = zip(values, expected).enumerated().filter { _, pair in
        result.dtype.isFloatingPoint ? UInt64(pair.0, radix: 16) != UInt64(pair.1, radix: 16) : pair.0 != pair.1
      }
      #expect(differing.isEmpty, "\(line[0]): \(differing.prefix(3)), \(differing.count) of \(values.count)")
    }

    @Test func theStateIsSavedAsPyTorchSavesIt() throws {
      let line = try #require(Recorded.lines("random.txt").first { $0[0] == "state" })
      let generator = Generator(seed: 3)
      _ = try Tensor.randn([3], generator: generator)
      let text = generator.state().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(text == line[2])
      let next = try Tensor.randn([5], generator: generator).doubles()
      let other = Generator(seed: 9)
      let saved = Generator(seed: 3)
      _ = try Tensor.randn([3], generator: saved)
      try other.setState(saved.state())
      #expect(try Tensor.randn([5], generator: other).doubles() == next)
      #expect(throws: TensorError.self) { try other.setState([1, 2, 3]) }
    }

    @Test func generatorsAreIndependentOfTheGlobalOne() throws {
      Generator.global.manualSeed(5)
      let expected = try Tensor.rand([4]).doubles()
      Generator.global.manualSeed(5)
      _ = try Tensor.rand([100], generator: Generator(seed: 1))
      #expect(try Tensor.rand([4]).doubles() == expected)
    }

    /// The calls that the script records.
    static func call(_ text: String) throws -> Tensor? {
      if let fixed = try fixedCall(text) { return fixed }
      guard let count = text.drop(while: { !$0.isNumber }).prefix(while: { $0.isNumber }).first.map({ _ in
        firstNumber(text)
      }) else { return nil }
      let double = text.contains("float64")
      let type: DType = double ? .float64 : .float32
      if text.hasPrefix("torch.randn(") { return try .randn([count], dtype: type) }
      if text.hasPrefix("torch.randperm") { return try .randperm(count) }
      if text.hasPrefix("torch.rand(") { return try .rand([count], dtype: type) }
      if text.hasPrefix("torch.bernoulli") { return try .bernoulli(.full([count], 0.3)) }
      if text.hasPrefix("torch.randint(0, 10") { return try .randint(0, 10, [lastNumber(text)]) }
      if text.hasPrefix("torch.randint(-5") { return try .randint(-5, 1 << 40, [lastNumber(text)]) }
      if text.hasPrefix("torch.normal") {
        return try .normal(Tensor.arange(0, .int(count)).to(.float32), 2.0)
      }
      if text.contains("random_") {
        let type: DType = text.contains("int64") ? .int64 : text.contains("int32") ? .int32 : type
        return try Tensor.empty([count], dtype: type).randomInPlace()
      }
      if text.contains("uniform_(-0.19245") {
        return try Tensor.empty([count], dtype: type).uniformInPlace(-0.19245, 0.19245)
      }
      let empty = try Tensor.empty([count])
      if text.contains("uniform_") { return try empty.uniformInPlace(-0.3, 0.7) }
      if text.contains("normal_") { return try empty.normalInPlace(2, 0.5) }
      if text.contains("bernoulli_") { return try empty.bernoulliInPlace(0.3) }
      if text.contains("exponential_") { return try empty.exponentialInPlace(1.5) }
      return nil
    }

    private static func firstNumber(_ text: String) -> Int {
      Int(text.drop(while: { !$0.isNumber }).prefix(while: { $0.isNumber })) ?? 0
    }

    /// The size in `(n,))`.
    private static func lastNumber(_ text: String) -> Int {
      let open = text.lastIndex(of: "(") ?? text.startIndex
      return firstNumber(String(text[open...]))
    }

    private static func fixedCall(_ text: String) throws -> Tensor? {
      let weights = Tensor([Float(0.1), 0.2, 0.3, 0.4])
      switch text {
      case "torch.multinomial(torch.tensor([.1, .2, .3, .4]), 1)": return try .multinomial(weights, count: 1)
      case "torch.multinomial(torch.tensor([.1, .2, .3, .4]), 3)": return try .multinomial(weights, count: 3)
      case "torch.multinomial(torch.tensor([.1, .2, .3, .4]), 50, True)":
        return try .multinomial(weights, count: 50, replacement: true)
      case "torch.multinomial(torch.tensor([[1., 2., 3.], [3., 1., 0.]]), 20, True)":
        return try .multinomial(Tensor([Float(1), 2, 3, 3, 1, 0]).view([2, 3]), count: 20, replacement: true)
      case "torch.multinomial(torch.tensor([[1., 2., 3.], [3., 1., 1.]]), 2)":
        return try .multinomial(Tensor([Float(1), 2, 3, 3, 1, 1]).view([2, 3]), count: 2)
      case "torch.empty(4, 5).t().normal_()": return try Tensor.empty([4, 5]).t().normalInPlace()
      case "torch.empty(4, 5).t().uniform_()": return try Tensor.empty([4, 5]).t().uniformInPlace()
      case "torch.cat([torch.randn(3), torch.rand(2), torch.randn(4), torch.randn(20), torch.randn(1)])":
        return try .cat([.randn([3]), .rand([2]), .randn([4]), .randn([20]), .randn([1])])
      default: return nil
      }
    }
  }
}
