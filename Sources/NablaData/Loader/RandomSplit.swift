/// `torch.utils.data.random_split`.
public enum RandomSplit {
  /// Positions of each part. Lengths are counts, or fractions that sum to 1: then each part gets the whole part of its
  /// share, and what is left goes to the parts one by one from the first.
  public static func indices(count: Int, lengths: [Double], random: RandomSource) throws -> [[Int]] {
    let sizes = try sizes(count: count, lengths: lengths)
    let order = random.drawPermutation(count)
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return Array(order[start..<start + size])
    }
  }

  static func sizes(count: Int, lengths: [Double]) throws -> [Int] {
    let sum = lengths.reduce(0, +)
    var sizes: [Int] = []
    if abs(sum - 1) <= 1e-9 * max(abs(sum), 1), sum <= 1 {
      for (index, fraction) in lengths.enumerated() {
        guard (0...1).contains(fraction) else { throw DataError.value("Fraction at index \(index) is not between 0 and 1") }
        sizes.append(Int((Double(count) * fraction).rounded(.down)))
      }
      let rest = count - sizes.reduce(0, +)
      for index in 0..<max(0, rest) { sizes[index % sizes.count] += 1 }
    } else {
      for length in lengths {
        guard let size = Int(exactly: length), size >= 0 else { throw mismatch(count, lengths) }
        sizes.append(size)
      }
    }
    var total = 0
    for size in sizes { total = total.addingReportingOverflow(size).partialValue }
    guard total == count, sizes.allSatisfy({ $0 <= count }) else { throw mismatch(count, lengths) }
    return sizes
  }

  private static func mismatch(_ count: Int, _ lengths: [Double]) -> DataError {
    let shown = lengths.map(wholeOrPlain).joined(separator: ", ")
    return .value(
      "Sum of input lengths does not equal the length of the input dataset!\n"
        + "The lengths [\(shown)] sum to \(wholeOrPlain(lengths.reduce(0, +))), the dataset has \(count) samples; "
        + "fractions must sum to 1.")
  }
}
