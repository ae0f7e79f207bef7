import NablaPlot
import NablaTensor
import NablaVM

/// `nabla.viz`: one call for each picture that people otherwise write fifteen lines for.
enum VizModule {
  static let all: [NativeModule] = [
    NativeModule("nabla", "What Nabla offers beyond PyTorch's names.") { module, vm in
      module.set("__path__", .list([]))
      module.set("viz", .object(try vm.importModule("nabla.viz")))
    },
    NativeModule("nabla.viz", "Pictures of data, nets and results.") { module, _ in
      Pictures.showOpenFigures = { try OpenFigures.show() }
      module.define([samples, filters, featureMaps, confusion, curve, errors])
    },
  ]

  /// Draws, shows at once, and gives the figure back only to those who save it.
  private static func show(_ vm: Interpreter, save: Value, _ make: () throws -> Figure) throws -> Value {
    let figure = try PlotErrors.translate(make)
    if !save.isNone, !save.isUndefined {
      let path = try vm.str(save)
      try PlotErrors.translate { try figure.save(path) }
    }
    let object = OpenFigures.add(figure)
    try OpenFigures.show()
    return save.isNone || save.isUndefined ? .none : .object(object)
  }

  private static func tensor(_ value: Value, _ vm: Interpreter) throws -> Tensor {
    if let tensor = try PlotArguments.tensor(value) { return tensor }
    if let image = value.as(ImageObject.self) { return try image.tensor() }
    let items = try vm.array(value)
    let parts = try items.map { item -> Tensor in
      if let tensor = try PlotArguments.tensor(item) { return tensor }
      throw Raised(.typeError, "expected a Tensor of images, not \(vm.typeName(of: value))")
    }
    return try TensorErrors.translate { try Tensor.stack(parts, dim: 0) }
  }

  private static func labels(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    try PlotArguments.numbers(value, vm).map { $0.isFinite ? Int($0) : 0 }
  }

  private static func names(_ value: Value, _ vm: Interpreter) throws -> [String] {
    value.isNone ? [] : try vm.array(value).map { try vm.str($0) }
  }

  /// Images with their channels second, whatever came in: one image counts as a batch of one.
  private static func batch(_ tensor: Tensor) throws -> ImageBatch {
    let isSingleColour = tensor.rank == 3 && (tensor.shape[0] == 3) && tensor.shape[1] == tensor.shape[2]
    return try ImageBatch(isSingleColour ? tensor.unsqueeze(0) : tensor)
  }

  private static let samples = Native(
    "show_samples", "(images, labels=None, predictions=None, classes=None, columns=None, title='', save=None)",
    "Images in a grid with their labels; wrong predictions in red."
  ) { a, vm in
    let images = try tensor(a[0], vm)
    let truth = a.isAbsent(1) ? [] : try labels(a[1], vm)
    let predicted = a.isAbsent(2) ? [] : try labels(a[2], vm)
    let classes = try names(a[3], vm)
    func name(_ label: Int) -> String { classes.indices.contains(label) ? classes[label] : "\(label)" }
    var captions = truth.map(name)
    var colours: [Color] = []
    if !predicted.isEmpty {
      captions = predicted.enumerated().map { index, label in
        index < truth.count && truth[index] != label ? "\(name(truth[index]))→\(name(label))" : name(label)
      }
      colours = try predicted.enumerated().map { index, label in
        index < truth.count && truth[index] != label ? try Color(parsing: "crimson") : .black
      }
    }
    let columns = try a.optionalInt(4, vm)
    let title = try a.string(5, vm)
    return try show(vm, save: a[6]) {
      try Figure.samples(batch(images), captions: captions, captionColors: colours, columns: columns, title: title)
    }
  }

  private static let filters = Native(
    "show_filters", "(layer, title=None, save=None)", "The filters of a convolution."
  ) { a, vm in
    let weight: Tensor
    if let module = a[0].as(NNModuleObject.self) {
      guard let found = module.tensor("weight"), found.rank == 4 else {
        throw Raised(.typeError, "show_filters() wants a Conv2d layer or its weight, not \(module.type.name)")
      }
      weight = found.detach()
    } else {
      weight = try tensor(a[0], vm)
    }
    let title = a.isAbsent(1) ? "" : try vm.str(a[1])
    return try show(vm, save: a[2]) { try Figure.filters(ImageBatch(weight), title: title) }
  }

  private static let featureMaps = Native(
    "show_feature_maps", "(net, image, layers=None, title='', save=None)",
    "What the convolutions of a net make of one image."
  ) { a, vm in
    guard let net = a[0].as(NNModuleObject.self) else {
      throw Raised(.typeError, "show_feature_maps() wants a net, not \(vm.typeName(of: a[0]))")
    }
    let wanted = try names(a[2].isUndefined ? .none : a[2], vm)
    var image = try tensor(a[1], vm)
    try TensorErrors.translate { if image.rank == 3 { image = try image.unsqueeze(0) } }
    let maps = try FeatureMaps.capture(net, image, wanted, vm)
    let title = try a.string(3, vm)
    return try show(vm, save: a[4]) {
      try Figure.featureMaps(maps.map { (name: $0.name, maps: try ImageBatch(maps: $0.output)) }, title: title)
    }
  }

  private static let confusion = Native(
    "confusion_matrix", "(targets, predictions, classes=None, normalize=None, title='', save=None)",
    "How often each class was taken for each other."
  ) { a, vm in
    let (truth, predicted) = (try labels(a[0], vm), try labels(a[1], vm))
    let classes = try names(a[2], vm)
    let normalize = a.isAbsent(3) ? nil : ConfusionMatrix.Normalization(rawValue: try vm.str(a[3]))
    let title = try a.string(4, vm)
    return try show(vm, save: a[5]) {
      try ConfusionMatrix(truth: truth, predicted: predicted, classes: classes.isEmpty ? nil : classes.count)
        .figure(labels: classes, normalize: normalize, title: title)
    }
  }

  private static let curve = Native(
    "loss_curve", "(losses, labels=None, smoothing=0.0, log=False, title='', xlabel='step', ylabel='loss', save=None)",
    "Losses over the steps of a training run; a dictionary of lists gives several curves."
  ) { a, vm in
    var series: [(name: String, values: [Double])] = []
    if let dictionary = a[0].as(DictObject.self) {
      for (key, value) in dictionary.pairs { series.append((try vm.str(key), try PlotArguments.numbers(value, vm))) }
    } else {
      let given = try names(a[1], vm)
      let isNested: Bool = {
        guard case .object(let object) = a[0], let first = Sequences.items(of: object)?.first,
          case .object(let inner) = first
        else { return false }
        return Sequences.items(of: inner) != nil
      }()
      if isNested {
        for (index, list) in try vm.array(a[0]).enumerated() {
          series.append((index < given.count ? given[index] : "", try PlotArguments.numbers(list, vm)))
        }
      } else {
        series.append((given.first ?? "", try PlotArguments.numbers(a[0], vm)))
      }
    }
    let (smoothing, logarithmic) = (try a.double(2, vm), try a.bool(3, vm))
    let (title, x, y) = (try a.string(4, vm), try a.string(5, vm), try a.string(6, vm))
    return try show(vm, save: a[7]) {
      try Figure.curves(series, smoothing: smoothing, logarithmic: logarithmic, title: title, xLabel: x, yLabel: y)
    }
  }

  private static let errors = Native(
    "show_errors",
    "(images, targets, predictions, confidence=None, classes=None, limit=25, title='Most confident mistakes', save=None)",
    "The images that were taken for something else."
  ) { a, vm in
    let images = try tensor(a[0], vm)
    let (truth, predicted) = (try labels(a[1], vm), try labels(a[2], vm))
    let confidence = a.isAbsent(3) ? [] : try PlotArguments.numbers(a[3], vm)
    let classes = try names(a[4], vm)
    let limit = try a.int(5, vm)
    let title = try a.string(6, vm)
    return try show(vm, save: a[7]) {
      try Figure.mistakes(
        batch(images), truth: truth, predicted: predicted, confidence: confidence, classes: classes, limit: limit,
        title: title)
    }
  }
}

/// Runs a net on one image and keeps what its convolutions give out.
enum FeatureMaps {
  static func capture(
    _ net: NNModuleObject, _ image: Tensor, _ wanted: [String], _ vm: Interpreter
  ) throws -> [(name: String, output: Tensor)] {
    var found: [(name: String, output: Tensor)] = []
    var undo: [() -> Void] = []
    defer { for step in undo { step() } }
    for (name, module) in try ModuleWalk.modules(net) {
      let isWanted = wanted.isEmpty ? module.type.isSubclass(of: ConvolutionLayers.conv2d.type) : wanted.contains(name)
      guard isWanted else { continue }
      let table = module.forwardHooks ?? HookTable()
      module.forwardHooks = table
      let hook = Native.raw("capture", "(module, args, output)") { arguments, _ in
        if arguments.count == 3, let output = TensorObject.from(arguments[2])?.tensor, output.rank == 4 {
          found.append((name, output.detach()))
        }
        return .none
      }
      let number = table.add(.object(NativeFunction(hook)), withKeywords: false, first: false)
      undo.append {
        table.remove(number)
        if table.isEmpty { module.forwardHooks = nil }
      }
    }
    guard !undo.isEmpty else {
      throw Raised(.valueError, "There is no Conv2d layer to show in \(net.type.name)")
    }
    let training = net.training
    defer { if training { _ = try? vm.callMethod(.object(net), "train", [.bool(true)]) } }
    _ = try vm.callMethod(.object(net), "eval", [])
    _ = try GradMode.disabled { try vm.call(.object(net), [TensorObject.value(image)]) }
    return found
  }
}
