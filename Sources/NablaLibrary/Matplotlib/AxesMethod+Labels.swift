import NablaPlot
import NablaVM

/// Titles, labels, legends.
extension AxesMethod {
  static let labels: [AxesMethod] = [
    AxesMethod("set_title", "label, fontdict=None, loc='center', **kwargs", "Sets the title.", function: "title") {
      axes, call in
      axes.axes.title = try call.text(0)
      var keywords = try PlotKeywords(call[3], call.vm, artist: "Text")
      if let size = try keywords.fontSize() { axes.axes.titleSize = size }
      if let color = try keywords.color("color") { axes.axes.titleColor = color }
      if let bold = try keywords.bold() { axes.axes.titleBold = bold }
      _ = try keywords.double("pad")
      _ = try keywords.double("y")
      let place = try call.text(2)
      guard let alignment = HorizontalAlignment(rawValue: place) else {
        throw Raised(.valueError, "'\(place)' is not a valid value for loc; supported values are 'left', 'center', 'right'")
      }
      axes.axes.titleAlignment = alignment
      try keywords.finish()
      return .none
    },
    AxesMethod("set_xlabel", "xlabel, fontdict=None, **kwargs", "Names the horizontal axis.", function: "xlabel") {
      axes, call in try label(&axes.axes.x, call)
    },
    AxesMethod("set_ylabel", "ylabel, fontdict=None, **kwargs", "Names the vertical axis.", function: "ylabel") {
      axes, call in try label(&axes.axes.y, call)
    },
    AxesMethod("legend", "*args, loc='best', title=None, ncol=1, frameon=True, **kwargs", "Names what is drawn.", function: "legend", legend),
    AxesMethod("get_title", "", "The title.") { axes, _ in .string(axes.axes.title) },
    AxesMethod("get_xlabel", "", "The name of the horizontal axis.") { axes, _ in .string(axes.axes.x.label) },
    AxesMethod("get_ylabel", "", "The name of the vertical axis.") { axes, _ in .string(axes.axes.y.label) },
    AxesMethod("set", "**kwargs", "Sets several things at once: ax.set(title='…', xlabel='…', ylim=(0, 1)).") {
      axes, call in
      guard let dictionary = call[0].as(DictObject.self) else { return .none }
      for (key, value) in dictionary.pairs {
        let name = "set_" + (try call.vm.str(key))
        _ = try call.vm.callMethod(.object(axes), Name(name), [value])
      }
      return .none
    },
  ]

  private static func label(_ axis: inout Axis, _ call: PlotCall) throws -> Value {
    axis.label = try call.text(0)
    var keywords = try PlotKeywords(call[2], call.vm, artist: "Text")
    if let size = try keywords.fontSize() { axis.labelSize = size }
    _ = try keywords.bold()
    _ = try keywords.double("labelpad")
    try keywords.finish()
    return .none
  }

  /// `legend()`, `legend(labels)`, `legend(handles, labels)`.
  private static func legend(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    let vm = call.vm
    let places = ["best", "upper right", "upper left", "lower left", "lower right", "right", "center left", "center right",
                  "lower center", "upper center", "center"]
    var location = "best"
    if case .int(let code) = call[1] {
      guard places.indices.contains(code) else { throw Raised(.valueError, "'\(code)' is not a valid value for loc") }
      location = places[code]
    } else {
      location = try call.text(1)
    }
    var legend = try Legend(location: location)
    legend.title = try call.optionalText(2) ?? ""
    legend.columns = max(1, try call.int(3))
    legend.isFramed = try call.bool(4)
    var keywords = try PlotKeywords(call[5], vm, artist: "Legend")
    if let size = try keywords.fontSize() { legend.size = size }
    if let columns = try keywords.int("ncols") { legend.columns = max(1, columns) }
    let given = try vm.array(call[0])
    if let names = given.last { legend.labels = try vm.array(names).map { try vm.str($0) } }
    try keywords.finish()
    axes.axes.legend = legend
    return .none
  }
}
