import CCairo

/// Points of their own sizes and colours: `scatter`.
public final class ScatterArtist: Artist {
  public var x: [Double]
  public var y: [Double]
  /// Areas in square points; one for all, or one each.
  public var sizes: [Double]
  /// One for all, or one each.
  public var colors: [Color]
  public var edge: Color?
  public var edgeWidth = 1.0
  public var marker = Marker.circle

  init(x: [Double], y: [Double], sizes: [Double], colors: [Color], label: String?) {
    self.x = x
    self.y = y
    self.sizes = sizes
    self.colors = colors
    super.init(label: label, zOrder: 1)
  }

  override var bounds: DataBounds { DataBounds(x: x, y: y) }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    for index in 0..<min(x.count, y.count) where x[index].isFinite && y[index].isFinite {
      draw(canvas, index, map.x(x[index]), map.y(y[index]))
    }
  }

  private func draw(_ canvas: Canvas, _ index: Int, _ px: Double, _ py: Double) {
    guard !sizes.isEmpty, !colors.isEmpty else { return }
    let color = colors[index % colors.count]
    let size = max(0, sizes[index % sizes.count]).squareRoot() * canvas.unit
    let outline = marker.isOpen ? color : edge ?? color
    canvas.marker(marker, x: px, y: py, size: size, fill: color, edge: outline, edgeWidth: marker.isOpen ? 1.5 : edgeWidth)
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) { draw(canvas, 0, box.centerX, box.centerY) }

  override func obstacles(_ map: PlaneMap) -> [(x: Double, y: Double)] {
    zip(x, y).prefix(5000).map { (map.x($0), map.y($1)) }
  }
}

/// Upright boxes: `bar`, `barh`, `hist`.
public final class BarArtist: Artist {
  public struct Bar: Equatable, Sendable {
    public var left: Double
    public var right: Double
    public var bottom: Double
    public var top: Double
  }

  public let bars: [Bar]
  public var colors: [Color]
  public var edge: Color?
  public var edgeWidth = 1.0
  let isHorizontal: Bool

  init(bars: [Bar], colors: [Color], isHorizontal: Bool, label: String?) {
    self.bars = bars
    self.colors = colors
    self.isHorizontal = isHorizontal
    super.init(label: label, zOrder: 1)
  }

  override var bounds: DataBounds {
    var bounds = DataBounds(x: bars.flatMap { [$0.left, $0.right] }, y: bars.flatMap { [$0.bottom, $0.top] })
    // A bar stands on its base: no margin below it.
    if isHorizontal { bounds.stickyX = bars.map(\.left) } else { bounds.stickyY = bars.map(\.bottom) }
    return bounds
  }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    for (index, bar) in bars.enumerated() {
      let (x0, x1) = (map.x(bar.left), map.x(bar.right))
      let (y0, y1) = (map.y(bar.bottom), map.y(bar.top))
      guard x0.isFinite, x1.isFinite, y0.isFinite, y1.isFinite else { continue }
      let box = Box(left: min(x0, x1), top: min(y0, y1), right: max(x0, x1), bottom: max(y0, y1))
      draw(canvas, index, box)
    }
  }

  private func draw(_ canvas: Canvas, _ index: Int, _ box: Box) {
    guard !colors.isEmpty else { return }
    let color = colors[index % colors.count]
    // Opaque bars snap to pixels so that neighbours of a histogram leave no seam.
    let snapped = Box(left: box.left.rounded(), top: box.top.rounded(), right: box.right.rounded(), bottom: box.bottom.rounded())
    canvas.fill(snapped.width < 1 ? box : snapped, color)
    if let edge, edgeWidth > 0 { canvas.stroke(snapped, edge, lineWidth: edgeWidth) }
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) { draw(canvas, 0, box) }

  override func obstacles(_ map: PlaneMap) -> [(x: Double, y: Double)] {
    bars.prefix(500).flatMap { bar -> [(x: Double, y: Double)] in
      let x = map.x((bar.left + bar.right) / 2)
      let (y0, y1) = (map.y(bar.bottom), map.y(bar.top))
      return stride(from: min(y0, y1), through: max(y0, y1), by: 5).prefix(1000).map { (x, $0) }
    }
  }
}

/// The area between two curves over the same x: `fill_between`; also bands across the axes.
public final class FillArtist: Artist {
  public let x: [Double]
  public let lower: [Double]
  public let upper: [Double]
  public var color: Color

  init(x: [Double], lower: [Double], upper: [Double], color: Color, label: String?) {
    self.x = x
    self.lower = lower
    self.upper = upper
    self.color = color
    super.init(label: label, zOrder: 1)
  }

  override var bounds: DataBounds { DataBounds(x: x, y: lower + upper) }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    canvas.set(color)
    // Each run of finite values is one polygon.
    var start = 0
    let count = min(x.count, min(lower.count, upper.count))
    while start < count {
      var end = start
      while end < count, x[end].isFinite, lower[end].isFinite, upper[end].isFinite { end += 1 }
      if end - start > 1 {
        cairo_new_path(canvas.context)
        for index in start..<end { cairo_line_to(canvas.context, map.x(x[index]), map.y(upper[index])) }
        for index in (start..<end).reversed() { cairo_line_to(canvas.context, map.x(x[index]), map.y(lower[index])) }
        cairo_close_path(canvas.context)
        cairo_fill(canvas.context)
      }
      start = max(end, start + 1)
    }
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) { canvas.fill(box, color) }

  override func obstacles(_ map: PlaneMap) -> [(x: Double, y: Double)] {
    zip(x, upper).prefix(2000).map { (map.x($0), map.y($1)) }
  }
}

/// A band across the axes: `axvspan`, `axhspan`.
public final class SpanArtist: Artist {
  public let isHorizontal: Bool
  public let range: ClosedRange<Double>
  public var color: Color

  init(isHorizontal: Bool, range: ClosedRange<Double>, color: Color, label: String?) {
    self.isHorizontal = isHorizontal
    self.range = range
    self.color = color
    super.init(label: label, zOrder: 1)
  }

  override var bounds: DataBounds {
    let ends = [range.lowerBound, range.upperBound]
    return isHorizontal ? DataBounds(x: [], y: ends) : DataBounds(x: ends, y: [])
  }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    var box = map.box
    if isHorizontal {
      (box.top, box.bottom) = (map.y(range.upperBound), map.y(range.lowerBound))
    } else {
      (box.left, box.right) = (map.x(range.lowerBound), map.x(range.upperBound))
    }
    canvas.fill(box, color)
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) { canvas.fill(box, color) }
}

/// Words at a place: `text`.
public final class TextArtist: Artist {
  public let x: Double
  public let y: Double
  public let text: String
  public var size = 10.0
  public var color = Color.black
  public var bold = false
  public var rotation = 0.0
  public var horizontal = HorizontalAlignment.left
  public var vertical = VerticalAlignment.baseline
  /// The place counts from 0 to 1 across the axes instead of in data.
  public var isRelative = false
  /// Filled behind the words.
  public var background: Color?

  init(x: Double, y: Double, text: String) {
    self.x = x
    self.y = y
    self.text = text
    super.init(label: nil, zOrder: 3)
  }

  var style: TextStyle {
    var style = TextStyle()
    style.size = size
    style.color = color
    style.bold = bold
    style.rotation = rotation
    style.horizontal = horizontal
    style.vertical = vertical
    return style
  }

  func place(_ map: PlaneMap) -> (x: Double, y: Double) {
    isRelative
      ? (map.box.left + x * map.box.width, map.box.bottom - y * map.box.height) : (map.x(x), map.y(y))
  }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    let place = place(map)
    guard place.x.isFinite, place.y.isFinite else { return }
    if let background { canvas.fill(canvas.box(text, x: place.x, y: place.y, style).inset(-3 * canvas.unit), background) }
    canvas.draw(text, x: place.x, y: place.y, style)
  }
}
