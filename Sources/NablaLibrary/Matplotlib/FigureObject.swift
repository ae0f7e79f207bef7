import NablaPlot
import NablaVM

/// `matplotlib.figure.Figure`.
final class FigureObject: Container {
  let figure: Figure
  private(set) var axes: [AxesObject] = []
  /// What `plt.gca()` gives.
  var current: AxesObject?

  init(_ figure: Figure) {
    self.figure = figure
    super.init(type: FigureObject.type)
  }

  /// The object of one of the figure's axes, the same each time.
  func object(of plot: Axes) -> AxesObject {
    if let known = axes.first(where: { $0.axes === plot }) { return known }
    let made = AxesObject(plot, in: self)
    axes.append(made)
    return made
  }

  func currentAxes() throws -> AxesObject {
    if let current { return current }
    let made = object(of: try figure.subplot(rows: 1, columns: 1, first: 1))
    current = made
    return made
  }

  func clear() {
    figure.clear()
    axes = []
    current = nil
  }

  override func repr(_ vm: Interpreter) throws -> String {
    let width = Int(figure.width * figure.dpi)
    let height = Int(figure.height * figure.dpi)
    return "<Figure size \(width)x\(height) with \(figure.axes.count) Axes>"
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    for object in axes { visit(object) }
    if let current { visit(current) }
  }

  override func clearReferences() {
    axes = []
    current = nil
  }

  static let type = TypeObject(
    NativeType(
      "Figure", module: "matplotlib.figure", summary: "A picture with plots in it.",
      methods: {
        [
          Native("savefig", "(self, fname, *, dpi=None, transparent=False, bbox_inches=None, **kwargs)", "Writes the figure as a PNG.") {
            arguments, vm in
            try Pyplot.save(arguments.receiver(FigureObject.self, vm), PlotCall(arguments: arguments, offset: 1, vm: vm))
          },
          Native("suptitle", "(self, t, **kwargs)", "Sets the title above all plots.") { arguments, vm in
            let figure = try arguments.receiver(FigureObject.self, vm)
            return try Pyplot.suptitle(figure, PlotCall(arguments: arguments, offset: 1, vm: vm))
          },
          Native("tight_layout", "(self, *args, **kwargs)", "Fits the plots into the figure.") { arguments, vm in
            try arguments.receiver(FigureObject.self, vm).figure.layout = .tight
            return .none
          },
          Native("add_subplot", "(self, *args, **kwargs)", "Adds a plot at place `index` of a grid.") { arguments, vm in
            let figure = try arguments.receiver(FigureObject.self, vm)
            return .object(try Pyplot.subplot(figure, vm.array(arguments[1]), vm))
          },
          Native("subplots", "(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, **kwargs)", "Adds a grid of plots.") {
            arguments, vm in
            let figure = try arguments.receiver(FigureObject.self, vm)
            return try Pyplot.grid(figure, PlotCall(arguments: arguments, offset: 1, vm: vm))
          },
          Native("subplots_adjust", "(self, left=None, bottom=None, right=None, top=None, wspace=None, hspace=None)", "Sets the margins.") {
            arguments, vm in
            let figure = try arguments.receiver(FigureObject.self, vm)
            return try Pyplot.adjust(figure, PlotCall(arguments: arguments, offset: 1, vm: vm))
          },
          Native("colorbar", "(self, mappable, ax=None, *, label='', **kwargs)", "Draws the scale of an image's colours beside it.") {
            arguments, vm in try Pyplot.colorbar(PlotCall(arguments: arguments, offset: 1, vm: vm))
          },
          Native("gca", "(self)", "The current plot.") { arguments, vm in
            .object(try arguments.receiver(FigureObject.self, vm).currentAxes())
          },
          Native("clf", "(self)", "Removes everything drawn.") { arguments, vm in
            try arguments.receiver(FigureObject.self, vm).clear()
            return .none
          },
          Native("set_size_inches", "(self, w, h=None)", "Sets the size in inches.") { arguments, vm in
            let figure = try arguments.receiver(FigureObject.self, vm).figure
            let sizes = arguments.isAbsent(2) ? try vm.array(arguments[1]) : [arguments[1], arguments[2]]
            guard sizes.count == 2 else { throw Raised(.valueError, "expected a width and a height") }
            let (width, height) = (try vm.double(sizes[0]), try vm.double(sizes[1]))
            guard width.isFinite, height.isFinite, width > 0, height > 0 else {
              throw Raised(.valueError, "figure size must be positive finite not (\(width), \(height))")
            }
            (figure.width, figure.height) = (width, height)
            return .none
          },
        ]
      },
      properties: {
        [
          NativeProperty("axes", "All plots of the figure.") { object, _ in
            guard let figure = object as? FigureObject else { return .none }
            return .list(figure.figure.axes.map { .object(figure.object(of: $0)) })
          },
          NativeProperty("dpi", "Dots an inch.") { object, _ in .float((object as? FigureObject)?.figure.dpi ?? 100) },
        ]
      }))
}
