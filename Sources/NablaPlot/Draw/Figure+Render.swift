extension Figure {
  /// Draws the figure.
  ///
  /// - Parameters:
  ///   - dpi: dots an inch instead of the figure's own.
  ///   - cropped: cut the margins down to what is drawn and a tenth of an inch (`bbox_inches='tight'`).
  public func render(dpi: Double? = nil, transparent: Bool = false, cropped: Bool = false) throws -> Picture {
    let density = dpi ?? self.dpi
    guard density.isFinite, density > 0, width * density < 1e6, height * density < 1e6 else {
      throw PlotError.value("A figure of \(width)×\(height) inches at \(density) dots an inch is too large.")
    }
    let pixelWidth = max(1, Int((width * density).rounded(.down)))
    let pixelHeight = max(1, Int((height * density).rounded(.down)))
    let canvas = try Canvas(
      width: pixelWidth, height: pixelHeight, dpi: density, background: transparent ? .clear : background)
    let layout = FigureLayout(self, canvas)
    let plans = layout.plans()
    let painter = AxesPainter(canvas: canvas)
    for plan in plans { painter.draw(plan) }
    let middle = Double(pixelWidth) / 2
    var drawn: [Box] = plans.map(\.tight)
    if !title.isEmpty {
      drawn.append(canvas.draw(title, x: middle, y: 0.02 * Double(pixelHeight), layout.titleStyle))
    }
    if !xLabel.isEmpty {
      drawn.append(canvas.draw(xLabel, x: middle, y: 0.99 * Double(pixelHeight), layout.xLabelStyle))
    }
    if !yLabel.isEmpty {
      drawn.append(canvas.draw(yLabel, x: 0.01 * Double(pixelWidth), y: Double(pixelHeight) / 2, layout.yLabelStyle))
    }
    let picture = try canvas.picture(dpi: density, transparent: transparent)
    guard cropped, let first = drawn.first else { return picture }
    return try picture.cropped(to: drawn.dropFirst().reduce(first) { $0.union($1) }.inset(-0.1 * density))
  }

  /// Draws the figure and writes it as a PNG in one piece.
  public func save(_ path: String, dpi: Double? = nil, transparent: Bool = false, cropped: Bool = false) throws {
    try render(dpi: dpi, transparent: transparent, cropped: cropped).write(to: path)
  }
}

extension Picture {
  /// The part of the picture within a box.
  func cropped(to box: Box) throws -> Picture {
    let left = box.left.rounded(.down).clampedInt(0...width)
    let top = box.top.rounded(.down).clampedInt(0...height)
    let right = box.right.rounded(.up).clampedInt(0...width)
    let bottom = box.bottom.rounded(.up).clampedInt(0...height)
    guard right > left, bottom > top else { return self }
    var part: [UInt8] = []
    part.reserveCapacity((right - left) * (bottom - top) * channels)
    for y in top..<bottom { part += pixels[(y * width + left) * channels..<(y * width + right) * channels] }
    return try Picture(width: right - left, height: bottom - top, channels: channels, pixels: part, dpi: dpi)
  }
}
