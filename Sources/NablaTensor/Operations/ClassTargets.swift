import CKernels

/// Class indices, checked and ready for a kernel.
struct ClassTargets {
  /// Contiguous int64.
  let indices: Tensor
  let ignored: Int
  let classes: Int

  /// - Throws: another type than int64 or uint8; an index that is neither ignored nor a class, with its position.
  init(_ target: Tensor, classes: Int, ignored: Int) throws {
    guard target.dtype == .int64 || target.dtype == .uint8 else { throw TensorError.targetType(target.dtype) }
    indices = try GradMode.disabled { try target.to(.int64).contiguous() }
    self.ignored = ignored
    self.classes = classes
    let bad = nabla_first_bad_target(pointer, count, classes, Int64(ignored))
    guard bad >= count else {
      throw TensorError.targetOutOfBounds(Int(pointer[bad]), classes: classes, position: bad)
    }
  }

  var count: Int { indices.elementCount }
  var pointer: UnsafePointer<Int64> { UnsafePointer(indices.pointer.assumingMemoryBound(to: Int64.self)) }

  /// What each row counts: its class's weight, 1 without weights, 0 for ignored rows.
  func rowWeights(_ weight: Tensor?) -> [Double] {
    let perClass = weight.map(ChannelValues.read)
    return (0..<count).map { row in
      let index = Int(pointer[row])
      if index == ignored { return 0 }
      return perClass?[index] ?? 1
    }
  }
}

/// The class dimension of a loss's input put last: `[batch, classes, d1, …]` as rows of classes.
struct ClassRows {
  let rows: Tensor
  /// The shape of the losses before reduction: the target's.
  let lossShape: Shape

  /// - Throws: where input and target do not go together, in PyTorch's words.
  init(_ input: Tensor, target: Shape) throws {
    switch input.rank {
    case 0: throw TensorError.other(.valueError, "Expected 1 or more dimensions (got 0)")
    case 1:
      guard target.count <= 1 else { throw TensorError.multiTarget(target) }
      guard target.count == 0 || target[0] == 1 else {
        throw TensorError.lossBatch(input: input.shape[0], target: target[0])
      }
      rows = try input.unsqueeze(0)
    case 2:
      guard target.count >= 1 else {
        throw TensorError.lossBatch(input: input.shape[0], target: 1)
      }
      guard target[0] == input.shape[0] else { throw TensorError.lossBatch(input: input.shape[0], target: target[0]) }
      guard target.count == 1 else { throw TensorError.multiTarget(target) }
      rows = input
    default:
      guard target.count > 0, target[0] == input.shape[0] else {
        throw TensorError.lossBatch(input: input.shape[0], target: target.first ?? 1)
      }
      var wanted = input.shape
      wanted.remove(at: 1)
      guard wanted == target else {
        guard input.rank == 4 else {
          throw TensorError.runtime("Expected target size \(wanted), got \(target)")
        }
        guard target.count == 3 else {
          throw TensorError.runtime("only batches of spatial targets supported (3D tensors) but got targets of "
            + "dimension: \(target.count)")
        }
        throw TensorError.runtime("size mismatch (got input: \(input.shape) , target: \(target)")
      }
      let dims = [0] + Array(2..<input.rank) + [1]
      rows = try input.permute(dims).reshape([wanted.elementCount, input.shape[1]])
    }
    lossShape = target
  }
}
