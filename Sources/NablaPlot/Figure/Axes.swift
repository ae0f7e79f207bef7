/// Where an axes lies: cells of a grid that fills the figure, or a rectangle in fractions of the figure.
public enum AxesPlace: Equatable, Sendable {
  case grid(rows: Int, columns: Int, row: ClosedRange<Int>, column: ClosedRange<Int>)
  case fraction(left: Double, bottom: Double, width: Double, height: Double)
}

/// A plot: its artists, its two axes, title, legend and colorbar.
public final class Axes {
  public internal(set) var place: AxesPlace
  public internal(set) var artists: [Artist] = []
  public var x = Axis()
  public var y = Axis()
  public var title = ""
  public var titleSize = 12.0
  public var titleAlignment = HorizontalAlignment.center
  public var titleColor = Color.black
  public var titleBold = false
  /// The frame, ticks and labels are drawn.
  public var isFramed = true
  public var hasEqualAspect = false
  public var background = Color.white
  public var legend: Legend?
  public var colorbar: Colorbar?
  /// Draws a coloured border: marks what deserves a look.
  public var outline: Color?
  /// Hides single sides of the frame.
  public var hiddenSpines: Set<String> = []
  /// Axes drawn over this one with the same x and their own y on the right (`twinx`).
  public internal(set) var twin: Axes?
  weak var host: Axes?

  private var cyclePlace = 0
  /// Axes whose x (or y) range is shared have the same number.
  var sharedX: Int?
  var sharedY: Int?

  init(place: AxesPlace) { self.place = place }

  /// The next colour of the cycle.
  public func nextColor() -> Color {
    if let host { return host.nextColor() }
    defer { cyclePlace += 1 }
    return Color.cycle[cyclePlace % Color.cycle.count]
  }

  func add<A: Artist>(_ artist: A) -> A {
    artists.append(artist)
    return artist
  }

  /// Removes everything drawn so far (`cla`).
  public func clear() {
    artists = []
    x = Axis()
    y = Axis()
    title = ""
    legend = nil
    colorbar = nil
    outline = nil
    cyclePlace = 0
    hasEqualAspect = false
    isFramed = true
    twin = nil
  }

  /// A second axes over this one with its own y axis on the right.
  public func twinX() -> Axes {
    if let twin { return twin }
    let second = Axes(place: place)
    second.host = self
    second.background = .clear
    twin = second
    return second
  }

  /// Places of names on an axis: each new one gets the next whole number.
  public static func categorize(_ names: [String], on axis: inout Axis) -> [Double] {
    names.map { name in
      if let index = axis.categories.firstIndex(of: name) { return Double(index) }
      axis.categories.append(name)
      return Double(axis.categories.count - 1)
    }
  }
}

/// A box that names the artists. `location` is matplotlib's: `'best'`, `'upper right'`, …
public struct Legend: Sendable {
  public static let locations = [
    "best", "upper right", "upper left", "lower left", "lower right", "right", "center left", "center right",
    "lower center", "upper center", "center",
  ]

  public var location = "best"
  public var title = ""
  public var size = 10.0
  public var columns = 1
  public var isFramed = true
  /// Entries given by hand: the artists' own labels otherwise.
  public var labels: [String]?

  /// - Throws: for an unknown location, in matplotlib's words.
  public init(location: String = "best") throws {
    guard Legend.locations.contains(location) else {
      let known = Legend.locations.map { "'\($0)'" }.joined(separator: ", ")
      throw PlotError.value("'\(location)' is not a valid value for loc; supported values are \(known)")
    }
    self.location = location
  }
}

/// The scale of an image's colours beside it.
public struct Colorbar {
  public let image: ImageArtist
  public var label = ""
  public var ticks: [Double]?

  public init(image: ImageArtist, label: String = "") {
    self.image = image
    self.label = label
  }
}
