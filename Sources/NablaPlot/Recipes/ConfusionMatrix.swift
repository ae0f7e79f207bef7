/// How often each class was taken for each: row the truth, column the prediction.
public struct ConfusionMatrix: Equatable, Sendable {
  public let counts: [[Double]]

  public enum Normalization: String, Sendable { case truth = "true", predicted = "pred", all }

  /// Counts pairs of labels.
  public init(truth: [Int], predicted: [Int], classes: Int? = nil) throws {
    guard truth.count == predicted.count else {
      throw PlotError.value(
        "Found input variables with inconsistent numbers of samples: [\(truth.count), \(predicted.count)]")
    }
    let largest = max(truth.max() ?? -1, predicted.max() ?? -1)
    let count = classes ?? (min(largest, 1000) + 1)
    guard (truth.min() ?? 0) >= 0, (predicted.min() ?? 0) >= 0, count >= 0, largest < count, count <= 1000 else {
      throw PlotError.value("Labels must lie between 0 and \(max(1, min(count, 1000)) - 1).")
    }
    var table = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for (row, column) in zip(truth, predicted) { table[row][column] += 1 }
    counts = table
  }

  public init(counts: [[Double]]) throws {
    guard counts.allSatisfy({ $0.count == counts.count }), !counts.isEmpty else {
      throw PlotError.value("A confusion matrix is square, with a row and a column for each class.")
    }
    self.counts = counts
  }

  /// Shares instead of counts: of each true class, of each predicted class, or of all.
  public func normalized(_ over: Normalization) -> [[Double]] {
    let rows = counts.map { $0.reduce(0, +) }
    let columns = counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    let total = rows.reduce(0, +)
    return counts.enumerated().map { row, values in
      values.enumerated().map { column, value in
        let whole: Double
        switch over {
        case .truth: whole = rows[row]
        case .predicted: whole = columns[column]
        case .all: whole = total
        }
        return whole > 0 ? value / whole : 0
      }
    }
  }

  /// Whole numbers as such where that is shorter, else two digits: as scikit-learn writes them. Small shares, which
  /// would not fit their cell so, get two decimals.
  static func text(_ value: Double) -> String {
    var general = TickLabels.format("%.2g", value)
    if general.count > 4, abs(value) < 1 { general = TickLabels.format("%.2f", value) }
    guard value == value.rounded(), abs(value) < 1e15 else { return general }
    let whole = String(Int(value))
    return whole.count < general.count || general.contains("e") ? whole : general
  }

  /// The matrix drawn with scikit-learn's conventions.
  public func figure(
    labels: [String] = [], normalize: Normalization? = nil, title: String = "", colormap: Colormap = .viridis,
    colorbar: Bool = true
  ) throws -> Figure {
    let values = normalize.map(normalized) ?? counts
    let size = values.count
    guard size <= 100 else { throw PlotError.value("A confusion matrix of \(size) classes is too large to be drawn.") }
    let scale = max(1, Double(size) / 11)
    let figure = try Figure(width: 6.4 * scale + (labels.contains { $0.count > 4 } ? 0.8 : 0), height: 5.2 * scale)
    figure.layout = .tight
    let axes = try figure.subplot(rows: 1, columns: 1, first: 1)
    let data = try ImageData(height: size, width: size, values: values.flatMap { $0.map(Float.init) })
    let image = axes.imshow(data, colormap: colormap)
    if colorbar { axes.colorbar = Colorbar(image: image) }
    let flat = values.flatMap { $0 }
    let middle = ((flat.max() ?? 0) + (flat.min() ?? 0)) / 2
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        let words = axes.text(Double(column), Double(row), Self.text(value))
        words.color = value < middle ? colormap(1) : colormap(0)
        words.horizontal = .center
        words.vertical = .center
        words.size = 10
      }
    }
    let names = (0..<size).map { $0 < labels.count ? labels[$0] : String($0) }
    axes.x.ticks = (0..<size).map(Double.init)
    axes.x.tickLabels = names
    axes.y.ticks = axes.x.ticks
    axes.y.tickLabels = names
    axes.x.label = "Predicted label"
    axes.y.label = "True label"
    axes.title = title
    return figure
  }

  /// The matrix as text, with the share of each class that was found.
  public func table(labels: [String] = []) -> String {
    let names = counts.indices.map { $0 < labels.count ? labels[$0] : String($0) }
    let left = max(5, names.map(\.count).max() ?? 0)
    let cells = counts.map { $0.map(Self.text) }
    let widths = counts.indices.map { column in
      max(names[column].count, cells.map { $0[column].count }.max() ?? 0)
    }
    func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
    var lines = [padded("", left) + zip(names, widths).map { "  " + padded($0, $1) }.joined() + "  recall"]
    for (row, line) in cells.enumerated() {
      let total = counts[row].reduce(0, +)
      let recall = total > 0 ? TickLabels.format("%.1f", 100 * counts[row][row] / total) + "%" : "-"
      lines.append(padded(names[row], left) + zip(line, widths).map { "  " + padded($0, $1) }.joined() + "  " + padded(recall, 6))
    }
    return lines.joined(separator: "\n")
  }
}
