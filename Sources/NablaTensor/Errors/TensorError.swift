/// What can go wrong in the tensor half, with the operands that tell why.
///
/// Cases carry data only; `report` (`TensorError+Wording*.swift`) puts them into words: PyTorch's first line, the
/// exception class it raises, and what it leaves out: shapes, and what to change. Targets above add their own kinds of
/// errors through `other`.
public indirect enum TensorError: Error {
  // Shapes
  case tooManyDimensions(Int)
  case negativeSize(operation: String, sizes: Shape)
  case tooLarge(sizes: Shape)
  case outOfMemory(bytes: Int)
  case broadcast(Shape, Shape, a: Int, b: Int, dimension: Int)
  case dimensionOutOfRange(Int, rank: Int)
  case repeatedDimension(Int)
  case repeatedPermutation
  case permutationLength(rank: Int, dims: Int)
  case invalidShape(requested: Shape, elements: Int, from: Shape)
  case invalidShapeDimension(Int, index: Int, requested: Shape)
  case twoInferredDimensions
  case viewNotContiguous(from: Layout, requested: Shape)
  case expand(target: Int, size: Int, dimension: Int, targets: Shape, sizes: Shape)
  case expandRank(type: String, sizes: Shape, targets: Shape)
  case expandLeading(Int, dimension: Int)
  case narrowBeyond(start: Int, length: Int, size: Int)
  case narrowStart(Int, size: Int)
  case narrowNegative
  case selectOutOfRange(Int, shape: Shape, dimension: Int)
  case flattenOrder
  case unflatten(sizes: Shape, dimension: Int, size: Int)
  case notAMatrix(attribute: String, rank: Int)
  case transposeRank(rank: Int)
  case sameDiagonal(Int, Int)
  case catDimensions(first: Int, other: Int)
  case catSizes(dimension: Int, expected: Int, got: Int, number: Int, shapes: [Shape])
  case emptyList(operation: String)
  case stackSizes(first: Shape, other: Shape, number: Int)
  case chunks(Int)
  case splitSize(Int, dimensionSize: Int)
  case splitSizes([Int], dimension: Int, size: Int)
  case repeatDims
  case rollDims(shifts: Int, dims: Int)
  case needsMatrix(operation: String)
  case diagRank(Int)
  case rankMismatch(operation: String, expected: String, got: Int)

  // Types
  case cannotCast(from: DType, to: DType)
  case notImplemented(kernel: String, dtype: DType)
  case boolSubtraction
  case boolNegation
  case invertFloat
  case meanOfIntegers(DType)
  case stdOfIntegers
  case normOfIntegers(DType)
  case dtypeMismatch(DType, DType)
  case zeroDivision
  case negativeIntegerPower

  // Values and indices
  case notOneElement(Int)
  case ambiguousTruth(Int)
  case emptyReduction(operation: String, dimension: Int?)
  case clampWithoutBounds
  case tooManyIndices(rank: Int)
  case indexOutOfBounds(Int, dimension: Int, size: Int)
  case indexOfScalar
  case indexType
  case maskShape(mask: Shape, at: Int, indexed: Shape, dimension: Int)
  case indexShapes([Shape])
  case sliceStep(Int)
  case gatherRank
  case gatherType(operation: String)
  case gatherOutOfBounds(Int, dimension: Int, size: Int)
  case gatherSize(index: Shape, at: Int, dimension: Int, input: Shape)
  case selectedOutOfRange(index: Int, size: Int)
  case topkRange(k: Int, size: Int)
  case setItem(value: Shape, target: Shape)
  case arangeStep(isZero: Bool)
  case ragged(expected: Int, dimension: Int, got: Int)

  // In-place
  case inPlaceShape(output: Shape, broadcast: Shape)
  case inPlaceOverlap
  case leafInPlace(isView: Bool)
  case noGradViewInPlace
  case multiViewInPlace(function: String, output: Int)

  // Autograd
  case savedTensorModified(type: String, shape: Shape, producer: String?, output: Int, version: Int, expected: Int,
                           writer: ProgramPlace, user: (name: String, place: ProgramPlace))
  /// `made` is where the operation stood whose values are gone, `used` the one that led back to it, where another pass did.
  case graphFreed(node: String, made: ProgramPlace = .nowhere, used: ProgramPlace = .nowhere)
  case invalidGradient(function: String, input: Int, got: Shape, expected: Shape)
  case assignedGradient(expected: Shape, got: Shape)
  case assignedGradientType(expected: DType, got: DType)
  case requiresGradOfNonLeaf
  /// PyTorch's words depend on who asks.
  case gradOfIntegers(GradRequest)
  case detachOfView
  case retainGradWithoutGrad
  case hookWithoutGrad
  case emptyInputs
  case gradWithoutInputs
  case inputWithoutGrad
  case unusedInput(index: Int)
  case gradientCount(tensors: Int, gradients: Int)
  case implicitGradient(shape: Shape)
  case mismatchedGradient(index: Int, gradient: Shape, output: Shape)
  case noGradientPath(index: Int)

  // Random
  case randomRange(from: Int, to: Int)
  case randomParameter(String)

  /// An error of another target, or one whose operands are in its words already.
  case other(PythonException, String, detail: [String] = [], fix: String? = nil)

  /// A plain `RuntimeError` in the given words.
  public static func runtime(_ message: String, detail: [String] = [], fix: String? = nil) -> TensorError {
    .other(.runtimeError, message, detail: detail, fix: fix)
  }
}

/// The class of the language's exception an error becomes.
public enum PythonException: String, Sendable {
  case runtimeError = "RuntimeError"
  case indexError = "IndexError"
  case typeError = "TypeError"
  case valueError = "ValueError"
  case notImplementedError = "NotImplementedError"
  case zeroDivisionError = "ZeroDivisionError"
  /// `torch.linalg.LinAlgError`, a `RuntimeError`.
  case linAlgError = "_LinAlgError"
}

/// An error in words.
public struct ErrorReport: Sendable {
  public let exception: PythonException
  /// PyTorch's words: what people search for.
  public let message: String
  /// What PyTorch leaves out: the shapes involved, where they disagree.
  public let detail: [String]
  /// What to change.
  public let fix: String?

  init(_ exception: PythonException, _ message: String, detail: [String] = [], fix: String? = nil) {
    self.exception = exception
    self.message = message
    self.detail = detail
    self.fix = fix
  }
}

extension TensorError: CustomStringConvertible {
  public var description: String {
    let report = report
    return "\(report.exception.rawValue): \(report.message)"
  }
}

/// What asked for the gradient of a type that has none.
public enum GradRequest: Sendable {
  /// `requires_grad_()`
  case method
  /// `x.requires_grad = True`
  case property
  /// `requires_grad=True` of a function that makes tensors, and `nn.Parameter`.
  case making

  var message: String {
    switch self {
    case .method: return "only Tensors of floating point dtype can require gradients"
    case .property: return "only Tensors of floating point and complex dtype can require gradients"
    case .making: return "Only Tensors of floating point and complex dtype can require gradients"
    }
  }
}
