/// What could stand at the cursor.
struct Completion {
  /// How many characters before the cursor the candidates replace.
  var typedCount: Int
  /// The full words, sorted.
  var candidates: [String]
  /// The same, as they are listed: a tensor's shape and type beside its name.
  var labels: [String]

  init(typedCount: Int = 0, candidates: [String] = [], labels: [String]? = nil) {
    self.typedCount = typedCount
    self.candidates = candidates
    self.labels = labels ?? candidates
  }

  /// The longest start that all candidates share.
  var commonStart: String {
    guard var common = candidates.first.map({ $0[...] }) else { return "" }
    for candidate in candidates.dropFirst() {
      while !candidate.hasPrefix(common) { common = common.dropLast() }
    }
    return String(common)
  }
}
