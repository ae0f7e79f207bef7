/// Images to be shown: `[count, channels, height, width]` floats.
public struct ImageBatch: Equatable, Sendable {
  public let count: Int
  public let channels: Int
  public let height: Int
  public let width: Int
  public let values: [Float]

  public init(count: Int, channels: Int, height: Int, width: Int, values: [Float]) throws {
    guard count >= 0, channels > 0, height > 0, width > 0, values.count == count * channels * height * width else {
      throw PlotError.value("\(values.count) values are no \(count) images of \(channels)×\(height)×\(width).")
    }
    self.count = count
    self.channels = channels
    self.height = height
    self.width = width
    self.values = values
  }

  /// One channel of one image, row by row.
  func plane(_ image: Int, _ channel: Int) -> ArraySlice<Float> {
    let size = height * width
    let start = (image * channels + channel) * size
    return values[start..<start + size]
  }

  /// An image ready for `imshow`. Values outside 0 to 1, as normalised data have them, are stretched to that range.
  func shown(_ index: Int) throws -> ImageData {
    let size = height * width
    let all = values[index * channels * size..<(index + 1) * channels * size]
    var low = all.min() ?? 0
    var high = all.max() ?? 1
    if low >= 0 && high <= 1 { (low, high) = (0, 1) }
    let scale = high > low ? 1 / (high - low) : 0
    if channels == 3 {
      var mixed = [Float](repeating: 0, count: size * 3)
      for channel in 0..<3 {
        for (pixel, value) in plane(index, channel).enumerated() { mixed[3 * pixel + channel] = (value - low) * scale }
      }
      return try ImageData(height: height, width: width, channels: 3, floats: mixed)
    }
    return try ImageData(height: height, width: width, values: plane(index, 0).map { ($0 - low) * scale })
  }
}

/// Rows and columns for `count` tiles: as square as it can be, wider than high.
func tiling(_ count: Int, columns: Int? = nil) -> (rows: Int, columns: Int) {
  guard count > 0 else { return (1, 1) }
  let wide = columns.map { max(1, min($0, count)) } ?? max(1, Int(Double(count).squareRoot().rounded(.up)))
  return ((count + wide - 1) / wide, wide)
}
