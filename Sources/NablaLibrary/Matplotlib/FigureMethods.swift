import NablaPlot
import NablaVM

/// The methods of figures.
enum FigureMethods {
  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> FigureObject {
    try arguments.receiver(FigureObject.self, vm)
  }

  static var all: [Native] {
    [
      Native("add_subplot", "(self, *args, **kwargs)", "A plot in a grid.") { arguments, vm in
        .object(try subplot(receiver(arguments, vm), PlotArguments(arguments[1], arguments[2], vm)))
      },
      Native("subplots", "(self, nrows=1, ncols=1, **kwargs)", "A grid of plots.") { arguments, vm in
        try grid(receiver(arguments, vm), arguments.int(1, vm), arguments.int(2, vm), PlotArguments(.none, arguments[3], vm))
      },
      Native("suptitle", "(self, t, **kwargs)", "The title over all plots.") { arguments, vm in
        try receiver(arguments, vm).figure.title = try vm.str(arguments[1])
        return .none
      },
      Native("tight_layout", "(self, **kwargs)", "The margins that the labels need and no more.") { arguments, vm in
        try receiver(arguments, vm).figure.layout = .tight
        return .none
      },
      Native("subplots_adjust", "(self, **kwargs)", "Margins and gaps.") { arguments, vm in
        try adjust(receiver(arguments, vm).figure, PlotArguments(.none, arguments[1], vm))
        return .none
      },
      Native("colorbar", "(self, mappable=None, ax=None, **kwargs)", "The scale of an image's colours.") { arguments, vm in
        try colorbar(receiver(arguments, vm), arguments[1], arguments[2], PlotArguments(.none, arguments[3], vm))
      },
      Native("savefig", "(self, fname, **kwargs)", "Writes the figure into a PNG.") { arguments, vm in
        try save(receiver(arguments, vm), arguments[1], PlotArguments(.none, arguments[2], vm))
        return .none
      },
      Native("set_size_inches", "(self, w, h=None)", "The size.") { arguments, vm in
        let object = try receiver(arguments, vm)
        let sizes = arguments.isAbsent(2) ? try PlotArguments.numbers(arguments[1], vm)
          : [try arguments.double(1, vm), try arguments.double(2, vm)]
        if sizes.count == 2 { (object.figure.width, object.figure.height) = (sizes[0], sizes[1]) }
        return .none
      },
      Native("show", "(self)", "Shows the open figures.") { _, _ in
        try OpenFigures.show()
        return .none
      },
      Native("gca", "(self)", "The current plot.") { arguments, vm in
        .object(try PlotErrors.translate { try receiver(arguments, vm).currentAxes() })
      },
      Native("clf", "(self)", "Empties the figure.") { arguments, vm in
        let object = try receiver(arguments, vm)
        object.figure.clear()
        object.current = nil
        return .none
      },
    ]
  }

  /// `(2, 3, 1)`, `231` or nothing.
  static func subplot(_ object: FigureObject, _ a: PlotArguments) throws -> AxesObject {
    var numbers = try a.positional.prefix(2).map { try a.vm.int($0) }
    var last: Int?
    if numbers.count == 1 { numbers = [numbers[0] / 100, numbers[0] / 10 % 10, numbers[0] % 10] } else if a.positional.count > 2 {
      if let pair = a.positional[2].as(TupleObject.self), pair.items.count == 2 {
        numbers.append(try a.vm.int(pair.items[0]))
        last = try a.vm.int(pair.items[1])
      } else {
        numbers.append(try a.vm.int(a.positional[2]))
      }
    }
    if numbers.isEmpty { numbers = [1, 1, 1] }
    guard numbers.count == 3 else { throw Raised(.typeError, "subplot() takes 1 or 3 positional arguments but 2 were given") }
    let axes = try PlotErrors.translate {
      try object.figure.subplot(rows: numbers[0], columns: numbers[1], first: numbers[2], last: last)
    }
    let made = object.object(axes)
    object.current = made
    return made
  }

  /// One axes, a list of them, or a list of lists, as matplotlib squeezes its array.
  static func grid(_ object: FigureObject, _ rows: Int, _ columns: Int, _ a: PlotArguments) throws -> Value {
    func shared(_ name: String) throws -> Bool {
      guard let value = a[name] else { return false }
      if let word = value.as(StrObject.self)?.text { return word != "none" }
      return try a.vm.truth(value)
    }
    let plots = try PlotErrors.translate {
      try object.figure.subplots(rows: rows, columns: columns, shareX: shared("sharex"), shareY: shared("sharey"))
    }
    let objects = plots.map { $0.map { object.object($0) } }
    object.current = objects.last?.last
    if try a.flag("squeeze") != false {
      if rows == 1, columns == 1, let only = objects.first?.first { return .object(only) }
      if rows == 1 { return AxesGrid.value(objects[0].map { .object($0) }) }
      if columns == 1 { return AxesGrid.value(objects.map { .object($0[0]) }) }
    }
    return AxesGrid.value(objects.map { AxesGrid.value($0.map { .object($0) }) })
  }

  static func adjust(_ figure: Figure, _ a: PlotArguments) throws {
    var margins = Figure.Margins()
    if let left = try a.number("left") { margins.left = left }
    if let right = try a.number("right") { margins.right = right }
    if let bottom = try a.number("bottom") { margins.bottom = bottom }
    if let top = try a.number("top") { margins.top = top }
    if let gap = try a.number("wspace") { margins.horizontalGap = gap }
    if let gap = try a.number("hspace") { margins.verticalGap = gap }
    figure.layout = .fixed(margins)
  }

  static func colorbar(_ object: FigureObject, _ mappable: Value, _ ax: Value, _ a: PlotArguments) throws -> Value {
    let axes = try ax.as(AxesObject.self) ?? PlotErrors.translate { try object.currentAxes() }
    let handle = mappable.as(ArtistObject.self)
    guard let image = handle?.artist as? ImageArtist ?? axes.lastImage else {
      throw Raised(
        .runtimeError,
        "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a "
          + "contour set (with contourf).")
    }
    var bar = Colorbar(image: image)
    if let label = try a.text("label") { bar.label = label }
    if let ticks = a["ticks"] { bar.ticks = try a.numbers(ticks) }
    (handle?.axes ?? axes.axes).colorbar = bar
    return .none
  }

  static func save(_ object: FigureObject, _ name: Value, _ a: PlotArguments) throws {
    let path = try a.vm.str(name)
    try PlotErrors.translate {
      try object.figure.save(
        path, dpi: a.number("dpi"), transparent: a.flag("transparent") ?? false, cropped: a.text("bbox_inches") == "tight")
    }
  }
}

/// What `subplots` returns for several plots: NumPy's array of objects, as a list that also takes `axes[0, 1]` and
/// `axes.flat`.
final class AxesGrid: ListObject {
  private init(_ items: [Value], _ type: TypeObject) { super.init(items, type: type) }

  static func value(_ items: [Value]) -> Value { .object(AxesGrid(items, gridType)) }

  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    guard let pair = key.as(TupleObject.self) else { return try super.item(key, vm) }
    return try pair.items.reduce(.object(self)) { try vm.item($0, $1) }
  }

  private func flattened() -> [Value] {
    items.flatMap { $0.as(AxesGrid.self)?.items ?? [$0] }
  }

  private static let gridType = TypeObject(
    NativeType(
      "ndarray", module: "numpy", bases: { [.list] }, summary: "The plots of a grid.",
      methods: {
        [
          Native("flatten", "(self)", "All plots in one row.") { arguments, vm in
            value(try arguments.receiver(AxesGrid.self, vm).flattened())
          },
          Native("ravel", "(self)", "All plots in one row.") { arguments, vm in
            value(try arguments.receiver(AxesGrid.self, vm).flattened())
          },
        ]
      },
      properties: {
        [
          NativeProperty("flat") { object, _ in .list((object as? AxesGrid)?.flattened() ?? []) },
          NativeProperty("shape") { object, _ in
            guard let grid = object as? AxesGrid else { return .none }
            if let row = grid.items.first?.as(AxesGrid.self) { return .tuple([.int(grid.items.count), .int(row.items.count)]) }
            return .tuple([.int(grid.items.count)])
          },
        ]
      }))
}
