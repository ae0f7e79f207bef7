import NablaData
import NablaPlot

/// Where the pictures of a program go.
///
/// `matplotlib.pyplot` and `nabla.viz` draw and encode; who runs the program decides what happens to the result: a
/// notebook files it under the cell, the terminal shows it inline, a script saves it. One program runs per process, so
/// these are process-wide, and only ever touched by the interpreter's thread.
public enum Pictures {
  /// Takes one finished picture: the bytes of a PNG and what it shows (a figure's title, or empty). `plt.show()` and
  /// the end of a cell call it once per open figure. `nil` where nobody looks: pictures are then dropped.
  public static var sink: ((_ png: [UInt8], _ caption: String) -> Void)?

  /// Shows the figures that are open and forgets them, as `plt.show()` would; set by the plotting module when it is
  /// first imported, called by whoever runs cells after each of them.
  public static var showOpenFigures: (() throws -> Void)?

  /// A PNG as lines of coloured half-blocks, for terminals; `nil` when the bytes are no PNG.
  public static func halfBlocks(png: [UInt8], columns: Int) -> String? {
    guard let image = try? PNGReader.decode(png, file: "picture"),
      let picture = try? Picture(
        width: image.width, height: image.height, channels: image.channels, pixels: image.pixels)
    else { return nil }
    return picture.halfBlocks(columns: columns)
  }
}
