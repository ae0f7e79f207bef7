import CKernels

/// Runs the C reductions over tensors.
///
/// The dimensions split into kept and reduced ones. Three ways through memory:
/// - everything is reduced: pieces of fixed size, each into its own accumulator, added in order (the same sum for any
///   number of threads);
/// - the innermost kept dimension is contiguous: whole rows are added into a row of accumulators;
/// - else, for each kept position, runs along the innermost reduced dimension.
/// Floats accumulate in double, integers in 64 bits.
enum Reduction {
  private static let pieceSize = 32768

  /// The accumulators, one for each kept position, as a contiguous float64 or int64 tensor of the kept shape.
  static func run(_ op: nb_reduce_op, _ x: Tensor, mask: UInt32, start: Double) -> Tensor {
    if x.dtype.isOnlyStored { return run(op, x.converted(to: x.dtype.computing), mask: mask, start: start) }
    let isFloat = x.dtype.isFloatingPoint
    var keptShape = Shape()
    var (kept, keptSteps, reduced, reducedSteps) = (Shape(), Shape(), Shape(), Shape())
    for index in 0..<x.rank {
      let (size, step) = (x.shape[index], x.strides[index])
      if mask & (1 << index) == 0 {
        keptShape.append(size)
        merge(&kept, &keptSteps, size, step)
      } else {
        merge(&reduced, &reducedSteps, size, step)
      }
    }
    let out = Tensor.uninitialized(keptShape, isFloat ? .float64 : .int64)
    if isFloat {
      out.assign(Scalar.float(start))
    } else {
      let value = start == .infinity ? Int.max : start == -.infinity ? Int.min : Int(start)
      out.assign(Scalar.int(value))
    }
    guard let loop = nb_reduce(Int32(op.rawValue), x.dtype.code),
      let rows = nb_reduce_rows(Int32(op.rawValue), x.dtype.code), x.elementCount > 0 else { return out }
    let plan = Plan(
      loop: loop, rows: rows, source: x.pointer, size: x.dtype.itemSize, kept: kept, keptSteps: keptSteps,
      reduced: reduced, reducedSteps: reducedSteps, out: out.pointer)
    plan.run(start: out, op: op)
    return out
  }

  /// Adds a dimension to a nest, merged with the one before where their steps allow.
  private static func merge(_ sizes: inout Shape, _ steps: inout Shape, _ size: Int, _ step: Int) {
    if size == 1 { return }
    let last = sizes.count - 1
    if last >= 0, steps[last] == step &* size {
      sizes[last] *= size
      steps[last] = step
    } else {
      sizes.append(size)
      steps.append(step)
    }
  }

  struct Plan {
    let loop: nb_reduce_fn
    let rows: nb_reduce_rows_fn
    let source: UnsafeMutableRawPointer
    let size: Int
    let kept: Shape
    let keptSteps: Shape
    let reduced: Shape
    let reducedSteps: Shape
    let out: UnsafeMutableRawPointer

    func run(start: Tensor, op: nb_reduce_op) {
      let keptCount = kept.elementCount
      let reducedCount = reduced.elementCount
      if keptCount == 1, reduced.count <= 1, reducedCount > Reduction.pieceSize {
        return wholeInPieces(reducedCount, start, op)
      }
      let inner = kept.count - 1
      if inner >= 0, keptSteps[inner] == 1, kept[inner] >= 4, reduced.isEmpty || reducedSteps.last != 1 {
        return byRows(start, op)
      }
      // One run after the other, kept positions shared out.
      let innerLength = reduced.last ?? 1
      let innerStep = reducedSteps.last ?? 1
      parallelFor(keptCount, grain: max(1, Reduction.pieceSize / max(reducedCount, 1))) { range in
        forEach(kept, keptSteps, range) { number, position in
          forEach(reduced.dropLastDimension(), reducedSteps.dropLastDimension(), nil) { _, offset in
            loop(innerLength, source + (position + offset) * size, innerStep, out + number * 8)
          }
        }
      }
    }

    private func wholeInPieces(_ count: Int, _ start: Tensor, _ op: nb_reduce_op) {
      let pieces = 1 + (count - 1) / Reduction.pieceSize
      let step = reducedSteps[0]
      let partial = Tensor.uninitialized([pieces], start.dtype)
      partial.assign(start)
      let sums = partial.pointer
      parallelFor(pieces, grain: 1) { range in
        for piece in range {
          let first = piece * Reduction.pieceSize
          loop(min(Reduction.pieceSize, count - first), source + first * step * size, step, sums + piece * 8)
        }
      }
      fold(op, partial)
    }

    /// Partial results into the result. Sums of squares, counts and the like are summed; the rest is folded as it is.
    private func fold(_ op: nb_reduce_op, _ partial: Tensor) {
      let folding: nb_reduce_op
      switch op {
      case NB_SUM_SQUARES, NB_SUM_ABS, NB_COUNT: folding = NB_SUM
      case NB_MAX_ABS: folding = NB_MAX
      case NB_MIN_ABS: folding = NB_MIN
      default: folding = op
      }
      if let loop = nb_reduce(Int32(folding.rawValue), partial.dtype.code) {
        loop(partial.elementCount, partial.pointer, 1, out)
      }
    }

    private func byRows(_ start: Tensor, _ op: nb_reduce_op) {
      let inner = kept.count - 1
      let columns = kept[inner]
      let outerKept = kept.dropLastDimension()
      let outerSteps = keptSteps.dropLastDimension()
      let rowCount = reduced.last ?? 1
      let rowStep = reducedSteps.last ?? 0
      let outerReduced = reduced.dropLastDimension()
      let outerReducedSteps = reducedSteps.dropLastDimension()
      let reducedCount = reduced.elementCount
      let grain = max(1, Reduction.pieceSize / max(reducedCount * columns, 1))
      if outerKept.elementCount == 1, columns * reducedCount > Reduction.pieceSize {
        // One row of results: columns are shared out, in pieces that fill cache lines.
        let least = max(64, Reduction.pieceSize / max(reducedCount, 1))
        parallelFor(columns, grain: least) { range in
          forEach(outerReduced, outerReducedSteps, nil) { _, offset in
            let first = range.lowerBound
            rows(rowCount, range.count, source + (offset + first) * size, rowStep, out + first * 8)
          }
        }
        return
      }
      parallelFor(outerKept.elementCount, grain: grain) { range in
        forEach(outerKept, outerSteps, range) { number, position in
          forEach(outerReduced, outerReducedSteps, nil) { _, offset in
            rows(rowCount, columns, source + (position + offset) * size, rowStep, out + number * columns * 8)
          }
        }
      }
    }

    /// Calls `body` with the number and the offset of each position, or of those in `range`.
    private func forEach(_ sizes: Shape, _ steps: Shape, _ range: Range<Int>?, _ body: (Int, Int) -> Void) {
      let range = range ?? 0..<sizes.elementCount
      if sizes.isEmpty {
        if !range.isEmpty { body(0, 0) }
        return
      }
      var position = Shape(repeating: 0, count: sizes.count)
      var offset = 0
      var rest = range.lowerBound
      var index = sizes.count - 1
      while index >= 0 {
        position[index] = rest % sizes[index]
        rest /= sizes[index]
        offset += position[index] * steps[index]
        index -= 1
      }
      for number in range {
        body(number, offset)
        var index = sizes.count - 1
        while index >= 0 {
          position[index] += 1
          offset += steps[index]
          if position[index] < sizes[index] { break }
          offset -= steps[index] * sizes[index]
          position[index] = 0
          index -= 1
        }
      }
    }
  }
}

extension Shape {
  func dropLastDimension() -> Shape {
    var shape = self
    if shape.count > 0 { shape.remove(at: shape.count - 1) }
    return shape
  }
}
