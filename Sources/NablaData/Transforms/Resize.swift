import Glibc
import NablaTensor

/// `Resize(size, interpolation)`: to a fixed height and width, or the shorter side to a length.
///
/// Images are resampled as Pillow does it: for `bilinear` a triangle filter as wide as a source pixel, or as a target
/// pixel when the image shrinks (so that nothing is skipped), first along rows, then along columns, each with 22-bit
/// integer weights and rounding to bytes in between. Tensors take the same weights in floats, as torchvision's
/// antialiased resize does.
public final class Resize: Transform {
  public enum Interpolation: String, Sendable { case nearest, bilinear }

  public let size: [Int]
  public let interpolation: Interpolation

  public init(_ size: [Int], interpolation: Interpolation = .bilinear) throws {
    guard size.count == 1 || size.count == 2 else {
      throw DataError.value("If size is a sequence, it should have 1 or 2 values")
    }
    guard size.allSatisfy({ $0 > 0 && $0 <= 1 << 15 }) else { throw DataError.value("height and width must be > 0") }
    self.size = size
    self.interpolation = interpolation
  }

  private func target(_ height: Int, _ width: Int) -> (height: Int, width: Int) {
    if size.count == 2 { return (size[0], size[1]) }
    let short = min(height, width)
    guard short > 0 else { return (height, width) }
    let long = Int(Double(size[0]) * Double(max(height, width)) / Double(short))
    return width <= height ? (long, size[0]) : (size[0], long)
  }

  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    switch sample {
    case .image(let image):
      let (height, width) = target(image.height, image.width)
      guard (height, width) != (image.height, image.width) else { return sample }
      try checkImageSize(max(height, image.height), max(width, image.width), image.channels)
      if interpolation == .nearest { return .image(image.moved(Self.nearest(image.height, image.width, height, width))) }
      return .image(Self.bilinear(image, height, width))
    case .tensor(let tensor):
      guard tensor.rank >= 2 else { throw DataError.type("Tensor is not a torch image.") }
      let (h, w) = (tensor.shape[tensor.rank - 2], tensor.shape[tensor.rank - 1])
      let (height, width) = target(h, w)
      guard (height, width) != (h, w) else { return sample }
      if interpolation == .nearest { return .tensor(try tensor.moved(Self.nearest(h, w, height, width))) }
      return .tensor(try Self.bilinear(tensor, height, width))
    }
  }

  private static func nearest(_ h: Int, _ w: Int, _ height: Int, _ width: Int) -> PixelMap {
    // Pillow walks in steps of the scale; its rounding, where a step falls on a border, is kept.
    func places(_ from: Int, _ to: Int) -> [Int] {
      let step = Double(from) / Double(to)
      var place = step * 0.5
      return (0..<to).map { _ in
        defer { place += step }
        return min(from - 1, Int(place))
      }
    }
    return PixelMap(rows: places(h, height), columns: places(w, width))
  }

  /// For each target position the first source position and its weights, which sum to 1.
  private static func weights(from: Int, to: Int) -> [(start: Int, weights: [Double])] {
    let scale = Double(from) / Double(to)
    let support = max(scale, 1)
    return (0..<to).map { place in
      let center = (Double(place) + 0.5) * scale
      let low = max(0, Int(center - support + 0.5))
      let high = min(from, Int(center + support + 0.5))
      var weights = (low..<max(low, high)).map { source in
        max(0, 1 - abs((Double(source) - center + 0.5) / support))
      }
      let sum = weights.reduce(0, +)
      if sum != 0 { weights = weights.map { $0 / sum } }
      return (low, weights)
    }
  }

  private static func bilinear(_ image: ByteImage, _ height: Int, _ width: Int) -> ByteImage {
    var current = image.pixels
    let channels = image.channels
    func integers(_ from: Int, _ to: Int) -> [(start: Int, weights: [Int])] {
      weights(from: from, to: to).map { ($0.start, $0.weights.map { Int(0.5 + $0 * Double(1 << 22)) }) }
    }
    func clip(_ sum: Int) -> UInt8 { UInt8(max(0, min(255, sum >> 22))) }
    if width != image.width {
      let table = integers(image.width, width)
      var next = [UInt8](repeating: 0, count: image.height * width * channels)
      for y in 0..<image.height {
        for (x, entry) in table.enumerated() {
          for channel in 0..<channels {
            var sum = 1 << 21
            for (offset, weight) in entry.weights.enumerated() {
              sum += Int(current[(y * image.width + entry.start + offset) * channels + channel]) * weight
            }
            next[(y * width + x) * channels + channel] = clip(sum)
          }
        }
      }
      current = next
    }
    if height != image.height {
      var next = [UInt8](repeating: 0, count: height * width * channels)
      for (y, entry) in integers(image.height, height).enumerated() {
        for x in 0..<width * channels {
          var sum = 1 << 21
          for (offset, weight) in entry.weights.enumerated() {
            sum += Int(current[(entry.start + offset) * width * channels + x]) * weight
          }
          next[y * width * channels + x] = clip(sum)
        }
      }
      current = next
    }
    return ByteImage(height: height, width: width, channels: channels, filled: current)
  }

  private static func bilinear(_ tensor: Tensor, _ height: Int, _ width: Int) throws -> Tensor {
    var shape = tensor.shape
    let (h, w) = (shape[tensor.rank - 2], shape[tensor.rank - 1])
    shape[tensor.rank - 2] = height
    shape[tensor.rank - 1] = width
    let result = try Tensor.empty(shape, dtype: .float32)
    guard h > 0, w > 0 else { return result }
    let columns = weights(from: w, to: width)
    let rows = weights(from: h, to: height)
    try tensor.withFloats { input in
      try result.withMutableFloats { output in
        var middle = [Float](repeating: 0, count: h * width)
        for plane in 0..<input.count / (h * w) {
          for y in 0..<h {
            for (x, entry) in columns.enumerated() {
              var sum: Float = 0
              for (offset, weight) in entry.weights.enumerated() {
                sum += input[(plane * h + y) * w + entry.start + offset] * Float(weight)
              }
              middle[y * width + x] = sum
            }
          }
          for (y, entry) in rows.enumerated() {
            for x in 0..<width {
              var sum: Float = 0
              for (offset, weight) in entry.weights.enumerated() {
                sum += middle[(entry.start + offset) * width + x] * Float(weight)
              }
              output[(plane * height + y) * width + x] = sum
            }
          }
        }
      }
    }
    return tensor.dtype == .float32 ? result : try result.to(tensor.dtype)
  }

  public var description: String {
    let shown = size.count == 1 ? "\(size[0])" : "(\(size[0]), \(size[1]))"
    return "Resize(size=\(shown), interpolation=\(interpolation.rawValue), max_size=None, antialias=True)"
  }
}
