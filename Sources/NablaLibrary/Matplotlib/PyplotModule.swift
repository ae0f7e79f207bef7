import NablaPlot
import NablaVM

/// `matplotlib.pyplot`: drawing on the current figure and plot.
enum PyplotModule {
  static let all: [NativeModule] = [matplotlib, pyplot]

  private static let matplotlib = NativeModule("matplotlib", "Plots.") { module, vm in
    module.set("__path__", .list([]))
    module.set("__version__", .string("3.11.2"))
    module.define([Native("use", "(backend, *, force=True)", "Accepted: pictures are PNG.") { _, _ in .none }])
    module.set("rcParams", .object(DictObject()))
    module.set("pyplot", .object(try vm.importModule("matplotlib.pyplot")))
  }

  private static let pyplot = NativeModule("matplotlib.pyplot", "Plots, one call at a time.") { module, _ in
    Pictures.showOpenFigures = { try OpenFigures.show() }
    module.define(AxesCalls.drawing.map { $0.function() })
    module.define(AxesCalls.labelling.map { $0.function() })
    module.define(figures + pages)
    module.set("rcParams", .object(DictObject()))
  }

  private static let figures: [Native] = [
    Native("figure", "(num=None, figsize=None, dpi=None, **kwargs)", "A new figure.") { arguments, vm in
      let size = arguments.isAbsent(1) ? [6.4, 4.8] : try PlotArguments.numbers(arguments[1], vm)
      guard size.count == 2 else { throw Raised(.valueError, "figsize must be a pair of numbers") }
      let dpi = try arguments.optionalDouble(2, vm) ?? 100
      return .object(try PlotErrors.translate { try OpenFigures.open(width: size[0], height: size[1], dpi: dpi) })
    },
    Native("subplots", "(nrows=1, ncols=1, **kwargs)", "A figure with a grid of plots.") { arguments, vm in
      let a = PlotArguments(.none, arguments[2], vm)
      let size = try a["figsize"].map { try a.numbers($0) } ?? [6.4, 4.8]
      guard size.count == 2 else { throw Raised(.valueError, "figsize must be a pair of numbers") }
      let figure = try PlotErrors.translate {
        try OpenFigures.open(width: size[0], height: size[1], dpi: a.number("dpi") ?? 100)
      }
      let (rows, columns) = (try arguments.int(0, vm), try arguments.int(1, vm))
      return .tuple([.object(figure), try FigureMethods.grid(figure, rows, columns, a)])
    },
    Native("subplot", "(*args, **kwargs)", "A plot in a grid of the current figure.") { arguments, vm in
      let figure = try PlotErrors.translate { try OpenFigures.current() }
      return .object(try FigureMethods.subplot(figure, PlotArguments(arguments[0], arguments[1], vm)))
    },
    Native("gca", "()", "The current plot.") { _, _ in
      .object(try PlotErrors.translate { try OpenFigures.current().currentAxes() })
    },
    Native("gcf", "()", "The current figure.") { _, _ in .object(try PlotErrors.translate { try OpenFigures.current() }) },
    Native("sca", "(ax)", "Makes a plot the current one.") { arguments, vm in
      let axes = try arguments.object(0, as: AxesObject.self, "Axes", vm)
      axes.figure.current = axes
      OpenFigures.currentFigure = axes.figure
      return .none
    },
    Native("cla", "()", "Empties the current plot.") { _, _ in
      try PlotErrors.translate { try OpenFigures.current().currentAxes().axes.clear() }
      return .none
    },
    Native("clf", "()", "Empties the current figure.") { _, _ in
      let figure = try PlotErrors.translate { try OpenFigures.current() }
      figure.figure.clear()
      figure.current = nil
      return .none
    },
  ]

  private static let pages: [Native] = [
    Native("suptitle", "(t, **kwargs)", "The title over all plots.") { arguments, vm in
      try PlotErrors.translate { try OpenFigures.current().figure.title = vm.str(arguments[0]) }
      return .none
    },
    Native("tight_layout", "(**kwargs)", "The margins that the labels need and no more.") { _, _ in
      try PlotErrors.translate { try OpenFigures.current().figure.layout = .tight }
      return .none
    },
    Native("subplots_adjust", "(**kwargs)", "Margins and gaps.") { arguments, vm in
      try PlotErrors.translate {
        try FigureMethods.adjust(OpenFigures.current().figure, PlotArguments(.none, arguments[0], vm))
      }
      return .none
    },
    Native("colorbar", "(mappable=None, ax=None, **kwargs)", "The scale of an image's colours.") { arguments, vm in
      let figure = try PlotErrors.translate { try OpenFigures.current() }
      return try FigureMethods.colorbar(figure, arguments[0], arguments[1], PlotArguments(.none, arguments[2], vm))
    },
    Native("savefig", "(fname, **kwargs)", "Writes the current figure into a PNG.") { arguments, vm in
      let figure = try PlotErrors.translate { try OpenFigures.current() }
      try FigureMethods.save(figure, arguments[0], PlotArguments(.none, arguments[1], vm))
      return .none
    },
    Native("show", "(*args, **kwargs)", "Shows the open figures.") { _, _ in
      try OpenFigures.show()
      return .none
    },
    Native("pause", "(interval)", "Accepted.") { _, _ in .none },
    Native("ion", "()", "Accepted.") { _, _ in .none },
    Native("ioff", "()", "Accepted.") { _, _ in .none },
    Native("close", "(fig=None)", "Forgets a figure, or 'all'.") { arguments, vm in
      if let figure = arguments[0].as(FigureObject.self) { OpenFigures.close(figure) } else if arguments.isAbsent(0) {
        if let current = OpenFigures.currentFigure { OpenFigures.close(current) }
      } else {
        OpenFigures.close(nil)
      }
      return .none
    },
  ]
}
