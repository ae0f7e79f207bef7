import CCairo
import Glibc

public enum HorizontalAlignment: String, Sendable { case left, center, right }
public enum VerticalAlignment: String, Sendable { case top, center, bottom, baseline }

struct TextStyle {
  /// Points.
  var size = 10.0
  var color = Color.black
  var bold = false
  /// Degrees, counter-clockwise.
  var rotation = 0.0
  var horizontal = HorizontalAlignment.left
  var vertical = VerticalAlignment.baseline
  var lineSpacing = 1.2
}

/// A text set in lines: where each begins relative to the top left of the whole.
struct TextLayout {
  var width = 0.0
  var height = 0.0
  /// From the bottom up to the last line's baseline.
  var descent = 0.0
  var lines: [(runs: [TextRun], x: Double, baseline: Double)] = []
}

extension Canvas {
  static let font = "DejaVu Sans"

  private func select(_ style: TextStyle, run: TextRun) {
    cairo_select_font_face(
      context, Self.font, run.italic ? CAIRO_FONT_SLANT_OBLIQUE : CAIRO_FONT_SLANT_NORMAL,
      style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, style.size * unit * run.scale)
  }

  private func extents(_ text: String) -> cairo_text_extents_t {
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    return extents
  }

  /// Sets a text. As in matplotlib a line is at least as high as an "l" and as deep as a "p", so that labels side by
  /// side share a baseline.
  func layout(_ text: String, _ style: TextStyle) -> TextLayout {
    select(style, run: TextRun(text: ""))
    let reference = extents("lp")
    let ascent = -reference.y_bearing
    let descent = reference.height + reference.y_bearing
    let advance = ascent * style.lineSpacing
    var result = TextLayout()
    var widths: [Double] = []
    var y = 0.0
    var lastDescent = descent
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let runs = MathText.runs(String(line))
      var (width, up, down) = (0.0, ascent, descent)
      for run in runs {
        select(style, run: run)
        let box = extents(run.text)
        let rise = run.rise * style.size * unit
        width += box.x_advance
        up = max(up, -box.y_bearing + rise)
        down = max(down, box.height + box.y_bearing - rise)
      }
      let baseline = result.lines.isEmpty ? up : y + max(advance, (up - descent) * style.lineSpacing) + lastDescent
      result.lines.append((runs, 0, baseline))
      widths.append(width)
      y = baseline
      lastDescent = down
    }
    result.width = widths.max() ?? 0
    result.height = y + lastDescent
    result.descent = lastDescent
    for index in result.lines.indices {
      switch style.horizontal {
      case .left: break
      case .center: result.lines[index].x = (result.width - widths[index]) / 2
      case .right: result.lines[index].x = result.width - widths[index]
      }
    }
    return result
  }

  /// The box a text covers when drawn at a place: its rotated frame, aligned as matplotlib aligns it.
  func box(_ text: String, x: Double, y: Double, _ style: TextStyle) -> Box {
    place(layout(text, style), x, y, style).box
  }

  /// The rotated frame's box, and where the unrotated frame's top left corner goes.
  private func place(_ layout: TextLayout, _ x: Double, _ y: Double, _ style: TextStyle)
    -> (box: Box, originX: Double, originY: Double)
  {
    let angle = -style.rotation * .pi / 180
    let (c, s) = (cos(angle), sin(angle))
    func turned(_ px: Double, _ py: Double) -> (x: Double, y: Double) { (px * c - py * s, px * s + py * c) }
    let corners = [
      turned(0, 0), turned(layout.width, 0), turned(0, layout.height), turned(layout.width, layout.height),
    ]
    let left = corners.map(\.x).min() ?? 0
    let right = corners.map(\.x).max() ?? 0
    let top = corners.map(\.y).min() ?? 0
    let bottom = corners.map(\.y).max() ?? 0
    let dx: Double
    switch style.horizontal {
    case .left: dx = x - left
    case .center: dx = x - (left + right) / 2
    case .right: dx = x - right
    }
    let dy: Double
    switch style.vertical {
    case .top: dy = y - top
    case .center: dy = y - (top + bottom) / 2
    case .bottom: dy = y - bottom
    case .baseline:
      let base = turned(0, layout.height - layout.descent)
      dy = y - (style.rotation == 0 ? base.y : bottom)
    }
    return (Box(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy), dx, dy)
  }

  @discardableResult
  func draw(_ text: String, x: Double, y: Double, _ style: TextStyle) -> Box {
    let layout = layout(text, style)
    let placed = place(layout, x, y, style)
    saved {
      set(style.color)
      cairo_translate(context, placed.originX, placed.originY)
      cairo_rotate(context, -style.rotation * .pi / 180)
      for line in layout.lines {
        var pen = line.x
        for run in line.runs {
          select(style, run: run)
          // Upright text starts its baseline on a whole pixel: sharper.
          let shift = style.rotation == 0 ? (placed.originY + line.baseline).rounded() - placed.originY : line.baseline
          cairo_move_to(context, pen, shift - run.rise * style.size * unit)
          cairo_show_text(context, run.text)
          pen += extents(run.text).x_advance
        }
      }
      cairo_new_path(context)
    }
    return placed.box
  }
}
