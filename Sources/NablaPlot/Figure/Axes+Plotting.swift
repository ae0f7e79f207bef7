import Glibc

extension Axes {
  /// `plot(x, y, fmt)`: one line.
  @discardableResult
  public func plot(
    _ x: [Double], _ y: [Double], format: FormatString = FormatString(), color: Color? = nil, label: String? = nil
  ) throws -> LineArtist {
    guard x.count == y.count else {
      throw PlotError.value(
        "x and y must have same first dimension, but have shapes (\(x.count),) and (\(y.count),)")
    }
    let line = LineArtist(x: x, y: y, color: color ?? format.color ?? nextColor(), label: label)
    line.style = format.line ?? .solid
    line.marker = format.marker
    return add(line)
  }

  /// `plot(y)`: against 0, 1, 2, …
  @discardableResult
  public func plot(_ y: [Double], format: FormatString = FormatString(), color: Color? = nil, label: String? = nil) throws
    -> LineArtist
  {
    try plot(y.indices.map(Double.init), y, format: format, color: color, label: label)
  }

  @discardableResult
  public func scatter(
    _ x: [Double], _ y: [Double], sizes: [Double] = [36], colors: [Color]? = nil, marker: Marker = .circle,
    label: String? = nil
  ) throws -> ScatterArtist {
    guard x.count == y.count else {
      throw PlotError.value("x and y must be the same size\nx has \(x.count) values and y has \(y.count).")
    }
    let artist = ScatterArtist(x: x, y: y, sizes: sizes, colors: colors ?? [nextColor()], label: label)
    artist.marker = marker
    return add(artist)
  }

  /// Colours for `scatter(c=values)`.
  public static func colors(_ values: [Double], _ map: Colormap, low: Double? = nil, high: Double? = nil) -> [Color] {
    let range = DataBounds.range(values) ?? 0...1
    let bottom = low ?? range.lowerBound
    let top = high ?? range.upperBound
    return values.map { map(top > bottom ? ($0 - bottom) / (top - bottom) : 0) }
  }

  /// `bar(x, height)` and `barh(y, width)`.
  @discardableResult
  public func bar(
    _ positions: [Double], _ lengths: [Double], width: Double = 0.8, base: [Double] = [0], horizontal: Bool = false,
    alignEdge: Bool = false, colors: [Color]? = nil, label: String? = nil
  ) throws -> BarArtist {
    guard lengths.count == positions.count || lengths.count == 1, base.count == 1 || base.count == positions.count else {
      throw PlotError.value(
        "shape mismatch: objects cannot be broadcast to a single shape\n"
          + "There are \(positions.count) positions, \(lengths.count) lengths and \(base.count) bases.")
    }
    let bars: [BarArtist.Bar] = positions.indices.map { index in
      let from = alignEdge ? positions[index] : positions[index] - width / 2
      let start = base[index % base.count]
      let end = start + lengths[index % lengths.count]
      return horizontal
        ? BarArtist.Bar(left: start, right: end, bottom: from, top: from + width)
        : BarArtist.Bar(left: from, right: from + width, bottom: start, top: end)
    }
    return add(BarArtist(bars: bars, colors: colors ?? [nextColor()], isHorizontal: horizontal, label: label))
  }

  /// Counts how many values fall into each of `bins` intervals of equal width, the last one closed, as
  /// `numpy.histogram` does.
  public static func histogram(_ values: [Double], bins: Int = 10, range: ClosedRange<Double>? = nil, density: Bool = false)
    throws -> (counts: [Double], edges: [Double])
  {
    guard bins > 0, bins <= 1_000_000 else { throw PlotError.value("`bins` must be positive, when an integer") }
    let finite = values.filter(\.isFinite)
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    guard low.isFinite, high.isFinite, (high - low).isFinite, high > low else {
      throw PlotError.value("supplied range of [\(low), \(high)] is not finite")
    }
    let edges = (0...bins).map { low + (high - low) * Double($0) / Double(bins) }
    var counts = [Double](repeating: 0, count: bins)
    for value in finite where value >= low && value <= high {
      var index = min(bins - 1, Int((value - low) / (high - low) * Double(bins)))
      if value < edges[index] { index -= 1 } else if index + 1 < bins, value >= edges[index + 1] { index += 1 }
      counts[max(0, index)] += 1
    }
    if density {
      let total = counts.reduce(0, +)
      for index in counts.indices where total > 0 { counts[index] /= total * (edges[index + 1] - edges[index]) }
    }
    return (counts, edges)
  }

  @discardableResult
  public func hist(
    _ values: [Double], bins: Int = 10, range: ClosedRange<Double>? = nil, density: Bool = false, color: Color? = nil,
    label: String? = nil
  ) throws -> (counts: [Double], edges: [Double], artist: BarArtist) {
    let (counts, edges) = try Axes.histogram(values, bins: bins, range: range, density: density)
    let bars = counts.indices.map {
      BarArtist.Bar(left: edges[$0], right: edges[$0 + 1], bottom: 0, top: counts[$0])
    }
    let artist = add(BarArtist(bars: bars, colors: [color ?? nextColor()], isHorizontal: false, label: label))
    return (counts, edges, artist)
  }

  @discardableResult
  public func imshow(
    _ data: ImageData, colormap: Colormap = .viridis, low: Double? = nil, high: Double? = nil, originIsUpper: Bool = true,
    extent: (left: Double, right: Double, bottom: Double, top: Double)? = nil, equalAspect: Bool = true
  ) -> ImageArtist {
    let image = ImageArtist(
      data: data, colormap: colormap, originIsUpper: originIsUpper,
      extent: extent.map { ($0.left, $0.right, $0.bottom, $0.top) })
    image.low = low
    image.high = high
    hasEqualAspect = equalAspect
    // Rows count downwards: the axis does too.
    y.isInverted = image.extent.bottom > image.extent.top
    return add(image)
  }

  @discardableResult
  public func fillBetween(_ x: [Double], _ lower: [Double], _ upper: [Double], color: Color? = nil, label: String? = nil)
    throws -> FillArtist
  {
    let low = lower.count == 1 ? x.map { _ in lower[0] } : lower
    let high = upper.count == 1 ? x.map { _ in upper[0] } : upper
    guard low.count == x.count, high.count == x.count else {
      throw PlotError.value(
        "operands could not be broadcast together with shapes (\(x.count),) (\(lower.count),) (\(upper.count),)")
    }
    return add(FillArtist(x: x, lower: low, upper: high, color: color ?? nextColor(), label: label))
  }

  /// `axhline(y)` and `axvline(x)`.
  @discardableResult
  public func rule(at position: Double, horizontal: Bool, color: Color = Color.cycle[0], label: String? = nil) -> RuleArtist {
    add(RuleArtist(isHorizontal: horizontal, position: position, color: color, label: label))
  }

  /// `axhspan` and `axvspan`.
  @discardableResult
  public func span(_ range: ClosedRange<Double>, horizontal: Bool, color: Color = Color.cycle[0], label: String? = nil)
    -> SpanArtist
  {
    add(SpanArtist(isHorizontal: horizontal, range: range, color: color, label: label))
  }

  @discardableResult
  public func text(_ x: Double, _ y: Double, _ text: String) -> TextArtist { add(TextArtist(x: x, y: y, text: text)) }

  /// `errorbar`: a line with bars of ± `error`.
  @discardableResult
  public func errorBars(_ x: [Double], _ y: [Double], error: [Double], format: FormatString = FormatString(), color: Color? = nil, label: String? = nil)
    throws -> LineArtist
  {
    let line = try plot(x, y, format: format, color: color, label: label)
    for index in x.indices where !error.isEmpty {
      let size = error[index % error.count]
      let bar = LineArtist(x: [x[index], x[index]], y: [y[index] - size, y[index] + size], color: line.color, label: nil)
      _ = add(bar)
    }
    return line
  }
}
