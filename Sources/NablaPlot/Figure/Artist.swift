/// The part of the data plane that an artist covers. Sticky edges get no margin: a bar stands on the axis, an image
/// fills its frame.
struct DataBounds {
  var x: ClosedRange<Double>?
  var y: ClosedRange<Double>?
  var stickyX: [Double] = []
  var stickyY: [Double] = []
  /// The smallest positive values, for logarithmic axes.
  var positiveX: Double?
  var positiveY: Double?

  static func range(_ values: some Sequence<Double>) -> ClosedRange<Double>? {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }

  static func positive(_ values: some Sequence<Double>) -> Double? {
    var low = Double.infinity
    for value in values where value > 0 { low = min(low, value) }
    return low.isFinite ? low : nil
  }

  init(x: some Collection<Double>, y: some Collection<Double>) {
    self.x = Self.range(x)
    self.y = Self.range(y)
    positiveX = Self.positive(x)
    positiveY = Self.positive(y)
  }

  init() {}
}

/// Something drawn in the data plane of an axes.
public class Artist {
  /// The name in the legend; nil or one that begins with `_` stays out of it.
  public var label: String?
  /// Higher ones are drawn later.
  public var zOrder: Double
  public var isVisible = true

  init(label: String?, zOrder: Double) {
    self.label = label
    self.zOrder = zOrder
  }

  var bounds: DataBounds { DataBounds() }
  func draw(on canvas: Canvas, _ map: PlaneMap) {}
  /// Draws the legend's sample of this artist into a box.
  func drawHandle(on canvas: Canvas, _ box: Box) {}
  /// Places that a legend should not cover, in pixels.
  func obstacles(_ map: PlaneMap) -> [(x: Double, y: Double)] { [] }
}

/// One axis' way from numbers to pixels.
struct AxisMap: Equatable {
  var low: Double
  var high: Double
  var isLog: Bool
  var pixelLow: Double
  var pixelHigh: Double

  init(low: Double, high: Double, isLog: Bool, pixelLow: Double, pixelHigh: Double) {
    self.low = isLog ? AxisMap.log(low) : low
    self.high = isLog ? AxisMap.log(high) : high
    self.isLog = isLog
    self.pixelLow = pixelLow
    self.pixelHigh = pixelHigh
  }

  /// Nothing at or below zero has a place on a logarithmic axis: it falls far off the lower end.
  static func log(_ value: Double) -> Double { value > 0 ? log10Positive(value) : -1000 }

  func callAsFunction(_ value: Double) -> Double {
    let position = isLog ? AxisMap.log(value) : value
    let pixel = pixelLow + (position - low) / (high - low) * (pixelHigh - pixelLow)
    // Cairo counts in 24-bit fixed point: keep far-away places within it.
    return max(-1e6, min(1e6, pixel))
  }

  func inverse(_ pixel: Double) -> Double {
    low + (pixel - pixelLow) / (pixelHigh - pixelLow) * (high - low)
  }
}

/// From the data plane to the canvas.
struct PlaneMap: Equatable {
  var x: AxisMap
  var y: AxisMap
  var box: Box
}
