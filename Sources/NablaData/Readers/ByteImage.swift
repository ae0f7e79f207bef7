/// An image of 8-bit samples: rows from the top, pixels from the left, channels together (`[height, width, channels]`).
/// 1 channel is gray, 2 gray and alpha, 3 red, green and blue, 4 with alpha.
public struct ByteImage: Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let channels: Int
  public var pixels: [UInt8]

  /// Nil when the pixels do not fill the size.
  public init?(height: Int, width: Int, channels: Int, pixels: [UInt8]) {
    guard channels > 0, checkedProduct([height, width, channels]) == pixels.count else { return nil }
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
  }

  /// For sizes that our own code has computed.
  init(height: Int, width: Int, channels: Int, filled pixels: [UInt8]) {
    precondition(pixels.count == height * width * channels)
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
  }
}
