import NablaPlot
import NablaVM

/// `nabla.viz`: one call for each picture that every course draws by hand.
///
/// Each function draws a figure and shows it at once: a notebook files it under the cell, the prompt shows it inline.
/// `save='name.png'` writes it as well.
enum VizModule {
  static let modules: [NativeModule] = [
    NativeModule("nabla", "What Nabla adds to Python and PyTorch: pictures of nets.") { module, _ in
      module.set("__version__", .string("0.1.0"))
      module.defineLazily(["learn": "nabla.learn", "tables": "nabla.tables"])
    },
    TablesModule.module,
    NativeModule("nabla.viz", "Pictures of samples, filters, feature maps, losses and mistakes.") { module, _ in
      module.define(natives)
    },
  ]

  private static let natives: [Native] = [
    Native(
      "show_samples", "(images, labels=None, classes=None, *, columns=None, title='', save=None)",
      "Shows images [N, C, H, W], [N, H, W] or one image in a grid, with their labels above.", samples),
    Native(
      "show_filters", "(layer, *, title='', save=None)",
      "Shows the filters of a convolution, or a weight [out, in, height, width]: red is positive, blue negative.", filters),
    Native(
      "show_feature_maps", "(model, image, layers=None, *, title='', save=None)",
      "Shows what each convolution of a net makes of one image [C, H, W]; channels that stay at 0 are framed in red.",
      featureMaps),
    Native(
      "confusion_matrix", "(targets, predictions, classes=None, *, normalize=None, title='', save=None)",
      "Counts how often each class was taken for each other one.", confusionMatrix),
    Native(
      "loss_curve", "(losses, *, smooth=0.9, log=False, title='', xlabel='step', ylabel='loss', save=None)",
      "Draws the losses of a run, or of several given as {name: losses}, with a smoothed line over the raw one.", lossCurve),
    Native(
      "show_errors",
      "(images, targets, predictions, classes=None, *, confidence=None, n=25, title='Most confident mistakes', save=None)",
      "Shows images that were taken for something else, captioned with what they are and what was seen in them.", errors),
  ]

  // MARK: the functions
  private static func samples(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let images = try batch(arguments[0], vm)
    let classes = try names(arguments[2], vm)
    var captions: [String] = []
    if !arguments.isAbsent(1) {
      captions = try PlotCall.names(arguments[1], vm) ?? labels(arguments[1], vm).map { caption($0, classes) }
    }
    let figure = try PlotCall.translate {
      try Figure.samples(
        images, captions: captions, columns: arguments.optionalInt(3, vm), title: arguments.string(4, vm))
    }
    return try show(figure, save: arguments[5], vm)
  }

  private static func filters(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    var weight = arguments[0]
    if weight.as(TensorObject.self) == nil { weight = try vm.attribute(of: weight, "weight") }
    let grid = try NumberGrid(weight, vm)
    guard grid.shape.count == 4 else {
      throw Raised(
        .valueError, "expected the weight [out, in, height, width] of a 2-D convolution, got shape \(grid.shape)",
        details: ["show_filters(net.conv1) takes a Conv2d layer; a Linear layer has no filters to look at"])
    }
    let figure = try PlotCall.translate { try Figure.filters(batch(grid), title: arguments.string(1, vm)) }
    return try show(figure, save: arguments[2], vm)
  }

  private static func featureMaps(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let seen = try FeatureMapRecorder.run(
      arguments[0], image: arguments[1], only: names(arguments[2], vm), vm)
    let figure = try PlotCall.translate {
      try Figure.featureMaps(
        seen.map { (name: $0.name, maps: try batch(NumberGrid($0.output, vm))) }, title: arguments.string(3, vm))
    }
    return try show(figure, save: arguments[4], vm)
  }

  private static func confusionMatrix(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let classes = try names(arguments[2], vm)
    var normalization: ConfusionMatrix.Normalization?
    if let word = try arguments.optionalString(3, vm) {
      guard let known = ConfusionMatrix.Normalization(rawValue: word) else {
        throw Raised(.valueError, "normalize must be one of {'true', 'pred', 'all', None}")
      }
      normalization = known
    }
    let figure = try PlotCall.translate {
      let matrix = try ConfusionMatrix(
        truth: labels(arguments[0], vm), predicted: labels(arguments[1], vm), classes: classes.isEmpty ? nil : classes.count)
      return try matrix.figure(labels: classes, normalize: normalization, title: arguments.string(4, vm))
    }
    return try show(figure, save: arguments[5], vm)
  }

  private static func lossCurve(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    var series: [(name: String, values: [Double])] = []
    if let several = arguments[0].as(DictObject.self) {
      for (key, value) in several.pairs { series.append((try vm.str(key), try NumberGrid(value, vm).values)) }
    } else {
      series = [("", try NumberGrid(arguments[0], vm).values)]
    }
    let figure = try PlotCall.translate {
      try Figure.curves(
        series, smoothing: arguments.double(1, vm), logarithmic: arguments.bool(2, vm), title: arguments.string(3, vm),
        xLabel: arguments.string(4, vm), yLabel: arguments.string(5, vm))
    }
    return try show(figure, save: arguments[6], vm)
  }

  private static func errors(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    let confidence = arguments.isAbsent(4) ? [] : try NumberGrid(arguments[4], vm).values
    let figure = try PlotCall.translate {
      try Figure.mistakes(
        batch(arguments[0], vm), truth: labels(arguments[1], vm), predicted: labels(arguments[2], vm),
        confidence: confidence, classes: names(arguments[3], vm), limit: arguments.int(5, vm),
        title: arguments.string(6, vm))
    }
    return try show(figure, save: arguments[7], vm)
  }

  // MARK: what they share
  /// Images as `[N, C, H, W]`, `[N, H, W]`, `[C, H, W]` (one image of 1 or 3 channels) or `[H, W]`.
  private static func batch(_ value: Value, _ vm: Interpreter) throws -> ImageBatch { try batch(NumberGrid(value, vm)) }

  private static func batch(_ grid: NumberGrid) throws -> ImageBatch {
    let shape = grid.shape
    let sizes: [Int]
    switch shape.count {
    case 4: sizes = shape
    case 3: sizes = shape[0] == 1 || shape[0] == 3 ? [1] + shape : [shape[0], 1, shape[1], shape[2]]
    case 2: sizes = [1, 1] + shape
    default:
      throw Raised(
        .valueError, "expected images [N, C, H, W], [N, H, W], [C, H, W] or [H, W], got \(shape.count) dimensions")
    }
    let scale: Double = grid.isBytes ? 1.0 / 255 : 1
    return try ImageBatch(
      count: sizes[0], channels: sizes[1], height: sizes[2], width: sizes[3], values: grid.values.map { Float($0 * scale) })
  }

  private static func labels(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    try NumberGrid(value, vm).values.map { number in
      guard let label = Int(exactly: number) else {
        throw Raised(
          .valueError, "labels must be whole numbers, got \(number)",
          details: ["logits or probabilities become labels with .argmax(dim=1)"])
      }
      return label
    }
  }

  private static func names(_ value: Value, _ vm: Interpreter) throws -> [String] {
    guard !value.isNone, !value.isUndefined else { return [] }
    return try vm.array(value).map { try vm.str($0) }
  }

  private static func caption(_ label: Int, _ classes: [String]) -> String {
    classes.indices.contains(label) ? classes[label] : String(label)
  }

  private static func show(_ figure: Figure, save: Value, _ vm: Interpreter) throws -> Value {
    let picture = try PlotCall.translate { try figure.render() }
    if !save.isNone {
      let path = try vm.str(save)
      do { try picture.write(to: path) } catch let error as PlotError {
        throw Raised(.fileNotFoundError, "\(error)")
      }
    }
    if let sink = Pictures.sink {
      let caption = figure.title.isEmpty ? (figure.axes.first?.title ?? "") : figure.title
      sink(try PlotCall.translate { try picture.png() }, caption)
    }
    return .none
  }
}
