import NablaTensor
import Testing

/// Mistakes, and the words they are answered with: PyTorch 2.15's, recorded by `Tests/Oracle/tensor_errors.py`.
extension TensorTests {
  @Suite struct ErrorTests {
    struct Mistake: CustomStringConvertible, Sendable {
      let expression: String
      let make: @Sendable (Tensor) throws -> Void
      var description: String { expression }
    }

    static func mistake(_ expression: String, _ make: @escaping @Sendable (Tensor) throws -> Void) -> Mistake {
      Mistake(expression: expression, make: make)
    }

    /// Exception and message for each expression.
    static let recorded: [String: [String]] = Dictionary(
      Recorded.lines("errors.txt").map { ($0[0], Array($0.dropFirst())) }, uniquingKeysWith: { first, _ in first })

    /// `a` is `torch.zeros(2, 3)`.
    static let shapes: [Mistake] = [
      mistake("a + zeros(4)") { _ = try $0.add(Tensor.zeros([4])) },
      mistake("a.view(4, 2)") { _ = try $0.view([4, 2]) },
      mistake("a.t().view(6)") { _ = try $0.t().view([6]) },
      mistake("a.reshape(-1, -1)") { _ = try $0.reshape([-1, -1]) },
      mistake("a.view(-2, 3)") { _ = try $0.view([-2, 3]) },
      mistake("a.sum(5)") { _ = try $0.sum(dim: [5]) },
      mistake("a.sum((0, 0))") { _ = try $0.sum(dim: [0, 0]) },
      mistake("a.permute(0, 0)") { _ = try $0.permute([0, 0]) },
      mistake("a.unsqueeze(5)") { _ = try $0.unsqueeze(5) },
      mistake("a.expand(3, 3)") { _ = try $0.expand([3, 3]) },
      mistake("a.expand(2)") { _ = try $0.expand([2]) },
      mistake("a.narrow(0, 1, 5)") { _ = try $0.narrow(0, 1, 5) },
      mistake("a.select(0, 5)") { _ = try $0.select(0, 5) },
      mistake("cat([a, zeros(2, 2)])") { _ = try Tensor.cat([$0, .zeros([2, 2])]) },
      mistake("cat([])") { _ in _ = try Tensor.cat([]) },
      mistake("stack([a, zeros(2, 2)])") { _ = try Tensor.stack([$0, .zeros([2, 2])]) },
      mistake("a.split([1, 2])") { _ = try $0.split([1, 2]) },
      mistake("a.chunk(0)") { _ = try $0.chunk(0) },
      mistake("zeros(2, -1)") { _ in _ = try Tensor.zeros([2, -1]) },
      mistake("zeros(10**10, 10**10)") { _ in _ = try Tensor.zeros([10_000_000_000, 10_000_000_000]) },
      mistake("zeros(2, 2, 2).t()") { _ in _ = try Tensor.zeros([2, 2, 2]).t() },
      mistake("zeros(3).mT") { _ in _ = try Tensor.zeros([3]).matrixTranspose() },
      mistake("zeros(3).add_(zeros(2, 3))") { _ = try Tensor.zeros([3]).addInPlace($0) },
      mistake("zeros(1).expand(3).add_(1)") { _ in _ = try Tensor.zeros([1]).expand([3]).addInPlace(1) },
    ]

    static let uses: [Mistake] = [
      mistake("a.item()") { _ = try $0.item() },
      mistake("bool(a)") { _ = try $0.truth() },
      mistake("a[5]") { _ = try $0.index([.int(5)]) },
      mistake("a[0, 0, 0]") { _ = try $0.index([.int(0), .int(0), .int(0)]) },
      mistake("a[tensor([5])]") { _ = try $0.index([.tensor(Tensor([5]))]) },
      mistake("a[tensor([0.5])]") { _ = try $0.index([.tensor(Tensor([Float(0.5)]))]) },
      mistake("a[ones(3, dtype=torch.bool)]") { _ = try $0.index([.tensor(.ones([3], dtype: .bool))]) },
      mistake("a[tensor([0, 1]), tensor([0, 1, 2])]") {
        _ = try $0.index([.tensor(Tensor([0, 1])), .tensor(Tensor([0, 1, 2]))])
      },
      mistake("tensor(5)[0]") { _ in _ = try Tensor.scalar(5).index([.int(0)]) },
      mistake("a[::-1]") { _ = try $0.index([.slice(nil, nil, -1)]) },
      mistake("a[0] = zeros(4)") { try $0.setIndex([.int(0)], Tensor.zeros([4])) },
      mistake("a.gather(0, tensor([[5]]))") { _ = try $0.gather(0, Tensor([5]).view([1, 1])) },
      mistake("a.index_select(0, tensor([5]))") { _ = try $0.indexSelect(0, Tensor([5])) },
      mistake("a.topk(5)") { _ = try $0.topk(5) },
      mistake("tensor([1, 2]).mean()") { _ in _ = try Tensor([1, 2]).mean() },
      mistake("zeros(0, 3).max(0)") { _ in _ = try Tensor.zeros([0, 3]).max(dim: 0) },
      mistake("tensor([]).max()") { _ in _ = try Tensor.zeros([0]).max() },
      mistake("tensor([1]).add_(1.5)") { _ in _ = try Tensor([1]).addInPlace(1.5) },
      mistake("-tensor([True])") { _ in _ = try Tensor([1]).to(.bool).neg() },
      mistake("a & a") { _ = try $0.bitwiseAnd($0) },
      mistake("tensor([1]) // 0") { _ in _ = try Tensor([1]).floorDivide(0) },
      mistake("tensor([2]) ** -1") { _ in _ = try Tensor([2]).pow(-1) },
      mistake("clamp(a)") { _ = try $0.clamp() },
      mistake("arange(0, 5, 0)") { _ in _ = try Tensor.arange(0, 5, step: 0) },
      mistake("tensor([[1, 2], [3]])") { _ in
        _ = try Tensor.from(.list([.list([.number(1), .number(2)]), .list([.number(3)])]))
      },
      mistake("randint(5, 5, (3,))") { _ in _ = try Tensor.randint(5, 5, [3]) },
      mistake("multinomial(zeros(2), 1)") { _ in _ = try Tensor.multinomial(.zeros([2]), count: 1) },
      mistake("one_hot(tensor([3]), 2)") { _ in _ = try Tensor([3]).oneHot(2) },
      mistake("tensor([3]).requires_grad_()") { _ in _ = try Tensor([3]).setRequiresGrad() },
    ]

    @Test(arguments: shapes + uses) func mistakesAreAnsweredInPyTorchsWords(_ mistake: Mistake) throws {
      let answer = try #require(ErrorTests.recorded[mistake.expression], "not recorded")
      do {
        try mistake.make(.zeros([2, 3]))
        Issue.record("no error")
      } catch let error as TensorError {
        #expect(error.report.message == answer[1])
        #expect(error.report.exception.rawValue == answer[0])
      }
    }

    @Test func broadcastingErrorsPointAtTheDimension() throws {
      do {
        _ = try Tensor.zeros([64, 10]).add(Tensor.zeros([64]))
        Issue.record("no error")
      } catch let error as TensorError {
        #expect(error.report.detail == ["a: (64, 10)", "b: (    64)", "        ^^"])
      }
    }

    @Test func wrongBatchShapesNameTheSizesThatFit() throws {
      do {
        _ = try Tensor.zeros([64, 64, 8, 8]).view([-1, 3136])
        Issue.record("no error")
      } catch let error as TensorError {
        #expect(error.report.detail.first == "the tensor has shape (64, 64, 8, 8): 64·64·8·8 = 262144 values")
        #expect(error.report.fix == "each of the 64 rows has 64·8·8 = 4096 values: `.view(-1, 4096)` or `.flatten(1)`")
      }
    }
  }
}
