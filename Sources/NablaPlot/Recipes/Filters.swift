extension Figure {
  /// The filters of a convolution. With three input channels each filter is a colour picture (gray is 0); otherwise a
  /// row for each output channel and a column for each input channel (with one input channel a plain grid), red for
  /// positive and blue for negative weights on a scale symmetric around 0.
  ///
  /// - Parameter weight: `[out, in, height, width]`.
  public static func filters(_ weight: ImageBatch, title: String = "") throws -> Figure {
    let (outputs, inputs) = (weight.count, weight.channels)
    guard outputs > 0 else { throw PlotError.value("There are no filters to show.") }
    let single = inputs == 3 || inputs == 1
    let (rows, columns) = single ? tiling(outputs, columns: outputs > 8 ? max(8, min(16, outputs / 4)) : nil) : (outputs, inputs)
    guard rows * (weight.height + 1) <= 4000, columns * (weight.width + 1) <= 4000 else {
      throw PlotError.value("\(outputs)×\(inputs) filters are too many for one picture: show a slice of the weight.")
    }
    let largest = max(weight.values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }, 1e-12)
    var planes = [TileSheet](
      repeating: TileSheet(rows: rows, columns: columns, tileHeight: weight.height, tileWidth: weight.width),
      count: inputs == 3 ? 3 : 1)
    for output in 0..<outputs {
      for input in 0..<inputs {
        let place = single ? (row: output / columns, column: output % columns) : (row: output, column: input)
        planes[inputs == 3 ? input : 0].put(weight.plane(output, input), row: place.row, column: place.column)
      }
    }
    let sheet = planes[0]
    let data = try inputs == 3
      ? colored(planes, largest) : ImageData(height: sheet.height, width: sheet.width, values: sheet.values)
    var name = title
    if !single { name += (title.isEmpty ? "" : "   ") + "rows: \(outputs) output channels, columns: \(inputs) input channels" }
    let section = SheetPage.Section(
      title: name, data: data, scale: sheet.scale(maxWidth: 900, maxHeight: max(760, outputs * 16), tile: 64), colormap: try Colormap(named: "seismic"),
      low: -Double(largest), high: Double(largest), hasColorbar: inputs != 3, sheet: sheet)
    return try SheetPage.figure([section])
  }

  /// Three planes of weights as colours: 0 is the middle gray, gaps are transparent.
  private static func colored(_ planes: [TileSheet], _ largest: Float) throws -> ImageData {
    var bytes: [UInt8] = []
    let sheet = planes[0]
    bytes.reserveCapacity(sheet.height * sheet.width * 4)
    for pixel in 0..<sheet.height * sheet.width {
      let isGap = sheet.values[pixel].isNaN
      for plane in planes {
        let value = plane.values[pixel]
        bytes.append(value.isNaN ? 255 : UInt8(max(0, min(255, (0.5 + value / largest / 2) * 255))))
      }
      bytes.append(isGap ? 0 : 255)
    }
    return try ImageData(height: sheet.height, width: sheet.width, channels: 4, bytes: bytes)
  }

  /// What the layers make of one image: a grid of channels for each layer, titled `conv1 (8×26×26)`. A channel without
  /// any value above 0 is dead for a ReLU: it is framed in red and counted.
  public static func featureMaps(_ layers: [(name: String, maps: ImageBatch)], colormap: Colormap = .viridis, title: String = "")
    throws -> Figure
  {
    var sections: [SheetPage.Section] = []
    for (name, maps) in layers {
      guard maps.count == 1 else {
        throw PlotError.value("Feature maps of one image are shown, and '\(name)' has \(maps.count): index the batch first.")
      }
      guard maps.channels <= 1024 else { throw PlotError.value("'\(name)' has \(maps.channels) channels: show a slice of them.") }
      let (rows, columns) = tiling(maps.channels, columns: mapColumns(maps))
      var sheet = TileSheet(rows: rows, columns: columns, tileHeight: maps.height, tileWidth: maps.width)
      var dead: [(row: Int, column: Int)] = []
      for channel in 0..<maps.channels {
        let plane = maps.plane(0, channel)
        sheet.put(plane, row: channel / columns, column: channel % columns)
        if !plane.contains(where: { $0 > 0 }) { dead.append((channel / columns, channel % columns)) }
      }
      let finite = maps.values.filter(\.isFinite)
      let low = Double(finite.min() ?? 0)
      let high = Double(finite.max() ?? 1)
      let note = dead.isEmpty ? "" : "   \(dead.count) dead"
      sections.append(
        SheetPage.Section(
          title: "\(name) (\(maps.channels)×\(maps.height)×\(maps.width))\(note)",
          data: try ImageData(height: sheet.height, width: sheet.width, values: sheet.values),
          scale: sheet.scale(maxWidth: 960, maxHeight: 960, tile: maps.channels > 8 ? max(64, maps.width) : 112), colormap: colormap, low: low,
          high: high > low ? high : low + 1, hasColorbar: false, marked: dead, sheet: sheet))
    }
    return try SheetPage.figure(sections, title: title)
  }

  /// Tiles of about 56 pixels, a power of two of them in a row of at most 960.
  private static func mapColumns(_ maps: ImageBatch) -> Int {
    let scale = max(1, (55 + maps.width) / maps.width)
    var columns = 32
    while columns > 1, columns * (maps.width + 1) * scale > 960 { columns /= 2 }
    return min(columns, maps.channels)
  }
}
