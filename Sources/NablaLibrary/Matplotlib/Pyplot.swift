import NablaPlot
import NablaVM

/// The state behind `matplotlib.pyplot`: the open figures, and the one that calls draw into.
final class Pyplot {
  static let state = Pyplot()

  private(set) var figures: [(number: Int, figure: FigureObject)] = []
  private var current: FigureObject?
  /// What `plt.colorbar()` describes.
  var currentImage: ImageArtist?

  /// More open figures than this are most likely a loop that forgot `plt.close()`: matplotlib warns at 20.
  static let figureLimit = 1000

  func currentFigure() throws -> FigureObject {
    if let current { return current }
    return try open(Figure())
  }

  func currentAxes() throws -> AxesObject { try currentFigure().currentAxes() }

  func open(_ figure: Figure, number: Int? = nil) throws -> FigureObject {
    if let number, let known = figures.first(where: { $0.number == number }) {
      current = known.figure
      return known.figure
    }
    guard figures.count < Pyplot.figureLimit else {
      throw Raised(
        .runtimeError, "More than \(Pyplot.figureLimit) figures have been opened.",
        details: ["plt.close() after each figure that is done, or plt.show()"])
    }
    let object = FigureObject(figure)
    figures.append((number ?? (figures.map(\.number).max() ?? 0) + 1, object))
    current = object
    currentImage = nil
    return object
  }

  func makeCurrent(_ axes: AxesObject) {
    axes.figure?.current = axes
    if let figure = axes.figure, figures.contains(where: { $0.figure === figure }) { current = figure }
  }

  func close(_ figure: FigureObject?) {
    guard let figure = figure ?? current else { return }
    figures.removeAll { $0.figure === figure }
    if current === figure { current = figures.last?.figure }
    currentImage = nil
  }

  func close(number: Int) { close(figures.first { $0.number == number }?.figure) }

  func closeAll() {
    figures = []
    current = nil
    currentImage = nil
  }

  /// Hands every open figure to whoever shows pictures, and forgets them.
  func show() throws {
    let open = figures
    closeAll()
    guard let sink = Pictures.sink else { return }
    for (_, object) in open {
      let caption = object.figure.title.isEmpty ? (object.figure.axes.first?.title ?? "") : object.figure.title
      let png = try PlotCall.translate { try object.figure.render().png() }
      sink(png, caption)
    }
  }
}
