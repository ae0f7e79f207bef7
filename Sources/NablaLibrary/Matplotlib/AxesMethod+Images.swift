import NablaPlot
import NablaVM

/// Images and their scales.
extension AxesMethod {
  static let images: [AxesMethod] = [
    AxesMethod(
      "imshow",
      "X, cmap=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, **kwargs",
      "Shows a matrix, or an image [height, width, 3 or 4].", function: "imshow", imshow),
    AxesMethod(
      "matshow", "Z, cmap=None, **kwargs", "Shows a matrix with its rows and columns counted.", function: "matshow"
    ) { axes, call in
      let image = try axes.axes.imshow(NumberGrid(call[0], call.vm).image(), colormap: colormap(call[1], call.vm))
      axes.axes.x.integerTicks = true
      axes.axes.y.integerTicks = true
      try PlotKeywords(call[2], call.vm, artist: "AxesImage").finish()
      Pyplot.state.currentImage = image
      return .object(ArtistObject(image, name: "image.AxesImage"))
    },
  ]

  static func colormap(_ value: Value, _ vm: Interpreter) throws -> Colormap {
    if value.isNone || value.isUndefined { return .viridis }
    return try Colormap(named: vm.str(value))
  }

  private static func imshow(_ axes: AxesObject, _ call: PlotCall) throws -> Value {
    var extent: (left: Double, right: Double, bottom: Double, top: Double)?
    if call.isGiven(8) {
      let edges = try call.doubles(8)
      guard edges.count == 4 else { throw Raised(.valueError, "extent must be (left, right, bottom, top)") }
      extent = (edges[0], edges[1], edges[2], edges[3])
    }
    let origin = try call.optionalText(7) ?? "upper"
    guard origin == "upper" || origin == "lower" else {
      throw Raised(.valueError, "'\(origin)' is not a valid value for origin; supported values are 'upper', 'lower'")
    }
    let data = try NumberGrid(call[0], call.vm).image()
    let image = try axes.axes.imshow(
      data, colormap: colormap(call[1], call.vm), low: call.optionalDouble(5), high: call.optionalDouble(6),
      originIsUpper: origin == "upper", extent: extent, equalAspect: call.optionalText(2) != "auto")
    if let alpha = try call.optionalDouble(4) { image.alpha = alpha }
    try PlotKeywords(call[9], call.vm, artist: "AxesImage").finish()
    Pyplot.state.currentImage = image
    return .object(ArtistObject(image, name: "image.AxesImage"))
  }
}
