/// The words of every error: shapes and types. Values, in-place and autograd follow in the next file.
extension TensorError {
  /// The error in words.
  public var report: ErrorReport {
    shapeReport ?? arrangementReport ?? typeReport ?? indexReport ?? inPlaceReport ?? autogradReport ?? restReport
  }

  private var shapeReport: ErrorReport? {
    switch self {
    case .tooManyDimensions(let count):
      return ErrorReport(.runtimeError, "a tensor has at most \(Shape.maxRank) dimensions here, got \(count)")
    case .negativeSize(let operation, let sizes):
      return ErrorReport(.runtimeError, "\(operation): Dimension size must be non-negative.",
                         detail: ["sizes asked for: \(sizes)"])
    case .tooLarge(let sizes):
      return ErrorReport(.runtimeError, "Storage size calculation overflowed with sizes=\(sizes)")
    case .outOfMemory(let bytes):
      return ErrorReport(
        .runtimeError, "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
          + "you tried to allocate \(bytes) bytes. Error code 12 (Cannot allocate memory)")
    case .broadcast(let first, let second, let a, let b, let dimension):
      return ErrorReport(
        .runtimeError, "The size of tensor a (\(a)) must match the size of tensor b (\(b)) at non-singleton dimension "
          + "\(dimension)",
        detail: ShapePicture.aligned(first, second),
        fix: "shapes are aligned at their last dimensions; each pair must be equal, or one of them 1")
    case .dimensionOutOfRange(let dimension, let rank):
      let least = -max(rank, 1)
      return ErrorReport(
        .indexError, "Dimension out of range (expected to be in range of [\(least), \(-least - 1)], but got "
          + "\(dimension))", detail: ["the tensor has \(rank) dimension\(rank == 1 ? "" : "s")"])
    case .repeatedDimension(let dimension):
      return ErrorReport(.runtimeError, "dim \(dimension) appears multiple times in the list of dims")
    case .repeatedPermutation:
      return ErrorReport(.runtimeError, "permute(): duplicate dims are not allowed.")
    case .permutationLength(let rank, let dims):
      return ErrorReport(
        .runtimeError, "permute(sparse_coo): number of dimensions in the tensor input does not match the length of "
          + "the desired ordering of dimensions i.e. input.dim() = \(rank) is not equal to len(dims) = \(dims)",
        fix: "name each of the \(rank) dimensions once")
    case .invalidShape(let requested, let elements, let from):
      return ErrorReport(
        .runtimeError, "shape '\(requested)' is invalid for input of size \(elements)",
        detail: ShapePicture.factors(from, elements: elements, requested: requested),
        fix: ShapePicture.shapeFix(from, elements: elements, requested: requested))
    case .invalidShapeDimension(let size, let index, let requested):
      return ErrorReport(.runtimeError, "invalid shape dimension \(size) at index \(index) of shape \(requested)")
    case .twoInferredDimensions:
      return ErrorReport(.runtimeError, "only one dimension can be inferred", fix: "give all sizes but one")
    case .viewNotContiguous(let layout, let requested):
      return ErrorReport(
        .runtimeError, "view size is not compatible with input tensor's size and stride (at least one dimension spans "
          + "across two contiguous subspaces). Use .reshape(...) instead.",
        detail: ["the tensor has shape \(layout.shape) and strides \(layout.strides): it is not contiguous, "
          + "as after transpose, permute or a step"],
        fix: "`.reshape(\(requested.map(String.init).joined(separator: ", ")))` copies where it must")
    case .expand(let target, let size, let dimension, let targets, let sizes):
      return ErrorReport(
        .runtimeError, "The expanded size of the tensor (\(target)) must match the existing size (\(size)) at "
          + "non-singleton dimension \(dimension).  Target sizes: \(targets).  Tensor sizes: \(sizes)",
        fix: "only dimensions of size 1 can be expanded")
    case .expandRank(let type, let sizes, let targets):
      return ErrorReport(
        .runtimeError, "expand(\(type){\(sizes)}, size=\(targets)): the number of sizes provided (\(targets.count)) "
          + "must be greater or equal to the number of dimensions in the tensor (\(sizes.count))")
    case .expandLeading(let size, let dimension):
      return ErrorReport(
        .runtimeError, "The expanded size of the tensor (\(size)) isn't allowed in a leading, non-existing dimension "
          + "\(dimension)")
    default: return nil
    }
  }

  private var arrangementReport: ErrorReport? {
    switch self {
    case .narrowBeyond(let start, let length, let size):
      return ErrorReport(.runtimeError, "start (\(start)) + length (\(length)) exceeds dimension size (\(size)).")
    case .narrowStart(let start, let size):
      return ErrorReport(
        .indexError, "start out of range (expected to be in range of [\(-size), \(size)], but got \(start))")
    case .narrowNegative: return ErrorReport(.runtimeError, "narrow(): length must be non-negative.")
    case .selectOutOfRange(let index, let shape, let dimension):
      return ErrorReport(
        .indexError, "select(): index \(index) out of range for tensor of size \(shape) at dimension \(dimension)")
    case .flattenOrder:
      return ErrorReport(.runtimeError, "flatten() has invalid args: start_dim cannot come after end_dim")
    case .unflatten(let sizes, let dimension, let size):
      return ErrorReport(
        .runtimeError, "unflatten: Provided sizes \(sizes) don't multiply up to the size of dim \(dimension) (\(size)) "
          + "in the input tensor")
    case .notAMatrix(let attribute, let rank):
      return ErrorReport(
        .runtimeError,
        "tensor.\(attribute) is only supported on matrices or batches of matrices. Got \(rank)-D tensor.")
    case .transposeRank(let rank):
      return ErrorReport(
        .runtimeError, "t() expects a tensor with <= 2 dimensions, but self is \(rank)D",
        fix: "`.mT` swaps the last two dimensions, `.transpose(a, b)` any two")
    case .sameDiagonal(let first, let second):
      return ErrorReport(.runtimeError, "diagonal dimensions cannot be identical \(first), \(second)")
    case .catDimensions(let first, let other):
      return ErrorReport(
        .runtimeError, "Tensors must have same number of dimensions: got \(first) and \(other)",
        fix: "`unsqueeze` adds a dimension; `stack` joins along a new one")
    case .catSizes(let dimension, let expected, let got, let number, let shapes):
      return ErrorReport(
        .runtimeError, "Sizes of tensors must match except in dimension \(dimension). Expected size \(expected) but "
          + "got size \(got) for tensor number \(number) in the list.",
        detail: ["shapes: " + shapes.prefix(8).map(\.description).joined(separator: ", ")])
    case .emptyList(let operation):
      if operation == "cat" {
        return ErrorReport(.valueError, "torch.cat(): expected a non-empty list of Tensors")
      }
      return ErrorReport(.runtimeError, "\(operation) expects a non-empty TensorList")
    case .stackSizes(let first, let other, let number):
      return ErrorReport(
        .runtimeError, "stack expects each tensor to be equal size, but got \(first) at entry 0 and \(other) at entry "
          + "\(number)", fix: "`cat` joins along a dimension that exists")
    case .chunks(let count):
      return ErrorReport(.runtimeError, "chunk expects `chunks` to be greater than 0, got: \(count)")
    case .splitSize(let size, let dimensionSize):
      return size < 0
        ? ErrorReport(.runtimeError, "split expects split_size be non-negative, but got split_size=\(size)")
        : ErrorReport(.runtimeError, "split_size can only be 0 if dimension size is 0, but got dimension size of "
          + "\(dimensionSize)")
    case .splitSizes(let sizes, let dimension, let size):
      return ErrorReport(
        .runtimeError, "split_with_sizes expects split_sizes to sum exactly to \(size) (input tensor's size at "
          + "dimension \(dimension)), but got split_sizes=\(sizes)")
    case .repeatDims:
      return ErrorReport(
        .runtimeError, "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
    case .rollDims(let shifts, let dims):
      return ErrorReport(.runtimeError, "shifts and dimensions must align. shifts: \(shifts), dims:\(dims)")
    case .needsMatrix(let operation):
      return ErrorReport(.runtimeError, "\(operation): input tensor must have at least 2 dimensions")
    case .diagRank(let rank): return ErrorReport(.runtimeError, "diag(): Supports 1D or 2D tensors. Got \(rank)D")
    case .rankMismatch(let operation, let expected, let got):
      return ErrorReport(.runtimeError, "\(operation): Expected \(expected), but got \(got)-D")
    default: return nil
    }
  }

  private var typeReport: ErrorReport? {
    switch self {
    case .cannotCast(let from, let to):
      return ErrorReport(
        .runtimeError, "result type \(from.scalarTypeName) can't be cast to the desired output type "
          + "\(to.scalarTypeName)",
        detail: ["the tensor written to holds \(to.name), the result is \(from.name)"],
        fix: "convert first (`.to(torch.\(from.name))`), or use the form without the underscore")
    case .notImplemented(let kernel, let dtype):
      return ErrorReport(.notImplementedError, "\"\(kernel)\" not implemented for '\(dtype.scalarTypeName)'")
    case .boolSubtraction:
      return ErrorReport(
        .notImplementedError, "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
          + "`logical_xor()` operator instead.")
    case .boolNegation:
      return ErrorReport(
        .notImplementedError, "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to "
          + "invert a mask, use the `~` or `logical_not()` operator instead.")
    case .invertFloat:
      return ErrorReport(.typeError, "~ (operator.invert) is only implemented on integer and Boolean-type tensors")
    case .meanOfIntegers(let dtype):
      return ErrorReport(
        .notImplementedError, "mean(): could not infer output dtype. Input dtype must be either a floating point or "
          + "complex dtype. Got: \(dtype.scalarTypeName)", fix: "`.float().mean()`")
    case .stdOfIntegers:
      return ErrorReport(.notImplementedError, "std and var only support floating point and complex dtypes",
                         fix: "`.float()` first")
    case .normOfIntegers(let dtype):
      return ErrorReport(
        .notImplementedError, "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
          + dtype.scalarTypeName, fix: "`.float()` first")
    case .dtypeMismatch(let a, let b):
      return ErrorReport(.runtimeError, "\(a.scalarTypeName) did not match \(b.scalarTypeName)",
                         fix: "bring both to one type with `.to(dtype)`")
    case .zeroDivision: return ErrorReport(.runtimeError, "ZeroDivisionError")
    case .negativeIntegerPower:
      return ErrorReport(.runtimeError, "Integers to negative integer powers are not allowed.",
                         fix: "`.float()` the base, or use a float exponent")
    default: return nil
    }
  }
}
