import NablaTensor

/// Images of one size with their labels, as read from CIFAR's files: `[count, 32, 32, 3]` bytes.
public struct LabelledImages: Equatable, Sendable {
  public var pixels: [UInt8]
  public var labels: [Int64]

  public init(pixels: [UInt8] = [], labels: [Int64] = []) {
    self.pixels = pixels
    self.labels = labels
  }
}

/// CIFAR's binary layout: records of the label bytes (CIFAR-10 has one, CIFAR-100 a coarse and a fine one), then 1024
/// red, 1024 green and 1024 blue bytes, each row by row.
public enum CIFARBinary {
  static let planeSize = 1024

  public static func decode(_ bytes: [UInt8], file: String, labelBytes: Int = 1, classes: Int = 10) throws
    -> LabelledImages
  {
    let recordSize = labelBytes + 3 * planeSize
    guard !bytes.isEmpty, bytes.count % recordSize == 0 else {
      throw DataError.malformed(
        format: "CIFAR", file: file, offset: bytes.count - bytes.count % recordSize,
        problem: "\(bytes.count) bytes are no whole number of records of \(recordSize) bytes.")
    }
    let count = bytes.count / recordSize
    var labels: [Int64] = []
    labels.reserveCapacity(count)
    for index in 0..<count {
      let place = index * recordSize + labelBytes - 1
      guard Int(bytes[place]) < classes else {
        throw DataError.malformed(
          format: "CIFAR", file: file, offset: place,
          problem: "Image \(index) has the label \(bytes[place]), and there are \(classes) classes.")
      }
      labels.append(Int64(bytes[place]))
    }
    let pixels = interleaved(bytes, start: labelBytes, stride: recordSize, count: count)
    return LabelledImages(pixels: pixels, labels: labels)
  }

  /// Planes of red, green and blue to pixels. `bytes` must hold `count` records.
  static func interleaved(_ bytes: [UInt8], start: Int, stride: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count * 3 * planeSize) { output, written in
      bytes.withUnsafeBufferPointer { input in
        for index in 0..<count {
          let source = start + index * stride
          let target = index * 3 * planeSize
          for pixel in 0..<planeSize {
            output[target + 3 * pixel] = input[source + pixel]
            output[target + 3 * pixel + 1] = input[source + planeSize + pixel]
            output[target + 3 * pixel + 2] = input[source + 2 * planeSize + pixel]
          }
        }
      }
      written = count * 3 * planeSize
    }
  }
}
