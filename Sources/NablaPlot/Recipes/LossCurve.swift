extension Figure {
  /// Curves of a training run over steps or epochs.
  ///
  /// - Parameters:
  ///   - smoothing: from 0 to below 1: each smoothed value keeps this share of the one before (an exponential mean,
  ///     corrected for its start); the raw curve stays behind it, pale.
  public static func curves(
    _ series: [(name: String, values: [Double])], smoothing: Double = 0, logarithmic: Bool = false, title: String = "",
    xLabel: String = "step", yLabel: String = "loss"
  ) throws -> Figure {
    guard smoothing >= 0, smoothing < 1 else {
      throw PlotError.value("smoothing must lie between 0 and 1 (0: none; 0.9: the mean of about ten), not \(smoothing)")
    }
    let figure = try Figure()
    let axes = try figure.subplot(rows: 1, columns: 1, first: 1)
    for (name, values) in series {
      let color = axes.nextColor()
      if smoothing > 0 {
        let raw = try axes.plot(values, color: color.opacity(0.25))
        raw.width = 1
        try axes.plot(smoothed(values, smoothing), color: color, label: name)
      } else {
        try axes.plot(values, color: color, label: name)
      }
    }
    axes.title = title
    axes.x.label = xLabel
    axes.y.label = yLabel
    axes.y.isLog = logarithmic
    axes.y.hasGrid = true
    axes.x.hasGrid = true
    if series.contains(where: { !$0.name.isEmpty }) { axes.legend = try Legend() }
    return figure
  }

  static func smoothed(_ values: [Double], _ smoothing: Double) -> [Double] {
    var mean = 0.0
    var weight = 0.0
    return values.map { value in
      guard value.isFinite else { return value }
      mean = smoothing * mean + (1 - smoothing) * value
      weight = smoothing * weight + (1 - smoothing)
      return mean / weight
    }
  }
}
