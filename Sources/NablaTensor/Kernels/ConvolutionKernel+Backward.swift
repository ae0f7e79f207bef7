import CKernels

/// The gradients of a convolution, in the order of additions that ConvolutionKernel tells.
extension ConvolutionKernel {
  /// The gradients that are wanted; each is written whole.
  func backward(
    gradInput: UnsafeMutableRawPointer?, gradWeight: UnsafeMutableRawPointer?, gradBias: UnsafeMutableRawPointer?,
    gradOutput: UnsafeRawPointer, input: UnsafeRawPointer, weight: UnsafeRawPointer
  ) {
    if let gradInput {
      if window.strideHeight == 1, window.strideWidth == 1, !isPlainProduct {
        gatherInputGradient(gradInput, gradOutput: gradOutput, weight: weight)
      } else {
        spreadInputGradient(gradInput, gradOutput: gradOutput, weight: weight)
      }
    }
    if gradWeight != nil || gradBias != nil {
      parameterGradients(gradWeight: gradWeight, gradBias: gradBias, gradOutput: gradOutput, input: input)
    }
  }

  /// Without a stride the gradient of the input is itself a convolution: of the output's gradient, with the kernel
  /// turned by half a turn and its channels exchanged.
  private func gatherInputGradient(
    _ gradInput: UnsafeMutableRawPointer, gradOutput: UnsafeRawPointer, weight: UnsafeRawPointer
  ) {
    var turned = self
    turned.outChannels = groups * window.channels
    turned.window.channels = groupOut
    (turned.window.height, turned.window.width) = (window.outputHeight, window.outputWidth)
    (turned.window.outputHeight, turned.window.outputWidth) = (window.height, window.width)
    turned.window.padHeight = window.dilationHeight * (window.kernelHeight - 1) - window.padHeight
    turned.window.padWidth = window.dilationWidth * (window.kernelWidth - 1) - window.padWidth
    withScratch(byteCount: outChannels * depth * item) { packed in
      for group in 0..<groups {
        let offset = group * groupOut * depth * item
        nabla_pack_weights(
          dtype.real, packed + offset, weight + offset, window.channels, groupOut, places, places, depth)
      }
      turned.multiply(output: gradInput, input: gradOutput, weight: packed, bias: nil, turned: true)
    }
  }

  /// Each output's gradient, multiplied into columns and added to the pixels that they came from.
  private func spreadInputGradient(
    _ gradInput: UnsafeMutableRawPointer, gradOutput: UnsafeRawPointer, weight: UnsafeRawPointer
  ) {
    parallelFor(batch, grain: 1) { images in
      let block = rowsPerBlock
      withScratch(byteCount: isPlainProduct ? 0 : depth * block * window.outputWidth * item) { columns in
        for image in images {
          let target = gradInput + image * imageBytes
          if !isPlainProduct { target.initializeMemory(as: UInt8.self, repeating: 0, count: imageBytes) }
          for group in 0..<groups {
            let weights = weight + group * groupOut * depth * item
            let plane = target + group * window.channels * inPlane * item
            let grad = gradOutput + image * outputBytes + group * groupOut * outPlane * item
            if isPlainProduct {
              GEMM.serial(
                dtype, .transposed, .none, m: depth, n: outPlane, k: groupOut,
                weights, lda: depth, grad, ldb: outPlane, plane, ldc: outPlane)
              continue
            }
            for (top, bottom) in rowBlocks {
              let count = (bottom - top) * window.outputWidth
              GEMM.serial(
                dtype, .transposed, .none, m: depth, n: count, k: groupOut,
                weights, lda: depth, grad + top * window.outputWidth * item, ldb: outPlane, columns, ldc: count)
              nabla_col2im(dtype.real, plane, columns, window, top, bottom)
            }
          }
        }
      }
    }
  }

  private var rowBlocks: [(Int, Int)] {
    stride(from: 0, to: window.outputHeight, by: rowsPerBlock).map { ($0, min($0 + rowsPerBlock, window.outputHeight)) }
  }

  /// Panels of output channels: what one call of the product takes side by side.
  private var lanes: Int { Int(NABLA_PANEL_BYTES) / item }
  private var panels: Int { (groupOut + lanes - 1) / lanes }

  /// Both halves of the batch at once, and where there are more threads, several runs of panels.
  private func parameterGradients(
    gradWeight: UnsafeMutableRawPointer?, gradBias: UnsafeMutableRawPointer?, gradOutput: UnsafeRawPointer,
    input: UnsafeRawPointer
  ) {
    let units = groups * panels
    let pieces = max(min(units, (numThreads + 1) / 2), 1)
    let panelBytes = Int(NABLA_PANEL_BYTES)
    // For each unit the sums of its weights, then those of its biases.
    let unitBytes = (depth + 1) * panelBytes
    withScratch(byteCount: 2 * units * unitBytes) { sums in
      parallelFor(2 * pieces, grain: 1) { tasks in
        for task in tasks {
          let half = task % 2, piece = task / 2
          let first = units * piece / pieces, last = units * (piece + 1) / pieces
          let start = sums + (half * units + first) * unitBytes
          start.initializeMemory(as: UInt8.self, repeating: 0, count: (last - first) * unitBytes)
          let middle = (batch + 1) / 2
          addParameterGradients(
            images: half == 0 ? 0..<middle : middle..<batch, units: first..<last, sums: start,
            wantsWeight: gradWeight != nil, gradOutput: gradOutput, input: input)
        }
      }
      for unit in 0..<units {
        let channel = unit / panels * groupOut + unit % panels * lanes
        let count = min(lanes, groupOut - unit % panels * lanes)
        let (a, b) = (sums + unit * unitBytes, sums + (units + unit) * unitBytes)
        if let gradWeight {
          nabla_unpack_weights(
            dtype.real, gradWeight + channel * depth * item, a, b, count, window.channels, places)
        }
        if let gradBias {
          nabla_unpack_weights(
            dtype.real, gradBias + channel * item, a + depth * panelBytes, b + depth * panelBytes, count, 1, 1)
        }
      }
    }
  }

  private func addParameterGradients(
    images: Range<Int>, units: Range<Int>, sums: UnsafeMutableRawPointer, wantsWeight: Bool,
    gradOutput: UnsafeRawPointer, input: UnsafeRawPointer
  ) {
    let panelBytes = Int(NABLA_PANEL_BYTES)
    let largest = rowsPerBlock * window.outputWidth
    withScratch(byteCount: (isPlainProduct ? 0 : depth * largest * item) + largest * panelBytes) { panel in
      let columns = panel + largest * panelBytes
      for image in images {
        for (top, bottom) in rowBlocks {
          let (start, count) = (top * window.outputWidth * item, (bottom - top) * window.outputWidth)
          var unrolled = -1
          for unit in units {
            let group = unit / panels, channel = unit % panels * lanes
            let plane = input + image * imageBytes + group * window.channels * inPlane * item
            if wantsWeight, !isPlainProduct, unrolled != group {
              nabla_im2col(dtype.real, columns, plane, window, top, bottom, 0)
              unrolled = group
            }
            let grad = gradOutput + image * outputBytes + (group * groupOut + channel) * outPlane * item + start
            nabla_pack_panel(dtype.real, panel, grad, min(lanes, groupOut - channel), count, outPlane)
            let sum = sums + (unit - units.lowerBound) * (depth + 1) * panelBytes
            if wantsWeight {
              nabla_add_panel_products(
                dtype.real, sum, isPlainProduct ? plane + start : UnsafeRawPointer(columns), panel, depth, count,
                isPlainProduct ? outPlane : count)
            }
            nabla_add_panel_sums(dtype.real, sum + depth * panelBytes, panel, count)
          }
        }
      }
    }
  }
}
