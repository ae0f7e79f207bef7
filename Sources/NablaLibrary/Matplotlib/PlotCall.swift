import NablaPlot
import NablaVM

/// One call of a drawing function, be it `plt.plot(…)` or `ax.plot(…)`: slot `i` is its `i`-th parameter either way.
struct PlotCall {
  let arguments: Arguments
  let offset: Int
  let vm: Interpreter

  subscript(index: Int) -> Value { arguments[index + offset] }
  func isGiven(_ index: Int) -> Bool { !arguments.isAbsent(index + offset) }

  func double(_ index: Int) throws -> Double { try vm.double(self[index]) }
  func optionalDouble(_ index: Int) throws -> Double? { isGiven(index) ? try double(index) : nil }
  func int(_ index: Int) throws -> Int { try vm.int(self[index]) }
  func optionalInt(_ index: Int) throws -> Int? { isGiven(index) ? try int(index) : nil }
  func bool(_ index: Int) throws -> Bool { isGiven(index) ? try vm.truth(self[index]) : false }

  /// What `str()` gives: titles and labels take any object, as matplotlib does.
  func text(_ index: Int) throws -> String { try vm.str(self[index]) }
  func optionalText(_ index: Int) throws -> String? { isGiven(index) ? try text(index) : nil }

  /// A row of numbers; a single number is a row of one.
  func doubles(_ index: Int) throws -> [Double] { try NumberGrid(self[index], vm).values }
  func optionalDoubles(_ index: Int) throws -> [Double]? { isGiven(index) ? try doubles(index) : nil }

  func color(_ index: Int) throws -> Color? { isGiven(index) ? try PlotCall.color(self[index], vm) : nil }

  /// `(low, high)`, as limits and ranges are given.
  func pair(_ index: Int) throws -> (Double?, Double?)? {
    guard isGiven(index) else { return nil }
    let items = try vm.array(self[index])
    guard items.count == 2 else {
      throw Raised(.valueError, "expected a pair (low, high), got \(items.count) values")
    }
    return (items[0].isNone ? nil : try vm.double(items[0]), items[1].isNone ? nil : try vm.double(items[1]))
  }

  /// Positions on an axis: numbers, or names that take the places 0, 1, 2, ….
  func places(_ index: Int, on axis: inout Axis) throws -> [Double] {
    if let names = try PlotCall.names(self[index], vm) { return Axes.categorize(names, on: &axis) }
    return try doubles(index)
  }

  /// The texts of a sequence of texts, `nil` for anything else.
  static func names(_ value: Value, _ vm: Interpreter) throws -> [String]? {
    guard value.as(ListObject.self) != nil || value.as(TupleObject.self) != nil else { return nil }
    let items = try vm.array(value)
    guard !items.isEmpty else { return nil }
    var names: [String] = []
    for item in items {
      guard let text = item.as(StrObject.self)?.text else { return nil }
      names.append(text)
    }
    return names
  }

  /// A colour by name, or `(red, green, blue[, alpha])` in 0…1.
  static func color(_ value: Value, _ vm: Interpreter) throws -> Color {
    if let text = value.as(StrObject.self)?.text { return try Color(parsing: text) }
    let parts = try NumberGrid(value, vm)
    guard parts.shape == [3] || parts.shape == [4], parts.values.allSatisfy({ (0...1).contains($0) }) else {
      throw Raised(.valueError, "RGBA values should be within 0-1 range: \(try vm.repr(value)) is not a valid color value")
    }
    return Color(parts.values[0], parts.values[1], parts.values[2], parts.values.count == 4 ? parts.values[3] : 1)
  }

  /// Runs a drawing step and turns what the figure model refuses into the language's exceptions.
  static func translate<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as PlotError {
      let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let kind: ExceptionKind
      switch error {
      case .value: kind = .valueError
      case .type: kind = .typeError
      case .drawing: kind = .osError
      }
      throw Raised(kind, lines.first ?? "", details: Array(lines.dropFirst()))
    }
  }
}
