/// Where the cells of a figure's grids lie, in pixels.
struct GridGeometry {
  enum Gap {
    /// Of a cell's mean size, as `wspace` and `hspace` count.
    case fraction(Double)
    case pixels(Double)
  }

  var area: Box
  var gapX: Gap
  var gapY: Gap

  init(_ margins: Figure.Margins, width: Double, height: Double) {
    area = Box(
      left: margins.left * width, top: (1 - margins.top) * height, right: margins.right * width,
      bottom: (1 - margins.bottom) * height)
    gapX = .fraction(margins.horizontalGap)
    gapY = .fraction(margins.verticalGap)
  }

  private static func split(_ length: Double, _ count: Int, _ gap: Gap) -> (cell: Double, gap: Double) {
    let n = Double(count)
    switch gap {
    case .fraction(let share):
      let cell = length / (n + share * (n - 1))
      return (cell, cell * share)
    case .pixels(let pixels):
      let room = min(pixels, n > 1 ? 0.8 * length / (n - 1) : pixels)
      return ((length - room * (n - 1)) / n, room)
    }
  }

  func slot(_ place: AxesPlace, width: Double, height: Double) -> Box {
    switch place {
    case .fraction(let left, let bottom, let w, let h):
      return Box(left: left * width, top: (1 - bottom - h) * height, right: (left + w) * width, bottom: (1 - bottom) * height)
    case .grid(let rows, let columns, let row, let column):
      let x = Self.split(area.width, columns, gapX)
      let y = Self.split(area.height, rows, gapY)
      let left = area.left + Double(column.lowerBound) * (x.cell + x.gap)
      let top = area.top + Double(row.lowerBound) * (y.cell + y.gap)
      return Box(
        left: left, top: top, right: left + Double(column.count) * (x.cell + x.gap) - x.gap,
        bottom: top + Double(row.count) * (y.cell + y.gap) - y.gap)
    }
  }
}

/// Places the axes of a figure so that no label is cut or lies over another.
struct FigureLayout {
  let figure: Figure
  let canvas: Canvas
  private let width: Double
  private let height: Double

  init(_ figure: Figure, _ canvas: Canvas) {
    self.figure = figure
    self.canvas = canvas
    width = Double(canvas.width)
    height = Double(canvas.height)
  }

  func plans() -> [AxesPlan] {
    let limits = figure.axes.map(Self.limits)
    let shared = figure.axes.indices.map { share(limits, $0) }
    var margins = Figure.Margins()
    if case .fixed(let own) = figure.layout { margins = own }
    var geometry = GridGeometry(margins, width: width, height: height)
    var plans = plan(geometry, shared)
    if case .fixed = figure.layout { return plans }
    guard figure.layout == .tight || needsRoom(plans) else { return plans }
    // Tick labels depend on the size and the size on the labels: three rounds settle it.
    for _ in 0..<3 {
      geometry = tight(plans)
      plans = plan(geometry, shared)
    }
    return plans
  }

  private func plan(_ geometry: GridGeometry, _ limits: [AxesLimits]) -> [AxesPlan] {
    let planner = AxesPlanner(canvas: canvas)
    return zip(figure.axes, limits).map { axes, limits in
      let twin = axes.twin.map { twin -> AxesLimits in
        var own = Self.limits(twin)
        own.x = limits.x
        return own
      }
      if let twin = axes.twin {
        twin.x = axes.x
        twin.hasEqualAspect = false
      }
      return planner.plan(axes, slot: geometry.slot(axes.place, width: width, height: height), limits: limits, twinLimits: twin)
    }
  }

  // MARK: Ranges

  static func limits(_ axes: Axes) -> AxesLimits {
    var x: ClosedRange<Double>?
    var y: ClosedRange<Double>?
    var (stickyX, stickyY): ([Double], [Double]) = ([], [])
    var (positiveX, positiveY): (Double?, Double?) = (nil, nil)
    func joined(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>?) -> ClosedRange<Double>? {
      guard let a, let b else { return a ?? b }
      return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
    for artist in axes.artists where artist.isVisible {
      let bounds = artist.bounds
      x = joined(x, bounds.x)
      y = joined(y, bounds.y)
      stickyX += bounds.stickyX
      stickyY += bounds.stickyY
      positiveX = [positiveX, bounds.positiveX].compactMap { $0 }.min()
      positiveY = [positiveY, bounds.positiveY].compactMap { $0 }.min()
    }
    return AxesLimits(
      x: axes.x.limits(x, sticky: stickyX, positive: positiveX),
      y: axes.y.limits(y, sticky: stickyY, positive: positiveY))
  }

  /// Axes that share a range show the union of theirs.
  private func share(_ limits: [AxesLimits], _ index: Int) -> AxesLimits {
    var result = limits[index]
    for (other, axes) in figure.axes.enumerated() where other != index {
      if let group = figure.axes[index].sharedX, axes.sharedX == group {
        result.x = (min(result.x.low, limits[other].x.low), max(result.x.high, limits[other].x.high))
      }
      if let group = figure.axes[index].sharedY, axes.sharedY == group {
        result.y = (min(result.y.low, limits[other].y.low), max(result.y.high, limits[other].y.high))
      }
    }
    return result
  }

  // MARK: Room

  private func needsRoom(_ plans: [AxesPlan]) -> Bool {
    let title = titleBox()
    for (index, plan) in plans.enumerated() {
      let box = plan.tight
      if box.left < 0 || box.top < 0 || box.right > width || box.bottom > height { return true }
      if let title, title.overlaps(box) { return true }
      for other in plans[(index + 1)...] where other.tight.inset(0.5).overlaps(box.inset(0.5)) {
        if case .grid = plan.axes.place, case .grid = other.axes.place { return true }
      }
    }
    return !figure.xLabel.isEmpty || !figure.yLabel.isEmpty
  }

  func titleBox() -> Box? {
    guard !figure.title.isEmpty else { return nil }
    return canvas.box(figure.title, x: width / 2, y: 0.02 * height, titleStyle)
  }

  var titleStyle: TextStyle { TextStyle(size: figure.titleSize, horizontal: .center, vertical: .top) }
  var xLabelStyle: TextStyle { TextStyle(size: 12, horizontal: .center, vertical: .bottom) }
  var yLabelStyle: TextStyle { TextStyle(size: 12, rotation: 90, horizontal: .left, vertical: .center) }

  /// Margins and gaps from how far the labels reached beyond their cells.
  private func tight(_ plans: [AxesPlan]) -> GridGeometry {
    let pad = 10.8 * canvas.unit
    var (left, right, top, bottom) = (0.0, 0.0, 0.0, 0.0)
    var (innerLeft, innerRight, innerTop, innerBottom) = (0.0, 0.0, 0.0, 0.0)
    for plan in plans {
      guard case .grid(let rows, let columns, let row, let column) = plan.axes.place else { continue }
      let reachLeft = max(0, plan.slot.left - plan.tight.left)
      let reachRight = max(0, plan.tight.right - plan.slot.right)
      let reachTop = max(0, plan.slot.top - plan.tight.top)
      let reachBottom = max(0, plan.tight.bottom - plan.slot.bottom)
      if column.lowerBound == 0 { left = max(left, reachLeft) } else { innerLeft = max(innerLeft, reachLeft) }
      if column.upperBound == columns - 1 { right = max(right, reachRight) } else { innerRight = max(innerRight, reachRight) }
      if row.lowerBound == 0 { top = max(top, reachTop) } else { innerTop = max(innerTop, reachTop) }
      if row.upperBound == rows - 1 { bottom = max(bottom, reachBottom) } else { innerBottom = max(innerBottom, reachBottom) }
    }
    var margins = Figure.Margins()
    margins.left = 0
    margins.right = 1
    var geometry = GridGeometry(margins, width: width, height: height)
    let titleRoom = titleBox().map { $0.bottom + pad * 0.5 } ?? pad
    let below = figure.xLabel.isEmpty ? 0 : canvas.box(figure.xLabel, x: 0, y: 0, xLabelStyle).height + 4 * canvas.unit
    let beside = figure.yLabel.isEmpty ? 0 : canvas.box(figure.yLabel, x: 0, y: 0, yLabelStyle).width + 4 * canvas.unit
    geometry.area = Box(
      left: left + pad + beside, top: top + titleRoom, right: width - right - pad, bottom: height - bottom - pad - below)
    // Labels larger than the figure: keep a tenth of it for the data.
    if geometry.area.width < width * 0.1 { (geometry.area.left, geometry.area.right) = (width * 0.45, width * 0.9) }
    if geometry.area.height < height * 0.1 { (geometry.area.top, geometry.area.bottom) = (height * 0.2, height * 0.7) }
    geometry.gapX = .pixels(innerLeft + innerRight + pad)
    geometry.gapY = .pixels(innerTop + innerBottom + pad)
    return geometry
  }
}
