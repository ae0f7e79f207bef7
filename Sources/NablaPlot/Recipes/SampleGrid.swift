extension Figure {
  /// Images in a grid, each with a caption above it.
  ///
  /// - Parameters:
  ///   - captions: one an image, or fewer.
  ///   - captionColors: one a caption; black where missing.
  public static func samples(
    _ images: ImageBatch, captions: [String] = [], captionColors: [Color] = [], columns: Int? = nil, title: String = "",
    colormap: Colormap = .gray
  ) throws -> Figure {
    guard images.count <= 400 else {
      throw PlotError.value("\(images.count) images are too many for one picture: show 400 at most.")
    }
    let (rows, columns) = tiling(images.count, columns: columns ?? min(images.count, images.count > 32 ? 10 : 8))
    let tile = 1.15
    let longest = captions.flatMap { $0.split(separator: "\n").map(\.count) }.max() ?? 0
    // Long captions need wider cells: about 0.075 inches a letter at this size.
    let cellWidth = max(tile * min(2, max(0.6, Double(images.width) / Double(images.height))), Double(longest) * 0.08)
    let captionLines = captions.map { $0.split(separator: "\n").count }.max() ?? 0
    let cellHeight = tile + 0.17 * Double(captionLines)
    let titleHeight = title.isEmpty ? 0.1 : 0.42
    let figure = try Figure(
      width: Double(columns) * (cellWidth + 0.1) + 0.2, height: Double(rows) * (cellHeight + 0.12) + titleHeight + 0.1)
    figure.title = title
    for index in 0..<images.count {
      let (row, column) = (index / columns, index % columns)
      let left = 0.15 + Double(column) * (cellWidth + 0.1) + (cellWidth - min(cellWidth, tile * 2)) / 2
      let top = titleHeight + Double(row) * (cellHeight + 0.12) + 0.17 * Double(captionLines) + 0.05
      let axes = try figure.axes(
        left: left / figure.width, bottom: 1 - (top + tile) / figure.height, width: min(cellWidth, tile * 2) / figure.width,
        height: tile / figure.height)
      axes.isFramed = false
      let data = try images.shown(index)
      axes.imshow(data, colormap: colormap, low: 0, high: 1)
      if index < captions.count {
        axes.title = captions[index]
        axes.titleSize = 9
        axes.titleColor = index < captionColors.count ? captionColors[index] : .black
      }
    }
    return figure
  }

  /// The images that were taken for something else with the most confidence: `7→1` and the probability given to the
  /// wrong class, in red, the worst first.
  public static func mistakes(
    _ images: ImageBatch, truth: [Int], predicted: [Int], confidence: [Double] = [], classes: [String] = [],
    limit: Int = 25, title: String = "Most confident mistakes"
  ) throws -> Figure {
    guard truth.count == images.count, predicted.count == images.count,
      confidence.isEmpty || confidence.count == images.count
    else {
      throw PlotError.value(
        "\(images.count) images need as many labels: there are \(truth.count) true and \(predicted.count) predicted ones.")
    }
    var wrong = truth.indices.filter { truth[$0] != predicted[$0] }
    if !confidence.isEmpty { wrong.sort { (confidence[$0], $1) > (confidence[$1], $0) } }
    wrong = Array(wrong.prefix(max(1, limit)))
    func name(_ label: Int) -> String { classes.indices.contains(label) ? classes[label] : String(label) }
    let short = classes.isEmpty || classes.allSatisfy { $0.count <= 3 }
    let captions = wrong.map { index -> String in
      let arrow = short ? "\(name(truth[index]))→\(name(predicted[index]))" : "\(name(truth[index]))\n→ \(name(predicted[index]))"
      return confidence.isEmpty ? arrow : "\(arrow) \(TickLabels.format("%.0f", confidence[index] * 100))%"
    }
    let size = images.channels * images.height * images.width
    let chosen = wrong.flatMap { images.values[$0 * size..<($0 + 1) * size] }
    let batch = try ImageBatch(
      count: wrong.count, channels: images.channels, height: images.height, width: images.width, values: chosen)
    return try samples(
      batch, captions: captions, captionColors: wrong.map { _ in Color(hex: 0xC62828) },
      columns: wrong.count > 12 ? 5 : nil, title: wrong.isEmpty ? "\(title): none" : title)
  }
}
