/// What `imshow` shows: numbers that a colormap turns into colours, or colours.
public struct ImageData: Equatable, Sendable {
  public enum Content: Equatable, Sendable {
    /// Row by row from the top.
    case scalar([Float])
    /// Red, green, blue and opacity a pixel.
    case rgba([UInt8])
  }

  public let height: Int
  public let width: Int
  public let content: Content

  /// Numbers to be mapped.
  public init(height: Int, width: Int, values: [Float]) throws {
    guard height >= 0, width >= 0, values.count == height * width else {
      throw PlotError.value("\(values.count) values do not fill \(height)×\(width).")
    }
    self.height = height
    self.width = width
    content = .scalar(values)
  }

  /// Bytes of 3 or 4 channels.
  public init(height: Int, width: Int, channels: Int, bytes: [UInt8]) throws {
    guard height >= 0, width >= 0, channels == 3 || channels == 4, bytes.count == height * width * channels else {
      throw PlotError.type("Invalid shape (\(height), \(width), \(channels)) for image data")
    }
    self.height = height
    self.width = width
    if channels == 4 {
      content = .rgba(bytes)
    } else {
      var pixels = [UInt8](repeating: 255, count: height * width * 4)
      for index in 0..<height * width {
        for channel in 0..<3 { pixels[4 * index + channel] = bytes[3 * index + channel] }
      }
      content = .rgba(pixels)
    }
  }

  /// Floats from 0 to 1 of 3 or 4 channels; what lies outside is clipped, as matplotlib does with a warning.
  public init(height: Int, width: Int, channels: Int, floats: [Float]) throws {
    let bytes = floats.map { value in UInt8(max(0, min(1, value.isNaN ? 0 : value)) * 255) }
    try self.init(height: height, width: width, channels: channels, bytes: bytes)
  }

  /// The lowest and highest finite value.
  public var range: (low: Double, high: Double)? {
    guard case .scalar(let values) = content else { return nil }
    var low = Float.infinity
    var high = -Float.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? (Double(low), Double(high)) : nil
  }
}

/// A picture in the data plane: `imshow`. Pixel `[row, column]` covers the unit square around `(column, row)`.
public final class ImageArtist: Artist {
  public let data: ImageData
  public var colormap: Colormap
  /// What the ends of the colormap stand for; nil: the data's own.
  public var low: Double?
  public var high: Double?
  public var alpha = 1.0
  public let extent: (left: Double, right: Double, bottom: Double, top: Double)
  public let originIsUpper: Bool

  init(data: ImageData, colormap: Colormap, originIsUpper: Bool, extent: (Double, Double, Double, Double)?) {
    self.data = data
    self.colormap = colormap
    self.originIsUpper = originIsUpper
    let (w, h) = (Double(data.width) - 0.5, Double(data.height) - 0.5)
    let natural = originIsUpper ? (-0.5, w, h, -0.5) : (-0.5, w, -0.5, h)
    let chosen = extent ?? natural
    self.extent = (chosen.0, chosen.1, chosen.2, chosen.3)
    super.init(label: nil, zOrder: 0)
  }

  /// The values at the ends of the colormap.
  public var limits: (low: Double, high: Double) {
    let range = data.range ?? (0, 1)
    return (low ?? range.low, high ?? range.high)
  }

  override var bounds: DataBounds {
    var bounds = DataBounds(x: [extent.left, extent.right], y: [extent.bottom, extent.top])
    bounds.stickyX = [extent.left, extent.right]
    bounds.stickyY = [extent.bottom, extent.top]
    return bounds
  }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    guard data.width > 0, data.height > 0 else { return }
    let x0 = map.box.left.rounded().clampedInt(0...canvas.width)
    let x1 = map.box.right.rounded().clampedInt(0...canvas.width)
    let y0 = map.box.top.rounded().clampedInt(0...canvas.height)
    let y1 = map.box.bottom.rounded().clampedInt(0...canvas.height)
    guard x1 > x0, y1 > y0 else { return }
    // Column and row of the image at each edge between device pixels.
    let columns = edges(from: x0, to: x1, map.x, extent.left, extent.right, data.width)
    let lowEnd = originIsUpper ? extent.top : extent.bottom
    let highEnd = originIsUpper ? extent.bottom : extent.top
    let rows = edges(from: y0, to: y1, map.y, lowEnd, highEnd, data.height)
    var pixels = [UInt32](repeating: 0, count: (x1 - x0) * (y1 - y0))
    let spansX = spans(columns, data.width)
    let spansY = spans(rows, data.height)
    let (low, high) = limits
    let scale = high > low ? 1 / (high - low) : 0
    for (py, rowSpan) in spansY.enumerated() {
      guard let rowSpan else { continue }
      for (px, columnSpan) in spansX.enumerated() {
        guard let columnSpan else { continue }
        pixels[py * (x1 - x0) + px] = color(rowSpan, columnSpan, low, scale)
      }
    }
    canvas.blit(&pixels, width: x1 - x0, height: y1 - y0, x: x0, y: y0)
  }

  private func edges(from: Int, to: Int, _ map: AxisMap, _ start: Double, _ end: Double, _ count: Int) -> [Double] {
    (from...to).map { pixel in (map.inverse(Double(pixel)) - start) / (end - start) * Double(count) }
  }

  /// The image's rows (or columns) that a device pixel shows: the one at its centre when the image is enlarged, all it
  /// covers when the image is made smaller.
  private func spans(_ edges: [Double], _ count: Int) -> [Range<Int>?] {
    zip(edges, edges.dropFirst()).map { a, b in
      let (low, high) = (min(a, b), max(a, b))
      let center = (low + high) / 2
      guard center >= 0, center < Double(count) else { return nil }
      if high - low <= 1 {
        let index = Int(center)
        return index..<index + 1
      }
      let first = (low + 0.5).clampedInt(0...count - 1)
      return first..<max(first + 1, (high + 0.5).clampedInt(0...count))
    }
  }

  private func color(_ rows: Range<Int>, _ columns: Range<Int>, _ low: Double, _ scale: Double) -> UInt32 {
    switch data.content {
    case .scalar(let values):
      var sum = 0.0
      var count = 0.0
      for row in rows {
        for column in columns {
          let value = values[row * data.width + column]
          if !value.isNaN {
            sum += Double(value)
            count += 1
          }
        }
      }
      guard count > 0 else { return 0 }
      let position = scale > 0 ? (sum / count - low) * scale : 0
      let (red, green, blue) = colormap.bytes(position)
      return pack(Double(red), Double(green), Double(blue), 255)
    case .rgba(let bytes):
      var (red, green, blue, opacity) = (0, 0, 0, 0)
      for row in rows {
        for column in columns {
          let place = 4 * (row * data.width + column)
          red += Int(bytes[place])
          green += Int(bytes[place + 1])
          blue += Int(bytes[place + 2])
          opacity += Int(bytes[place + 3])
        }
      }
      let count = Double(rows.count * columns.count)
      return pack(Double(red) / count, Double(green) / count, Double(blue) / count, Double(opacity) / count)
    }
  }

  private func pack(_ red: Double, _ green: Double, _ blue: Double, _ opacity: Double) -> UInt32 {
    let share = opacity / 255 * (alpha.isNaN ? 1 : max(0, min(1, alpha)))
    let a = UInt32((share * 255).rounded())
    let r = UInt32((red * share).rounded())
    let g = UInt32((green * share).rounded())
    let b = UInt32((blue * share).rounded())
    return a << 24 | r << 16 | g << 8 | b
  }
}
