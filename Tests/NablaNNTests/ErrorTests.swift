import NablaNN
import NablaTensor
import Testing

extension LayerLibrary {
@Suite struct ErrorTests {
  struct Mistake: Sendable {
    let words: String
    let exception: PythonException
    /// What the detail and fix must name besides.
    let names: [String]
    let make: @Sendable () throws -> Tensor

    init(_ words: String, _ exception: PythonException = .runtimeError, names: [String] = [],
         _ make: @escaping @Sendable () throws -> Tensor) {
      self.words = words
      self.exception = exception
      self.names = names
      self.make = make
    }
  }

  static func z(_ shape: Shape, _ dtype: DType = .float32) throws -> Tensor { try Tensor.zeros(shape, dtype: dtype) }
  static func labels(_ values: Int...) -> Tensor { Tensor(values) }

  // Words: what PyTorch 2.15 raises for the same call.
  static let products: [Mistake] = [
    Mistake("addmm: mat1 and mat2 shapes cannot be multiplied (1792x28 and 784x128)",
            names: ["(64, 1, 28, 28)", "784", "1·28·28 = 784", "x.view(-1, 784)", "x.flatten(1)"]) {
      try Linear(784, 128)(z([64, 1, 28, 28]))
    },
    Mistake("addmm: mat1 and mat2 shapes cannot be multiplied (2560x5 and 784x10)",
            names: ["16·5·5 = 400", "Linear(400, 10)"]) { try Linear(784, 10)(z([32, 16, 5, 5])) },
    Mistake("mm: mat1 and mat2 shapes cannot be multiplied (5x3 and 2x4)") { try z([5, 3]).linear(z([4, 2])) },
    Mistake("mm: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)") { try z([2, 3]).matmul(z([4, 5])) },
    Mistake("mm: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", names: ["a @ b.T"]) {
      try z([2, 3]).matmul(z([2, 3]))
    },
    Mistake("mm: mat1 and mat2 shapes cannot be multiplied (1x3 and 4x5)") { try z([3]).matmul(z([4, 5])) },
    Mistake("size mismatch, got input (2), mat (2x3), vec (4)") { try z([2, 3]).matmul(z([4])) },
    Mistake("size mismatch, got input (6), mat (6x4), vec (5)") { try z([2, 3, 4]).matmul(z([5])) },
    Mistake("mm: mat1 and mat2 shapes cannot be multiplied (6x4 and 5x6)") { try z([2, 3, 4]).matmul(z([5, 6])) },
    Mistake("Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 5].") {
      try z([2, 3, 4]).matmul(z([2, 5, 6]))
    },
    Mistake("The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0") {
      try z([2, 3, 4]).matmul(z([3, 4, 6]))
    },
    Mistake("Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [3, 4].") {
      try z([2, 3, 4]).bmm(z([3, 4, 5]))
    },
    Mistake("both arguments to matmul need to be at least 1D, but they are 0D and 1D") { try z([]).matmul(z([2])) },
    Mistake("expected m1 and m2 to have the same dtype, but got: float != double", names: ["float32", "float64"]) {
      try z([2, 2]).matmul(z([2, 2], .float64))
    },
    Mistake("dot : expected both vectors to have same dtype, but found Float and Double") {
      try z([2]).matmul(z([2], .float64))
    },
    Mistake("mat1 and mat2 must have the same dtype, but got Long and Float") { try Linear(2, 4)(z([5, 2], .int64)) },
    Mistake("\"addmm_impl_cpu_\" not implemented for 'Bool'", .notImplementedError) {
      try z([2, 2], .bool).matmul(z([2, 2], .bool))
    },
    Mistake("1D tensors expected, but got 2D and 1D tensors") { try z([3, 1]).dot(z([4])) },
  ]

  static let windows: [Mistake] = [
    Mistake("Given groups=1, weight of size [8, 1, 3, 3], expected input[4, 3, 28, 28] to have 1 channels, but got 3 "
      + "channels instead") { try z([4, 3, 28, 28]).conv2d(z([8, 1, 3, 3])) },
    Mistake("Given groups=1, weight of size [8, 3, 3, 3], expected input[4, 28, 28, 3] to have 3 channels, but got 28 "
      + "channels instead", names: ["permute(0, 3, 1, 2)"]) { try z([4, 28, 28, 3]).conv2d(z([8, 3, 3, 3])) },
    Mistake("Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [28, 28]",
            names: ["unsqueeze(0)"]) { try z([28, 28]).conv2d(z([8, 1, 3, 3])) },
    Mistake("Calculated padded input size per channel: (4 x 4). Kernel size: (5 x 5). Kernel size can't be greater "
      + "than actual input size") { try z([1, 1, 4, 4]).conv2d(z([8, 1, 5, 5])) },
    Mistake("Given groups=3, expected weight to be divisible by 3 at dimension 0, but got weight of size [[8, 1, 3, 3]] "
      + "instead") { try z([1, 4, 4, 4]).conv2d(z([8, 1, 3, 3]), groups: 3) },
    Mistake("non-positive groups is not supported") { try z([1, 4, 4, 4]).conv2d(z([9, 2, 3, 3]), groups: 0) },
    Mistake("non-positive stride is not supported") { try z([1, 1, 4, 4]).conv2d(z([8, 1, 3, 3]), stride: 0) },
    Mistake("negative padding is not supported") { try z([1, 1, 4, 4]).conv2d(z([8, 1, 3, 3]), padding: .size(-1)) },
    Mistake("dilation should be greater than zero, but got [0, 0]") {
      try z([1, 1, 4, 4]).conv2d(z([8, 1, 3, 3]), dilation: 0)
    },
    Mistake("Given weight of size [8, 1, 3, 3], expected bias to be 1-dimensional with 8 elements, but got bias of size "
      + "[7] instead") { try z([1, 1, 4, 4]).conv2d(z([8, 1, 3, 3]), bias: z([7])) },
    Mistake("expected scalar type Double but found Float") { try z([1, 1, 4, 4], .float64).conv2d(z([8, 1, 3, 3])) },
    Mistake("Input type (double) and bias type (float) should be the same") {
      try z([1, 1, 4, 4], .float64).conv2d(z([8, 1, 3, 3]), bias: z([8]))
    },
    Mistake("padding='same' is not supported for strided convolutions") {
      try z([1, 1, 5, 5]).conv2d(z([8, 1, 3, 3]), stride: 2, padding: .same)
    },
    Mistake("Expected 2D (unbatched) or 3D (batched) input to conv1d, but got input of size: [2, 2, 2, 5]") {
      try z([2, 2, 2, 5]).conv1d(z([8, 2, 3]))
    },
    Mistake("Given groups=1, weight of size [8, 2, 3], expected input[2, 3, 5] to have 2 channels, but got 3 channels "
      + "instead") { try z([2, 3, 5]).conv1d(z([8, 2, 3])) },
    Mistake("non-empty 3D or 4D (batch mode) tensor expected for input") { try z([4, 4]).maxPool2d(kernel: 2) },
    Mistake("Given input size: (1x1x1). Calculated output size: (1x0x0). Output size is too small") {
      try z([1, 1, 1, 1]).maxPool2d(kernel: 2)
    },
    Mistake("pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1") {
      try z([1, 1, 4, 4]).maxPool2d(kernel: 2, padding: 2)
    },
    Mistake("stride should not be zero") { try z([1, 1, 4, 4]).maxPool2d(kernel: 2, stride: 0) },
    Mistake("\"max_pool2d\" not implemented for 'Bool'", .notImplementedError) {
      try z([1, 1, 4, 4], .bool).maxPool2d(kernel: 2)
    },
    Mistake("divisor must be not zero") { try z([1, 1, 4, 4]).avgPool2d(kernel: 2, divisorOverride: 0) },
    Mistake("adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got [4, 4]") {
      try z([4, 4]).adaptiveAvgPool2d(height: 2, width: 2)
    },
    Mistake("adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received {-2, -2}") {
      try z([1, 1, 4, 4]).adaptiveAvgPool2d(height: -2, width: -2)
    },
  ]

  static let layers: [Mistake] = [
    Mistake("Expected more than 1 value per channel when training, got input size torch.Size([1, 3])", .valueError,
            names: ["model.eval()"]) { try BatchNorm1d(3)(z([1, 3])) },
    Mistake("running_mean should contain 4 elements not 3") { try BatchNorm2d(3)(z([2, 4, 4, 4])) },
    Mistake("expected 2D or 3D input (got 4D input)", .valueError) { try BatchNorm1d(3)(z([2, 3, 4, 4])) },
    Mistake("expected 4D input (got 3D input)", .valueError) { try BatchNorm2d(3)(z([2, 3, 4])) },
    Mistake("Given normalized_shape=[4], expected input with shape [*, 4], but got input of size[2, 3]") {
      try LayerNorm([4])(z([2, 3]))
    },
    Mistake("dropout probability has to be between 0 and 1, but got 1.5", .valueError) { try z([2]).dropout(p: 1.5) },
    Mistake("\"softmax_lastdim_kernel_impl\" not implemented for 'Long'", .notImplementedError) {
      try z([2, 2], .int64).softmax(dim: 1)
    },
    Mistake("\"log_softmax_kernel_impl\" not implemented for 'Long'", .notImplementedError) {
      try z([2, 2], .int64).logSoftmax(dim: 0)
    },
    Mistake("Dimension out of range (expected to be in range of [-2, 1], but got 2)", .indexError) {
      try z([2, 2]).softmax(dim: 2)
    },
    Mistake("index out of range in self", .indexError, names: ["index 5 at position 0", "3 rows"]) {
      try Embedding(3, 2)(labels(5))
    },
    Mistake("Class values must be smaller than num_classes.") { try labels(1, 2).oneHot(2) },
    Mistake("Class values must be non-negative.") { try labels(-1, 2).oneHot() },
    Mistake("in_channels must be divisible by groups", .valueError) { try Conv2d(3, 4, 3, groups: 2)(z([1])) },
    Mistake("Unsupported nonlinearity foo", .valueError) { try Init.kaimingUniform(z([2, 2]), nonlinearity: "foo") },
    Mistake("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions", .valueError) {
      try Init.xavierUniform(z([3]))
    },
  ]

  static let losses: [Mistake] = [
    Mistake("expected target dtype to be Long or Byte, but got Float", names: ["target.long()"]) {
      try z([4, 10]).crossEntropy(z([4]))
    },
    Mistake("expected target dtype to be Long or Byte, but got Int") { try z([4, 10]).crossEntropy(z([4], .int32)) },
    Mistake("0D or 1D target tensor expected, multi-target not supported", names: ["target.squeeze(1)"]) {
      try z([4, 10]).crossEntropy(z([4, 1], .int64))
    },
    Mistake("Expected floating point type for target with class probabilities, got Long", names: ["argmax(1)"]) {
      try z([4, 10]).crossEntropy(z([4, 10], .int64))
    },
    Mistake("Target 10 is out of bounds.", .indexError, names: ["10 classes", "index 3", "subtract 1"]) {
      try z([4, 10]).crossEntropy(labels(1, 2, 3, 10))
    },
    Mistake("Target -1 is out of bounds.", .indexError) { try z([2, 10]).nllLoss(labels(0, -1)) },
    Mistake("Expected input batch_size (4) to match target batch_size (3).", .valueError) {
      try z([4, 10]).crossEntropy(z([3], .int64))
    },
    Mistake("\"log_softmax_lastdim_kernel_impl\" not implemented for 'Long'", .notImplementedError, names: ["swap"]) {
      try z([4], .int64).crossEntropy(z([4, 10]))
    },
    Mistake("weight tensor should be defined either for all 10 classes or no classes but got weight tensor of shape: [3]") {
      try z([4, 10]).crossEntropy(z([4], .int64), weight: z([3]))
    },
    Mistake("label_smoothing must be between 0.0 and 1.0. Got: 1.5") {
      try z([4, 10]).crossEntropy(z([4], .int64), labelSmoothing: 1.5)
    },
    Mistake("Expected target size [2, 4], got [2, 5]") { try z([2, 3, 4]).crossEntropy(z([2, 5], .int64)) },
    Mistake("foo is not a valid value for reduction", .valueError) {
      try z([2]).mseLoss(z([2]), reduction: LossReduction(named: "foo"))
    },
    Mistake("The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1") {
      try z([4, 3]).mseLoss(z([4]))
    },
    Mistake("\"mse_cpu\" not implemented for 'Long'", .notImplementedError) { try z([4], .int64).mseLoss(z([4], .int64)) },
    Mistake("all elements of input should be between 0 and 1", names: ["binary_cross_entropy_with_logits"]) {
      try z([2]).add(3).binaryCrossEntropy(z([2]))
    },
    Mistake("Using a target size (torch.Size([4])) that is different to the input size (torch.Size([4, 1])) is "
      + "deprecated. Please ensure they have the same size.", .valueError) { try z([4, 1]).binaryCrossEntropy(z([4])) },
    Mistake("Found dtype Long but expected Float") { try z([4]).binaryCrossEntropy(z([4], .int64)) },
    Mistake("Target size (torch.Size([4, 1])) must be the same as input size (torch.Size([4, 10]))", .valueError) {
      try z([4, 10]).binaryCrossEntropyWithLogits(z([4, 1]))
    },
    Mistake("result type Float can't be cast to the desired output type Long") {
      try z([4]).binaryCrossEntropyWithLogits(z([4], .int64))
    },
  ]

  static let all: [Mistake] = products + windows + layers + losses

  @Test(arguments: all.indices)
  func mistakesAreToldInPyTorchsWordsAndWithWhatToChange(_ index: Int) throws {
    let mistake = Self.all[index]
    do {
      _ = try mistake.make()
      Issue.record("no error: \(mistake.words)")
    } catch let error as TensorError {
      let report = error.report
      #expect(report.message == mistake.words)
      #expect(report.exception == mistake.exception)
      let rest = (report.detail + [report.fix ?? ""]).joined(separator: "\n")
      for name in mistake.names { #expect(rest.contains(name), "\(rest) does not name \(name)") }
    }
  }

  @Test func lossesWarnOfShapesThatBroadcast() throws {
    var said: [String] = []
    TensorWarning.handler = { said.append($0) }
    defer { TensorWarning.handler = nil }
    _ = try Self.z([4, 1]).mseLoss(Self.z([4]))
    #expect(said == ["Using a target size (torch.Size([4])) that is different to the input size (torch.Size([4, 1])). "
      + "This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size."])
  }

  @Test func emptyBatchesPassThrough() throws {
    #expect(try Array(Self.z([0, 1, 5, 5]).conv2d(Self.z([8, 1, 3, 3])).shape) == [0, 8, 3, 3])
    #expect(try Array(Self.z([0, 1, 4, 4]).maxPool2d(kernel: 2).shape) == [0, 1, 2, 2])
    #expect(try Array(Linear(3, 2)(Self.z([0, 3])).shape) == [0, 2])
    #expect(try Self.z([2, 0]).matmul(Self.z([0, 3])).doubles() == [0, 0, 0, 0, 0, 0])
    #expect(try Self.z([0, 10]).crossEntropy(Self.z([0], .int64)).item().double.isNaN)
  }
}
}
