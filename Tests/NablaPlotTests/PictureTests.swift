import NablaPlot
import NablaTensor
import Testing

@Suite struct PictureTests {
  @Test(arguments: Recorded.lines("grids.txt")) func gridsAreTorchvisionsToThePixel(_ row: String) throws {
    let parts = row.split(separator: " ").map(String.init)
    let shapes: [String: Shape] = [
      "batch": [5, 3, 4, 3], "gray": [4, 1, 3, 3], "normalized": [3, 1, 3, 4], "each": [3, 1, 3, 4], "range": [2, 3, 2, 2],
      "single": [1, 3, 4, 5], "image": [3, 4, 5], "matrix": [4, 5],
    ]
    let shape = try #require(shapes[parts[0]])
    // torch.arange(n) * 37 % 101 / 80 - 0.1
    let values: [Float] = (0..<shape.elementCount).map { (index: Int) -> Float in Float(index * 37 % 101) / 80 - 0.1 }
    let images = try Tensor(values).view(shape)
    var grid = ImageGrid()
    switch parts[0] {
    case "batch": grid.rowLength = 3
    case "normalized":
      grid.normalize = true
      grid.rowLength = 2
      grid.padding = 1
      grid.padValue = 0.5
    case "each":
      grid.normalize = true
      grid.scaleEach = true
    case "range":
      grid.normalize = true
      grid.valueRange = (0, 0.5)
    default: break
    }
    let picture = try grid.picture(images)
    #expect("\(picture.width) \(picture.height)" == "\(parts[1]) \(parts[2])")
    #expect(picture.pixels.map(Int.init) == parts.dropFirst(3).compactMap { Int($0) }, "\(parts[0])")
  }

  @Test(arguments: Recorded.lines("colormaps.txt")) func colormapsAreThoseOfMatplotlib(_ row: String) throws {
    let parts = row.split(separator: " ").map(String.init)
    let map = try Colormap(named: parts[0])
    let shown = [-0.1, 0, 0.25, 0.5, 0.75, 0.9999, 1, 1.5].flatMap { value -> [Int] in
      let color = map.bytes(value)
      return [Int(color.0), Int(color.1), Int(color.2)]
    }
    let want = parts.dropFirst().compactMap { Int($0) }
    #expect(zip(shown, want).allSatisfy { abs($0 - $1) <= 1 } && shown.count == want.count, "\(shown) \(want)")
  }

  @Test func unknownNamesAreRefusedWithTheKnownOnes() {
    #expect { try Colormap(named: "viridi") } throws: {
      "\($0)".hasPrefix("'viridi' is not a known colormap name") && "\($0)".contains("'viridis'")
    }
    #expect { try Color(parsing: "bluish") } throws: { "\($0)".hasPrefix("'bluish' is not a valid color value.") }
    #expect(throws: PlotError.self) { try FormatString(parsing: "r--q") }
    #expect(throws: PlotError.self) { try Legend(location: "top") }
  }

  @Test(arguments: [
    ("r", Color(1, 0, 0)), ("C1", Color(hex: 0xFF7F0E)), ("C11", Color(hex: 0xFF7F0E)), ("#1f77b4", Color(hex: 0x1F77B4)),
    ("#f00", Color(1, 0, 0)), ("0.5", Color(0.5, 0.5, 0.5)), ("tab:green", Color(hex: 0x2CA02C)),
    ("SteelBlue", Color(hex: 0x4682B4)), ("none", .clear),
  ]) func coloursAreParsedAsInMatplotlib(_ text: String, _ color: Color) throws {
    #expect(try Color(parsing: text) == color)
  }

  @Test func formatStringsNameColourMarkerAndLine() throws {
    let dashed = try FormatString(parsing: "r--o")
    #expect(dashed.color == Color(1, 0, 0) && dashed.line == .dashed && dashed.marker == .circle)
    let dots = try FormatString(parsing: "go")
    #expect(dots.line == LineStyle.none && dots.marker == .circle)
    #expect(try FormatString(parsing: "C2-.").line == .dashDot)
  }

  @Test func pngFilesHaveTheirSizeAndDensity() throws {
    let picture = try Picture(width: 3, height: 2, channels: 3, pixels: [UInt8](repeating: 7, count: 18), dpi: 100)
    let bytes = try picture.png()
    #expect(Array(bytes[..<8]) == [137, 80, 78, 71, 13, 10, 26, 10])
    #expect(Array(bytes[16..<24]) == [0, 0, 0, 3, 0, 0, 0, 2])
    #expect(bytes.contains(112) && String(decoding: bytes, as: UTF8.self).contains("pHYs"))
    #expect(throws: PlotError.self) { try Picture(width: 0, height: 2, channels: 3, pixels: []) }
  }

  @Test func base64IsThatOfTheStandard() {
    let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
    for (plain, coded) in cases { #expect(Base64.encode(Array(plain.utf8)) == coded) }
  }

  @Test func picturesShowAsHalfBlocks() throws {
    let picture = try Picture(width: 2, height: 2, channels: 3, pixels: [255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0])
    #expect(
      picture.halfBlocks(columns: 10)
        == "\u{1B}[38;2;255;0;0m\u{1B}[48;2;0;0;255m▀\u{1B}[48;2;0;255;0m▀\u{1B}[0m\n")
  }

  @Test(arguments: Recorded.lines("histograms.txt")) func histogramsCountAsNumPy(_ row: String) throws {
    let parts = row.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
    let data: [String: ([Double], Int, ClosedRange<Double>?)] = [
      "ten": ([1, 2, 2, 3, 3, 3, 9.5, 4], 10, nil), "ranged": ((0..<20).map { Double($0) / 7 }, 4, 0.5...2),
      "one": ([2, 2, 2], 10, nil),
    ]
    guard let (values, bins, range) = data[parts[0][0]] else { return }
    let (counts, edges) = try Axes.histogram(values, bins: bins, range: range)
    #expect(counts == parts[0].dropFirst().compactMap { Double($0) })
    for (edge, want) in zip(edges, parts[1].compactMap { Double($0) }) { #expect(abs(edge - want) < 1e-12) }
  }

  @Test func shapesThatAreNoImagesAreExplained() throws {
    #expect { try ImageData(Tensor.zeros([3, 8, 9])) } throws: {
      "\($0)".hasPrefix("Invalid shape (3, 8, 9) for image data") && "\($0)".contains("permute(1, 2, 0)")
    }
    #expect { try ImageData(Tensor.zeros([2, 3, 8, 9])) } throws: { "\($0)".contains("batch") }
    #expect(try ImageData(Tensor.zeros([8, 9, 1])).width == 9)
  }
}
