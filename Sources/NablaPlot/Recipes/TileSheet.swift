/// Many small images of one size side by side in one, with gaps of a pixel: what filters and feature maps are shown as.
struct TileSheet {
  let rows: Int
  let columns: Int
  let tileHeight: Int
  let tileWidth: Int
  /// Row by row; NaN in the gaps.
  private(set) var values: [Float]
  let height: Int
  let width: Int

  init(rows: Int, columns: Int, tileHeight: Int, tileWidth: Int) {
    self.rows = rows
    self.columns = columns
    self.tileHeight = tileHeight
    self.tileWidth = tileWidth
    height = rows * (tileHeight + 1) - 1
    width = columns * (tileWidth + 1) - 1
    values = [Float](repeating: .nan, count: height * width)
  }

  mutating func put(_ tile: ArraySlice<Float>, row: Int, column: Int) {
    var place = tile.startIndex
    for y in 0..<tileHeight {
      let start = (row * (tileHeight + 1) + y) * width + column * (tileWidth + 1)
      for x in 0..<tileWidth {
        values[start + x] = tile[place]
        place += 1
      }
    }
  }

  /// Screen pixels for each of the sheet's: a whole number, so that all are drawn alike, as large as fits and no tile
  /// larger than `tile`.
  func scale(maxWidth: Int, maxHeight: Int, tile: Int) -> Int {
    max(1, min(tile / max(tileWidth, tileHeight), maxWidth / max(1, width), maxHeight / max(1, height)))
  }
}

/// Sheets of tiles one below the other, each with a title, drawn at whole multiples of their size.
struct SheetPage {
  struct Section {
    var title: String
    var data: ImageData
    var scale: Int
    var colormap: Colormap
    var low: Double
    var high: Double
    var hasColorbar: Bool
    /// Tiles to be framed in red, with the sheet they lie in.
    var marked: [(row: Int, column: Int)] = []
    var sheet: TileSheet
  }

  private static let dpi = 100.0
  private static let side = 16.0
  private static let titleHeight = 34.0

  static func figure(_ sections: [Section], title: String = "") throws -> Figure {
    var width = 200.0
    var height = title.isEmpty ? 6.0 : 40.0
    for section in sections {
      let wide = Double(section.data.width * section.scale)
      // Titles need about 9 pixels a letter; a colorbar its gap, its own width (a twentieth of its height) and its numbers.
      let high = Double(section.data.height * section.scale)
      let bar = section.hasColorbar ? wide * 0.0625 + min(high / 20, wide * 0.19) + 70 : 0
      width = max(width, wide + bar + 2 * side, Double(section.title.count) * 9.3 + 2 * side, Double(title.count) * 10.5 + 2 * side)
      height += titleHeight + high + side
    }
    let figure = try Figure(width: width / dpi, height: height / dpi, dpi: dpi)
    figure.title = title
    var top = title.isEmpty ? 6.0 : 40.0
    for section in sections {
      let wide = Double(section.data.width * section.scale)
      let high = Double(section.data.height * section.scale)
      let slot = section.hasColorbar ? wide / 0.8 : wide
      let bottom = height - top - titleHeight - high
      let axes = try figure.axes(left: side / width, bottom: bottom / height, width: slot / width, height: high / height)
      axes.isFramed = false
      axes.title = section.title
      axes.titleAlignment = .left
      axes.titleSize = 11
      let image = axes.imshow(section.data, colormap: section.colormap, low: section.low, high: section.high)
      if section.hasColorbar { axes.colorbar = Colorbar(image: image) }
      for mark in section.marked {
        let x = Double(mark.column * (section.sheet.tileWidth + 1)) - 0.5
        let y = Double(mark.row * (section.sheet.tileHeight + 1)) - 0.5
        let (w, h) = (Double(section.sheet.tileWidth), Double(section.sheet.tileHeight))
        let line = try axes.plot([x, x + w, x + w, x, x], [y, y, y + h, y + h, y], color: Color(hex: 0xE53935))
        line.width = 2
      }
      top += titleHeight + high + side
    }
    return figure
  }
}
