import CKernels

/// Two-dimensional convolution on plain memory: `[batch, channels, height, width]`, contiguous.
///
/// For each image the windows are unrolled into a matrix of columns (`im2col`) and multiplied with the weights by one
/// thread; the batch is spread over the pool. A block of output rows at a time, so that its columns stay in the
/// second-level cache: written once, read once, never sent to memory. One product for a whole batch, as textbooks have
/// it, moves kernelHeight · kernelWidth times the input through memory instead.
///
/// The gradient of the weights is summed within fixed runs of images, and the runs' sums in their order, so that
/// neither timing nor the number of threads changes a bit of it.
struct ConvolutionKernel {
  var dtype: DType
  var batch: Int
  var groups: Int
  /// Of all groups together.
  var outChannels: Int
  /// The window over one group's input channels.
  var window: nabla_window

  private var item: Int { dtype.itemSize }
  private var groupOut: Int { outChannels / groups }
  private var inPlane: Int { window.height * window.width }
  private var outPlane: Int { window.outputHeight * window.outputWidth }
  /// Rows of the column matrix: weights of one output channel.
  private var depth: Int { window.channels * window.kernelHeight * window.kernelWidth }
  private var imageBytes: Int { groups * window.channels * inPlane * item }
  private var outputBytes: Int { outChannels * outPlane * item }

  /// A 1×1 window without stride or padding: the image is its own column matrix.
  private var isPlainProduct: Bool {
    window.kernelHeight == 1 && window.kernelWidth == 1 && window.strideHeight == 1 && window.strideWidth == 1
      && window.padHeight == 0 && window.padWidth == 0
  }

  /// Output rows whose columns fit in half of a second-level cache of one megabyte.
  private var rowsPerBlock: Int {
    let rowBytes = max(depth * window.outputWidth * item, 1)
    return min(max((512 << 10) / rowBytes, 1), max(window.outputHeight, 1))
  }

  /// `output = weight ⋆ input + bias`
  func forward(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?
  ) {
    GEMM.prepare()
    let block = rowsPerBlock
    let blocks = (window.outputHeight + block - 1) / block
    // Image by image, and where there are few images, block by block.
    let perImage = batch >= 2 * numThreads ? 1 : blocks
    parallelFor(batch * perImage, grain: 1) { range in
      withScratch(byteCount: isPlainProduct ? 0 : depth * block * window.outputWidth * item) { columns in
        for task in range {
          let image = task / perImage
          let first = perImage == 1 ? 0 : task % perImage
          for index in first..<(perImage == 1 ? blocks : first + 1) {
            let rows = index * block..<min((index + 1) * block, window.outputHeight)
            forwardBlock(
              output: output + image * outputBytes, input: input + image * imageBytes, weight: weight, bias: bias,
              rows: rows, columns: columns)
          }
        }
      }
    }
  }

  private func forwardBlock(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?,
    rows: Range<Int>, columns: UnsafeMutableRawPointer
  ) {
    let count = rows.count * window.outputWidth
    let start = rows.lowerBound * window.outputWidth * item
    for group in 0..<groups {
      let image = input + group * window.channels * inPlane * item
      let out = output + group * groupOut * outPlane * item + start
      var right = image + start
      var pitch = outPlane
      if !isPlainProduct {
        nabla_im2col(dtype.real, columns, image, window, rows.lowerBound, rows.upperBound)
        right = UnsafeRawPointer(columns)
        pitch = count
      }
      if let bias {
        nabla_fill_rows(dtype.real, out, bias + group * groupOut * item, groupOut, count, outPlane)
      }
      GEMM.serial(
        dtype, .none, .none, m: groupOut, n: count, k: depth,
        weight + group * groupOut * depth * item, lda: depth, right, ldb: pitch,
        beta: bias == nil ? 0 : 1, out, ldc: outPlane)
    }
  }

  /// The gradients that are wanted; each is written whole.
  func backward(
    gradInput: UnsafeMutableRawPointer?, gradWeight: UnsafeMutableRawPointer?, gradBias: UnsafeMutableRawPointer?,
    gradOutput: UnsafeRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer
  ) {
    GEMM.prepare()
    let weightCount = outChannels * depth
    let sumBytes = (weightCount + outChannels) * item
    // As many runs as keep 16 processors busy, while their sums together stay small.
    let runs = min(max(batch, 1), min(max((32 << 20) / max(sumBytes, 1), 2), 16))
    let perRun = (batch + runs - 1) / runs
    withScratch(byteCount: runs * sumBytes) { sums in
      parallelFor(runs, grain: 1) { range in
        let block = rowsPerBlock
        withScratch(byteCount: depth * block * window.outputWidth * item) { columns in
          for run in range {
            let weightSum = sums + run * sumBytes
            if gradWeight != nil || gradBias != nil {
              weightSum.initializeMemory(as: UInt8.self, repeating: 0, count: sumBytes)
            }
            for image in min(run * perRun, batch)..<min((run + 1) * perRun, batch) {
              backwardImage(
                gradInput: gradInput.map { $0 + image * imageBytes },
                weightSum: gradWeight == nil ? nil : weightSum,
                biasSum: gradBias == nil ? nil : weightSum + weightCount * item,
                gradOutput: gradOutput + image * outputBytes, input: input + image * imageBytes, weight: weight,
                columns: columns)
            }
          }
        }
      }
      if let gradWeight { total(sums, runs: runs, stride: sumBytes, count: weightCount, into: gradWeight) }
      if let gradBias {
        total(sums + weightCount * item, runs: runs, stride: sumBytes, count: outChannels, into: gradBias)
      }
    }
  }

  private func total(
    _ sums: UnsafeMutableRawPointer, runs: Int, stride: Int, count: Int, into target: UnsafeMutableRawPointer
  ) {
    target.copyMemory(from: sums, byteCount: count * item)
    for run in 1..<max(runs, 1) { nabla_accumulate(dtype.real, target, sums + run * stride, count) }
  }

  private func backwardImage(
    gradInput: UnsafeMutableRawPointer?, weightSum: UnsafeMutableRawPointer?, biasSum: UnsafeMutableRawPointer?,
    gradOutput: UnsafeRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, columns: UnsafeMutableRawPointer
  ) {
    if let biasSum { nabla_add_row_sums(dtype.real, biasSum, gradOutput, outChannels, outPlane) }
    if let gradInput, !isPlainProduct {
      gradInput.initializeMemory(as: UInt8.self, repeating: 0, count: imageBytes)
    }
    let block = rowsPerBlock
    for group in 0..<groups {
      let weights = weight + group * groupOut * depth * item
      let groupSum = weightSum.map { $0 + group * groupOut * depth * item }
      let image = input + group * window.channels * inPlane * item
      let gradImage = gradInput.map { $0 + group * window.channels * inPlane * item }
      let grad = gradOutput + group * groupOut * outPlane * item
      if isPlainProduct {
        if let groupSum {
          GEMM.serial(
            dtype, .none, .transposed, m: groupOut, n: depth, k: outPlane,
            grad, lda: outPlane, image, ldb: outPlane, beta: 1, groupSum, ldc: depth)
        }
        if let gradImage {
          GEMM.serial(
            dtype, .transposed, .none, m: depth, n: outPlane, k: groupOut,
            weights, lda: depth, grad, ldb: outPlane, gradImage, ldc: outPlane)
        }
        continue
      }
      var top = 0
      while top < window.outputHeight {
        let bottom = min(top + block, window.outputHeight)
        let count = (bottom - top) * window.outputWidth
        let gradRows = grad + top * window.outputWidth * item
        if let groupSum {
          nabla_im2col(dtype.real, columns, image, window, top, bottom)
          GEMM.serial(
            dtype, .none, .transposed, m: groupOut, n: depth, k: count,
            gradRows, lda: outPlane, columns, ldb: count, beta: 1, groupSum, ldc: depth)
        }
        if let gradImage {
          GEMM.serial(
            dtype, .transposed, .none, m: depth, n: count, k: groupOut,
            weights, lda: depth, gradRows, ldb: outPlane, columns, ldc: count)
          nabla_col2im(dtype.real, gradImage, columns, window, top, bottom)
        }
        top = bottom
      }
    }
  }
}
