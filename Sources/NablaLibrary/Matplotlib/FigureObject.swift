import NablaPlot
import NablaVM

/// `matplotlib.figure.Figure`.
final class FigureObject: Object {
  let figure: Figure
  let number: Int
  private var wrappers: [ObjectIdentifier: AxesObject] = [:]
  var current: AxesObject?

  init(_ figure: Figure, number: Int) {
    self.figure = figure
    self.number = number
    super.init(type: FigureObject.figureType)
  }

  /// The one object of an axes.
  func object(_ axes: Axes) -> AxesObject {
    if let known = wrappers[ObjectIdentifier(axes)] { return known }
    let made = AxesObject(axes, figure: self)
    wrappers[ObjectIdentifier(axes)] = made
    return made
  }

  func currentAxes() throws -> AxesObject {
    if let current { return current }
    let made = object(try figure.subplot(rows: 1, columns: 1, first: 1))
    current = made
    return made
  }

  override func repr(_ vm: Interpreter) throws -> String {
    "<Figure size \(Int(figure.width * figure.dpi))x\(Int(figure.height * figure.dpi)) with \(figure.axes.count) Axes>"
  }
  override func str(_ vm: Interpreter) throws -> String {
    "Figure(\(Int(figure.width * figure.dpi))x\(Int(figure.height * figure.dpi)))"
  }

  static let figureType = TypeObject(
    NativeType(
      "Figure", module: "matplotlib.figure", summary: "A page with plots.", methods: { FigureMethods.all },
      properties: {
        [
          NativeProperty("axes") { object, _ in
            guard let object = object as? FigureObject else { return .none }
            return .list(object.figure.axes.map { .object(object.object($0)) })
          },
          NativeProperty("number") { object, _ in .int((object as? FigureObject)?.number ?? 0) },
        ]
      }))
}

/// `matplotlib.axes.Axes`.
final class AxesObject: Object {
  let axes: Axes
  private unowned(unsafe) let owner: FigureObject
  var lastImage: ImageArtist?

  init(_ axes: Axes, figure: FigureObject) {
    self.axes = axes
    owner = figure
    super.init(type: AxesObject.axesType)
  }

  var figure: FigureObject { owner }

  override func repr(_ vm: Interpreter) throws -> String {
    axes.title.isEmpty ? "<Axes: >" : "<Axes: title={'center': '\(axes.title)'}>"
  }

  static let axesType = TypeObject(
    NativeType(
      "Axes", module: "matplotlib.axes", summary: "One plot.",
      methods: { AxesCalls.drawing.map { $0.method() } + AxesCalls.labelling.flatMap { $0.methods() } + AxesCalls.extra },
      properties: { [NativeProperty("figure") { object, _ in (object as? AxesObject).map { .object($0.figure) } ?? .none }] }))
}

/// What drawing calls return: a handle that programs rarely look at.
final class ArtistObject: Object {
  let artist: Artist?
  let axes: Axes

  init(_ artist: Artist?, _ axes: Axes) {
    self.artist = artist
    self.axes = axes
    super.init(type: ArtistObject.artistType)
  }

  private static let artistType = TypeObject(
    NativeType(
      "Artist", module: "matplotlib.artist", summary: "Something drawn.",
      methods: {
        [
          Native("set_label", "(self, s)", "The text in the legend.") { arguments, vm in
            try arguments.receiver(ArtistObject.self, vm).artist?.label = try vm.str(arguments[1])
            return .none
          },
          Native("remove", "(self)", "Hides it.") { arguments, vm in
            try arguments.receiver(ArtistObject.self, vm).artist?.isVisible = false
            return .none
          },
        ]
      }))
}

/// The open figures of `pyplot`.
enum OpenFigures {
  nonisolated(unsafe) private(set) static var all: [FigureObject] = []
  nonisolated(unsafe) static var currentFigure: FigureObject?
  nonisolated(unsafe) private static var made = 0

  static func open(width: Double = 6.4, height: Double = 4.8, dpi: Double = 100) throws -> FigureObject {
    made += 1
    let object = FigureObject(try Figure(width: width, height: height, dpi: dpi), number: made)
    all.append(object)
    currentFigure = object
    return object
  }

  static func add(_ figure: Figure) -> FigureObject {
    made += 1
    let object = FigureObject(figure, number: made)
    all.append(object)
    currentFigure = object
    return object
  }

  static func current() throws -> FigureObject { try currentFigure ?? open() }

  static func close(_ figure: FigureObject?) {
    guard let figure else {
      all = []
      currentFigure = nil
      return
    }
    all.removeAll { $0 === figure }
    if currentFigure === figure { currentFigure = all.last }
  }

  /// Hands the open figures over to whoever shows pictures, and forgets them.
  static func show() throws {
    let shown = all
    close(nil)
    for object in shown where !object.figure.axes.isEmpty {
      guard let sink = Pictures.sink else { continue }
      let title = object.figure.title.isEmpty ? object.figure.axes.first?.title ?? "" : object.figure.title
      try PlotErrors.translate { sink(try object.figure.render().png(), title) }
    }
  }
}
