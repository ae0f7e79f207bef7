/// "Did you mean …?": the one helper for names, attributes, keywords, imports and flags.
public enum Spelling {
  /// The candidate closest to a misspelt word, or nil when none is close enough to be worth saying.
  ///
  /// The distance is Damerau-Levenshtein's (optimal string alignment: insert, delete, substitute, swap neighbours), a
  /// mere change of letter case costing half. How much may differ is CPython's rule: twice the edits must not exceed a
  /// third of both words' lengths plus one; so a one-letter word only matches the same letter in the other case. Among
  /// equals the first in the candidates' order wins, so give them in the order in which a reader would look.
  public static func closest<Candidates: Sequence>(to word: String, among candidates: Candidates) -> String?
  where Candidates.Element == String {
    let wanted = Array(word.unicodeScalars.prefix(maximumLength + 1))
    guard !wanted.isEmpty, wanted.count <= maximumLength else { return nil }
    var best: String?
    var bestCost = Int.max
    for candidate in candidates {
      if candidate.utf8.count > 4 * maximumLength { continue }
      let letters = Array(candidate.unicodeScalars)
      guard !letters.isEmpty, letters.count <= maximumLength, candidate != word else { continue }
      // CPython's cut-off: a third of both words' letters together may differ.
      let limit = min((wanted.count + letters.count + 3) / 3, bestCost - 1)
      if limit < 0 { break }
      if abs(letters.count - wanted.count) * 2 > limit { continue }
      if let cost = distance(wanted, letters, limit: limit) {
        best = candidate
        bestCost = cost
      }
    }
    return best
  }

  private static let maximumLength = 80

  /// The distance in half edits, or nil when it exceeds the limit.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    var beforePrevious: [Int] = []
    var previous: [Int] = (0...b.count).map { $0 * 2 }
    for i in 1...a.count {
      var current: [Int] = [i * 2]
      current.reserveCapacity(b.count + 1)
      var smallest = i * 2
      for j in 1...b.count {
        var cost = previous[j - 1] + substitution(a[i - 1], b[j - 1])
        cost = min(cost, previous[j] + 2)
        cost = min(cost, current[j - 1] + 2)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1], a[i - 1] != a[i - 2] {
          cost = min(cost, beforePrevious[j - 2] + 2)
        }
        current.append(cost)
        smallest = min(smallest, cost)
      }
      // A swap reaches two rows back, so one row over the limit proves nothing when the one before was within.
      if smallest > limit, (previous.min() ?? 0) > limit { return nil }
      beforePrevious = previous
      previous = current
    }
    let result = previous[b.count]
    return result <= limit ? result : nil
  }

  private static func substitution(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
    if a == b { return 0 }
    if a.properties.lowercaseMapping == b.properties.lowercaseMapping { return 1 }
    // A hyphen for an underscore is a slip of the same kind (flags, imports).
    if (a == "-" && b == "_") || (a == "_" && b == "-") { return 1 }
    return 2
  }
}
