import NablaPlot
import Testing

@Suite struct TickTests {
  /// low, high, bins | ticks | labels | offset: see `Tests/Oracle/plot.py`.
  static let rows = Recorded.lines("ticks.txt")

  @Test func thereAreRecordedRows() { #expect(Self.rows.count == 60) }

  @Test(arguments: rows) func ticksAndLabelsAreThoseOfMatplotlib(_ row: String) throws {
    let parts = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let head = parts[0].split(separator: " ").compactMap { Double($0) }
    let want = parts[1].split(separator: " ").compactMap { Double($0) }
    let ticks = Axis().visibleTicks(low: head[0], high: head[1], bins: Int(head[2]))
    #expect(ticks.places.count == want.count)
    let tolerance: Double = 1e-9 * max(abs(head[0]), abs(head[1]))
    for (got, wanted) in zip(ticks.places, want) {
      let distance: Double = abs(got - wanted)
      #expect(distance <= tolerance)
    }
    #expect(ticks.labels.joined(separator: " ") == parts[2])
    #expect(ticks.offset == parts[3])
  }

  @Test func logarithmicTicksAreDecades() {
    var axis = Axis()
    axis.isLog = true
    let ticks = axis.visibleTicks(low: 0.002, high: 500, bins: 9)
    #expect(ticks.places == [0.01, 0.1, 1, 10, 100])
    #expect(ticks.labels[0] == "$10^{\u{2212}2}$")
    #expect(axis.visibleTicks(low: 1e-30, high: 1e30, bins: 9).places.count < 11)
  }

  @Test func hopelessRangesGiveNoTrap() {
    for (low, high) in [(Double.nan, 1.0), (0.0, Double.infinity), (1.0, 1.0), (-1e308, 1e308), (0, Double.leastNonzeroMagnitude), (1e16, 1e16 + 2)] {
      _ = Axis().visibleTicks(low: low, high: high, bins: 9)
      var axis = Axis()
      axis.isLog = true
      _ = axis.visibleTicks(low: low, high: high, bins: 9)
    }
  }
}
