import CCairo
import Glibc

/// Sets and draws a legend. Lengths are matplotlib's, in heights of the letters.
struct LegendPainter {
  let canvas: Canvas

  private struct Entry {
    let artist: Artist
    let text: String
    let layout: TextLayout
  }

  func draw(_ legend: Legend, _ plan: AxesPlan) {
    let em = legend.size * canvas.unit
    let style = TextStyle(size: legend.size, horizontal: .left, vertical: .top)
    var entries: [Entry] = []
    let artists = (plan.axes.artists + plan.twins.flatMap(\.axes.artists)).filter(\.isVisible)
    if let labels = legend.labels {
      let named = artists.filter { !($0 is TextArtist) && !($0 is ImageArtist) && !($0 is RuleArtist && $0.label == nil) }
      entries = zip(named, labels).map { Entry(artist: $0, text: $1, layout: canvas.layout($1, style)) }
    } else {
      for artist in artists {
        guard let label = artist.label, !label.isEmpty, !label.hasPrefix("_") else { continue }
        entries.append(Entry(artist: artist, text: label, layout: canvas.layout(label, style)))
      }
    }
    guard !entries.isEmpty else { return }

    let columns = max(1, min(legend.columns, entries.count))
    let rows = (entries.count + columns - 1) / columns
    let handle = 2 * em
    let rowHeight = max(entries.map(\.layout.height).max() ?? em, 0.7 * em)
    let widths = (0..<columns).map { column -> Double in
      let texts = entries[min(entries.count, column * rows)..<min(entries.count, (column + 1) * rows)]
      return handle + 0.8 * em + (texts.map(\.layout.width).max() ?? 0)
    }
    let title = legend.title.isEmpty ? nil : canvas.layout(legend.title, style)
    let titleHeight = title.map { $0.height + 0.5 * em } ?? 0
    let body = widths.reduce(0, +) + Double(columns - 1) * 2 * em
    let width = max(body, title?.width ?? 0) + 0.8 * em
    let height = Double(rows) * rowHeight + Double(rows - 1) * 0.5 * em + titleHeight + 0.8 * em
    let box = place(legend.location, width, height, plan, em)

    if legend.isFramed { frame(box, radius: 0.2 * em) }
    if !legend.title.isEmpty {
      var centered = style
      centered.horizontal = .center
      canvas.draw(legend.title, x: box.centerX, y: box.top + 0.4 * em, centered)
    }
    var left = box.left + 0.4 * em + (width - 0.8 * em - body) / 2
    for column in 0..<columns {
      var y = box.top + 0.4 * em + titleHeight
      for entry in entries[min(entries.count, column * rows)..<min(entries.count, (column + 1) * rows)] {
        let middle = y + rowHeight / 2
        let sample = Box(left: left, top: middle - 0.35 * em, right: left + handle, bottom: middle + 0.35 * em)
        canvas.saved { entry.artist.drawHandle(on: canvas, sample) }
        canvas.draw(entry.text, x: left + handle + 0.8 * em, y: middle - entry.layout.height / 2, style)
        y += rowHeight + 0.5 * em
      }
      left += widths[column] + 2 * em
    }
  }

  private func frame(_ box: Box, radius: Double) {
    let context = canvas.context
    cairo_new_path(context)
    cairo_arc(context, box.right - radius, box.top + radius, radius, -.pi / 2, 0)
    cairo_arc(context, box.right - radius, box.bottom - radius, radius, 0, .pi / 2)
    cairo_arc(context, box.left + radius, box.bottom - radius, radius, .pi / 2, .pi)
    cairo_arc(context, box.left + radius, box.top + radius, radius, .pi, 1.5 * .pi)
    cairo_close_path(context)
    canvas.set(Color(1, 1, 1, 0.8))
    cairo_fill_preserve(context)
    canvas.set(Color(0.8, 0.8, 0.8, 0.8))
    cairo_set_line_width(context, canvas.unit)
    cairo_set_dash(context, nil, 0, 0)
    cairo_stroke(context)
  }

  /// The box for a location; for `best` the one that covers the fewest points, the earlier of equals.
  private func place(_ location: String, _ width: Double, _ height: Double, _ plan: AxesPlan, _ em: Double) -> Box {
    func box(_ location: String) -> Box {
      let area = plan.box.inset(0.5 * em)
      let x: Double
      let y: Double
      if location.contains("left") {
        x = area.left
      } else if location.contains("right") {
        x = area.right - width
      } else {
        x = area.centerX - width / 2
      }
      if location.contains("upper") {
        y = area.top
      } else if location.contains("lower") {
        y = area.bottom - height
      } else {
        y = area.centerY - height / 2
      }
      return Box(left: x.rounded(), top: y.rounded(), right: (x + width).rounded(), bottom: (y + height).rounded())
    }
    guard location == "best" else { return box(location) }
    let obstacles = plan.axes.artists.filter(\.isVisible).flatMap { $0.obstacles(plan.map) }
      + plan.twins.flatMap { twin in twin.axes.artists.flatMap { $0.obstacles(twin.map) } }
    var best = box("upper right")
    var least = Int.max
    for candidate in Legend.locations.dropFirst() {
      let place = box(candidate)
      let covered = obstacles.reduce(0) { $0 + (place.contains($1.x, $1.y) ? 1 : 0) }
      if covered < least { (best, least) = (place, covered) }
      if least == 0 { break }
    }
    return best
  }
}
