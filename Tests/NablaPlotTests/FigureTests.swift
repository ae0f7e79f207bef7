import Glibc
import NablaPlot
import NablaTensor
import Testing

@Suite struct FigureTests {
  private let fashion = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]

  private func single() throws -> (Figure, Axes) {
    let figure = try Figure()
    return (figure, try figure.subplot(rows: 1, columns: 1, first: 1))
  }

  private func batch(_ count: Int, _ channels: Int, _ size: Int) throws -> ImageBatch {
    let values: [Float] = (0..<count * channels * size * size).map { (index: Int) -> Float in Float(index * 37 % 101) / 100 }
    return try ImageBatch(count: count, channels: channels, height: size, width: size, values: values)
  }

  @Test func aPlotHasMatplotlibsSizeFrameAndColours() throws {
    let (figure, axes) = try single()
    try axes.plot([0, 1, 2], [0, 1, 0], label: "a")
    axes.legend = try Legend()
    let picture = try figure.render()
    #expect(picture.width == 640 && picture.height == 480)
    // The frame: left 12.5 %, right 90 %, top 12 %, bottom 89 %.
    #expect(picture.rgb(x: 79, y: 240) == (0, 0, 0) && picture.rgb(x: 576, y: 240) == (0, 0, 0))
    #expect(picture.rgb(x: 300, y: 57) == (0, 0, 0) && picture.rgb(x: 300, y: 427) == (0, 0, 0))
    #expect(picture.count(0x1F, 0x77, 0xB4) > 300)
    #expect(picture.hasWhiteBorder)
  }

  @Test func labelsAreDrawnWhereTheyBelong() throws {
    let (figure, axes) = try single()
    try axes.plot([0, 1], [0, 1])
    let before = try figure.render()
    axes.title = "Title"
    axes.x.label = "steps"
    axes.y.label = "loss"
    let after = try figure.render()
    func grew(_ x: Range<Int>, _ y: Range<Int>) -> Bool { after.ink(x: x, y: y) > before.ink(x: x, y: y) + 20 }
    #expect(grew(280..<380, 35..<56) && grew(280..<380, 452..<472) && grew(10..<35, 200..<280))
  }

  @Test func longLabelsMakeRoomInsteadOfBeingCut() throws {
    let (figure, axes) = try single()
    let places = Axes.categorize(fashion, on: &axes.x)
    try axes.bar(places, places.map { 1_234_567_890 + $0 })
    axes.y.label = "a long name of an axis\nin two lines"
    axes.y.tickLabels = ["an extraordinarily long label", "b"]
    axes.y.ticks = [0, 1e9]
    axes.title = "Title"
    let picture = try figure.render()
    #expect(picture.hasWhiteBorder && picture.count(0x1F, 0x77, 0xB4) > 10_000)
  }

  @Test func manyPlotsWithLabelsDoNotTouchTheBorder() throws {
    let figure = try Figure()
    figure.title = "All"
    for axes in try figure.subplots(rows: 3, columns: 3).flatMap({ $0 }) {
      try axes.plot([0, 1e5], [0, 1])
      axes.title = "title"
      axes.x.label = "x"
      axes.y.label = "y"
    }
    #expect(try figure.render().hasWhiteBorder)
  }

  @Test func imagesAreDrawnPixelByPixel() throws {
    let (figure, axes) = try single()
    axes.imshow(try ImageData(height: 2, width: 2, values: [0, 1, 2, 3]))
    let picture = try figure.render()
    // 370 pixels high, centred: the quarters' middles.
    let colors = [(235, 150), (420, 150), (235, 335), (420, 335)].map { picture.rgb(x: $0.0, y: $0.1) }
    #expect(colors[0] == (68, 1, 84) && colors[3] == (253, 231, 36) || colors[3] == (253, 231, 37))
    #expect(picture.count(68, 1, 84) > 30_000)
  }

  @Test func confusionMatricesFollowScikitLearn() throws {
    let matrix = try ConfusionMatrix(truth: [0, 0, 1, 2, 2, 2], predicted: [0, 1, 1, 2, 2, 0])
    #expect(matrix.counts == [[1, 1, 0], [0, 1, 0], [1, 0, 2]])
    #expect(matrix.normalized(.truth)[0] == [0.5, 0.5, 0])
    #expect(matrix.normalized(.predicted)[2][0] == 0.5)
    let picture = try matrix.figure(labels: ["a", "b", "c"]).render()
    #expect(picture.hasWhiteBorder && picture.count(68, 1, 84) > 5000)
    let large = try ConfusionMatrix(counts: (0..<10).map { row in (0..<10).map { Double(row * 100 + $0) } })
    #expect(try large.figure(labels: fashion, title: "ten").render().hasWhiteBorder)
    #expect(large.table(labels: fashion).split(separator: "\n").count == 11)
    #expect(throws: PlotError.self) { try ConfusionMatrix(truth: [0], predicted: [0, 1]) }
    #expect(throws: PlotError.self) { try ConfusionMatrix(truth: [Int.max], predicted: [0]) }
    #expect(throws: PlotError.self) { try ConfusionMatrix(truth: [-1], predicted: [0]) }
  }

  @Test func recipesDrawEverythingInsideThePicture() throws {
    var pictures = [
      try Figure.samples(batch(12, 1, 8), captions: (0..<12).map { fashion[$0 % 10] }, title: "Samples").render(),
      try Figure.mistakes(batch(4, 3, 8), truth: [0, 1, 2, 3], predicted: [1, 1, 0, 3], confidence: [0.5, 0.9, 0.8, 1]).render(),
      try Figure.filters(batch(32, 1, 3), title: "conv1.weight (32×1×3×3)").render(),
      try Figure.filters(batch(16, 3, 5), title: "conv1").render(),
      try Figure.filters(batch(16, 8, 3), title: "conv2.weight").render(),
      try Figure.curves([("train", [3, 2, 1]), ("test", [3, 2.5, 2])], smoothing: 0.5, logarithmic: true).render(),
    ]
    pictures.append(try Figure.featureMaps([("conv1", batch(1, 8, 26)), ("conv2", batch(1, 16, 5))]).render())
    for (index, picture) in pictures.enumerated() {
      #expect(picture.hasWhiteBorder, "picture \(index)")
      #expect(picture.ink(x: 0..<picture.width, y: 0..<picture.height) > 2000, "picture \(index)")
    }
  }

  @Test func deadChannelsAreFramedInRed() throws {
    var values = [Float](repeating: 1, count: 4 * 36)
    for index in 36..<72 { values[index] = 0 }
    let maps = try ImageBatch(count: 1, channels: 4, height: 6, width: 6, values: values)
    #expect(try Figure.featureMaps([("conv1", maps)]).render().count(0xE5, 0x39, 0x35) > 200)
    let alive = try ImageBatch(count: 1, channels: 4, height: 6, width: 6, values: [Float](repeating: 1, count: 144))
    #expect(try Figure.featureMaps([("conv1", alive)]).render().count(0xE5, 0x39, 0x35) == 0)
  }

  @Test func strangeNumbersAreNoTrouble() throws {
    let (figure, axes) = try single()
    try axes.plot([0, .nan, 1, .infinity], [1, 2, -.infinity, 1e300])
    try axes.plot([], [])
    try axes.scatter([.nan], [1], sizes: [-3])
    axes.imshow(try ImageData(height: 1, width: 2, values: [.nan, .infinity]))
    axes.text(.nan, 1, "nowhere")
    _ = try figure.render()
    for log in [true, false] {
      for values in [[0.0, 0], [-1, -2], [Double.leastNonzeroMagnitude, 1e308], [1e308, -1e308], [5, 5]] {
        let (figure, axes) = try single()
        axes.y.isLog = log
        axes.x.isLog = log
        try axes.plot(values, values)
        #expect(try figure.render().width == 640)
      }
    }
    #expect(throws: PlotError.self) { try Figure(width: .nan) }
    #expect(throws: PlotError.self) { try Figure(width: 1e9).render() }
    #expect(throws: PlotError.self) { try figure.subplot(rows: 2, columns: 2, first: 5) }
  }

  @Test func aMillionPointsAreDrawnQuickly() throws {
    let (figure, axes) = try single()
    try axes.plot((0..<1_000_000).map { sin(Double($0) / 1000) })
    #expect(try figure.render().count(0x1F, 0x77, 0xB4) > 1000)
  }

  @Test func savedFiguresAreWholeFiles() throws {
    let (figure, axes) = try single()
    try axes.plot([1, 2, 3])
    let path = "/tmp/nabla-figure-\(getpid()).png"
    defer { remove(path) }
    try figure.save(path, cropped: true)
    let bytes = try FileBytes.read(path)
    #expect(Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
    #expect(try figure.render(transparent: true).channels == 4)
    #expect { try figure.save("/nonexistent/x.png") } throws: { "\($0)".contains("No such file or directory") }
  }
}
