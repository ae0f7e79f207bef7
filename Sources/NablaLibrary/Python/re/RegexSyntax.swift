import NablaVM

/// The flags of `re`, with CPython's numbers.
struct RegexFlags: OptionSet, Hashable {
  let rawValue: Int
  static let ignoreCase = RegexFlags(rawValue: 2)
  static let locale = RegexFlags(rawValue: 4)
  static let multiline = RegexFlags(rawValue: 8)
  static let dotAll = RegexFlags(rawValue: 16)
  static let unicode = RegexFlags(rawValue: 32)
  static let verbose = RegexFlags(rawValue: 64)
  static let debug = RegexFlags(rawValue: 128)
  static let ascii = RegexFlags(rawValue: 256)

  static let kinds: RegexFlags = [.ascii, .locale, .unicode]

  /// The letters of `(?aiLmsux)`.
  static func letter(_ scalar: UInt32) -> RegexFlags? {
    switch Unicode.Scalar(scalar) {
    case "i": .ignoreCase
    case "L": .locale
    case "m": .multiline
    case "s": .dotAll
    case "x": .verbose
    case "a": .ascii
    case "u": .unicode
    default: nil
    }
  }

  static let names: [(RegexFlags, String)] = [
    (.ignoreCase, "IGNORECASE"), (.locale, "LOCALE"), (.multiline, "MULTILINE"), (.dotAll, "DOTALL"),
    (.unicode, "UNICODE"), (.verbose, "VERBOSE"), (.debug, "DEBUG"), (.ascii, "ASCII"),
  ]
}

/// `\d`, `\s`, `\w` and their opposites.
struct RegexCategory: Equatable {
  enum Kind { case digit, space, word }
  let kind: Kind
  let isNegated: Bool

  init?(_ letter: UInt32) {
    switch Unicode.Scalar(letter) {
    case "d": (kind, isNegated) = (.digit, false)
    case "D": (kind, isNegated) = (.digit, true)
    case "s": (kind, isNegated) = (.space, false)
    case "S": (kind, isNegated) = (.space, true)
    case "w": (kind, isNegated) = (.word, false)
    case "W": (kind, isNegated) = (.word, true)
    default: return nil
    }
  }
}

/// A part of a pattern. Parts whose meaning depends on flags carry those that were in force where they stand.
indirect enum RegexNode {
  enum SetItem {
    case range(UInt32, UInt32)
    case category(RegexCategory)
  }
  enum Place { case lineStart, lineEnd, textStart, textEnd, boundary, noBoundary }
  enum Greed { case greedy, lazy, possessive }

  case literal(UInt32, RegexFlags)
  case any(RegexFlags)
  case set([SetItem], isNegated: Bool, RegexFlags)
  case category(RegexCategory, RegexFlags)
  case place(Place, RegexFlags)
  case sequence([RegexNode])
  case branch([RegexNode])
  case group(Int?, RegexNode)
  case atomic(RegexNode)
  case look(isBehind: Bool, isNegated: Bool, RegexNode)
  case `repeat`(RegexNode, Int, Int?, Greed)
  case reference(Int, RegexFlags)
  case conditional(Int, RegexNode, RegexNode?)
}

extension RegexNode {
  /// Whether something in it captures, or depends on what was captured.
  var refersToGroups: Bool {
    switch self {
    case .literal, .any, .set, .category, .place: false
    case .sequence(let parts), .branch(let parts): parts.contains { $0.refersToGroups }
    case .group(let index, let body): index != nil || body.refersToGroups
    case .atomic(let body), .look(_, _, let body), .repeat(let body, _, _, _): body.refersToGroups
    case .reference, .conditional: true
    }
  }
}

/// A parsed pattern.
struct RegexTree {
  let root: RegexNode
  let flags: RegexFlags
  /// Capturing groups, the whole match not counted.
  let groupCount: Int
  let groupNames: [(name: String, index: Int)]
  /// Whether every character that the pattern itself names is ASCII.
  let isASCII: Bool
}

/// What is wrong with a pattern; `position` counts code points.
struct RegexError: Error {
  let message: String
  let position: Int?
}

extension RegexNode {
  /// How many characters a match has at least and at most (`nil`: no bound); `groups` are the widths of groups met so
  /// far, for references to them.
  func width(_ groups: inout [Int: (Int, Int?)]) -> (Int, Int?) {
    switch self {
    case .literal, .any, .set, .category: return (1, 1)
    case .place: return (0, 0)
    case .look(_, _, let body):
      // Groups inside may be referred to from outside.
      _ = body.width(&groups)
      return (0, 0)
    case .sequence(let parts):
      var total: (Int, Int?) = (0, 0)
      for part in parts {
        let (least, most) = part.width(&groups)
        total = (sum(total.0, least), total.1.flatMap { sum in most.map { self.sum(sum, $0) } })
      }
      return total
    case .branch(let parts):
      var total: (Int, Int?) = (Int.max, 0)
      for part in parts {
        let (least, most) = part.width(&groups)
        total = (min(total.0, least), total.1.flatMap { bound in most.map { max(bound, $0) } })
      }
      return total
    case .group(let index, let body):
      let width = body.width(&groups)
      if let index { groups[index] = width }
      return width
    case .atomic(let body): return body.width(&groups)
    case .repeat(let body, let least, let most, _):
      let width = body.width(&groups)
      return (product(width.0, least), width.1.flatMap { bound in most.map { product(bound, $0) } })
    case .reference(let index, _): return groups[index] ?? (0, nil)
    case .conditional(_, let yes, let no):
      let first = yes.width(&groups)
      guard let no else { return (0, first.1) }
      let second = no.width(&groups)
      return (min(first.0, second.0), first.1.flatMap { bound in second.1.map { max(bound, $0) } })
    }
  }

  /// Sums and products that stay at the top instead of overflowing.
  private func sum(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? Int.max : result
  }
  private func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? Int.max : result
  }
}
