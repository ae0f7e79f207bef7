import NablaPlot
import NablaVM

/// Limits, scales, ticks and grids.
extension AxesMethod {
  static let limits: [AxesMethod] = [
    AxesMethod("set_xlim", "left=None, right=None", "Sets the ends of the horizontal axis.") { axes, call in
      try limit(&axes.axes.x, call)
    },
    AxesMethod("set_ylim", "bottom=None, top=None", "Sets the ends of the vertical axis.") { axes, call in
      try limit(&axes.axes.y, call)
    },
    AxesMethod("set_xscale", "value", "'linear' or 'log'.", function: "xscale") { axes, call in try scale(&axes.axes.x, call) },
    AxesMethod("set_yscale", "value", "'linear' or 'log'.", function: "yscale") { axes, call in try scale(&axes.axes.y, call) },
    AxesMethod("semilogy", "*args, **kwargs", "Draws lines over a logarithmic vertical axis.", function: "semilogy") {
      axes, call in
      axes.axes.y.isLog = true
      return try drawing[0].body(axes, call)
    },
    AxesMethod("semilogx", "*args, **kwargs", "Draws lines over a logarithmic horizontal axis.", function: "semilogx") {
      axes, call in
      axes.axes.x.isLog = true
      return try drawing[0].body(axes, call)
    },
    AxesMethod("loglog", "*args, **kwargs", "Draws lines over two logarithmic axes.", function: "loglog") { axes, call in
      axes.axes.x.isLog = true
      axes.axes.y.isLog = true
      return try drawing[0].body(axes, call)
    },
    AxesMethod("set_xticks", "ticks=None, labels=None, *, rotation=None, **kwargs", "Places the marks of the horizontal axis.", function: "xticks") {
      axes, call in try ticks(&axes.axes.x, call)
    },
    AxesMethod("set_yticks", "ticks=None, labels=None, *, rotation=None, **kwargs", "Places the marks of the vertical axis.", function: "yticks") {
      axes, call in try ticks(&axes.axes.y, call)
    },
    AxesMethod("set_xticklabels", "labels, *, rotation=None, **kwargs", "Names the marks of the horizontal axis.") {
      axes, call in try tickLabels(&axes.axes.x, call)
    },
    AxesMethod("set_yticklabels", "labels, *, rotation=None, **kwargs", "Names the marks of the vertical axis.") {
      axes, call in try tickLabels(&axes.axes.y, call)
    },
    AxesMethod("tick_params", "axis='both', *, labelsize=None, labelrotation=None, rotation=None, **kwargs", "Styles the marks.", function: "tick_params") {
      axes, call in
      let which = try call.text(0)
      let turn = try call.optionalDouble(2) ?? call.optionalDouble(3)
      let size = try call.optionalDouble(1)
      if which != "y" {
        if let size { axes.axes.x.tickSize = size }
        if let turn { axes.axes.x.tickRotation = turn }
      }
      if which != "x" {
        if let size { axes.axes.y.tickSize = size }
        if let turn { axes.axes.y.tickRotation = turn }
      }
      return .none
    },
    AxesMethod("grid", "visible=None, which='major', axis='both', **kwargs", "Draws lines at the marks.", function: "grid") {
      axes, call in
      let which = try call.text(2)
      let isOn = call.isGiven(0) ? try call.bool(0) : true
      if which != "y" { axes.axes.x.hasGrid = isOn }
      if which != "x" { axes.axes.y.hasGrid = isOn }
      return .none
    },
    AxesMethod("axis", "arg=None, **kwargs", "'off', 'on', 'equal', or [xmin, xmax, ymin, ymax].", function: "axis", axis),
    AxesMethod("set_axis_off", "", "Hides frame, marks and labels.") { axes, _ in
      axes.axes.isFramed = false
      return .none
    },
    AxesMethod("set_aspect", "aspect", "'equal' or 'auto'.") { axes, call in
      axes.axes.hasEqualAspect = try call.text(0) == "equal"
      return .none
    },
    AxesMethod("invert_yaxis", "", "Turns the vertical axis round.") { axes, _ in
      axes.axes.y.isInverted.toggle()
      return .none
    },
    AxesMethod("invert_xaxis", "", "Turns the horizontal axis round.") { axes, _ in
      axes.axes.x.isInverted.toggle()
      return .none
    },
    AxesMethod("cla", "", "Removes everything drawn.", function: "cla") { axes, _ in
      axes.axes.clear()
      return .none
    },
    AxesMethod("clear", "", "Removes everything drawn.") { axes, _ in
      axes.axes.clear()
      return .none
    },
    AxesMethod("twinx", "", "A second plot over this one, with its own vertical axis.", function: "twinx") { axes, _ in
      guard let figure = axes.figure else { return .none }
      return .object(figure.object(of: axes.axes.twinX()))
    },
  ]

  /// `set_xlim(0, 1)`, `set_xlim((0, 1))`, `set_xlim(left=0)`.
  static func limit(_ axis: inout Axis, _ call: PlotCall) throws -> Value {
    var (low, high): (Double?, Double?)
    if call.isGiven(0), try call.vm.doubleOrNil(call[0]) == nil {
      (low, high) = try call.pair(0) ?? (nil, nil)
    } else {
      (low, high) = (try call.optionalDouble(0), try call.optionalDouble(1))
    }
    guard (low ?? 0).isFinite, (high ?? 0).isFinite else { throw Raised(.valueError, "Axis limits cannot be NaN or Inf") }
    if let low { axis.low = low }
    if let high { axis.high = high }
    return .none
  }

  private static func scale(_ axis: inout Axis, _ call: PlotCall) throws -> Value {
    let name = try call.text(0)
    guard name == "linear" || name == "log" else {
      throw Raised(.valueError, "'\(name)' is not a valid value for scale; supported values are 'linear', 'log'")
    }
    axis.isLog = name == "log"
    return .none
  }

  private static func ticks(_ axis: inout Axis, _ call: PlotCall) throws -> Value {
    if call.isGiven(0) { axis.ticks = try call.doubles(0) }
    if call.isGiven(1) { axis.tickLabels = try call.vm.array(call[1]).map { try call.vm.str($0) } }
    if let places = axis.ticks, let names = axis.tickLabels, call.isGiven(1), places.count != names.count {
      throw Raised(
        .valueError,
        "The number of FixedLocator locations (\(places.count)), usually from a call to set_ticks, does not match the "
          + "number of labels (\(names.count)).")
    }
    if let turn = try call.optionalDouble(2) { axis.tickRotation = turn }
    var keywords = try PlotKeywords(call[3], call.vm, artist: "Text")
    if let size = try keywords.fontSize() { axis.tickSize = size }
    if let alignment = try keywords.horizontal() { axis.tickAlignment = alignment }
    try keywords.finish()
    return .none
  }

  private static func tickLabels(_ axis: inout Axis, _ call: PlotCall) throws -> Value {
    axis.tickLabels = try call.vm.array(call[0]).map { try call.vm.str($0) }
    if axis.ticks == nil { axis.ticks = axis.tickLabels?.indices.map(Double.init) }
    if let turn = try call.optionalDouble(1) { axis.tickRotation = turn }
    var keywords = try PlotKeywords(call[2], call.vm, artist: "Text")
    if let size = try keywords.fontSize() { axis.tickSize = size }
    if let alignment = try keywords.horizontal() { axis.tickAlignment = alignment }
    try keywords.finish()
    return .none
  }

  private static func axis(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    guard call.isGiven(0) else { return .none }
    if case .bool(let isOn) = call[0] {
      axes.axes.isFramed = isOn
      return .none
    }
    if let word = call[0].as(StrObject.self)?.text {
      switch word {
      case "off": axes.axes.isFramed = false
      case "on": axes.axes.isFramed = true
      case "equal", "scaled", "image", "square": axes.axes.hasEqualAspect = true
      case "auto", "tight": axes.axes.hasEqualAspect = false
      default:
        throw Raised(
          .valueError,
          "Unrecognized string '\(word)' to axis; try 'on' or 'off'")
      }
      return .none
    }
    let edges = try call.doubles(0)
    guard edges.count == 4, edges.allSatisfy(\.isFinite) else {
      throw Raised(.typeError, "the first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
    }
    (axes.axes.x.low, axes.axes.x.high) = (edges[0], edges[1])
    (axes.axes.y.low, axes.axes.y.high) = (edges[2], edges[3])
    return .none
  }
}
