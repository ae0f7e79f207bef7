import NablaPlot
import NablaTensor
import Testing

/// What `Tests/Oracle/plot.py` recorded.
enum Recorded {
  static func lines(_ name: String) -> [String] {
    let folder = "\(#filePath)".split(separator: "/").dropLast().map { "/" + $0 }.joined()
    guard let bytes = try? FileBytes.read("\(folder)/Fixtures/\(name)") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension Picture {
  func isWhite(_ x: Int, _ y: Int) -> Bool {
    let color = rgb(x: x, y: y)
    return color.red == 255 && color.green == 255 && color.blue == 255
  }

  /// Nothing touches the border: no label is cut.
  var hasWhiteBorder: Bool {
    (0..<width).allSatisfy { isWhite($0, 0) && isWhite($0, height - 1) }
      && (0..<height).allSatisfy { isWhite(0, $0) && isWhite(width - 1, $0) }
  }

  /// How many pixels of a part are not white.
  func ink(x: Range<Int>, y: Range<Int>) -> Int {
    y.reduce(0) { sum, row in sum + x.reduce(0) { $0 + (isWhite($1, row) ? 0 : 1) } }
  }

  /// How many pixels have just this colour.
  func count(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    var count = 0
    for y in 0..<height {
      for x in 0..<width where rgb(x: x, y: y) == (red, green, blue) { count += 1 }
    }
    return count
  }
}
