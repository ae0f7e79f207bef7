import NablaTensor

/// `torchvision.utils.make_grid` and `save_image`.
public struct ImageGrid {
  /// Images in a row.
  public var rowLength = 8
  public var padding = 2
  public var normalize = false
  /// What becomes 0 and 1; nil: the lowest and highest value.
  public var valueRange: (low: Double, high: Double)?
  /// Each image by its own range.
  public var scaleEach = false
  public var padValue = 0.0

  public init() {}

  /// One picture `[channels, height, width]` of a batch `[count, channels, height, width]`, of an image
  /// `[channels, height, width]` or of `[height, width]`. One channel becomes three. A single image is not padded.
  public func make(_ images: Tensor) throws -> Tensor {
    let batch = try colored(images)
    guard batch.shape[0] != 1 else { return try batch.squeezedFirst() }
    guard rowLength > 0, padding >= 0, padding < 1 << 20 else {
      throw PlotError.value("nrow must be positive and padding must not be negative, got \(rowLength) and \(padding)")
    }
    let count = batch.shape[0]
    let (channels, height, width) = (batch.shape[1], batch.shape[2], batch.shape[3])
    let columns = min(rowLength, count)
    guard columns > 0 else { throw PlotError.value("There are no images to show: the shape is \(images.shape).") }
    let rows = (count + columns - 1) / columns
    let gridHeight = (height + padding) * rows + padding
    let gridWidth = (width + padding) * columns + padding
    let fill: Scalar = batch.dtype.isFloatingPoint ? .float(padValue) : .int(Int(exactly: padValue.rounded(.towardZero)) ?? 0)
    let grid = try Tensor.full([channels, gridHeight, gridWidth], fill, dtype: batch.dtype)
    let size = batch.dtype.itemSize
    for index in 0..<count {
      let top = index / columns * (height + padding) + padding
      let left = index % columns * (width + padding) + padding
      for channel in 0..<channels {
        for y in 0..<height {
          let from = ((index * channels + channel) * height + y) * width
          let to = (channel * gridHeight + top + y) * gridWidth + left
          (grid.pointer + to * size).copyMemory(from: batch.pointer + from * size, byteCount: width * size)
        }
      }
    }
    return withExtendedLifetime(batch) { grid }
  }

  /// The batch with three channels, normalised if asked for, contiguous and its own.
  private func colored(_ images: Tensor) throws -> Tensor {
    guard (2...4).contains(images.rank) else {
      throw PlotError.type("tensor or list of tensors expected, got a tensor of shape \(images.shape)")
    }
    var shape = Array(images.shape)
    while shape.count < 4 { shape.insert(1, at: 0) }
    let (count, channels, plane) = (shape[0], shape[1], shape[2] * shape[3])
    let source = try images.contiguous()
    let copies = channels == 1 ? 3 : 1
    let result = try Tensor.empty(Shape([count, channels * copies, shape[2], shape[3]]), dtype: source.dtype)
    let bytes = channels * plane * source.dtype.itemSize
    for index in 0..<count {
      for copy in 0..<copies {
        (result.pointer + (index * copies + copy) * bytes).copyMemory(from: source.pointer + index * bytes, byteCount: bytes)
      }
    }
    if normalize {
      guard result.dtype == .float32 else {
        return try normalized(result.to(.float32), count)
      }
      return try normalized(result, count)
    }
    return withExtendedLifetime(source) { result }
  }

  private func normalized(_ batch: Tensor, _ count: Int) throws -> Tensor {
    try batch.withMutableFloats { values in
      guard !values.isEmpty else { return }
      let size = scaleEach ? values.count / count : values.count
      for start in stride(from: 0, to: values.count, by: size) {
        let part = values[start..<start + size]
        let low = Float(valueRange?.low ?? Double(part.min() ?? 0))
        let high = Float(valueRange?.high ?? Double(part.max() ?? 0))
        let range = Float(max(Double(high) - Double(low), 1e-5))
        for index in start..<start + size { values[index] = (min(max(values[index], low), high) - low) / range }
      }
    }
    return batch
  }

  /// The grid as bytes: `x * 255 + 0.5`, cut to 0 to 255.
  public func picture(_ images: Tensor) throws -> Picture {
    let grid = try make(images)
    let (channels, height, width) = (grid.shape[0], grid.shape[1], grid.shape[2])
    guard channels == 3 || channels == 4 else {
      throw PlotError.type("Cannot handle this data type: an image has 1, 3 or 4 channels, not \(channels)")
    }
    let plane = height * width
    let pixels: [UInt8] = grid.withFloats { values in
      var pixels = [UInt8](repeating: 0, count: values.count)
      for channel in 0..<channels {
        for pixel in 0..<plane {
          let value = values[channel * plane + pixel] * 255 + 0.5
          pixels[pixel * channels + channel] = UInt8(max(0, min(255, value.isNaN ? 0 : value)))
        }
      }
      return pixels
    }
    return try Picture(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// `save_image(images, path)`.
  public func save(_ images: Tensor, to path: String) throws { try picture(images).write(to: path) }
}

extension Tensor {
  /// `[1, a, b, c]` as `[a, b, c]`.
  fileprivate func squeezedFirst() throws -> Tensor {
    let result = try Tensor.empty(Shape(Array(shape).dropFirst()), dtype: dtype)
    withBytes { if let base = $0.baseAddress { result.pointer.copyMemory(from: base, byteCount: $0.count) } }
    return result
  }
}
