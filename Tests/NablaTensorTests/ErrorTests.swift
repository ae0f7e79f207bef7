import NablaTensor
import Testing

/// Mistakes, and the words they are answered with: PyTorch 2.15's, printed by `python -c "import torch; …"`.
extension TensorTests {
  @Suite struct ErrorTests {
    struct Mistake: CustomStringConvertible, Sendable {
      let what: String
      let exception: PythonException
      let message: String
      let make: @Sendable (Tensor) throws -> Void
      var description: String { what }
    }

    static func mistake(_ what: String, _ exception: PythonException, _ message: String,
                        _ make: @escaping @Sendable (Tensor) throws -> Void) -> Mistake {
      Mistake(what: what, exception: exception, message: message, make: make)
    }

    /// `a` is `torch.zeros(2, 3)`.
    static let shapes: [Mistake] = [
      mistake("a + zeros(4)", .runtimeError, "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1") { _ = try $0.add(Tensor.zeros([4])) },
      mistake("a.view(4, 2)", .runtimeError, "shape '[4, 2]' is invalid for input of size 6") { _ = try $0.view([4, 2]) },
      mistake("a.t().view(6)", .runtimeError, "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.") { _ = try $0.t().view([6]) },
      mistake("a.reshape(-1, -1)", .runtimeError, "only one dimension can be inferred") { _ = try $0.reshape([-1, -1]) },
      mistake("a.view(-2, 3)", .runtimeError, "invalid shape dimension -2 at index 0 of shape [-2, 3]") { _ = try $0.view([-2, 3]) },
      mistake("a.sum(5)", .indexError, "Dimension out of range (expected to be in range of [-2, 1], but got 5)") { _ = try $0.sum(dim: [5]) },
      mistake("a.sum((0, 0))", .runtimeError, "dim 0 appears multiple times in the list of dims") { _ = try $0.sum(dim: [0, 0]) },
      mistake("a.permute(0, 0)", .runtimeError, "permute(): duplicate dims are not allowed.") { _ = try $0.permute([0, 0]) },
      mistake("a.unsqueeze(5)", .indexError, "Dimension out of range (expected to be in range of [-3, 2], but got 5)") { _ = try $0.unsqueeze(5) },
      mistake("a.expand(3, 3)", .runtimeError, "The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.  Target sizes: [3, 3].  Tensor sizes: [2, 3]") { _ = try $0.expand([3, 3]) },
      mistake("a.expand(2)", .runtimeError, "expand(torch.FloatTensor{[2, 3]}, size=[2]): the number of sizes provided (1) must be greater or equal to the number of dimensions in the tensor (2)") { _ = try $0.expand([2]) },
      mistake("a.narrow(0, 1, 5)", .runtimeError, "start (1) + length (5) exceeds dimension size (2).") { _ = try $0.narrow(0, 1, 5) },
      mistake("a.select(0, 5)", .indexError, "select(): index 5 out of range for tensor of size [2, 3] at dimension 0") { _ = try $0.select(0, 5) },
      mistake("cat([a, zeros(2, 2)])", .runtimeError, "Sizes of tensors must match except in dimension 0. Expected size 3 but got size 2 for tensor number 1 in the list.") { _ = try Tensor.cat([$0, .zeros([2, 2])]) },
      mistake("cat([])", .valueError, "torch.cat(): expected a non-empty list of Tensors") { _ in _ = try Tensor.cat([]) },
      mistake("stack([a, zeros(2, 2)])", .runtimeError, "stack expects each tensor to be equal size, but got [2, 3] at entry 0 and [2, 2] at entry 1") { _ = try Tensor.stack([$0, .zeros([2, 2])]) },
      mistake("a.split([1, 2])", .runtimeError, "split_with_sizes expects split_sizes to sum exactly to 2 (input tensor's size at dimension 0), but got split_sizes=[1, 2]") { _ = try $0.split([1, 2]) },
      mistake("a.chunk(0)", .runtimeError, "chunk expects `chunks` to be greater than 0, got: 0") { _ = try $0.chunk(0) },
      mistake("zeros(2, -1)", .runtimeError, "zeros: Dimension size must be non-negative.") { _ in _ = try Tensor.zeros([2, -1]) },
      mistake("zeros(10**10, 10**10)", .runtimeError, "Storage size calculation overflowed with sizes=[10000000000, 10000000000]") { _ in _ = try Tensor.zeros([10_000_000_000, 10_000_000_000]) },
      mistake("zeros(2, 2, 2).t()", .runtimeError, "t() expects a tensor with <= 2 dimensions, but self is 3D") { _ in _ = try Tensor.zeros([2, 2, 2]).t() },
      mistake("zeros(3).mT", .runtimeError, "tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.") { _ in _ = try Tensor.zeros([3]).matrixTranspose() },
      mistake("zeros(3).add_(zeros(2, 3))", .runtimeError, "output with shape [3] doesn't match the broadcast shape [2, 3]") { _ = try Tensor.zeros([3]).addInPlace($0) },
      mistake("zeros(1).expand(3).add_(1)", .runtimeError, "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.") { _ in _ = try Tensor.zeros([1]).expand([3]).addInPlace(1) },
    ]

    static let uses: [Mistake] = [
      mistake("a.item()", .runtimeError, "a Tensor with 6 elements cannot be converted to Scalar") { _ = try $0.item() },
      mistake("bool(a)", .runtimeError, "Boolean value of Tensor with more than one value is ambiguous") { _ = try $0.truth() },
      mistake("a[5]", .indexError, "index 5 is out of bounds for dimension 0 with size 2") { _ = try $0.index([.int(5)]) },
      mistake("a[0, 0, 0]", .indexError, "too many indices for tensor of dimension 2") { _ = try $0.index([.int(0), .int(0), .int(0)]) },
      mistake("a[tensor([5])]", .indexError, "index 5 is out of bounds for dimension 0 with size 2") { _ = try $0.index([.tensor(Tensor([5]))]) },
      mistake("a[tensor([0.5])]", .indexError, "tensors used as indices must be long, int, byte or bool tensors") { _ = try $0.index([.tensor(Tensor([Float(0.5)]))]) },
      mistake("a[mask of 3]", .indexError, "The shape of the mask [3] at index 0 does not match the shape of the indexed tensor [2, 3] at index 0") { _ = try $0.index([.tensor(.ones([3], dtype: .bool))]) },
      mistake("a[[0, 1], [0, 1, 2]]", .indexError, "shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]") { _ = try $0.index([.tensor(Tensor([0, 1])), .tensor(Tensor([0, 1, 2]))]) },
      mistake("tensor(5)[0]", .indexError, "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number") { _ in _ = try Tensor.scalar(5).index([.int(0)]) },
      mistake("a[::-1]", .valueError, "step must be greater than zero") { _ = try $0.index([.slice(nil, nil, -1)]) },
      mistake("a[0] = zeros(4)", .runtimeError, "The expanded size of the tensor (3) must match the existing size (4) at non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [4]") { try $0.setIndex([.int(0)], Tensor.zeros([4])) },
      mistake("a.gather(0, [[5]])", .runtimeError, "index 5 is out of bounds for dimension 0 with size 2") { _ = try $0.gather(0, Tensor([5]).view([1, 1])) },
      mistake("a.index_select(0, [5])", .indexError, "index out of range in self") { _ = try $0.indexSelect(0, Tensor([5])) },
      mistake("a.topk(5)", .runtimeError, "selected index k out of range") { _ = try $0.topk(5) },
      mistake("tensor([1, 2]).mean()", .notImplementedError, "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long") { _ in _ = try Tensor([1, 2]).mean() },
      mistake("zeros(0, 3).max(0)", .indexError, "max(): Expected reduction dim 0 to have non-zero size.") { _ in _ = try Tensor.zeros([0, 3]).max(dim: 0) },
      mistake("tensor([]).max()", .runtimeError, "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.") { _ in _ = try Tensor.zeros([0]).max() },
      mistake("tensor([1]).add_(1.5)", .runtimeError, "result type Float can't be cast to the desired output type Long") { _ in _ = try Tensor([1]).addInPlace(1.5) },
      mistake("-tensor([True])", .notImplementedError, "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.") { _ in _ = try Tensor([1]).to(.bool).neg() },
      mistake("a & a", .notImplementedError, "\"bitwise_and_cpu\" not implemented for 'Float'") { _ = try $0.bitwiseAnd($0) },
      mistake("tensor([1]) // 0", .runtimeError, "ZeroDivisionError") { _ in _ = try Tensor([1]).floorDivide(0) },
      mistake("tensor([2]) ** -1", .runtimeError, "Integers to negative integer powers are not allowed.") { _ in _ = try Tensor([2]).pow(-1) },
      mistake("clamp(a)", .runtimeError, "torch.clamp: At least one of 'min' or 'max' must not be None") { _ = try $0.clamp() },
      mistake("arange(0, 5, 0)", .runtimeError, "step must be nonzero") { _ in _ = try Tensor.arange(0, 5, step: 0) },
      mistake("tensor([[1, 2], [3]])", .valueError, "expected sequence of length 2 at dim 1 (got 1)") { _ in
        _ = try Tensor.from(.list([.list([.number(1), .number(2)]), .list([.number(3)])]))
      },
      mistake("randint(5, 5)", .runtimeError, "random_ expects 'from' to be less than 'to', but got from=5 >= to=5") { _ in _ = try Tensor.randint(5, 5, [3]) },
      mistake("multinomial([0, 0])", .runtimeError, "invalid multinomial distribution (sum of probabilities <= 0)") { _ in _ = try Tensor.multinomial(.zeros([2]), count: 1) },
      mistake("one_hot([3], 2)", .runtimeError, "Class values must be smaller than num_classes.") { _ in _ = try Tensor([3]).oneHot(2) },
      mistake("integers requiring grad", .runtimeError, "only Tensors of floating point dtype can require gradients") { _ in _ = try Tensor([3]).setRequiresGrad() },
    ]

    @Test(arguments: shapes + uses) func mistakesAreAnsweredInPyTorchsWords(_ mistake: Mistake) throws {
      do {
        try mistake.make(.zeros([2, 3]))
        Issue.record("no error")
      } catch let error as TensorError {
        #expect(error.report.message == mistake.message)
        #expect(error.report.exception == mistake.exception)
      }
    }

    @Test func broadcastingErrorsPointAtTheDimension() throws {
      do {
        _ = try Tensor.zeros([64, 10]).add(Tensor.zeros([64]))
        Issue.record("no error")
      } catch let error as TensorError {
        #expect(error.report.detail == ["a: (64, 10)", "b: (    64)", "         ^^"])
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
