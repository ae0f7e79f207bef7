import NablaTensor

extension ImageData {
  /// What `imshow` takes: `[height, width]` or `[height, width, 1]` numbers, `[height, width, 3 or 4]` colours (bytes,
  /// or floats from 0 to 1).
  ///
  /// - Throws: for any other shape, in matplotlib's words; a tensor with its channels first is told so.
  public init(_ tensor: Tensor) throws {
    let shape = Array(tensor.shape)
    switch shape.count {
    case 2: self = try ImageData(height: shape[0], width: shape[1], values: tensor.withFloats { Array($0) })
    case 3 where shape[2] == 1:
      self = try ImageData(height: shape[0], width: shape[1], values: tensor.withFloats { Array($0) })
    case 3 where shape[2] == 3 || shape[2] == 4:
      if tensor.dtype.isFloatingPoint {
        self = try ImageData(
          height: shape[0], width: shape[1], channels: shape[2], floats: tensor.withFloats { Array($0) })
      } else {
        let bytes = tensor.integers().map { UInt8(max(0, min(255, $0))) }
        self = try ImageData(height: shape[0], width: shape[1], channels: shape[2], bytes: bytes)
      }
    default:
      var words = "Invalid shape \(tensor.shape.tupleDescription) for image data"
      if shape.count == 3, [1, 3, 4].contains(shape[0]) {
        words += "\nThis looks like channels, height, width, and imshow takes height, width, channels: "
        words += shape[0] == 1 ? "show image.squeeze() or image[0]." : "show image.permute(1, 2, 0)."
      } else if shape.count == 4 {
        words += "\nThis looks like a batch: show one image of it, images[0], or torchvision.utils.make_grid(images).permute(1, 2, 0)."
      }
      throw PlotError.type(words)
    }
  }
}

extension ImageBatch {
  /// `[count, channels, height, width]`, `[count, height, width]` or `[height, width]`; bytes are taken as 0 to 255.
  public init(_ tensor: Tensor) throws {
    var shape = Array(tensor.shape)
    if shape.count == 2 { shape.insert(1, at: 0) }
    if shape.count == 3 { shape.insert(1, at: 1) }
    guard shape.count == 4 else {
      throw PlotError.type("Images have the shape [count, channels, height, width], not \(tensor.shape)")
    }
    var values = tensor.withFloats { Array($0) }
    if tensor.dtype == .uint8 { values = values.map { $0 / 255 } }
    try self.init(count: shape[0], channels: shape[1], height: shape[2], width: shape[3], values: values)
  }

  /// The maps `[channels, height, width]` or `[1, channels, height, width]` of one image.
  public init(maps tensor: Tensor) throws {
    var shape = Array(tensor.shape)
    if shape.count == 3 { shape.insert(1, at: 0) }
    guard shape.count == 4 else {
      throw PlotError.type("Feature maps have the shape [channels, height, width], not \(tensor.shape)")
    }
    try self.init(
      count: shape[0], channels: shape[1], height: shape[2], width: shape[3], values: tensor.withFloats { Array($0) })
  }
}
