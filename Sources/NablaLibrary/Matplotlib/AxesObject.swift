import NablaPlot
import NablaVM

/// `matplotlib.axes.Axes`: one plot of a figure.
final class AxesObject: Container {
  let axes: Axes
  private(set) var figure: FigureObject?

  init(_ axes: Axes, in figure: FigureObject) {
    self.axes = axes
    self.figure = figure
    super.init(type: AxesObject.type)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    axes.title.isEmpty ? "<Axes: >" : "<Axes: title={'center': '\(axes.title)'}>"
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    if let figure { visit(figure) }
  }
  override func clearReferences() { figure = nil }

  static let type = TypeObject(
    NativeType(
      "Axes", module: "matplotlib.axes", summary: "One plot: its data, its axes, its title.",
      methods: { AxesMethod.all.map(\.asMethod) },
      properties: {
        [
          NativeProperty("figure", "The figure the plot belongs to.") { object, _ in
            (object as? AxesObject)?.figure.map { .object($0) } ?? .none
          }
        ]
      }))
}

/// What a drawing call gives back: a line, an image, a text, so that it can be named in `plt.colorbar(image)` or asked
/// again.
final class ArtistObject: Object {
  let artist: Artist
  private let name: String

  init(_ artist: Artist, name: String) {
    self.artist = artist
    self.name = name
    super.init(type: ArtistObject.type)
  }

  override func repr(_ vm: Interpreter) throws -> String { "<matplotlib.\(name)>" }

  static let type = TypeObject(
    NativeType(
      "Artist", module: "matplotlib.artist", summary: "Something drawn.",
      methods: {
        [
          Native("set_label", "(self, s)", "Names the artist in the legend.") { arguments, vm in
            try arguments.receiver(ArtistObject.self, vm).artist.label = vm.str(arguments[1])
            return .none
          },
          Native("get_label", "(self)", "The artist's name in the legend.") { arguments, vm in
            .string(try arguments.receiver(ArtistObject.self, vm).artist.label ?? "")
          },
          Native("set_visible", "(self, b)", "Shows or hides the artist.") { arguments, vm in
            try arguments.receiver(ArtistObject.self, vm).artist.isVisible = arguments.bool(1, vm)
            return .none
          },
        ]
      }))
}

/// A drawing function, declared once: a method of `Axes`, and where `function` names it one of `pyplot` that draws into
/// the current axes.
struct AxesMethod {
  typealias Body = (AxesObject, PlotCall) throws -> Value

  let name: String
  let function: String?
  let signature: String
  let summary: String
  let body: Body

  /// - Parameter signature: the parameters without `self`, without parentheses.
  init(_ name: String, _ signature: String, _ summary: String, function: String? = nil, _ body: @escaping Body) {
    self.name = name
    self.function = function
    self.signature = signature
    self.summary = summary
    self.body = body
  }

  var asMethod: Native {
    Native(name, signature.isEmpty ? "(self)" : "(self, \(signature))", summary) { [body] arguments, vm in
      let axes = try arguments.receiver(AxesObject.self, vm)
      return try PlotCall.translate { try body(axes, PlotCall(arguments: arguments, offset: 1, vm: vm)) }
    }
  }

  var asFunction: Native? {
    guard let function else { return nil }
    return Native(function, "(\(signature))", summary) { [body] arguments, vm in
      try PlotCall.translate {
        try body(Pyplot.state.currentAxes(), PlotCall(arguments: arguments, offset: 0, vm: vm))
      }
    }
  }

  static let all: [AxesMethod] = drawing + images + labels + limits
}
