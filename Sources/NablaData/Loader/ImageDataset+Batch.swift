import NablaTensor

/// A chain of built-in transforms as one pass: moves of pixels, then bytes to floats, then a scale for each channel.
struct FusedTransform {
  let moves: [PixelMove]
  let normalizations: [Normalize]

  /// Nil when the chain does anything else, which is then done sample by sample.
  init?(_ transform: Transform?) {
    guard let transform else { return nil }
    var moves: [PixelMove] = []
    var normalizations: [Normalize] = []
    var isTensor = false
    for step in FusedTransform.flat(transform) {
      switch step {
      case let move as PixelMove where normalizations.isEmpty: moves.append(move)
      case is ToTensor where !isTensor: isTensor = true
      case let normalize as Normalize where isTensor: normalizations.append(normalize)
      default: return nil
      }
    }
    guard isTensor else { return nil }
    self.moves = moves
    self.normalizations = normalizations
  }

  private static func flat(_ transform: Transform) -> [Transform] {
    (transform as? Compose)?.transforms.flatMap(flat) ?? [transform]
  }
}

extension ImageDataset: BatchSource {
  /// A batch of samples: float32 `[count, channels, height, width]` and int64 classes.
  ///
  /// When the transform is built of native parts, the images are gathered and converted in one pass over their bytes:
  /// an epoch of Fashion-MNIST in 938 batches takes some 30 ms, where one sample after another through tensors of their
  /// own takes seconds.
  public func batch(_ indices: [Int], random: RandomSource) throws -> [Tensor] {
    let labels = try Tensor.empty([indices.count], dtype: .int64)
    let classes = labels.pointer.assumingMemoryBound(to: Int.self)
    var places: [Int] = []
    places.reserveCapacity(indices.count)
    for (position, index) in indices.enumerated() {
      let place = try resolve(index)
      guard place < targets.count else {
        throw DataError.index("index \(index) is out of bounds for dimension 0 with size \(targets.count)")
      }
      places.append(place)
      classes[position] = targets[place]
    }
    if let fused = FusedTransform(transform), data.dtype == .uint8, data.isContiguous, data.rank == 3 || data.rank == 4,
      let images = try gather(places, fused, random)
    {
      return [images, labels]
    }
    var samples: [Tensor] = []
    for place in places {
      guard case .tensor(let tensor) = try sample(at: place, random: random).0 else {
        throw DataError.type(
          "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
            + "<class 'PIL.Image.Image'>\nGive the dataset transform=transforms.ToTensor().")
      }
      samples.append(tensor)
    }
    return [try stackedSamples(samples), labels]
  }

  /// Nil when the moves leave images of different sizes or cannot be joined into one.
  private func gather(_ places: [Int], _ fused: FusedTransform, _ random: RandomSource) throws -> Tensor? {
    let (height, width, channels) = imageSize
    let factors = try fused.normalizations.map { try $0.factors(channels) }
    guard !places.isEmpty else { return nil }
    let source = data.pointer.assumingMemoryBound(to: UInt8.self)
    let size = height * width * channels
    if fused.moves.isEmpty {
      let result = try Tensor.empty([places.count, channels, height, width], dtype: .float32)
      let output = result.pointer.assumingMemoryBound(to: Float.self)
      for (position, place) in places.enumerated() {
        FloatImages.convert(
          source + place * size, output + position * size, pixels: height * width, channels: channels, factors)
      }
      return result
    }
    // One table of 256 floats a channel replaces the arithmetic where pixels are moved one by one.
    let tables = (0..<channels).map { channel in FloatImages.table(factors.map { $0[channel] }) }
    var result: Tensor?
    var shape: (Int, Int) = (0, 0)
    for (position, place) in places.enumerated() {
      guard let map = try move(height, width, fused.moves, random) else {
        throw DataError.value("Two paddings of one chain have different fill values; give them the same.")
      }
      if result == nil {
        shape = (map.rows.count, map.columns.count)
        result = try Tensor.empty([places.count, channels, shape.0, shape.1], dtype: .float32)
      }
      guard let result, (map.rows.count, map.columns.count) == shape else {
        throw DataError.value(
          "stack expects each tensor to be equal size, but got \([channels, shape.0, shape.1]) at entry 0 and "
            + "\([channels, map.rows.count, map.columns.count]) at entry \(position)")
      }
      let output = result.pointer.assumingMemoryBound(to: Float.self) + position * channels * shape.0 * shape.1
      FloatImages.move(source + place * size, output, map, width: width, channels: channels, tables)
    }
    return result
  }

  private func move(_ height: Int, _ width: Int, _ moves: [PixelMove], _ random: RandomSource) throws -> PixelMap? {
    var map = PixelMap.identity(height: height, width: width)
    for step in moves {
      guard let next = map.then(try step.move(height: map.rows.count, width: map.columns.count, random)) else { return nil }
      map = next
    }
    return map
  }

  private func stackedSamples(_ samples: [Tensor]) throws -> Tensor {
    guard let first = samples.first else { return try Tensor.empty([0]) }
    var shape: Shape = [samples.count]
    for size in first.shape {
      guard shape.count < Shape.maxRank else { throw DataError.value("A sample of shape \(first.shape) has too many dimensions.") }
      shape.append(size)
    }
    let result = try Tensor.empty(shape, dtype: first.dtype)
    let size = first.elementCount * first.dtype.itemSize
    for (place, sample) in samples.enumerated() {
      guard sample.shape == first.shape, sample.dtype == first.dtype else {
        throw DataError.value(
          "stack expects each tensor to be equal size, but got \(first.shape) at entry 0 and \(sample.shape) at entry \(place)")
      }
      sample.withBytes { if let base = $0.baseAddress { (result.pointer + place * size).copyMemory(from: base, byteCount: size) } }
    }
    return result
  }
}

/// The loops from bytes to floats. `x / 255` and `(x − mean) / std` are single-precision divisions as in PyTorch, not
/// products with an inverse, so that every bit agrees.
enum FloatImages {
  /// Channels together in, planes out.
  static func convert(
    _ input: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<Float>, pixels: Int, channels: Int,
    _ factors: [[(mean: Float, std: Float)]]
  ) {
    for channel in 0..<channels {
      let plane = output + channel * pixels
      if channels == 1 {
        for pixel in 0..<pixels { plane[pixel] = Float(input[pixel]) / 255 }
      } else {
        for pixel in 0..<pixels { plane[pixel] = Float(input[pixel &* channels &+ channel]) / 255 }
      }
      for step in factors {
        let (mean, std) = step[channel]
        for pixel in 0..<pixels { plane[pixel] = (plane[pixel] - mean) / std }
      }
    }
  }

  /// What each byte becomes.
  static func table(_ factors: [(mean: Float, std: Float)]) -> [Float] {
    (0..<256).map { byte in value(Float(byte) / 255, factors) }
  }

  private static func value(_ start: Float, _ factors: [(mean: Float, std: Float)]) -> Float {
    factors.reduce(start) { ($0 - $1.mean) / $1.std }
  }

  static func move(
    _ input: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<Float>, _ map: PixelMap, width: Int, channels: Int,
    _ tables: [[Float]]
  ) {
    let fillByte = Int(max(0, min(255, map.fill.isNaN ? 0 : map.fill)))
    let columns = map.columns.count
    for channel in 0..<channels {
      tables[channel].withUnsafeBufferPointer { table in
        map.columns.withUnsafeBufferPointer { sources in
          var place = channel * map.rows.count * columns
          for row in map.rows {
            if row < 0 {
              for _ in 0..<columns {
                output[place] = table[fillByte]
                place += 1
              }
              continue
            }
            let line = input + row * width * channels + channel
            for column in sources {
              output[place] = column < 0 ? table[fillByte] : table[Int(line[column * channels])]
              place += 1
            }
          }
        }
      }
    }
  }
}
