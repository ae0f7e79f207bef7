import CPNG
import Glibc
import NablaTensor

/// Decodes PNG files to 8-bit samples. libpng runs inside one C function (see CPNG), so its errors come back as words.
public enum PNGReader {
  /// The most a picture may unfold to: 16384 × 16384 RGBA.
  public static let defaultLimit = 1 << 30

  public static func read(path: String) throws -> ByteImage { try decode(FileBytes.read(path), file: path) }

  public static func decode(_ bytes: [UInt8], file: String, limit: Int = defaultLimit) throws -> ByteImage {
    var image = nabla_png_image()
    let good = bytes.withUnsafeBufferPointer { nabla_png_read($0.baseAddress, $0.count, limit, &image) }
    guard good == 1, let pixels = image.pixels else {
      let words = withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      throw DataError.malformed(
        format: "PNG", file: file, offset: Int(image.offset), problem: "cannot read the image: \(words)")
    }
    defer { free(pixels) }
    let (height, width, channels) = (Int(image.height), Int(image.width), Int(image.channels))
    let data = Array(UnsafeBufferPointer(start: pixels, count: height * width * channels))
    return ByteImage(height: height, width: width, channels: channels, filled: data)
  }
}
