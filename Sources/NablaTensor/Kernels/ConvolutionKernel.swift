import CKernels

/// Two-dimensional convolution on plain memory: `[batch, channels, height, width]`, contiguous.
///
/// For each image the windows are unrolled into a matrix of columns (`im2col`) and multiplied with the weights by one
/// thread; the batch is spread over the pool. A block of output rows at a time, so that its columns stay in the
/// second-level cache: written once, read once, never sent to memory. One product for a whole batch, as textbooks have
/// it, moves kernelHeight · kernelWidth times the input through memory instead.
///
/// PyTorch's order of additions (oneDNN's direct convolution with AVX-512), which gives its float32 results to the bit
/// wherever the products are chains of fused multiply-adds in the order of the common dimension:
///
/// - forward: input channels in blocks of 16; within a block the places of the kernel row by row, at each place the
///   block's channels; every block is a sum of its own, added to bias and earlier blocks when it is whole;
/// - gradient of the input: the same over blocks of output channels, with the places in the weights' order;
/// - gradients of weights and bias: a chain over images, rows and pixels for each half of the batch, then both halves.
///   So neither timing nor the number of threads changes a bit.
///
/// Not so where PyTorch takes other paths: 1×1 windows, the gradient of the input of a convolution with a stride, the
/// gradient of the weights in layers so small that its two threads share out channels instead of images.
struct ConvolutionKernel {
  var dtype: DType
  var batch: Int
  var groups: Int
  /// Of all groups together.
  var outChannels: Int
  /// The window over one group's input channels.
  var window: nabla_window

  var item: Int { dtype.itemSize }
  var groupOut: Int { outChannels / groups }
  var inPlane: Int { window.height * window.width }
  var outPlane: Int { window.outputHeight * window.outputWidth }
  /// Rows of the column matrix: weights of one output channel.
  var depth: Int { window.channels * places }
  /// Places of the kernel.
  var places: Int { window.kernelHeight * window.kernelWidth }
  var imageBytes: Int { groups * window.channels * inPlane * item }
  var outputBytes: Int { outChannels * outPlane * item }

  /// A 1×1 window without stride or padding: the image is its own column matrix.
  var isPlainProduct: Bool {
    window.kernelHeight == 1 && window.kernelWidth == 1 && window.strideHeight == 1 && window.strideWidth == 1
      && window.padHeight == 0 && window.padWidth == 0
  }

  /// Output rows whose columns fit in half of a second-level cache of one megabyte.
  var rowsPerBlock: Int {
    let rowBytes = max(depth * window.outputWidth * item, 1)
    return min(max((512 << 10) / rowBytes, 1), max(window.outputHeight, 1))
  }

  /// `output = weight ⋆ input + bias`
  func forward(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?
  ) {
    if isPlainProduct {
      return multiply(output: output, input: input, weight: weight, bias: bias, turned: false)
    }
    withScratch(byteCount: outChannels * depth * item) { packed in
      nabla_pack_weights(dtype.real, packed, weight, outChannels, window.channels, places, depth, places)
      multiply(output: output, input: input, weight: packed, bias: bias, turned: false)
    }
  }

  /// The forward pass with weights in the order of the columns' rows.
  func multiply(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?,
    turned: Bool
  ) {
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
              rows: rows, columns: columns, turned: turned)
          }
        }
      }
    }
  }

  private func forwardBlock(
    output: UnsafeMutableRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer, bias: UnsafeRawPointer?,
    rows: Range<Int>, columns: UnsafeMutableRawPointer, turned: Bool
  ) {
    let count = rows.count * window.outputWidth
    let start = rows.lowerBound * window.outputWidth * item
    for group in 0..<groups {
      let image = input + group * window.channels * inPlane * item
      let out = output + group * groupOut * outPlane * item + start
      var right = image + start
      var pitch = outPlane
      if !isPlainProduct {
        nabla_im2col(dtype.real, columns, image, window, rows.lowerBound, rows.upperBound, turned ? 1 : 0)
        right = UnsafeRawPointer(columns)
        pitch = count
      }
      if let bias {
        nabla_fill_rows(dtype.real, out, bias + group * groupOut * item, groupOut, count, outPlane)
      }
      let weights = weight + group * groupOut * depth * item
      // Block by block; without a block's own sum, one chain over all would round otherwise than PyTorch's.
      let blockDepth = isPlainProduct ? depth : Int(NABLA_CHANNEL_BLOCK) * places
      var start = 0
      while start < depth {
        let size = min(blockDepth, depth - start)
        GEMM.serial(
          dtype, .none, .none, m: groupOut, n: count, k: size,
          weights + start * item, lda: depth, right + start * pitch * item, ldb: pitch,
          beta: bias == nil && start == 0 ? 0 : 1, out, ldc: outPlane)
        start += size
      }
    }
  }
}
