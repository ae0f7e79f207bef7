import CCairo
import Glibc

/// Draws a planned axes.
struct AxesPainter {
  let canvas: Canvas
  private var unit: Double { canvas.unit }

  init(canvas: Canvas) { self.canvas = canvas }

  func draw(_ plan: AxesPlan) {
    let axes = plan.axes
    if axes.isFramed { canvas.fill(plan.box, axes.background) }
    // Stable: what was added first is drawn first.
    let ordered = axes.artists.enumerated().filter { $0.element.isVisible }
      .sorted { ($0.element.zOrder, $0.offset) < ($1.element.zOrder, $1.offset) }.map(\.element)
    canvas.saved {
      canvas.clip(to: plan.box)
      for artist in ordered where artist.zOrder < 1.5 { artist.draw(on: canvas, plan.map) }
      for line in plan.grid { snapped(line, Color(hex: 0xB0B0B0)) }
      for artist in ordered where artist.zOrder >= 1.5 && !(artist is TextArtist) { artist.draw(on: canvas, plan.map) }
    }
    drawColorbar(plan)
    if axes.isFramed {
      for tick in plan.ticks { snapped(tick, .black) }
      drawFrame(plan)
    }
    if let outline = axes.outline { canvas.stroke(plan.box.inset(-1.5 * unit), outline, lineWidth: 2) }
    for text in plan.texts { canvas.draw(text.text, x: text.x, y: text.y, text.style) }
    for case let text as TextArtist in ordered { text.draw(on: canvas, plan.map) }
    for twin in plan.twins { draw(twin) }
    if let legend = axes.legend { LegendPainter(canvas: canvas).draw(legend, plan) }
  }

  /// Thin straight lines lie on whole pixels: sharp instead of two gray ones.
  private func snapped(_ line: Segment, _ color: Color) {
    let width = max(1, (0.8 * unit).rounded())
    let half = width / 2
    canvas.set(color)
    if line.x0 == line.x1 {
      let x = (line.x0 - half).rounded()
      cairo_new_path(canvas.context)
      cairo_rectangle(canvas.context, x, min(line.y0, line.y1).rounded(), width, abs(line.y1 - line.y0).rounded())
    } else {
      let y = (line.y0 - half).rounded()
      cairo_new_path(canvas.context)
      cairo_rectangle(canvas.context, min(line.x0, line.x1).rounded(), y, abs(line.x1 - line.x0).rounded(), width)
    }
    cairo_fill(canvas.context)
  }

  /// The four sides, just outside the data.
  private func drawFrame(_ plan: AxesPlan) {
    guard plan.axes.host == nil else { return }
    let width = max(1, (0.8 * unit).rounded())
    let box = plan.box
    let hidden = plan.axes.hiddenSpines
    if !hidden.contains("left") {
      canvas.fill(Box(left: box.left - width, top: box.top - width, right: box.left, bottom: box.bottom + width), .black)
    }
    if !hidden.contains("right") {
      canvas.fill(Box(left: box.right, top: box.top - width, right: box.right + width, bottom: box.bottom + width), .black)
    }
    if !hidden.contains("top") {
      canvas.fill(Box(left: box.left - width, top: box.top - width, right: box.right + width, bottom: box.top), .black)
    }
    if !hidden.contains("bottom") {
      canvas.fill(Box(left: box.left - width, top: box.bottom, right: box.right + width, bottom: box.bottom + width), .black)
    }
  }

  private func drawColorbar(_ plan: AxesPlan) {
    guard let (box, _, image) = plan.colorbar else { return }
    let rows = box.height.clampedInt(0...canvas.height)
    for row in 0..<rows {
      let value = 1 - (Double(row) + 0.5) / Double(rows)
      let strip = Box(left: box.left, top: box.top + Double(row), right: box.right, bottom: box.top + Double(row + 1))
      canvas.fill(strip, image.colormap(value))
    }
    let width = max(1, (0.8 * unit).rounded())
    canvas.fill(Box(left: box.left - width, top: box.top - width, right: box.right + width, bottom: box.top), .black)
    canvas.fill(Box(left: box.left - width, top: box.bottom, right: box.right + width, bottom: box.bottom + width), .black)
    canvas.fill(Box(left: box.left - width, top: box.top, right: box.left, bottom: box.bottom), .black)
    canvas.fill(Box(left: box.right, top: box.top, right: box.right + width, bottom: box.bottom), .black)
    if !plan.axes.isFramed { for tick in plan.ticks { snapped(tick, .black) } }
  }
}
