/// A finished picture: 8-bit rows from the top, 1 gray, 3 RGB or 4 RGBA channels.
public struct Picture: Equatable, Sendable {
  public let width: Int
  public let height: Int
  public let channels: Int
  public var pixels: [UInt8]

  /// Dots an inch, written into the file.
  public var dpi: Double?

  /// The largest side that is drawn or written.
  public static let sizeLimit = 32767

  public init(width: Int, height: Int, channels: Int, pixels: [UInt8], dpi: Double? = nil) throws {
    guard width > 0, height > 0, width <= Self.sizeLimit, height <= Self.sizeLimit else {
      throw PlotError.value(
        "Image size of \(width)x\(height) pixels is too large or empty. "
          + "It must be between 1 and \(Self.sizeLimit) in each direction.")
    }
    guard (1...4).contains(channels), pixels.count == width * height * channels else {
      throw PlotError.value("\(pixels.count) bytes are no picture of \(width)×\(height) with \(channels) channels.")
    }
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
    self.dpi = dpi
  }

  /// The colour at a place as red, green and blue.
  public func rgb(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let place = (y * width + x) * channels
    return channels < 3
      ? (pixels[place], pixels[place], pixels[place]) : (pixels[place], pixels[place + 1], pixels[place + 2])
  }
}
