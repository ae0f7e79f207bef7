import NablaTensor

/// A step that turns one sample into another, as torchvision's transforms do. What is random draws from `random`, in
/// torchvision's order.
public protocol Transform: AnyObject, CustomStringConvertible {
  func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample
}

/// A transform that only moves pixels: flips, crops, pads. It is told by where each row and column comes from, so that
/// several of them, and the conversion to floats, are one pass over the pixels.
public protocol PixelMove: Transform {
  /// How this sample's pixels move. Draws what it needs.
  func move(height: Int, width: Int, _ random: RandomSource) throws -> PixelMap
}

/// The source row of each row and the source column of each column; -1 where the fill value goes.
public struct PixelMap: Equatable, Sendable {
  public var rows: [Int]
  public var columns: [Int]
  public var fill: Double = 0
  public var isIdentity = false

  public static func identity(height: Int, width: Int) -> PixelMap {
    PixelMap(rows: Array(0..<height), columns: Array(0..<width), isIdentity: true)
  }

  public init(rows: [Int], columns: [Int], fill: Double = 0, isIdentity: Bool = false) {
    self.rows = rows
    self.columns = columns
    self.fill = fill
    self.isIdentity = isIdentity
  }

  /// This map and then another on its result. Nil when both fill, with different values.
  func then(_ next: PixelMap) -> PixelMap? {
    if next.isIdentity { return self }
    if isIdentity { return next }
    let fills = rows.contains(-1) || columns.contains(-1)
    let nextFills = next.rows.contains(-1) || next.columns.contains(-1)
    guard !(fills && nextFills) || fill == next.fill else { return nil }
    return PixelMap(
      rows: next.rows.map { $0 < 0 ? -1 : rows[$0] }, columns: next.columns.map { $0 < 0 ? -1 : columns[$0] },
      fill: fills ? fill : next.fill)
  }
}

extension PixelMove {
  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    switch sample {
    case .image(let image):
      let map = try move(height: image.height, width: image.width, random)
      try checkImageSize(map.rows.count, map.columns.count, image.channels)
      return map.isIdentity ? sample : .image(image.moved(map))
    case .tensor(let tensor):
      guard tensor.rank >= 2 else {
        throw DataError.type("Tensor is not a torch image.\nIt has the shape \(tensor.shape); an image has [..., height, width].")
      }
      let map = try move(height: tensor.shape[tensor.rank - 2], width: tensor.shape[tensor.rank - 1], random)
      return map.isIdentity ? sample : .tensor(try tensor.moved(map))
    }
  }
}

/// Images of more than a gigabyte are a mistake, or an attack.
func checkImageSize(_ height: Int, _ width: Int, _ channels: Int) throws {
  guard let bytes = checkedProduct([height, width, channels]), bytes <= 1 << 30 else {
    throw DataError.value("An image of \(height)×\(width) pixels with \(channels) channels is too large.")
  }
}

extension ByteImage {
  func moved(_ map: PixelMap) -> ByteImage {
    let fill = UInt8(max(0, min(255, map.fill.isNaN ? 0 : map.fill)))
    var output = [UInt8](repeating: fill, count: map.rows.count * map.columns.count * channels)
    var place = 0
    for row in map.rows {
      for column in map.columns {
        if row >= 0 && column >= 0 {
          let source = (row * width + column) * channels
          for channel in 0..<channels { output[place + channel] = pixels[source + channel] }
        }
        place += channels
      }
    }
    return ByteImage(height: map.rows.count, width: map.columns.count, channels: channels, filled: output)
  }
}

extension Tensor {
  /// Moves the pixels of `[..., height, width]`, whatever the elements are.
  func moved(_ map: PixelMap) throws -> Tensor {
    let source = try contiguous()
    var shape = source.shape
    let (height, width) = (shape[rank - 2], shape[rank - 1])
    shape[rank - 2] = map.rows.count
    shape[rank - 1] = map.columns.count
    let result = try Tensor.full(shape, .float(map.fill), dtype: dtype)
    let size = dtype.itemSize
    let planes = height * width == 0 ? 0 : source.elementCount / (height * width)
    let input = source.pointer
    let output = result.pointer
    withExtendedLifetime((source, result)) {
      for plane in 0..<planes {
        for (y, row) in map.rows.enumerated() where row >= 0 {
          let from = (plane * height + row) * width
          let to = (plane * map.rows.count + y) * map.columns.count
          for (x, column) in map.columns.enumerated() where column >= 0 {
            (output + (to + x) * size).copyMemory(from: input + (from + column) * size, byteCount: size)
          }
        }
      }
    }
    return result
  }
}
