import CKernels

/// Products of a linear layer on contiguous float32 memory, in PyTorch's order of additions.
///
/// PyTorch leaves them to MKL, whose order depends on the processor; this is its order on AMD's, the simplest one (on
/// Intel's it also cuts long sums in two for two threads): the common dimension in blocks of 192, each a chain of fused
/// multiply-adds that is added to the result when it is whole. Layers of fewer than twelve outputs go another way (and
/// batches of fewer than twelve rows, whose last rows are not followed).
/// OpenBLAS sums a block as one chain too, where it has AVX-512, but for transposed right factors of small products,
/// which are therefore turned first.
struct LinearKernel {
  var batch: Int
  var outputs: Int
  var inputs: Int

  private static let block = 192
  /// From this many outputs MKL takes its common path.
  private static let commonOutputs = 12
  private static let item = 4

  /// The blocks of a common dimension: two even ones where it is shorter than two whole ones.
  private static func forEachBlock(_ count: Int, _ body: (_ start: Int, _ size: Int) -> Void) {
    let size = count > block && count < 2 * block ? (count + 1) / 2 : block
    var start = 0
    while start < count {
      body(start, min(size, count - start))
      start += size
    }
  }

  /// `output = input · weightᵀ + bias`
  func forward(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?
  ) {
    let item = LinearKernel.item
    guard outputs >= LinearKernel.commonOutputs, inputs > 0 else {
      let grain = max((1 << 18) / max(outputs * inputs, 1), 1)
      return parallelFor(batch, grain: grain) { rows in
        nabla_narrow_linear(
          (output + rows.lowerBound * outputs * item).assumingMemoryBound(to: Float.self),
          (input + rows.lowerBound * inputs * item).assumingMemoryBound(to: Float.self),
          weight.assumingMemoryBound(to: Float.self), bias?.assumingMemoryBound(to: Float.self), rows.count, outputs,
          inputs)
      }
    }
    GEMM.forEachTile(m: batch, n: outputs, k: inputs) { rows, columns in
      let out = output + (rows.lowerBound * outputs + columns.lowerBound) * item
      if let bias { nabla_repeat_row(out, bias + columns.lowerBound * item, rows.count, columns.count, outputs) }
      let turns = rows.count >= 8 && rows.count * columns.count * LinearKernel.block <= GEMM.smallProduct
      withScratch(byteCount: turns ? columns.count * LinearKernel.block * item : 0) { turned in
        LinearKernel.forEachBlock(inputs) { start, size in
          let right = weight + (columns.lowerBound * inputs + start) * item
          if turns {
            nabla_transpose(
              turned.assumingMemoryBound(to: Float.self), right.assumingMemoryBound(to: Float.self), columns.count,
              size, inputs)
          }
          GEMM.serial(
            .float32, .none, turns ? .none : .transposed, m: rows.count, n: columns.count, k: size,
            input + (rows.lowerBound * inputs + start) * item, lda: inputs, turns ? UnsafeRawPointer(turned) : right,
            ldb: turns ? columns.count : inputs, beta: bias == nil && start == 0 ? 0 : 1, out, ldc: outputs)
        }
      }
    }
  }

  /// `target = gradient · weight`
  func inputGradient(_ target: UnsafeMutableRawPointer, gradient: UnsafeRawPointer, weight: UnsafeRawPointer) {
    if outputs == 0 { target.initializeMemory(as: UInt8.self, repeating: 0, count: batch * inputs * LinearKernel.item) }
    LinearKernel.forEachBlock(outputs) { start, size in
      GEMM.gemm(
        .float32, .none, .none, m: batch, n: inputs, k: size, gradient + start * LinearKernel.item, lda: outputs,
        weight + start * inputs * LinearKernel.item, ldb: inputs, beta: start == 0 ? 0 : 1, target, ldc: inputs)
    }
  }

  /// `target = gradientᵀ · input`
  func weightGradient(_ target: UnsafeMutableRawPointer, gradient: UnsafeRawPointer, input: UnsafeRawPointer) {
    let item = LinearKernel.item
    if batch == 0 { target.initializeMemory(as: UInt8.self, repeating: 0, count: outputs * inputs * item) }
    // Of few outputs, those beyond a multiple of four are summed without fused multiply-adds.
    let fused = outputs >= LinearKernel.commonOutputs ? outputs : outputs / 4 * 4
    LinearKernel.forEachBlock(batch) { start, size in
      GEMM.gemm(
        .float32, .transposed, .none, m: fused, n: inputs, k: size, gradient + start * outputs * item, lda: outputs,
        input + start * inputs * item, ldb: inputs, beta: start == 0 ? 0 : 1, target, ldc: inputs)
    }
    if fused < outputs {
      nabla_narrow_weight_gradient(
        target.assumingMemoryBound(to: Float.self), gradient.assumingMemoryBound(to: Float.self),
        input.assumingMemoryBound(to: Float.self), batch, fused, outputs, inputs)
    }
  }

  /// `target = Σ gradient` over the batch
  func biasGradient(_ target: UnsafeMutableRawPointer, gradient: UnsafeRawPointer) {
    nabla_column_sums(
      target.assumingMemoryBound(to: Float.self), gradient.assumingMemoryBound(to: Float.self), batch, outputs)
  }
}
