import CPNG
import Glibc
import NablaTensor

extension Picture {
  /// The picture as the bytes of a PNG file.
  public func png() throws -> [UInt8] {
    var file = nabla_png_file()
    let density = dpi.map { UInt32(max(0, min(1e6, ($0 / 0.0254).rounded()))) } ?? 0
    let good = pixels.withUnsafeBufferPointer {
      nabla_png_write($0.baseAddress, UInt32(width), UInt32(height), Int32(channels), density, &file)
    }
    guard good == 1, let bytes = file.bytes else {
      throw PlotError.drawing(withUnsafeBytes(of: file.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    defer { free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: file.count))
  }

  /// Writes a PNG in one piece: a reader sees the old file or the new one.
  public func write(to path: String) throws { try FileBytes.write(png(), to: path) }

  /// `data:image/png;base64,…`, to embed in HTML.
  public func dataURL() throws -> String { try "data:image/png;base64," + Base64.encode(png()) }
}

/// RFC 4648, with padding.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var place = 0
    while place < bytes.count {
      let left = bytes.count - place
      let first = UInt32(bytes[place]) << 16
      let second = left > 1 ? UInt32(bytes[place + 1]) << 8 : 0
      let third = left > 2 ? UInt32(bytes[place + 2]) : 0
      let group = first | second | third
      text.append(alphabet[Int(group >> 18 & 63)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : 0x3D)
      text.append(left > 2 ? alphabet[Int(group & 63)] : 0x3D)
      place += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}
