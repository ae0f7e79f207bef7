import NablaPlot
import NablaTensor
import NablaVM

/// A drawing call, offered as `ax.name(...)` and as `plt.name(...)` on the current axes.
struct AxesCall {
  let name: String
  let summary: String
  let body: (AxesObject, PlotArguments) throws -> Value

  init(_ name: String, _ summary: String, _ body: @escaping (AxesObject, PlotArguments) throws -> Value) {
    self.name = name
    self.summary = summary
    self.body = body
  }

  func method() -> Native {
    Native(name, "(self, *args, **kwargs)", summary) { arguments, vm in
      let axes = try arguments.receiver(AxesObject.self, vm)
      return try PlotErrors.translate { try body(axes, PlotArguments(arguments[1], arguments[2], vm)) }
    }
  }

  func function() -> Native {
    Native(name, "(*args, **kwargs)", summary) { arguments, vm in
      try PlotErrors.translate {
        try body(OpenFigures.current().currentAxes(), PlotArguments(arguments[0], arguments[1], vm))
      }
    }
  }
}

enum AxesCalls {
  static let drawing: [AxesCall] = lines + areas + others

  private static func artist(_ artist: Artist?, _ axes: AxesObject) -> Value { .object(ArtistObject(artist, axes.axes)) }

  private static let lines: [AxesCall] = [
    AxesCall("plot", "Lines through points.") { axes, a in try plot(axes, a) },
    AxesCall("semilogy", "Lines, the y axis logarithmic.") { axes, a in
      axes.axes.y.isLog = true
      return try plot(axes, a)
    },
    AxesCall("semilogx", "Lines, the x axis logarithmic.") { axes, a in
      axes.axes.x.isLog = true
      return try plot(axes, a)
    },
    AxesCall("loglog", "Lines, both axes logarithmic.") { axes, a in
      axes.axes.x.isLog = true
      axes.axes.y.isLog = true
      return try plot(axes, a)
    },
    AxesCall("errorbar", "A line with bars of ± yerr.") { axes, a in
      let x = try a.numbers(a.value(0, "x") ?? .none)
      let y = try a.numbers(a.value(1, "y") ?? .none)
      let error = try a.value(2, "yerr").map { try a.numbers($0) } ?? []
      let format = try a.text("fmt").map { try FormatString(parsing: $0) } ?? FormatString()
      return artist(
        try axes.axes.errorBars(x, y, error: error, format: format, color: a.color("color", "c"), label: a.text("label")), axes)
    },
    rule("axhline", horizontal: true), rule("axvline", horizontal: false),
    span("axhspan", horizontal: true), span("axvspan", horizontal: false),
  ]

  /// `plot(y)`, `plot(x, y)`, `plot(x, y, 'r--')`, and several of those in a row.
  private static func plot(_ axes: AxesObject, _ a: PlotArguments) throws -> Value {
    var rest = a.positional[...]
    var made: [Value] = []
    while let first = rest.popFirst() {
      var values: [Value] = [first]
      if let second = rest.first, second.as(StrObject.self) == nil {
        values.append(second)
        rest = rest.dropFirst()
      }
      var format = FormatString()
      if let text = rest.first?.as(StrObject.self)?.text {
        format = try FormatString(parsing: text)
        rest = rest.dropFirst()
      }
      for (x, y) in try columns(values, axes, a) {
        let line = try axes.axes.plot(x, y, format: format, color: a.color("color", "c"), label: a.text("label"))
        try style(line, a, format)
        made.append(artist(line, axes))
      }
    }
    return .list(made)
  }

  /// Each column of a two-dimensional y is a line.
  private static func columns(_ values: [Value], _ axes: AxesObject, _ a: PlotArguments) throws -> [([Double], [Double])] {
    let last = values[values.count - 1]
    if let tensor = try PlotArguments.tensor(last), tensor.rank == 2 {
      let x = values.count == 2 ? try a.numbers(values[0]) : (0..<tensor.shape[0]).map(Double.init)
      return try (0..<tensor.shape[1]).map { (x, try tensor.select(1, $0).doubles()) }
    }
    let y = try a.numbers(last)
    let x = values.count == 2 ? try a.places(values[0], &axes.axes.x) : y.indices.map(Double.init)
    return [(x, y)]
  }

  private static func style(_ line: LineArtist, _ a: PlotArguments, _ format: FormatString) throws {
    // A format with a marker and no line draws no line.
    if format.marker != nil, format.line == nil { line.style = .none }
    if let width = try a.number("linewidth", "lw") { line.width = width }
    if let text = try a.text("linestyle", "ls") { line.style = try LineStyle(parsing: text) }
    if let text = try a.text("marker") { line.marker = try Marker(parsing: text) }
    if let size = try a.number("markersize", "ms") { line.markerSize = size }
    if let alpha = try a.number("alpha") { line.color = line.color.opacity(alpha) }
  }

  private static func rule(_ name: String, horizontal: Bool) -> AxesCall {
    AxesCall(name, "A line across the whole plot.") { axes, a in
      let place = try a.value(0, horizontal ? "y" : "x").map { try a.vm.double($0) } ?? 0
      let made = axes.axes.rule(
        at: place, horizontal: horizontal, color: try a.color("color", "c") ?? Color.cycle[0], label: try a.text("label"))
      if let text = try a.text("linestyle", "ls") { made.style = try LineStyle(parsing: text) }
      if let width = try a.number("linewidth", "lw") { made.width = width }
      return artist(made, axes)
    }
  }

  private static func span(_ name: String, horizontal: Bool) -> AxesCall {
    AxesCall(name, "A band across the whole plot.") { axes, a in
      let low = try a.vm.double(a.value(0, horizontal ? "ymin" : "xmin") ?? .none)
      let high = try a.vm.double(a.value(1, horizontal ? "ymax" : "xmax") ?? .none)
      return artist(
        axes.axes.span(
          min(low, high)...max(low, high), horizontal: horizontal, color: try a.color("color", "facecolor") ?? Color.cycle[0],
          label: try a.text("label")), axes)
    }
  }

  private static let areas: [AxesCall] = [
    AxesCall("scatter", "A mark at each point.") { axes, a in
      let x = try a.numbers(a.value(0, "x") ?? .none)
      let y = try a.numbers(a.value(1, "y") ?? .none)
      let sizes = try a.value(2, "s").map { try a.numbers($0) } ?? [36]
      var colors = try a.colors("color")
      if colors == nil, let given = a.value(3, "c") {
        let isNames: Bool = {
          guard case .object(let object) = given else { return false }
          if object is StrObject { return true }
          return Sequences.items(of: object)?.contains { $0.as(StrObject.self) != nil } ?? false
        }()
        if isNames {
          if let one = given.as(StrObject.self)?.text { colors = [try Color(parsing: one).opacity(a.number("alpha"))] } else {
            colors = try a.vm.array(given).map { try a.color($0).opacity(a.number("alpha")) }
          }
        } else {
          colors = Axes.colors(try a.numbers(given), try a.colormap(), low: try a.number("vmin"), high: try a.number("vmax"))
            .map { color in (try? color.opacity(a.number("alpha"))) ?? color }
        }
      }
      let marker = try a.text("marker").flatMap { try Marker(parsing: $0) } ?? .circle
      return artist(
        try axes.axes.scatter(x, y, sizes: sizes, colors: colors, marker: marker, label: a.text("label")), axes)
    },
    bars("bar", horizontal: false), bars("barh", horizontal: true),
    AxesCall("hist", "How many values fall into each interval.") { axes, a in
      let values = try a.numbers(a.value(0, "x") ?? .none)
      let bins = try a.value(1, "bins").map { try a.vm.int($0) } ?? 10
      var range: ClosedRange<Double>?
      if let given = a["range"] {
        let ends = try a.numbers(given)
        if ends.count == 2, ends[0] <= ends[1] { range = ends[0]...ends[1] }
      }
      let (counts, edges, made) = try axes.axes.hist(
        values, bins: bins, range: range, density: a.flag("density") ?? false, color: a.color("color"), label: a.text("label"))
      return .tuple([ArrayObject.value(Tensor(counts)), ArrayObject.value(Tensor(edges)), artist(made, axes)])
    },
    AxesCall("fill_between", "The area between two curves.") { axes, a in
      let x = try a.numbers(a.value(0, "x") ?? .none)
      let first = try a.numbers(a.value(1, "y1") ?? .none)
      let second = try a.value(2, "y2").map { try a.numbers($0) } ?? [0]
      return artist(try axes.axes.fillBetween(x, first, second, color: a.color("color", "facecolor"), label: a.text("label")), axes)
    },
  ]

  private static func bars(_ name: String, horizontal: Bool) -> AxesCall {
    AxesCall(name, "Bars.") { axes, a in
      let given = a.value(0, horizontal ? "y" : "x") ?? .none
      let places = horizontal ? try a.places(given, &axes.axes.y) : try a.places(given, &axes.axes.x)
      let lengths = try a.numbers(a.value(1, horizontal ? "width" : "height") ?? .none)
      let width = try a.value(2, horizontal ? "height" : "width").map { try a.vm.double($0) } ?? 0.8
      let base = try a.value(3, horizontal ? "left" : "bottom").map { try a.numbers($0) } ?? [0]
      return artist(
        try axes.axes.bar(
          places, lengths, width: width, base: base, horizontal: horizontal, colors: a.colors("color"),
          label: a.text("label")), axes)
    }
  }

  private static let others: [AxesCall] = [
    AxesCall("imshow", "An image.") { axes, a in try image(axes, a) },
    AxesCall("matshow", "A matrix as an image.") { axes, a in try image(axes, a) },
    AxesCall("text", "A text at a place.") { axes, a in
      let x = try a.vm.double(a.value(0, "x") ?? .none)
      let y = try a.vm.double(a.value(1, "y") ?? .none)
      let made = axes.axes.text(x, y, try a.text(2, "s") ?? "")
      if let size = try a.number("fontsize", "size") { made.size = size }
      if let color = try a.color("color", "c") { made.color = color }
      made.horizontal = try horizontal(a.text("ha", "horizontalalignment"))
      switch try a.text("va", "verticalalignment") {
      case "center": made.vertical = .center
      case "top": made.vertical = .top
      case "bottom": made.vertical = .bottom
      default: break
      }
      if let turn = try a.number("rotation") { made.rotation = turn }
      return artist(made, axes)
    },
    AxesCall("legend", "A box that names what is drawn.") { axes, a in
      var legend = try Legend(location: a.text("loc") ?? "best")
      if let labels = a.positional.first ?? a["labels"], a.positional.count < 2 {
        legend.labels = try a.vm.array(labels).map { try a.vm.str($0) }
      } else if a.positional.count == 2 {
        legend.labels = try a.vm.array(a.positional[1]).map { try a.vm.str($0) }
      }
      if let title = try a.text("title") { legend.title = title }
      if let size = try a.number("fontsize") { legend.size = size }
      if let columns = try a.number("ncol", "ncols") { legend.columns = max(Int(columns), 1) }
      if let framed = try a.flag("frameon") { legend.isFramed = framed }
      axes.axes.legend = legend
      return artist(nil, axes)
    },
    AxesCall("grid", "Lines at the ticks.") { axes, a in
      let on = try a.positional.first.map { try a.vm.truth($0) } ?? a.flag("visible") ?? true
      let which = try a.text("axis") ?? "both"
      if which != "y" { axes.axes.x.hasGrid = on }
      if which != "x" { axes.axes.y.hasGrid = on }
      return .none
    },
    AxesCall("axis", "'off', 'equal', or the four limits.") { axes, a in
      guard let given = a.positional.first else { return .none }
      if let word = given.as(StrObject.self)?.text {
        switch word {
        case "off": hide(axes.axes)
        case "equal", "image", "scaled", "square": axes.axes.hasEqualAspect = true
        case "on", "auto", "tight": break
        default: throw PlotError.value("Unrecognized string '\(word)' to axis; try 'on' or 'off'")
        }
      } else if case .bool(let on) = given {
        if !on { hide(axes.axes) }
      } else {
        let limits = try a.numbers(given)
        guard limits.count == 4 else { throw PlotError.type("the four limits are [xmin, xmax, ymin, ymax]") }
        (axes.axes.x.low, axes.axes.x.high) = (limits[0], limits[1])
        (axes.axes.y.low, axes.axes.y.high) = (limits[2], limits[3])
      }
      return .none
    },
    AxesCall("tick_params", "How ticks look.") { axes, a in
      let which = try a.text("axis") ?? "both"
      if let size = try a.number("labelsize") {
        if which != "y" { axes.axes.x.tickSize = size }
        if which != "x" { axes.axes.y.tickSize = size }
      }
      if let bottom = try a.flag("labelbottom") { axes.axes.x.showsTickLabels = bottom }
      if let left = try a.flag("labelleft") { axes.axes.y.showsTickLabels = left }
      if let turn = try a.number("rotation", "labelrotation") {
        if which != "y" { axes.axes.x.tickRotation = turn }
        if which == "y" { axes.axes.y.tickRotation = turn }
      }
      return .none
    },
  ]

  static func horizontal(_ name: String?) -> HorizontalAlignment {
    switch name {
    case "center": return .center
    case "right": return .right
    default: return .left
    }
  }

  static func hide(_ axes: Axes) {
    axes.isFramed = false
    axes.x.showsTicks = false
    axes.y.showsTicks = false
    axes.x.showsTickLabels = false
    axes.y.showsTickLabels = false
  }

  private static func image(_ axes: AxesObject, _ a: PlotArguments) throws -> Value {
    guard let given = a.value(0, "X") else { throw PlotError.type("imshow() missing 1 required positional argument: 'X'") }
    let tensor: Tensor
    if let known = try PlotArguments.tensor(given) { tensor = known } else if let image = given.as(ImageObject.self) {
      tensor = try image.tensor()
    } else {
      tensor = try TensorLiteral.make(given, dtype: nil, a.vm)
    }
    var extent: (left: Double, right: Double, bottom: Double, top: Double)?
    if let value = a["extent"] {
      let sides = try a.numbers(value)
      if sides.count == 4 { extent = (sides[0], sides[1], sides[2], sides[3]) }
    }
    let map = try a.value(1, "cmap").map { try Colormap(named: a.vm.str($0)) } ?? .viridis
    let made = axes.axes.imshow(
      try ImageData(tensor), colormap: map, low: try a.number("vmin"), high: try a.number("vmax"),
      originIsUpper: try a.text("origin") != "lower", extent: extent, equalAspect: try a.text("aspect") != "auto")
    if let alpha = try a.number("alpha") { made.alpha = alpha }
    axes.lastImage = made
    return artist(made, axes)
  }
}
