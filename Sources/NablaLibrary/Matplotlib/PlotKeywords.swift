import NablaPlot
import NablaSource
import NablaVM

/// The keyword arguments that matplotlib's artists share, under all their spellings: taken out one by one, and what is
/// left in the end is refused by name.
struct PlotKeywords {
  private var given: [String: Value] = [:]
  private let vm: Interpreter
  private let artist: String

  private static let aliases: [String: String] = [
    "c": "color", "lw": "linewidth", "ls": "linestyle", "ms": "markersize", "mec": "markeredgecolor",
    "mfc": "markerfacecolor", "ec": "edgecolor", "fc": "facecolor", "size": "fontsize", "weight": "fontweight",
    "ha": "horizontalalignment", "va": "verticalalignment", "linewidths": "linewidth", "edgecolors": "edgecolor",
    "colour": "color",
  ]
  /// Understood by matplotlib and without meaning for pictures that are drawn once.
  private static let inert: Set<String> = ["animated", "antialiased", "picker", "rasterized", "snap", "url", "gid", "clip_on"]

  /// - Parameter value: the dictionary of `**kwargs`.
  init(_ value: Value, _ vm: Interpreter, artist: String) throws {
    self.vm = vm
    self.artist = artist
    guard let dictionary = value.as(DictObject.self) else { return }
    for (key, value) in dictionary.pairs {
      guard let name = key.as(StrObject.self)?.text, !PlotKeywords.inert.contains(name) else { continue }
      given[PlotKeywords.aliases[name] ?? name] = value
    }
  }

  mutating func take(_ name: String) -> Value? {
    guard let value = given.removeValue(forKey: name), !value.isNone else { return nil }
    return value
  }

  mutating func double(_ name: String) throws -> Double? { try take(name).map { try vm.double($0) } }
  mutating func int(_ name: String) throws -> Int? { try take(name).map { try vm.int($0) } }
  mutating func bool(_ name: String) throws -> Bool? { try take(name).map { try vm.truth($0) } }
  mutating func text(_ name: String) throws -> String? { try take(name).map { try vm.str($0) } }
  mutating func color(_ name: String) throws -> Color? { try take(name).map { try PlotCall.color($0, vm) } }

  /// Font sizes are points or words.
  mutating func fontSize() throws -> Double? {
    guard let value = take("fontsize") else { return nil }
    guard let word = value.as(StrObject.self)?.text else { return try vm.double(value) }
    let words: [String: Double] = [
      "xx-small": 5.79, "x-small": 6.94, "small": 8.33, "medium": 10, "large": 12, "x-large": 14.4, "xx-large": 17.28,
    ]
    guard let size = words[word] else { throw Raised(.valueError, "\(word) is not a valid font size") }
    return size
  }

  mutating func bold() throws -> Bool? {
    guard let value = take("fontweight") else { return nil }
    if let word = value.as(StrObject.self)?.text { return ["bold", "heavy", "black", "semibold"].contains(word) }
    return try vm.double(value) >= 600
  }

  mutating func horizontal() throws -> HorizontalAlignment? {
    guard let word = try text("horizontalalignment") else { return nil }
    guard let alignment = HorizontalAlignment(rawValue: word) else {
      throw Raised(.valueError, "'\(word)' is not a valid value for align; supported values are 'left', 'center', 'right'")
    }
    return alignment
  }

  mutating func vertical() throws -> VerticalAlignment? {
    guard let word = try text("verticalalignment") else { return nil }
    guard let alignment = VerticalAlignment(rawValue: word == "center_baseline" ? "center" : word) else {
      throw Raised(
        .valueError,
        "'\(word)' is not a valid value for align; supported values are 'bottom', 'baseline', 'center', "
          + "'center_baseline', 'top'")
    }
    return alignment
  }

  /// Refuses what nobody took.
  func finish() throws {
    guard let name = given.keys.sorted().first else { return }
    let known = ["color", "linewidth", "linestyle", "marker", "markersize", "label", "alpha", "fontsize", "zorder"]
    throw Raised(
      .attributeError, "\(artist).set() got an unexpected keyword argument '\(name)'",
      suggestion: Spelling.closest(to: name, among: known))
  }
}
