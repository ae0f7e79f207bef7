/// How pixels beyond the border are made up.
public enum PaddingMode: String, Sendable, CaseIterable {
  case constant, edge, reflect, symmetric

  /// - Throws: for an unknown mode, in torchvision's words.
  public init(parsing text: String) throws {
    guard let mode = PaddingMode(rawValue: text) else {
      throw DataError.value("Padding mode should be either constant, edge, reflect or symmetric")
    }
    self = mode
  }

  /// Where position `place` of `count` comes from; -1 for the fill value.
  func source(_ place: Int, _ count: Int) -> Int {
    if place >= 0 && place < count { return place }
    guard count > 0 else { return -1 }
    switch self {
    case .constant: return -1
    case .edge: return place < 0 ? 0 : count - 1
    case .reflect:
      guard count > 1 else { return 0 }
      let period = 2 * (count - 1)
      let turned = ((place % period) + period) % period
      return turned < count ? turned : period - turned
    case .symmetric:
      let period = 2 * count
      let turned = ((place % period) + period) % period
      return turned < count ? turned : period - 1 - turned
    }
  }
}

/// Pixels added on each side.
public struct Padding: Equatable, Sendable {
  public var left: Int
  public var top: Int
  public var right: Int
  public var bottom: Int

  /// From the numbers torchvision takes: one for all sides, two for left/right and top/bottom, or four.
  public init(_ values: [Int]) throws {
    switch values.count {
    case 1: (left, top, right, bottom) = (values[0], values[0], values[0], values[0])
    case 2: (left, top, right, bottom) = (values[0], values[1], values[0], values[1])
    case 4: (left, top, right, bottom) = (values[0], values[1], values[2], values[3])
    default:
      throw DataError.value("Padding must be an int or a 1, 2, or 4 element tuple, not a \(values.count) element tuple")
    }
    guard values.allSatisfy({ abs($0) <= 1 << 20 }) else { throw DataError.value("A padding of \(values) is too large.") }
  }

  func map(_ height: Int, _ width: Int, _ mode: PaddingMode, _ fill: Double) -> PixelMap {
    PixelMap(
      rows: range(-top, height + bottom).map { mode.source($0, height) },
      columns: range(-left, width + right).map { mode.source($0, width) }, fill: fill)
  }

  private func range(_ low: Int, _ high: Int) -> Range<Int> { low..<max(low, high) }
}

/// `Pad(padding, fill=0, padding_mode='constant')`.
public final class Pad: PixelMove {
  public let padding: Padding
  public let fill: Double
  public let mode: PaddingMode
  private let given: [Int]

  public init(_ values: [Int], fill: Double = 0, mode: PaddingMode = .constant) throws {
    given = values
    padding = try Padding(values)
    self.fill = fill
    self.mode = mode
  }

  public func move(height: Int, width: Int, _ random: RandomSource) -> PixelMap { padding.map(height, width, mode, fill) }

  public var description: String {
    let shown = given.count == 1 ? "\(given[0])" : "(" + given.map(String.init).joined(separator: ", ") + ")"
    return "Pad(padding=\(shown), fill=\(wholeOrPlain(fill)), padding_mode=\(mode.rawValue))"
  }
}

/// `RandomHorizontalFlip(p=0.5)` and `RandomVerticalFlip`: one uniform number a sample, flipped where it is below `p`.
public final class RandomFlip: PixelMove {
  public let probability: Double
  public let isHorizontal: Bool

  public init(probability: Double = 0.5, isHorizontal: Bool = true) {
    self.probability = probability
    self.isHorizontal = isHorizontal
  }

  public func move(height: Int, width: Int, _ random: RandomSource) -> PixelMap {
    // torch.rand(1) < p compares in float32.
    guard random.drawUniform() < Float(probability) else { return .identity(height: height, width: width) }
    return isHorizontal
      ? PixelMap(rows: Array(0..<height), columns: (0..<width).reversed())
      : PixelMap(rows: (0..<height).reversed(), columns: Array(0..<width))
  }

  public var description: String { "Random\(isHorizontal ? "Horizontal" : "Vertical")Flip(p=\(probability))" }
}

/// `RandomCrop(size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant')`: pads, then draws the top row
/// and the left column. A crop of the whole image draws nothing.
public final class RandomCrop: PixelMove {
  public let height: Int
  public let width: Int
  public let padding: [Int]?
  public let padIfNeeded: Bool
  public let fill: Double
  public let mode: PaddingMode

  public init(height: Int, width: Int, padding: [Int]? = nil, padIfNeeded: Bool = false, fill: Double = 0,
    mode: PaddingMode = .constant) throws
  {
    if let padding { _ = try Padding(padding) }
    guard height > 0, width > 0, height <= 1 << 20, width <= 1 << 20 else {
      throw DataError.value("A crop of (\(height), \(width)) pixels is empty or too large.")
    }
    self.height = height
    self.width = width
    self.padding = padding
    self.padIfNeeded = padIfNeeded
    self.fill = fill
    self.mode = mode
  }

  public func move(height h: Int, width w: Int, _ random: RandomSource) throws -> PixelMap {
    var map = PixelMap.identity(height: h, width: w)
    map.fill = fill
    func pad(_ values: [Int]) throws {
      let next = try Padding(values).map(map.rows.count, map.columns.count, mode, fill)
      map = map.then(next) ?? next
    }
    if let padding { try pad(padding) }
    if padIfNeeded, map.columns.count < width { try pad([width - map.columns.count, 0]) }
    if padIfNeeded, map.rows.count < height { try pad([0, height - map.rows.count]) }
    let (paddedHeight, paddedWidth) = (map.rows.count, map.columns.count)
    guard paddedHeight >= height, paddedWidth >= width else {
      throw DataError.value(
        "Required crop size (\(height), \(width)) is larger than input image size (\(paddedHeight), \(paddedWidth))")
    }
    guard paddedHeight != height || paddedWidth != width else { return map }
    let top = random.drawInteger(below: paddedHeight - height + 1)
    let left = random.drawInteger(below: paddedWidth - width + 1)
    return PixelMap(
      rows: Array(map.rows[top..<top + height]), columns: Array(map.columns[left..<left + width]), fill: fill)
  }

  public var description: String {
    let shown = padding.map { $0.count == 1 ? "\($0[0])" : "[" + $0.map(String.init).joined(separator: ", ") + "]" }
    return "RandomCrop(size=(\(height), \(width)), padding=\(shown ?? "None"))"
  }
}

/// `CenterCrop(size)`: pads with zeros where the image is smaller.
public final class CenterCrop: PixelMove {
  public let height: Int
  public let width: Int

  public init(height: Int, width: Int) throws {
    guard height > 0, width > 0, height <= 1 << 20, width <= 1 << 20 else {
      throw DataError.value("A crop of (\(height), \(width)) pixels is empty or too large.")
    }
    self.height = height
    self.width = width
  }

  public func move(height h: Int, width w: Int, _ random: RandomSource) -> PixelMap {
    PixelMap(rows: Self.cut(h, height), columns: Self.cut(w, width))
  }

  private static func cut(_ have: Int, _ want: Int) -> [Int] {
    if want > have {
      let before = (want - have) / 2
      return (0..<want).map { PaddingMode.constant.source($0 - before, have) }
    }
    // Halves go to the even number, as Python rounds.
    let start = Int((Double(have - want) / 2).rounded(.toNearestOrEven))
    return Array(start..<start + want)
  }

  public var description: String { "CenterCrop(size=(\(height), \(width)))" }
}

/// `0` and not `0.0`.
func wholeOrPlain(_ value: Double) -> String {
  Int(exactly: value).map { String($0) } ?? "\(value)"
}
