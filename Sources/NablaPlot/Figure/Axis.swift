import Glibc

/// One of the two axes of a plot: its range, scale, ticks and name.
public struct Axis: Sendable {
  public var label = ""
  public var labelSize = 10.0
  /// Fixed ends; nil where the data decide.
  public var low: Double?
  public var high: Double?
  public var isLog = false
  public var isInverted = false
  /// Fixed ticks; nil where they are chosen, empty for none.
  public var ticks: [Double]?
  /// Their texts; nil where the numbers are written.
  public var tickLabels: [String]?
  public var tickSize = 10.0
  /// Degrees; nil where it may be chosen so that labels do not overlap.
  public var tickRotation: Double?
  public var tickAlignment: HorizontalAlignment?
  public var showsTickLabels = true
  public var showsTicks = true
  public var hasGrid = false
  /// 5 % of free room beyond the data.
  public var margin = 0.05
  /// Names that stand at 0, 1, 2, … when text was plotted.
  public var categories: [String] = []
  /// Only whole numbers get ticks.
  public var integerTicks = false

  public init() {}
}

extension Axis {
  /// The range shown for what the artists cover.
  func limits(_ covered: ClosedRange<Double>?, sticky: [Double], positive: Double?) -> (low: Double, high: Double) {
    var bottom = covered?.lowerBound ?? (isLog ? 1 : 0)
    var top = covered?.upperBound ?? (isLog ? 10 : 1)
    if isLog {
      let least = positive ?? 1
      if bottom <= 0 { bottom = least }
      if top <= 0 { top = bottom * 10 }
    }
    if covered != nil {
      let spread = top - bottom
      if spread <= max(abs(bottom), abs(top)) * 1e-15 {
        // One value only: open the range around it as matplotlib does.
        if isLog {
          (bottom, top) = (bottom / 10, top * 10)
        } else if bottom == 0 {
          (bottom, top) = (-0.05, 0.05)
        } else {
          let room = abs(bottom) * 0.05
          (bottom, top) = (bottom - room, top + room)
        }
      }
      let stickyLow = sticky.contains(bottom)
      let stickyHigh = sticky.contains(top)
      if isLog {
        let room = (AxisMap.log(top) - AxisMap.log(bottom)) * margin
        let (a, b) = (AxisMap.log(bottom), AxisMap.log(top))
        if !stickyLow { bottom = Axis.power(a - room) }
        if !stickyHigh { top = Axis.power(b + room) }
      } else {
        let room = (top - bottom) * margin
        if !stickyLow { bottom -= room }
        if !stickyHigh { top += room }
      }
    }
    bottom = low ?? bottom
    top = high ?? top
    if !(bottom.isFinite && top.isFinite) { (bottom, top) = (0, 1) }
    if isLog {
      if bottom <= 0 { bottom = positive ?? (top > 0 ? top / 1000 : 1) }
      if top <= 0 { top = bottom * 10 }
    }
    if bottom == top { top = bottom + max(abs(bottom) * 1e-3, 1e-3) }
    return (bottom, top)
  }

  private static func power(_ exponent: Double) -> Double { pow(10, exponent) }

  /// The ticks within a range, with their texts.
  func makeTicks(low: Double, high: Double, bins: Int) -> TickSet {
    let (bottom, top) = (min(low, high), max(low, high))
    let slack = (top - bottom) * 1e-9
    func inside(_ value: Double) -> Bool { value >= bottom - slack && value <= top + slack }
    var set = TickSet()
    if let fixed = ticks ?? (categories.isEmpty ? nil : categories.indices.map(Double.init)) {
      let plain = TickLabels(ticks: fixed, low: bottom, high: top)
      let texts = tickLabels ?? (categories.isEmpty ? plain.labels : categories)
      for (index, place) in fixed.enumerated() where inside(place) {
        set.major.append((place, index < texts.count ? texts[index] : ""))
      }
      if tickLabels == nil && categories.isEmpty { set.offsetText = plain.offsetText }
      set.isFixed = tickLabels != nil || !categories.isEmpty
    } else if isLog {
      let ticks = LogTicks(from: bottom, to: top, count: bins)
      for (place, text) in zip(ticks.major, ticks.labels) where inside(place) { set.major.append((place, text)) }
      for (place, text) in zip(ticks.minor, ticks.minorLabels) where inside(place) { set.minor.append((place, text)) }
    } else {
      var chooser = LinearTicks()
      chooser.integer = integerTicks
      let places = chooser.ticks(from: bottom, to: top, bins: bins)
      let texts = TickLabels(ticks: places, low: bottom, high: top)
      for (place, text) in zip(places, tickLabels ?? texts.labels) where inside(place) { set.major.append((place, text)) }
      set.offsetText = texts.offsetText
    }
    if !showsTickLabels {
      set.major = set.major.map { ($0.place, "") }
      set.minor = set.minor.map { ($0.place, "") }
      set.offsetText = ""
    }
    if !showsTicks { set.minor = [] }
    return set
  }
}

struct TickSet {
  var major: [(place: Double, text: String)] = []
  var minor: [(place: Double, text: String)] = []
  var offsetText = ""
  /// The texts are words and not numbers chosen to fit.
  var isFixed = false
}

extension Axis {
  /// The ticks of a range as `get_ticklocs` and `get_ticklabels` tell them.
  public func visibleTicks(low: Double, high: Double, bins: Int) -> (places: [Double], labels: [String], offset: String) {
    guard low.isFinite, high.isFinite, low < high else { return ([], [], "") }
    let set = makeTicks(low: low, high: high, bins: bins)
    return (set.major.map(\.place), set.major.map(\.text), set.offsetText)
  }
}
