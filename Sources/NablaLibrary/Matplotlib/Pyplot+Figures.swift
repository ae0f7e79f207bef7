import NablaPlot
import NablaVM

/// Functions that a figure offers as methods and `pyplot` for the current figure.
extension Pyplot {
  /// `savefig(fname, *, dpi, transparent, bbox_inches, **kwargs)`.
  static func save(_ object: FigureObject, _ call: PlotCall) throws -> Value {
    var keywords = try PlotKeywords(call[4], call.vm, artist: "savefig")
    for harmless in ["format", "facecolor", "pad_inches", "metadata"] { _ = keywords.take(harmless) }
    try keywords.finish()
    let path = try call.text(0)
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map { $0.lowercased() }
    if let ending, ending != "png" {
      throw Raised(
        .valueError, "Format '\(ending)' is not supported (supported formats: png)",
        details: ["write a PNG: '\(path.dropLast(ending.count))png'"])
    }
    var dpi = try? call.optionalDouble(1)
    if call[1].as(StrObject.self)?.text == "figure" { dpi = nil }
    let picture = try PlotCall.translate {
      try object.figure.render(dpi: dpi, transparent: call.bool(2), cropped: call.optionalText(3) == "tight")
    }
    do {
      try picture.write(to: ending == nil ? path + ".png" : path)
    } catch let error as PlotError {
      throw Raised(.fileNotFoundError, "\(error)")
    }
    return .none
  }

  static func suptitle(_ object: FigureObject, _ call: PlotCall) throws -> Value {
    object.figure.title = try call.text(0)
    var keywords = try PlotKeywords(call[1], call.vm, artist: "Text")
    if let size = try keywords.fontSize() { object.figure.titleSize = size }
    _ = try keywords.bold()
    _ = try keywords.double("y")
    try keywords.finish()
    return .none
  }

  /// `subplot(2, 3, 1)`, `subplot(231)`, `subplot(2, 3, (1, 2))`, `subplot()`.
  static func subplot(_ object: FigureObject, _ given: [Value], _ vm: Interpreter) throws -> AxesObject {
    var (rows, columns, first, last) = (1, 1, 1, 1)
    if given.count == 1 {
      let code = try vm.int(given[0])
      guard (111...999).contains(code) else {
        throw Raised(.valueError, "Integer subplot specification must be a three-digit number, not \(code)")
      }
      (rows, columns, first) = (code / 100, code / 10 % 10, code % 10)
      last = first
    } else if given.count == 3 {
      (rows, columns) = (try vm.int(given[0]), try vm.int(given[1]))
      if let ends = given[2].as(TupleObject.self)?.items, ends.count == 2 {
        (first, last) = (try vm.int(ends[0]), try vm.int(ends[1]))
      } else {
        first = try vm.int(given[2])
        last = first
      }
    } else if !given.isEmpty {
      throw Raised(.typeError, "subplot() takes 1 or 3 positional arguments but \(given.count) were given")
    }
    let axes = try PlotCall.translate {
      object.object(of: try object.figure.subplot(rows: rows, columns: columns, first: first, last: last))
    }
    object.current = axes
    return axes
  }

  /// `subplots(nrows, ncols, *, sharex, sharey, squeeze, **kwargs)`: one axes, a row, a column or a grid of them.
  static func grid(_ object: FigureObject, _ call: PlotCall) throws -> Value {
    func shares(_ index: Int) throws -> Bool {
      if let word = call[index].as(StrObject.self)?.text { return word == "all" || word == "col" || word == "row" }
      return try call.bool(index)
    }
    let rows = try PlotCall.translate {
      try object.figure.subplots(
        rows: call.int(0), columns: call.int(1), shareX: shares(2), shareY: shares(3))
    }
    let objects = rows.map { row in row.map { object.object(of: $0) } }
    object.current = objects[0][0]
    if try call.bool(4) {
      if rows.count == 1, rows[0].count == 1 { return .object(objects[0][0]) }
      if rows.count == 1 { return .object(AxesGrid([objects[0]], isFlat: true)) }
      if rows[0].count == 1 { return .object(AxesGrid([objects.map { $0[0] }], isFlat: true)) }
    }
    return .object(AxesGrid(objects, isFlat: false))
  }

  static func adjust(_ object: FigureObject, _ call: PlotCall) throws -> Value {
    var margins = Figure.Margins()
    if case .fixed(let known) = object.figure.layout { margins = known }
    margins.left = try call.optionalDouble(0) ?? margins.left
    margins.bottom = try call.optionalDouble(1) ?? margins.bottom
    margins.right = try call.optionalDouble(2) ?? margins.right
    margins.top = try call.optionalDouble(3) ?? margins.top
    margins.horizontalGap = try call.optionalDouble(4) ?? margins.horizontalGap
    margins.verticalGap = try call.optionalDouble(5) ?? margins.verticalGap
    guard margins.left < margins.right else { throw Raised(.valueError, "left cannot be >= right") }
    guard margins.bottom < margins.top else { throw Raised(.valueError, "bottom cannot be >= top") }
    object.figure.layout = .fixed(margins)
    return .none
  }

  /// `colorbar(mappable=None, ax=None, *, label='')`.
  static func colorbar(_ call: PlotCall) throws -> Value {
    let image: ImageArtist
    if let artist = call[0].as(ArtistObject.self)?.artist as? ImageArtist {
      image = artist
    } else if !call.isGiven(0), let current = state.currentImage {
      image = current
    } else {
      throw Raised(
        .runtimeError,
        "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a "
          + "contour set (with contourf).")
    }
    var host = call[1].as(AxesObject.self)?.axes
    for (_, figure) in state.figures where host == nil {
      host = figure.figure.axes.first { plot in plot.artists.contains { $0 === image } }
    }
    guard let host else { throw Raised(.valueError, "Unable to determine Axes to steal space for Colorbar.") }
    host.colorbar = Colorbar(image: image, label: try call.optionalText(2) ?? "")
    return .none
  }
}
