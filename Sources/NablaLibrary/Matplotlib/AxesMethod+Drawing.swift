import NablaPlot
import NablaVM

/// Lines, points, bars, areas.
extension AxesMethod {
  static let drawing: [AxesMethod] = [
    AxesMethod("plot", "*args, **kwargs", "Draws lines: plot(y), plot(x, y), plot(x, y, 'r--o').", function: "plot", plot),
    AxesMethod(
      "scatter", "x, y, s=None, c=None, *, marker=None, cmap=None, vmin=None, vmax=None, label=None, **kwargs",
      "Draws a point for each (x, y).", function: "scatter", scatter),
    AxesMethod(
      "bar", "x, height, width=0.8, bottom=None, *, align='center', **kwargs", "Draws upright bars.", function: "bar"
    ) { axes, call in try bars(axes, call, horizontal: false) },
    AxesMethod(
      "barh", "y, width, height=0.8, left=None, *, align='center', **kwargs", "Draws lying bars.", function: "barh"
    ) { axes, call in try bars(axes, call, horizontal: true) },
    AxesMethod(
      "hist", "x, bins=None, range=None, density=False, *, color=None, label=None, alpha=None, **kwargs",
      "Counts values in intervals and draws a bar for each.", function: "hist", hist),
    AxesMethod(
      "fill_between", "x, y1, y2=0, *, color=None, alpha=None, label=None, **kwargs", "Fills the area between two curves.",
      function: "fill_between", fillBetween),
    AxesMethod("axhline", "y=0, *, color=None, linestyle='-', linewidth=1.5, label=None, **kwargs", "Draws a level line.", function: "axhline") {
      axes, call in try rule(axes, call, horizontal: true)
    },
    AxesMethod("axvline", "x=0, *, color=None, linestyle='-', linewidth=1.5, label=None, **kwargs", "Draws an upright line.", function: "axvline") {
      axes, call in try rule(axes, call, horizontal: false)
    },
    AxesMethod("axhspan", "ymin, ymax, **kwargs", "Tints a band across the plot.", function: "axhspan") { axes, call in
      try span(axes, call, horizontal: true)
    },
    AxesMethod("axvspan", "xmin, xmax, **kwargs", "Tints an upright band of the plot.", function: "axvspan") { axes, call in
      try span(axes, call, horizontal: false)
    },
    AxesMethod(
      "errorbar", "x, y, yerr=None, fmt='', *, color=None, label=None, **kwargs", "Draws a line with bars of ± yerr.",
      function: "errorbar"
    ) { axes, call in
      var keywords = try PlotKeywords(call[6], call.vm, artist: "Line2D")
      let line = try axes.axes.errorBars(
        call.doubles(0), call.doubles(1), error: call.optionalDoubles(2) ?? [],
        format: FormatString(parsing: call.text(3)), color: call.color(4), label: call.optionalText(5))
      try style(line, &keywords)
      _ = try keywords.double("capsize")
      try keywords.finish()
      return .object(ArtistObject(line, name: "container.ErrorbarContainer"))
    },
    AxesMethod("text", "x, y, s, **kwargs", "Writes text at (x, y).", function: "text") { axes, call in
      let artist = try axes.axes.text(call.double(0), call.double(1), call.text(2))
      var keywords = try PlotKeywords(call[3], call.vm, artist: "Text")
      if let size = try keywords.fontSize() { artist.size = size }
      if let color = try keywords.color("color") { artist.color = color }
      if let bold = try keywords.bold() { artist.bold = bold }
      if let rotation = try keywords.double("rotation") { artist.rotation = rotation }
      if let alignment = try keywords.horizontal() { artist.horizontal = alignment }
      if let alignment = try keywords.vertical() { artist.vertical = alignment }
      // `transform=ax.transAxes`: fractions of the plot.
      if keywords.take("transform") != nil { artist.isRelative = true }
      try keywords.finish()
      return .object(ArtistObject(artist, name: "text.Text"))
    },
  ]

  /// `plot([x], y, [fmt], …)`, several groups in a row, and a matrix `y` as one line per column.
  private static func plot(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    let vm = call.vm
    var rest = try vm.array(call[0])[...]
    var lines: [LineArtist] = []
    while let first = rest.popFirst() {
      var (x, y): (Value?, Value) = (nil, first)
      if let second = rest.first, second.as(StrObject.self) == nil {
        (x, y) = (first, second)
        rest.removeFirst()
      }
      var format = FormatString()
      if let text = rest.first?.as(StrObject.self)?.text {
        format = try FormatString(parsing: text)
        rest.removeFirst()
      }
      let columns = try series(NumberGrid(y, vm))
      var positions: [Double]?
      if let x {
        if let names = try PlotCall.names(x, vm) {
          positions = Axes.categorize(names, on: &axes.axes.x)
        } else {
          positions = try NumberGrid(x, vm).values
        }
      }
      for column in columns {
        lines.append(
          try axes.axes.plot(positions ?? column.indices.map(Double.init), column, format: format))
      }
    }
    for line in lines {
      var keywords = try PlotKeywords(call[1], vm, artist: "Line2D")
      try style(line, &keywords)
      try keywords.finish()
    }
    return .list(lines.map { .object(ArtistObject($0, name: "lines.Line2D")) })
  }

  private static func series(_ grid: NumberGrid) throws -> [[Double]] {
    guard grid.shape.count == 2 else {
      guard grid.shape.count < 2 else {
        throw Raised(.valueError, "x and y can be no greater than 2D, but y has \(grid.shape.count) dimensions")
      }
      return [grid.values]
    }
    let (rows, columns) = (grid.shape[0], grid.shape[1])
    return (0..<columns).map { column in (0..<rows).map { grid.values[$0 * columns + column] } }
  }

  private static func style(_ line: LineArtist, _ keywords: inout PlotKeywords) throws {
    if let color = try keywords.color("color") { line.color = color }
    if let width = try keywords.double("linewidth") { line.width = width }
    if let style = try keywords.text("linestyle") { line.style = try LineStyle(parsing: style) }
    if let marker = try keywords.text("marker") { line.marker = try Marker(parsing: marker) }
    if let size = try keywords.double("markersize") { line.markerSize = size }
    if let face = try keywords.color("markerfacecolor") { line.markerFace = face }
    if let edge = try keywords.color("markeredgecolor") { line.markerEdge = edge }
    if let alpha = try keywords.double("alpha") { line.color = line.color.opacity(alpha) }
    if let label = try keywords.text("label") { line.label = label }
    if let order = try keywords.double("zorder") { line.zOrder = order }
  }

  private static func scatter(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    let vm = call.vm
    let x = try call.doubles(0)
    let y = try call.doubles(1)
    var keywords = try PlotKeywords(call[9], vm, artist: "PathCollection")
    var colors = try keywords.color("color").map { [$0] }
    if call.isGiven(3) {
      if call[3].as(StrObject.self) != nil {
        colors = [try PlotCall.color(call[3], vm)]
      } else if let names = try PlotCall.names(call[3], vm) {
        colors = try names.map { try Color(parsing: $0) }
      } else {
        let grid = try NumberGrid(call[3], vm)
        if grid.shape.count == 2 {
          colors = try vm.array(call[3]).map { try PlotCall.color($0, vm) }
        } else {
          let map = try call.optionalText(5).map { try Colormap(named: $0) } ?? .viridis
          colors = Axes.colors(grid.values, map, low: try call.optionalDouble(6), high: try call.optionalDouble(7))
        }
      }
    }
    let marker = try call.optionalText(4).flatMap { try Marker(parsing: $0) } ?? .circle
    let artist = try axes.axes.scatter(
      x, y, sizes: call.optionalDoubles(2) ?? [36], colors: colors, marker: marker, label: call.optionalText(8))
    if let alpha = try keywords.double("alpha") { artist.colors = artist.colors.map { $0.opacity(alpha) } }
    if let edge = try keywords.color("edgecolor") { artist.edge = edge }
    if let width = try keywords.double("linewidth") { artist.edgeWidth = width }
    if let order = try keywords.double("zorder") { artist.zOrder = order }
    try keywords.finish()
    return .object(ArtistObject(artist, name: "collections.PathCollection"))
  }

  private static func bars(_ axes: AxesObject, _ call: PlotCall, horizontal: Bool) throws -> Value {
    let places = horizontal ? try call.places(0, on: &axes.axes.y) : try call.places(0, on: &axes.axes.x)
    var keywords = try PlotKeywords(call[5], call.vm, artist: "Rectangle")
    var colors: [Color]?
    if let value = keywords.take("color") {
      if let names = try PlotCall.names(value, call.vm) {
        colors = try names.map { try Color(parsing: $0) }
      } else {
        colors = [try PlotCall.color(value, call.vm)]
      }
    }
    let artist = try axes.axes.bar(
      places, call.doubles(1), width: call.double(2), base: call.optionalDoubles(3) ?? [0], horizontal: horizontal,
      alignEdge: call.optionalText(4) == "edge", colors: colors, label: keywords.text("label"))
    if let alpha = try keywords.double("alpha") { artist.colors = artist.colors.map { $0.opacity(alpha) } }
    if let edge = try keywords.color("edgecolor") { artist.edge = edge }
    if let width = try keywords.double("linewidth") { artist.edgeWidth = width }
    try keywords.finish()
    return .object(ArtistObject(artist, name: "container.BarContainer"))
  }

  private static func hist(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    var range: ClosedRange<Double>?
    if let (low, high) = try call.pair(2), let low, let high {
      guard low <= high else { throw Raised(.valueError, "max must be larger than min in range parameter.") }
      range = low...high
    }
    var keywords = try PlotKeywords(call[7], call.vm, artist: "Rectangle")
    let result = try axes.axes.hist(
      call.doubles(0), bins: call.optionalInt(1) ?? 10, range: range, density: call.bool(3), color: call.color(4),
      label: call.optionalText(5))
    if let alpha = try call.optionalDouble(6) { result.artist.colors = result.artist.colors.map { $0.opacity(alpha) } }
    if let edge = try keywords.color("edgecolor") { result.artist.edge = edge }
    try keywords.finish()
    return .tuple([
      .list(result.counts.map { .float($0) }), .list(result.edges.map { .float($0) }),
      .object(ArtistObject(result.artist, name: "container.BarContainer")),
    ])
  }

  private static func fillBetween(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    let artist = try axes.axes.fillBetween(
      call.doubles(0), call.doubles(1), call.doubles(2), color: call.color(3), label: call.optionalText(5))
    if let alpha = try call.optionalDouble(4) { artist.color = artist.color.opacity(alpha) }
    try PlotKeywords(call[6], call.vm, artist: "PolyCollection").finish()
    return .object(ArtistObject(artist, name: "collections.PolyCollection"))
  }

  private static func rule(_ axes: AxesObject, _ call: PlotCall, horizontal: Bool) throws -> Value {
    var keywords = try PlotKeywords(call[5], call.vm, artist: "Line2D")
    let color = try call.color(1) ?? keywords.color("color") ?? Color.cycle[0]
    let artist = try axes.axes.rule(at: call.double(0), horizontal: horizontal, color: color, label: call.optionalText(4))
    artist.style = try LineStyle(parsing: keywords.text("linestyle") ?? call.text(2))
    artist.width = try keywords.double("linewidth") ?? call.double(3)
    if let alpha = try keywords.double("alpha") { artist.color = artist.color.opacity(alpha) }
    try keywords.finish()
    return .object(ArtistObject(artist, name: "lines.Line2D"))
  }

  private static func span(_ axes: AxesObject, _ call: PlotCall, horizontal: Bool) throws -> Value {
    let (low, high) = (try call.double(0), try call.double(1))
    var keywords = try PlotKeywords(call[2], call.vm, artist: "Rectangle")
    let color = try keywords.color("color") ?? keywords.color("facecolor") ?? Color.cycle[0]
    let artist = try axes.axes.span(
      min(low, high)...max(low, high), horizontal: horizontal, color: color.opacity(keywords.double("alpha")),
      label: keywords.text("label"))
    try keywords.finish()
    return .object(ArtistObject(artist, name: "patches.Rectangle"))
  }
}
