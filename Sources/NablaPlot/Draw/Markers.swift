import CCairo
import Glibc

extension Canvas {
  /// Draws a marker of `size` pixels across, as large as matplotlib draws it.
  func marker(_ marker: Marker, x: Double, y: Double, size: Double, fill: Color, edge: Color, edgeWidth: Double) {
    let radius = size / 2
    cairo_new_path(context)
    switch marker {
    case .circle: cairo_arc(context, x, y, radius, 0, 2 * .pi)
    case .point: cairo_arc(context, x, y, radius / 2, 0, 2 * .pi)
    case .pixel: cairo_rectangle(context, x.rounded(), y.rounded(), 1, 1)
    case .square: cairo_rectangle(context, x - radius, y - radius, size, size)
    case .triangleUp: polygon(x, y, [(0, -1), (1, 1), (-1, 1)], radius)
    case .triangleDown: polygon(x, y, [(0, 1), (1, -1), (-1, -1)], radius)
    case .triangleLeft: polygon(x, y, [(-1, 0), (1, -1), (1, 1)], radius)
    case .triangleRight: polygon(x, y, [(1, 0), (-1, -1), (-1, 1)], radius)
    case .pentagon: polygon(x, y, regular(5), radius)
    case .hexagon: polygon(x, y, regular(6), radius)
    case .star:
      let points: [(Double, Double)] = (0..<10).map { index in
        let length = index % 2 == 0 ? 1.0 : 0.381966
        let angle = Double(index) * .pi / 5
        return (length * sin(angle), -length * cos(angle))
      }
      polygon(x, y, points, radius)
    case .diamond: polygon(x, y, [(0, -1.4142), (1.4142, 0), (0, 1.4142), (-1.4142, 0)], radius)
    case .thinDiamond: polygon(x, y, [(0, -1.4142), (0.8485, 0), (0, 1.4142), (-0.8485, 0)], radius)
    case .plus: strokes(x, y, [(-1, 0, 1, 0), (0, -1, 0, 1)], radius)
    case .cross: strokes(x, y, [(-1, -1, 1, 1), (-1, 1, 1, -1)], radius)
    case .bar: strokes(x, y, [(0, -1, 0, 1)], radius)
    case .dash: strokes(x, y, [(-1, 0, 1, 0)], radius)
    case .filledPlus:
      let t = 1.0 / 3
      polygon(x, y, [(-t, -1), (t, -1), (t, -t), (1, -t), (1, t), (t, t), (t, 1), (-t, 1), (-t, t), (-1, t), (-1, -t), (-t, -t)], radius)
    case .filledCross:
      polygon(
        x, y, [(-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5), (-0.5, 0), (-1, -0.5)],
        radius)
    }
    if !marker.isOpen {
      set(fill)
      cairo_fill_preserve(context)
    }
    if edge.alpha > 0 && edgeWidth > 0 {
      set(edge)
      cairo_set_dash(context, nil, 0, 0)
      cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
      cairo_set_line_join(context, marker == .circle ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
      cairo_set_line_width(context, edgeWidth * unit)
      cairo_stroke(context)
    }
    cairo_new_path(context)
  }

  private func regular(_ count: Int) -> [(Double, Double)] {
    (0..<count).map { index in
      let angle = Double(index) * 2 * .pi / Double(count)
      return (sin(angle), -cos(angle))
    }
  }

  private func polygon(_ x: Double, _ y: Double, _ points: [(Double, Double)], _ radius: Double) {
    for (index, point) in points.enumerated() {
      let (px, py) = (x + point.0 * radius, y + point.1 * radius)
      if index == 0 { cairo_move_to(context, px, py) } else { cairo_line_to(context, px, py) }
    }
    cairo_close_path(context)
  }

  private func strokes(_ x: Double, _ y: Double, _ lines: [(Double, Double, Double, Double)], _ radius: Double) {
    for line in lines {
      cairo_move_to(context, x + line.0 * radius, y + line.1 * radius)
      cairo_line_to(context, x + line.2 * radius, y + line.3 * radius)
    }
  }
}
