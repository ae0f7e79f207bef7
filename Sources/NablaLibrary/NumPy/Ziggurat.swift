import Glibc

/// Normal and exponential numbers by Marsaglia and Tsang's ziggurat (2000, doi:10.18637/jss.v005.i08), in 256 layers of
/// equal area.
enum Ziggurat {
  private struct Table {
    var limits = [UInt64](repeating: 0, count: 256)
    var widths = [Double](repeating: 0, count: 256)
    var heights = [Double](repeating: 0, count: 256)
  }

  private static let normalEdge = 3.6541528853610087963519472518
  private static let exponentialEdge = 7.6971174701310497140446280481

  private static let normalTable = table(
    edge: normalEdge, area: 0.004928673233974652, scale: 0x1p52, corrections: normalCorrections,
    density: { exp(-0.5 * $0 * $0) }, inverse: { (-2 * log($0)).squareRoot() })
  private static let exponentialTable = table(
    edge: exponentialEdge, area: 0.003949659822581558, scale: 0x1p53, corrections: exponentialCorrections,
    density: { exp(-$0) }, inverse: { -log($0) })

  /// Layers from the tail's edge up.
  ///
  /// Each width follows from the one below, so errors of rounding add up, and NumPy's widths were computed on another
  /// way. The corrections, in units of the last place, are read off its draws (`Tests/Oracle/numpy_ziggurat.py`): with
  /// them draws are the same to the bit.
  private static func table(
    edge: Double, area: Double, scale: Double, corrections: [Int], density: (Double) -> Double,
    inverse: (Double) -> Double
  ) -> Table {
    var table = Table()
    let base = area / density(edge)
    table.limits[0] = UInt64(edge / base * scale)
    table.widths[0] = base / scale
    table.widths[255] = edge / scale
    table.heights[0] = 1
    table.heights[255] = density(edge)
    var (x, last) = (edge, edge)
    for layer in stride(from: 254, through: 1, by: -1) {
      x = inverse(area / x + density(x))
      table.limits[layer + 1] = UInt64(x / last * scale)
      last = x
      table.widths[layer] = x / scale
      table.heights[layer] = density(x)
    }
    for (layer, correction) in corrections.enumerated() {
      table.widths[layer] += Double(correction) * table.widths[layer].ulp
    }
    return table
  }

  private static let normalCorrections = [
    0, -76, -22, -19, -18, -15, -15, -10, -9, -5, -4, -5, -4, -4, -4, -4, -3, -4, -4, -4, -4, -3, -3, -4, -2, -2, -2,
    -1, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2,
  ]

  private static let exponentialCorrections = [
    -3, 147, 110, 44, 37, 34, 30, 29, 15, 14, 14, 13, 11, 12, 11, 11, 12, 11, 11, 11, 10, 9, 8, 7, 8, 5, 5, 5, 5, 6,
    6, 7, 6, 7, 6, 6, 6, 6, 6, 7, 7, 6, 6, 6, 6, 6, 6, 7, 7, 7, 6, 7, 6, 6, 7, 6, 6, 7, 7, 7, 7, 6, 7, 6, 6, 5, 6, 5,
    5, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, -1, 0, 0, 0, 0, -1, -1, -1, -1, 0, -1, -1,
    -2, -1, -2, -2, -2, -1, -1, -1, -1, -2, -2, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    -1, -1, -2, -2, -2, -3, -3, -2, -2, -3, -3, -2, -2, -2, -2, -2, -2, -1, -2, -1, -1, -1, -1, 0, 0, 0, 0, -1, -1,
    -1, -1, -1, -1, 0, 0, -1, -1, -1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2,
    2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0,
    -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0,
  ]

  static func normal(_ stream: NumPyStream) -> Double {
    let table = normalTable
    while true {
      var bits = stream.next64()
      let layer = Int(bits & 0xff)
      bits >>= 8
      let size = (bits >> 1) & 0x000f_ffff_ffff_ffff
      var x = Double(size) * table.widths[layer]
      if bits & 1 == 1 { x = -x }
      if size < table.limits[layer] { return x }
      if layer == 0 {
        while true {
          let a = -log1p(-stream.double()) / normalEdge
          let b = -log1p(-stream.double())
          if b + b > a * a { return (size >> 8) & 1 == 1 ? -(normalEdge + a) : normalEdge + a }
        }
      }
      let height = (table.heights[layer - 1] - table.heights[layer]) * stream.double() + table.heights[layer]
      if height < exp(-0.5 * x * x) { return x }
    }
  }

  static func exponential(_ stream: NumPyStream) -> Double {
    let table = exponentialTable
    while true {
      var bits = stream.next64() >> 3
      let layer = Int(bits & 0xff)
      bits >>= 8
      let x = Double(bits) * table.widths[layer]
      if bits < table.limits[layer] { return x }
      if layer == 0 { return exponentialEdge - log1p(-stream.double()) }
      let height = (table.heights[layer - 1] - table.heights[layer]) * stream.double() + table.heights[layer]
      if height < exp(-x) { return x }
    }
  }
}
