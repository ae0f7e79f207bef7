import NablaPlot
import NablaVM

/// `matplotlib` and `matplotlib.pyplot`.
enum PyplotModule {
  static let modules: [NativeModule] = [
    NativeModule("matplotlib", "Drawing figures.") { module, _ in
      module.define([
        Native("use", "(backend, *, force=True)", "Accepted: figures are drawn into PNG files.") { _, _ in .none }
      ])
      module.set("__version__", .string("3.11.2"))
    },
    NativeModule("matplotlib.pyplot", "Figures, drawn call by call.") { module, vm in
      module.define(AxesMethod.all.compactMap(\.asFunction))
      module.define(figures)
      module.define(axes)
      Pictures.showOpenFigures = { try Pyplot.state.show() }
    },
  ]

  private static func call(_ arguments: Arguments, _ vm: Interpreter) -> PlotCall {
    PlotCall(arguments: arguments, offset: 0, vm: vm)
  }

  private static let figures: [Native] = [
    Native("figure", "(num=None, figsize=None, dpi=None, **kwargs)", "Opens a figure, or goes back to figure `num`.") {
      arguments, vm in
      let call = call(arguments, vm)
      return .object(
        try PlotCall.translate { try Pyplot.state.open(figure(size: 1, dpi: 2, call), number: call.optionalInt(0)) })
    },
    Native(
      "subplots",
      "(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, figsize=None, dpi=None, layout=None, **kwargs)",
      "Opens a figure with a grid of plots: (figure, axes)."
    ) { arguments, vm in
      let call = call(arguments, vm)
      let object = try PlotCall.translate { try Pyplot.state.open(figure(size: 5, dpi: 6, call)) }
      return .tuple([.object(object), try Pyplot.grid(object, call)])
    },
    Native("savefig", "(fname, *, dpi=None, transparent=False, bbox_inches=None, **kwargs)", "Writes the current figure as a PNG.") {
      arguments, vm in try Pyplot.save(Pyplot.state.currentFigure(), call(arguments, vm))
    },
    Native("show", "(*args, **kwargs)", "Shows the open figures and closes them.") { _, _ in
      try Pyplot.state.show()
      return .none
    },
    Native("close", "(fig=None)", "Closes the current figure, a given one, or 'all'.") { arguments, vm in
      if arguments[0].as(StrObject.self)?.text == "all" {
        Pyplot.state.closeAll()
      } else if case .int(let number) = arguments[0] {
        Pyplot.state.close(number: number)
      } else {
        Pyplot.state.close(arguments[0].as(FigureObject.self))
      }
      return .none
    },
    Native("clf", "()", "Removes everything from the current figure.") { _, _ in
      try Pyplot.state.currentFigure().clear()
      return .none
    },
    Native("gcf", "()", "The current figure.") { _, _ in .object(try Pyplot.state.currentFigure()) },
    Native("suptitle", "(t, **kwargs)", "Sets the title above all plots.") { arguments, vm in
      try Pyplot.suptitle(Pyplot.state.currentFigure(), call(arguments, vm))
    },
    Native("tight_layout", "(*args, **kwargs)", "Fits the plots into the figure.") { _, _ in
      try Pyplot.state.currentFigure().figure.layout = .tight
      return .none
    },
    Native("subplots_adjust", "(left=None, bottom=None, right=None, top=None, wspace=None, hspace=None)", "Sets the margins.") {
      arguments, vm in try Pyplot.adjust(Pyplot.state.currentFigure(), call(arguments, vm))
    },
    Native("colorbar", "(mappable=None, ax=None, *, label='', **kwargs)", "Draws the scale of an image's colours beside it.") {
      arguments, vm in try Pyplot.colorbar(call(arguments, vm))
    },
    Native("get_fignums", "()", "The numbers of the open figures.") { _, _ in
      .list(Pyplot.state.figures.map { .int($0.number) })
    },
    Native("ion", "()", "Accepted: figures are drawn when they are shown.") { _, _ in .none },
    Native("ioff", "()", "Accepted: figures are drawn when they are shown.") { _, _ in .none },
  ]

  private static let axes: [Native] = [
    Native("subplot", "(*args, **kwargs)", "Adds a plot at place `index` of a grid and draws into it.") { arguments, vm in
      .object(try Pyplot.subplot(Pyplot.state.currentFigure(), vm.array(arguments[0]), vm))
    },
    Native("axes", "(arg=None, **kwargs)", "Adds a plot at [left, bottom, width, height] of the figure.") { arguments, vm in
      let figure = try Pyplot.state.currentFigure()
      guard !arguments.isAbsent(0) else { return .object(try figure.currentAxes()) }
      let place = try NumberGrid(arguments[0], vm).values
      guard place.count == 4 else { throw Raised(.valueError, "axes() takes [left, bottom, width, height]") }
      let made = try PlotCall.translate {
        figure.object(
          of: try figure.figure.axes(left: place[0], bottom: place[1], width: place[2], height: place[3]))
      }
      figure.current = made
      return .object(made)
    },
    Native("gca", "()", "The current plot.") { _, _ in .object(try Pyplot.state.currentAxes()) },
    Native("sca", "(ax)", "Draws into a given plot from now on.") { arguments, vm in
      Pyplot.state.makeCurrent(try arguments.object(0, as: AxesObject.self, "Axes", vm))
      return .none
    },
    Native("xlim", "(*args, left=None, right=None)", "Sets the ends of the horizontal axis.") { arguments, vm in
      try limits(&Pyplot.state.currentAxes().axes.x, arguments, vm)
    },
    Native("ylim", "(*args, bottom=None, top=None)", "Sets the ends of the vertical axis.") { arguments, vm in
      try limits(&Pyplot.state.currentAxes().axes.y, arguments, vm)
    },
  ]

  private static func figure(size: Int, dpi: Int, _ call: PlotCall) throws -> Figure {
    let (width, height) = try call.pair(size) ?? (nil, nil)
    return try Figure(width: width ?? 6.4, height: height ?? 4.8, dpi: call.optionalDouble(dpi) ?? 100)
  }

  /// `xlim(0, 1)`, `xlim((0, 1))`, `xlim(left=0)`.
  private static func limits(_ axis: inout Axis, _ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    var ends = try vm.array(arguments[0])
    if ends.count == 1 { ends = try vm.array(ends[0]) }
    let given = [ends.first ?? arguments[1], ends.count > 1 ? ends[1] : arguments[2]]
    let numbers = try given.map { $0.isNone || $0.isUndefined ? nil : try vm.double($0) }
    guard numbers.allSatisfy({ ($0 ?? 0).isFinite }) else {
      throw Raised(.valueError, "Axis limits cannot be NaN or Inf")
    }
    if let low = numbers[0] { axis.low = low }
    if let high = numbers[1] { axis.high = high }
    return .none
  }
}
