import NablaTensor

/// The most frequent mistake of a first convolutional net: `view(-1, 64 * 7 * 7)` copied from a net for 28×28 images,
/// where the images are of another size or there is another number of poolings. The channels tell what was meant.
enum PoolingArithmetic {
  static func hints(requested: Shape, from: Shape) -> [String] {
    guard from.count == 4, requested.count == 2, requested[0] == -1 || requested[0] == from[0] else { return [] }
    let (channels, height, width) = (from[1], from[2], from[3])
    let wanted = requested[1]
    guard channels > 0, wanted > 0, wanted % channels == 0, height == width, height > 1 else { return [] }
    let side = squareRoot(wanted / channels)
    guard side > 0, side * side * channels == wanted, side != height else { return [] }
    let held = channels * height * width
    var lines = [
      "\(wanted) = \(channels)·\(side)·\(side), but a side is \(height) here: "
        + "\(channels)·\(height)·\(width) = \(held)",
      "change \(wanted) to \(held) in two places: this view and the in_features of the Linear layer behind it",
    ]
    // Twice too long a side is what one pooling would halve.
    var smaller = height
    while smaller / 2 >= side && smaller > 1 { smaller /= 2 }
    if smaller != height, smaller >= side {
      lines.append("or pool until a side is \(smaller): then \(channels)·\(smaller)·\(smaller) = "
        + "\(channels * smaller * smaller) in both places")
    }
    return lines
  }

  private static func squareRoot(_ number: Int) -> Int {
    var root = 0
    while (root + 1) * (root + 1) <= number { root += 1 }
    return root
  }
}
