struct PlannedText {
  let text: String
  let x: Double
  let y: Double
  let style: TextStyle
  let box: Box
}

struct Segment {
  let x0: Double
  let y0: Double
  let x1: Double
  let y1: Double
}

/// An axes measured for its place on the canvas: what will be drawn where. Measuring and drawing share this, so that
/// the layout knows exactly how far labels reach.
struct AxesPlan {
  let axes: Axes
  /// The cell that the layout gave.
  let slot: Box
  /// The frame around the data.
  var box: Box
  var map: PlaneMap
  var texts: [PlannedText] = []
  var ticks: [Segment] = []
  var grid: [Segment] = []
  var colorbar: (box: Box, map: AxisMap, image: ImageArtist)?
  var twins: [AxesPlan] = []
  /// All that is drawn for this axes, labels included.
  var tight: Box
}

/// The ranges of an axes' two axes.
struct AxesLimits {
  var x: (low: Double, high: Double)
  var y: (low: Double, high: Double)
}

struct AxesPlanner {
  let canvas: Canvas
  private var unit: Double { canvas.unit }

  /// matplotlib's lengths in points.
  private static let tickLength = 3.5
  private static let tickPad = 3.5
  private static let labelPad = 4.0
  private static let titlePad = 6.0

  init(canvas: Canvas) { self.canvas = canvas }

  func plan(_ axes: Axes, slot: Box, limits: AxesLimits, twinLimits: AxesLimits?) -> AxesPlan {
    var frame = slot
    if axes.colorbar != nil { frame.right -= 0.2 * slot.width }
    frame = aspect(axes, frame, limits)
    let map = plane(axes, frame, limits)
    var plan = AxesPlan(axes: axes, slot: slot, box: frame, map: map, tight: frame)
    if axes.isFramed {
      let low = horizontalTicks(axes, limits, &plan)
      let left = verticalTicks(axes, limits, &plan, onRight: false)
      nameAxes(axes, &plan, below: low, leftOf: left)
    }
    addColorbar(axes, slot, &plan)
    addTitle(axes, &plan)
    if let twin = axes.twin, let twinLimits {
      var second = AxesPlan(axes: twin, slot: slot, box: frame, map: plane(twin, frame, twinLimits), tight: frame)
      let right = verticalTicks(twin, twinLimits, &second, onRight: true)
      if !twin.y.label.isEmpty {
        var style = TextStyle(size: twin.y.labelSize, rotation: 90, horizontal: .left, vertical: .center)
        style.color = .black
        add(twin.y.label, right + Self.labelPad * unit, frame.centerY, style, &second)
      }
      plan.tight = plan.tight.union(second.tight)
      plan.twins = [second]
    }
    // Words may stand outside the frame.
    for case let text as TextArtist in axes.artists {
      let place = text.place(plan.map)
      let box = canvas.box(text.text, x: place.x, y: place.y, text.style)
      if box.left > -1e5, box.right < 1e5, box.top > -1e5, box.bottom < 1e5 { plan.tight = plan.tight.union(box) }
    }
    return plan
  }

  /// Shrinks the frame so that a unit is as long on x as on y.
  private func aspect(_ axes: Axes, _ frame: Box, _ limits: AxesLimits) -> Box {
    var box = frame
    let wanted = abs(limits.x.high - limits.x.low) / abs(limits.y.high - limits.y.low)
    if axes.hasEqualAspect, wanted.isFinite, wanted > 0, !axes.x.isLog, !axes.y.isLog {
      let width = min(frame.width, frame.height * wanted)
      let height = width / wanted
      let left = axes.colorbar != nil ? frame.right - width : frame.centerX - width / 2
      let top = frame.centerY - height / 2
      box = Box(left: left, top: top, right: left + width, bottom: top + height)
    }
    guard axes.hasEqualAspect else {
      let edges = Box(left: box.left.rounded(), top: box.top.rounded(), right: box.right.rounded(), bottom: box.bottom.rounded())
      return Box(left: edges.left, top: edges.top, right: max(edges.right, edges.left + 1), bottom: max(edges.bottom, edges.top + 1))
    }
    // Whole pixels keep frames sharp; a whole size keeps images even.
    let left = box.left.rounded()
    let top = box.top.rounded()
    return Box(left: left, top: top, right: left + max(1, box.width.rounded()), bottom: top + max(1, box.height.rounded()))
  }

  private func plane(_ axes: Axes, _ box: Box, _ limits: AxesLimits) -> PlaneMap {
    let x = axes.x.isInverted ? (box.right, box.left) : (box.left, box.right)
    let y = axes.y.isInverted ? (box.top, box.bottom) : (box.bottom, box.top)
    return PlaneMap(
      x: AxisMap(low: limits.x.low, high: limits.x.high, isLog: axes.x.isLog, pixelLow: x.0, pixelHigh: x.1),
      y: AxisMap(low: limits.y.low, high: limits.y.high, isLog: axes.y.isLog, pixelLow: y.0, pixelHigh: y.1), box: box)
  }

  private func add(_ text: String, _ x: Double, _ y: Double, _ style: TextStyle, _ plan: inout AxesPlan) {
    guard !text.isEmpty else { return }
    let box = canvas.box(text, x: x, y: y, style)
    plan.texts.append(PlannedText(text: text, x: x, y: y, style: style, box: box))
    plan.tight = plan.tight.union(box)
  }

  // MARK: Ticks

  /// Ticks and labels of x; gives back how far down they reach.
  private func horizontalTicks(_ axes: Axes, _ limits: AxesLimits, _ plan: inout AxesPlan) -> Double {
    let axis = axes.x
    let box = plan.box
    let length = axis.showsTicks ? Self.tickLength * unit : 0
    let top = box.bottom + 1 + length + Self.tickPad * unit
    var style = TextStyle(size: axis.tickSize, horizontal: axis.tickAlignment ?? .center, vertical: .top)
    style.rotation = axis.tickRotation ?? 0
    var bins = (box.width / unit / (axis.tickSize * 3)).clampedInt(1...9)
    var set = axis.makeTicks(low: limits.x.low, high: limits.x.high, bins: bins)
    func boxes() -> [Box] {
      set.major.filter { !$0.text.isEmpty }.map { canvas.box($0.text, x: plan.map.x($0.place), y: top, style) }
    }
    if axis.tickRotation == nil {
      // Numbers: fewer ticks until none touch. Words: turn them.
      while !set.isFixed, axis.ticks == nil, bins > 1, crowded(boxes(), horizontal: true) {
        bins -= 1
        set = axis.makeTicks(low: limits.x.low, high: limits.x.high, bins: bins)
      }
      if set.isFixed, crowded(boxes(), horizontal: true) {
        style.rotation = 45
        style.horizontal = .right
        let step = zip(set.major, set.major.dropFirst()).map { abs(plan.map.x($1.place) - plan.map.x($0.place)) }.min() ?? 100
        if step < axis.tickSize * unit * 1.6 {
          style.rotation = 90
          style.horizontal = .center
        }
      }
    }
    var low = axis.showsTicks && !set.major.isEmpty ? box.bottom + 1 + length : box.bottom
    for (place, text) in set.major {
      let x = plan.map.x(place)
      if axis.showsTicks { plan.ticks.append(Segment(x0: x, y0: box.bottom, x1: x, y1: box.bottom + 1 + length)) }
      if axis.hasGrid { plan.grid.append(Segment(x0: x, y0: box.top, x1: x, y1: box.bottom)) }
      // Turned labels end under their tick.
      let shift = style.rotation == 45 && style.horizontal == .right ? axis.tickSize * unit * 0.4 : 0
      add(text, x + shift, top, style, &plan)
      if !text.isEmpty, let last = plan.texts.last { low = max(low, last.box.bottom) }
    }
    for (place, text) in set.minor {
      let x = plan.map.x(place)
      plan.ticks.append(Segment(x0: x, y0: box.bottom, x1: x, y1: box.bottom + 1 + 2 * unit))
      add(text, x, top, style, &plan)
      if !text.isEmpty, let last = plan.texts.last { low = max(low, last.box.bottom) }
    }
    if axis.showsTicks, !set.major.isEmpty { plan.tight.bottom = max(plan.tight.bottom, box.bottom + 1 + length) }
    if !set.offsetText.isEmpty {
      add(
        set.offsetText, box.right, low + 3 * unit, TextStyle(size: axis.tickSize, horizontal: .right, vertical: .top), &plan)
      if axis.label.isEmpty, let last = plan.texts.last { low = max(low, last.box.bottom) }
    }
    return low
  }

  /// Ticks and labels of y; gives back how far out they reach.
  private func verticalTicks(_ axes: Axes, _ limits: AxesLimits, _ plan: inout AxesPlan, onRight: Bool) -> Double {
    let axis = axes.y
    let box = plan.box
    let length = axis.showsTicks ? Self.tickLength * unit : 0
    let bins = (box.height / unit / (axis.tickSize * 2)).clampedInt(1...9)
    let set = axis.makeTicks(low: limits.y.low, high: limits.y.high, bins: bins)
    let edge = onRight ? box.right : box.left
    let outward: Double = onRight ? 1 : -1
    let pen = edge + outward * (1 + length + Self.tickPad * unit)
    var style = TextStyle(size: axis.tickSize, horizontal: onRight ? .left : .right, vertical: .center)
    style.rotation = axis.tickRotation ?? 0
    func boxes() -> [Box] {
      set.major.filter { !$0.text.isEmpty }.map { canvas.box($0.text, x: pen, y: plan.map.y($0.place), style) }
    }
    while style.size > 4, set.isFixed, crowded(boxes(), horizontal: false) { style.size -= 0.5 }
    var reach = axis.showsTicks && !set.major.isEmpty ? edge + outward * (1 + length) : edge
    for (place, text) in set.major {
      let y = plan.map.y(place)
      if axis.showsTicks { plan.ticks.append(Segment(x0: edge, y0: y, x1: edge + outward * (1 + length), y1: y)) }
      if axis.hasGrid { plan.grid.append(Segment(x0: box.left, y0: y, x1: box.right, y1: y)) }
      add(text, pen, y, style, &plan)
      if !text.isEmpty, let last = plan.texts.last {
        reach = onRight ? max(reach, last.box.right) : min(reach, last.box.left)
      }
    }
    for (place, text) in set.minor {
      let y = plan.map.y(place)
      plan.ticks.append(Segment(x0: edge, y0: y, x1: edge + outward * (1 + 2 * unit), y1: y))
      add(text, pen, y, style, &plan)
      if !text.isEmpty, let last = plan.texts.last {
        reach = onRight ? max(reach, last.box.right) : min(reach, last.box.left)
      }
    }
    plan.tight.left = min(plan.tight.left, reach)
    plan.tight.right = max(plan.tight.right, reach)
    if !set.offsetText.isEmpty {
      let corner = TextStyle(size: axis.tickSize, horizontal: onRight ? .right : .left, vertical: .bottom)
      add(set.offsetText, edge, box.top - 3 * unit, corner, &plan)
    }
    return reach
  }

  /// Whether neighbours touch.
  private func crowded(_ boxes: [Box], horizontal: Bool) -> Bool {
    let gap = (horizontal ? 3 : 0) * unit
    for (a, b) in zip(boxes, boxes.dropFirst()) {
      let apart = horizontal
        ? b.left - a.right >= gap || a.left - b.right >= gap : b.top - a.bottom >= gap || a.top - b.bottom >= gap
      if !apart { return true }
    }
    return false
  }

  // MARK: Names

  private func nameAxes(_ axes: Axes, _ plan: inout AxesPlan, below low: Double, leftOf left: Double) {
    let below = TextStyle(size: axes.x.labelSize, horizontal: .center, vertical: .top)
    add(axes.x.label, plan.box.centerX, low + Self.labelPad * unit, below, &plan)
    let beside = TextStyle(size: axes.y.labelSize, rotation: 90, horizontal: .right, vertical: .center)
    add(axes.y.label, left - Self.labelPad * unit, plan.box.centerY, beside, &plan)
  }

  private func addTitle(_ axes: Axes, _ plan: inout AxesPlan) {
    guard !axes.title.isEmpty else { return }
    let style = TextStyle(
      size: axes.titleSize, color: axes.titleColor, bold: axes.titleBold, horizontal: axes.titleAlignment,
      vertical: .baseline)
    let x: Double
    switch axes.titleAlignment {
    case .left: x = plan.box.left
    case .center: x = plan.box.centerX
    case .right: x = plan.box.right
    }
    var y = plan.box.top - Self.titlePad * unit
    // Above a power of ten that stands at the axis' end.
    let area = canvas.box(axes.title, x: x, y: y, style)
    for text in plan.texts where text.box.bottom < plan.box.top && text.box.overlaps(area) {
      y = min(y, text.box.top - 3 * unit)
    }
    add(axes.title, x, y, style, &plan)
  }

  private func addColorbar(_ axes: Axes, _ slot: Box, _ plan: inout AxesPlan) {
    guard let colorbar = axes.colorbar else { return }
    let left = (plan.box.right + max(0.05 * slot.width, 6 * unit)).rounded()
    let width = max(4, min(0.15 * slot.width, plan.box.height / 20, 20 * unit).rounded())
    let box = Box(left: left, top: plan.box.top, right: left + width, bottom: plan.box.bottom)
    let limits = colorbar.image.limits
    let (low, high) = limits.low < limits.high ? limits : (limits.low - 0.5, limits.low + 0.5)
    let map = AxisMap(low: low, high: high, isLog: false, pixelLow: box.bottom, pixelHigh: box.top)
    plan.colorbar = (box, map, colorbar.image)
    plan.tight = plan.tight.union(box)
    var axis = Axis()
    axis.ticks = colorbar.ticks
    let bins = (box.height / unit / 20).clampedInt(1...9)
    let set = axis.makeTicks(low: low, high: high, bins: bins)
    let length = Self.tickLength * unit
    var reach = box.right + 1 + length
    for (place, text) in set.major {
      let y = map(place)
      plan.ticks.append(Segment(x0: box.right, y0: y, x1: box.right + 1 + length, y1: y))
      add(
        text, box.right + 1 + length + Self.tickPad * unit, y, TextStyle(horizontal: .left, vertical: .center), &plan)
      if let last = plan.texts.last { reach = max(reach, last.box.right) }
    }
    add(set.offsetText, box.left, box.top - 3 * unit, TextStyle(horizontal: .left, vertical: .bottom), &plan)
    let beside = TextStyle(rotation: 90, horizontal: .left, vertical: .center)
    add(colorbar.label, reach + Self.labelPad * unit, box.centerY, beside, &plan)
  }
}
