import CCairo
import Glibc

/// A pixel surface that Cairo draws on. Places are in pixels from the top left; sizes that matplotlib gives in points
/// are multiplied by `unit`, the pixels a point has.
final class Canvas {
  let width: Int
  let height: Int
  let unit: Double
  private let surface: OpaquePointer
  let context: OpaquePointer

  init(width: Int, height: Int, dpi: Double, background: Color) throws {
    guard width > 0, height > 0, width <= Picture.sizeLimit, height <= Picture.sizeLimit, width * height <= 1 << 28 else {
      throw PlotError.value(
        "Image size of \(width)x\(height) pixels is too large. It must be less than 2^15 in each direction.")
    }
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
      let context = cairo_create(surface), cairo_status(context) == CAIRO_STATUS_SUCCESS
    else { throw PlotError.drawing("Cairo cannot make a surface of \(width)×\(height) pixels.") }
    self.width = width
    self.height = height
    self.unit = dpi / 72
    self.surface = surface
    self.context = context
    set(background)
    cairo_set_operator(context, CAIRO_OPERATOR_SOURCE)
    cairo_paint(context)
    cairo_set_operator(context, CAIRO_OPERATOR_OVER)
    // Letters start on whole pixels in Cairo's image surfaces: with advances rounded too their spacing is even.
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func set(_ color: Color) { cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha) }

  /// Draws with what `body` changes (clip, transform) undone afterwards.
  func saved(_ body: () -> Void) {
    cairo_save(context)
    body()
    cairo_restore(context)
  }

  func clip(to box: Box) {
    cairo_new_path(context)
    cairo_rectangle(context, box.left, box.top, box.width, box.height)
    cairo_clip(context)
  }

  func fill(_ box: Box, _ color: Color) {
    set(color)
    cairo_new_path(context)
    cairo_rectangle(context, box.left, box.top, box.width, box.height)
    cairo_fill(context)
  }

  /// Outlines a box; `lineWidth` in points.
  func stroke(_ box: Box, _ color: Color, lineWidth: Double) {
    set(color)
    cairo_new_path(context)
    cairo_set_line_width(context, lineWidth * unit)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    cairo_set_dash(context, nil, 0, 0)
    cairo_rectangle(context, box.left, box.top, box.width, box.height)
    cairo_stroke(context)
  }

  /// A line between two places; `lineWidth` in points.
  func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ color: Color, lineWidth: Double) {
    set(color)
    cairo_new_path(context)
    cairo_set_line_width(context, lineWidth * unit)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, nil, 0, 0)
    cairo_move_to(context, x0, y0)
    cairo_line_to(context, x1, y1)
    cairo_stroke(context)
  }

  func setDash(_ pattern: [Double]) {
    cairo_set_dash(context, pattern, Int32(pattern.count), 0)
    cairo_set_line_cap(context, pattern.isEmpty ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT)
  }

  /// Copies pixels (premultiplied 0xAARRGGBB) with the top left corner at a whole pixel.
  func blit(_ pixels: inout [UInt32], width: Int, height: Int, x: Int, y: Int) {
    guard width > 0, height > 0, pixels.count == width * height else { return }
    pixels.withUnsafeMutableBytes { bytes in
      let data = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      guard let image = cairo_image_surface_create_for_data(
        data, CAIRO_FORMAT_ARGB32, Int32(width), Int32(height), Int32(width * 4))
      else { return }
      cairo_set_source_surface(context, image, Double(x), Double(y))
      cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
      cairo_paint(context)
      cairo_set_source_rgb(context, 0, 0, 0)
      cairo_surface_destroy(image)
    }
  }

  /// What was drawn, as RGB, or RGBA when the background shows through.
  func picture(dpi: Double, transparent: Bool) throws -> Picture {
    cairo_surface_flush(surface)
    guard cairo_status(context) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
      throw PlotError.drawing("Cairo: \(String(cString: cairo_status_to_string(cairo_status(context))))")
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let channels = transparent ? 4 : 3
    var pixels = [UInt8](repeating: 255, count: width * height * channels)
    var place = 0
    for y in 0..<height {
      let row = UnsafeRawPointer(data) + y * stride
      for x in 0..<width {
        let value = row.loadUnaligned(fromByteOffset: 4 * x, as: UInt32.self)
        let alpha = value >> 24
        for channel in 0..<3 {
          let part = value >> UInt32(16 - 8 * channel) & 255
          // Cairo's colours are multiplied by their opacity already.
          let plain = !transparent || alpha == 255 ? part : alpha == 0 ? 0 : min(255, (part * 255 + alpha / 2) / alpha)
          pixels[place + channel] = UInt8(plain)
        }
        if transparent { pixels[place + 3] = UInt8(alpha) }
        place += channels
      }
    }
    return try Picture(width: width, height: height, channels: channels, pixels: pixels, dpi: dpi)
  }
}

extension Double {
  /// The whole number nearest below, kept within a range: places on a canvas may be anywhere, and NaN.
  func clampedInt(_ range: ClosedRange<Int>) -> Int {
    isNaN ? range.lowerBound : Int(Swift.max(Double(range.lowerBound), Swift.min(Double(range.upperBound), self)))
  }
}

/// An upright rectangle in pixels, y downwards.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }
  var centerX: Double { (left + right) / 2 }
  var centerY: Double { (top + bottom) / 2 }

  func union(_ other: Box) -> Box {
    Box(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  func inset(_ amount: Double) -> Box {
    Box(left: left + amount, top: top + amount, right: right - amount, bottom: bottom - amount)
  }

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ x: Double, _ y: Double) -> Bool { x >= left && x <= right && y >= top && y <= bottom }
}
