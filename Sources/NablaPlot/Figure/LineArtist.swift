import CCairo

/// A line through points, with or without markers: `plot`.
public final class LineArtist: Artist {
  public var x: [Double]
  public var y: [Double]
  public var color: Color
  public var width = 1.5
  public var style = LineStyle.solid
  public var marker: Marker?
  public var markerSize = 6.0
  public var markerFace: Color?
  public var markerEdge: Color?

  init(x: [Double], y: [Double], color: Color, label: String?) {
    self.x = x
    self.y = y
    self.color = color
    super.init(label: label, zOrder: 2)
  }

  override var bounds: DataBounds { DataBounds(x: x, y: y) }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    if style != .none && width > 0 {
      stroke(canvas, LineArtist.thinned(points(map)))
    }
    if let marker {
      for point in points(map) where point.x.isFinite && point.y.isFinite { draw(marker, canvas, point.x, point.y) }
    }
  }

  private func draw(_ marker: Marker, _ canvas: Canvas, _ x: Double, _ y: Double) {
    canvas.marker(
      marker, x: x, y: y, size: markerSize * canvas.unit, fill: markerFace ?? color, edge: markerEdge ?? color,
      edgeWidth: marker.isOpen ? 1.5 : 1)
  }

  private func points(_ map: PlaneMap) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    points.reserveCapacity(x.count)
    for index in 0..<min(x.count, y.count) {
      let whole = x[index].isFinite && y[index].isFinite && (!map.x.isLog || x[index] > 0) && (!map.y.isLog || y[index] > 0)
      points.append(whole ? (map.x(x[index]), map.y(y[index])) : (.nan, .nan))
    }
    return points
  }

  /// A line of a hundred thousand points has hundreds in each pixel column: of each column the first, the lowest, the
  /// highest and the last show all that can be seen.
  static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard points.count > 4000 else { return points }
    var result: [(x: Double, y: Double)] = []
    var start = 0
    while start < points.count {
      var end = start + 1
      guard points[start].x.isFinite else {
        result.append(points[start])
        start = end
        continue
      }
      let column = points[start].x.rounded(.down)
      while end < points.count, points[end].x.rounded(.down) == column { end += 1 }
      if end - start > 4 {
        var low = start
        var high = start
        for index in start..<end {
          if points[index].y < points[low].y { low = index }
          if points[index].y > points[high].y { high = index }
        }
        for index in Set([start, low, high, end - 1]).sorted() { result.append(points[index]) }
      } else {
        result += points[start..<end]
      }
      start = end
    }
    return result
  }

  private func stroke(_ canvas: Canvas, _ points: [(x: Double, y: Double)]) {
    let context = canvas.context
    canvas.set(color)
    cairo_new_path(context)
    cairo_set_line_width(context, width * canvas.unit)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    canvas.setDash(style.dashes(width * canvas.unit))
    var open = false
    for point in points {
      if point.x.isFinite && point.y.isFinite {
        if open { cairo_line_to(context, point.x, point.y) } else { cairo_move_to(context, point.x, point.y) }
        open = true
      } else {
        open = false
      }
    }
    cairo_stroke(context)
    canvas.setDash([])
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) {
    if style != .none && width > 0 { stroke(canvas, [(box.left, box.centerY), (box.right, box.centerY)]) }
    if let marker { draw(marker, canvas, box.centerX, box.centerY) }
  }

  override func obstacles(_ map: PlaneMap) -> [(x: Double, y: Double)] {
    let points = LineArtist.thinned(points(map)).filter { $0.x.isFinite && $0.y.isFinite }
    guard style != .none, points.count > 1, points.count < 2000 else { return points }
    // Long segments pass where no vertex is: look along them too.
    var result: [(x: Double, y: Double)] = []
    for (from, to) in zip(points, points.dropFirst()) {
      let steps = max(1, min(40, Int(max(abs(to.x - from.x), abs(to.y - from.y)) / 8)))
      for step in 0..<steps {
        let t = Double(step) / Double(steps)
        result.append((from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)))
      }
    }
    if let last = points.last { result.append(last) }
    return result
  }
}

/// A straight line across the whole axes: `axhline`, `axvline`.
public final class RuleArtist: Artist {
  public let isHorizontal: Bool
  public let position: Double
  public var color: Color
  public var width = 1.5
  public var style = LineStyle.solid

  init(isHorizontal: Bool, position: Double, color: Color, label: String?) {
    self.isHorizontal = isHorizontal
    self.position = position
    self.color = color
    super.init(label: label, zOrder: 2)
  }

  override var bounds: DataBounds {
    isHorizontal ? DataBounds(x: [], y: [position]) : DataBounds(x: [position], y: [])
  }

  override func draw(on canvas: Canvas, _ map: PlaneMap) {
    if isHorizontal {
      stroke(canvas, map.box.left, map.y(position), map.box.right, map.y(position))
    } else {
      stroke(canvas, map.x(position), map.box.top, map.x(position), map.box.bottom)
    }
  }

  private func stroke(_ canvas: Canvas, _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    guard style != .none else { return }
    let context = canvas.context
    canvas.set(color)
    cairo_new_path(context)
    cairo_set_line_width(context, width * canvas.unit)
    canvas.setDash(style.dashes(width * canvas.unit))
    cairo_move_to(context, x0, y0)
    cairo_line_to(context, x1, y1)
    cairo_stroke(context)
    canvas.setDash([])
  }

  override func drawHandle(on canvas: Canvas, _ box: Box) {
    stroke(canvas, box.left, box.centerY, box.right, box.centerY)
  }
}
