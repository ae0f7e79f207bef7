/// Where the code points of a text lie that is not ASCII: made when a program first asks for one by its position, so
/// that walking through a text by positions takes time in proportion to its length.
final class TextIndex {
  /// How far apart the code points lie whose places are known.
  private static let step = 64

  let count: Int
  /// The byte at which every so many code points begin.
  private let places: [Int]
  /// All code points, where they were asked for.
  fileprivate(set) var scalars: [UInt32]?

  init(_ bytes: TextBytes) {
    var places: [Int] = []
    var point = 0
    for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 {
      if point % TextIndex.step == 0 { places.append(index) }
      point += 1
    }
    self.places = places
    count = point
  }

  /// The byte at which a code point begins; the end for those behind the last.
  func offset(of point: Int, in bytes: TextBytes) -> Int {
    if point >= count { return bytes.count }
    var offset = places[point / TextIndex.step]
    var remaining = point % TextIndex.step
    while remaining > 0 {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }

  /// How many code points begin before a byte.
  func point(at offset: Int, in bytes: TextBytes) -> Int {
    if offset >= bytes.count { return count }
    // The last known place that is not behind the byte.
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= offset { low = middle } else { high = middle }
    }
    guard low < places.count, places[low] <= offset else { return 0 }
    var point = low * TextIndex.step
    for index in places[low]..<offset where bytes[index] & 0xC0 != 0x80 { point += 1 }
    return point
  }
}

extension StrObject {
  /// All code points; kept for text that is not ASCII.
  public final var scalars: [UInt32] {
    if isASCII { return text.unicodeScalars.map(\.value) }
    let index = self.index
    if let scalars = index.scalars { return scalars }
    let scalars = text.unicodeScalars.map(\.value)
    index.scalars = scalars
    return scalars
  }

  /// The byte at which a code point begins; the end for those behind the last.
  public final func offset(ofPoint point: Int) -> Int {
    isASCII ? min(point, bytes.count) : index.offset(of: point, in: bytes)
  }

  /// How many code points begin before a byte.
  public final func point(atOffset offset: Int) -> Int { isASCII ? offset : index.point(at: offset, in: bytes) }

  /// The bytes between two positions as Python clamps them, and the byte where they begin; `nil` where there are none
  /// because the first position lies behind the second.
  final func searched(_ start: Int?, _ end: Int?) -> (bytes: TextBytes, offset: Int)? {
    if start == nil, end == nil { return (bytes, 0) }
    let (from, to) = StrText.clamp(start, end, count: count)
    guard from <= to else { return nil }
    let lower = offset(ofPoint: from)
    return (bytes[lower..<max(lower, offset(ofPoint: to))], lower)
  }
}
