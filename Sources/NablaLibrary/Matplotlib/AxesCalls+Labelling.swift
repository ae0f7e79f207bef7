import NablaPlot
import NablaVM

/// A setting with two names: `plt.title(...)` and `ax.set_title(...)`.
struct AxesSetting {
  let name: String
  let summary: String
  let body: (AxesObject, PlotArguments) throws -> Value

  init(_ name: String, _ summary: String, _ body: @escaping (AxesObject, PlotArguments) throws -> Value) {
    self.name = name
    self.summary = summary
    self.body = body
  }

  func methods() -> [Native] { [AxesCall("set_\(name)", summary, body).method()] }
  func function() -> Native { AxesCall(name, summary, body).function() }
}

extension AxesCalls {
  static let labelling: [AxesSetting] = [
    AxesSetting("title", "The title of the plot.") { axes, a in
      axes.axes.title = try a.text(0, "label") ?? ""
      if let size = try a.number("fontsize", "size") { axes.axes.titleSize = size }
      if let color = try a.color("color") { axes.axes.titleColor = color }
      return .none
    },
    AxesSetting("xlabel", "The label of the x axis.") { axes, a in
      axes.axes.x.label = try a.text(0, "xlabel") ?? ""
      if let size = try a.number("fontsize", "size") { axes.axes.x.labelSize = size }
      return .none
    },
    AxesSetting("ylabel", "The label of the y axis.") { axes, a in
      axes.axes.y.label = try a.text(0, "ylabel") ?? ""
      if let size = try a.number("fontsize", "size") { axes.axes.y.labelSize = size }
      return .none
    },
    AxesSetting("xlim", "The limits of the x axis.") { axes, a in
      let (low, high) = try limits(a, "left", "right")
      if let low { axes.axes.x.low = low }
      if let high { axes.axes.x.high = high }
      return .none
    },
    AxesSetting("ylim", "The limits of the y axis.") { axes, a in
      let (low, high) = try limits(a, "bottom", "top")
      if let low { axes.axes.y.low = low }
      if let high { axes.axes.y.high = high }
      return .none
    },
    AxesSetting("xticks", "Where the x axis has ticks, and their texts.") { axes, a in
      try ticks(&axes.axes.x, a)
      return .none
    },
    AxesSetting("yticks", "Where the y axis has ticks, and their texts.") { axes, a in
      try ticks(&axes.axes.y, a)
      return .none
    },
    AxesSetting("xticklabels", "The texts of the ticks.") { axes, a in
      axes.axes.x.tickLabels = try a.vm.array(a.value(0, "labels") ?? .list([])).map { try a.vm.str($0) }
      return .none
    },
    AxesSetting("yticklabels", "The texts of the ticks.") { axes, a in
      axes.axes.y.tickLabels = try a.vm.array(a.value(0, "labels") ?? .list([])).map { try a.vm.str($0) }
      return .none
    },
    AxesSetting("xscale", "'linear' or 'log'.") { axes, a in
      axes.axes.x.isLog = try a.text(0, "value") == "log"
      return .none
    },
    AxesSetting("yscale", "'linear' or 'log'.") { axes, a in
      axes.axes.y.isLog = try a.text(0, "value") == "log"
      return .none
    },
    AxesSetting("aspect", "'equal' or 'auto'.") { axes, a in
      axes.axes.hasEqualAspect = try a.text(0, "aspect") == "equal"
      return .none
    },
  ]

  private static func limits(_ a: PlotArguments, _ first: String, _ second: String) throws -> (Double?, Double?) {
    if a.positional.count == 1, case .object(let object) = a.positional[0], Sequences.items(of: object) != nil {
      let both = try a.numbers(a.positional[0])
      guard both.count == 2 else { throw PlotError.value("the limits are a pair of numbers") }
      return (both[0], both[1])
    }
    return (
      try a.value(0, first).map { try a.vm.double($0) }, try a.value(1, second).map { try a.vm.double($0) }
    )
  }

  private static func ticks(_ axis: inout Axis, _ a: PlotArguments) throws {
    if let places = a.value(0, "ticks") { axis.ticks = try a.numbers(places) }
    if let labels = a.value(1, "labels") { axis.tickLabels = try a.vm.array(labels).map { try a.vm.str($0) } }
    if let turn = try a.number("rotation") { axis.tickRotation = turn }
    if let size = try a.number("fontsize") { axis.tickSize = size }
  }

  static let extra: [Native] = [
    Native("set", "(self, **kwargs)", "Several settings at once.") { arguments, vm in
      let axes = try arguments.receiver(AxesObject.self, vm)
      for (key, value) in arguments[1].as(DictObject.self)?.pairs ?? [] {
        guard let name = key.as(StrObject.self)?.text else { continue }
        guard let setting = labelling.first(where: { $0.name == name }) else {
          throw Raised(.attributeError, "Axes.set() got an unexpected keyword argument '\(name)'")
        }
        _ = try PlotErrors.translate { try setting.body(axes, PlotArguments(.tuple([value]), .none, vm)) }
      }
      return .none
    },
    Native("set_axis_off", "(self)", "Draws the data alone.") { arguments, vm in
      hide(try arguments.receiver(AxesObject.self, vm).axes)
      return .none
    },
    Native("invert_yaxis", "(self)", "Turns the y axis around.") { arguments, vm in
      try arguments.receiver(AxesObject.self, vm).axes.y.isInverted.toggle()
      return .none
    },
    Native("twinx", "(self)", "A second y axis on the right.") { arguments, vm in
      let axes = try arguments.receiver(AxesObject.self, vm)
      return .object(axes.figure.object(axes.axes.twinX()))
    },
    Native("cla", "(self)", "Empties the plot.") { arguments, vm in
      try arguments.receiver(AxesObject.self, vm).axes.clear()
      return .none
    },
    Native("clear", "(self)", "Empties the plot.") { arguments, vm in
      try arguments.receiver(AxesObject.self, vm).axes.clear()
      return .none
    },
    Native("get_title", "(self)", "The title.") { arguments, vm in
      .string(try arguments.receiver(AxesObject.self, vm).axes.title)
    },
  ]
}
