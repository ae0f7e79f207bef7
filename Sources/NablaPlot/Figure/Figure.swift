/// A page with plots.
public final class Figure {
  /// Inches.
  public var width: Double
  public var height: Double
  public var dpi: Double
  public private(set) var axes: [Axes] = []
  public var title = ""
  public var titleSize = 12.0
  public var background = Color.white
  public var layout = Layout.automatic
  /// A text under all x axes, and one left of all y axes.
  public var xLabel = ""
  public var yLabel = ""

  public enum Layout: Equatable, Sendable {
    /// matplotlib's own margins, unless a label would be cut or overlap another: then as `tight`.
    case automatic
    /// The margins that the labels need and no more.
    case tight
    /// Just these margins, in fractions of the figure, and gaps in fractions of a plot.
    case fixed(Margins)
  }

  public struct Margins: Equatable, Sendable {
    public var left = 0.125
    public var right = 0.9
    public var bottom = 0.11
    public var top = 0.88
    public var horizontalGap = 0.2
    public var verticalGap = 0.2
    public init() {}
  }

  /// - Throws: for sizes that are no picture.
  public init(width: Double = 6.4, height: Double = 4.8, dpi: Double = 100) throws {
    guard width.isFinite, height.isFinite, width > 0, height > 0, dpi.isFinite, dpi > 0 else {
      throw PlotError.value("figure size must be positive finite not (\(width), \(height))")
    }
    self.width = width
    self.height = height
    self.dpi = dpi
  }

  /// `add_subplot(rows, columns, index)`: cells count from 1, row by row. An axes that lies in the same cells already is
  /// given back, as `pyplot.subplot` does.
  public func subplot(rows: Int, columns: Int, first: Int, last: Int? = nil) throws -> Axes {
    let last = last ?? first
    guard rows > 0, columns > 0, rows <= 1000, columns <= 1000 else {
      throw PlotError.value("Number of rows must be a positive integer, not \(rows)\n(and columns, not \(columns)).")
    }
    guard first >= 1, last >= first, last <= rows * columns else {
      throw PlotError.value("num must be an integer with 1 <= num <= \(rows * columns), not \(first < 1 ? first : last)")
    }
    let (a, b) = (first - 1, last - 1)
    let (low, high) = (min(a % columns, b % columns), max(a % columns, b % columns))
    let place = AxesPlace.grid(rows: rows, columns: columns, row: a / columns...b / columns, column: low...high)
    if let existing = axes.first(where: { $0.place == place }) { return existing }
    return add(Axes(place: place))
  }

  /// `subplots(rows, columns)`, row by row.
  public func subplots(rows: Int, columns: Int, shareX: Bool = false, shareY: Bool = false) throws -> [[Axes]] {
    guard rows > 0, columns > 0, rows * columns <= 10_000 else {
      throw PlotError.value("Number of rows must be a positive integer, not \(rows)\n(and columns, not \(columns)).")
    }
    let group = axes.count
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let place = AxesPlace.grid(rows: rows, columns: columns, row: row...row, column: column...column)
        let plot = add(Axes(place: place))
        if shareX {
          plot.sharedX = group
          plot.x.showsTickLabels = row == rows - 1
        }
        if shareY {
          plot.sharedY = group
          plot.y.showsTickLabels = column == 0
        }
        return plot
      }
    }
  }

  /// `fig.add_axes([left, bottom, width, height])`, fractions of the figure.
  public func axes(left: Double, bottom: Double, width: Double, height: Double) throws -> Axes {
    guard [left, bottom, width, height].allSatisfy(\.isFinite), width > 0, height > 0 else {
      throw PlotError.value("all entries in rect must be finite not (\(left), \(bottom), \(width), \(height))")
    }
    return add(Axes(place: .fraction(left: left, bottom: bottom, width: width, height: height)))
  }

  private func add(_ plot: Axes) -> Axes {
    axes.append(plot)
    return plot
  }

  public func remove(_ plot: Axes) { axes.removeAll { $0 === plot } }

  public func clear() {
    axes = []
    title = ""
    xLabel = ""
    yLabel = ""
  }
}
