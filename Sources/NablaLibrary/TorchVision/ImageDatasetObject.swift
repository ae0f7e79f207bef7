import NablaData
import NablaTensor
import NablaVM

/// A dataset of `torchvision.datasets`: images and classes in memory, and transforms on the way out.
final class ImageDatasetObject: InstanceObject, NativeDataset {
  private(set) var dataset: ImageDataset?
  var transform: Value = .none
  var targetTransform: Value = .none

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  func fill(_ dataset: ImageDataset, transform: Value, targetTransform: Value) {
    self.dataset = dataset
    self.targetTransform = targetTransform
    setTransform(transform)
  }

  func setTransform(_ value: Value) {
    transform = value
    dataset?.transform = TransformObject.native(value)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    transform.visit(visit)
    targetTransform.visit(visit)
  }
  override func clearReferences() {
    super.clearReferences()
    transform = .none
    targetTransform = .none
  }

  private func loaded() throws -> ImageDataset {
    guard let dataset else {
      throw Raised(.attributeError, "'\(type.name)' object has no attribute 'data': call super().__init__() first")
    }
    return dataset
  }

  override func length(_ vm: Interpreter) throws -> Int? { try loaded().count }

  /// `(image, class)`, both transformed.
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    let dataset = try loaded()
    let index = try vm.int(key)
    let (sample, label) = try DataErrors.translate { try dataset.sample(at: index, random: Generator.global) }
    var image = TransformObject.wrap(sample)
    if !transform.isNone, dataset.transform == nil { image = try vm.call(transform, [image]) }
    let target = Value.int(label)
    return .tuple([image, targetTransform.isNone ? target : try vm.call(targetTransform, [target])])
  }

  /// Without `__getitem__` being asked, a loop ends at the last sample.
  override func iterator(_ vm: Interpreter) throws -> Object? {
    var index = 0
    return ClosureIterator(holding: [.object(self)]) { iterator, vm in
      guard let dataset = iterator.held.first, index < (try vm.length(dataset)) else { return nil }
      index += 1
      return try vm.item(dataset, .int(index - 1))
    }
  }

  override func repr(_ vm: Interpreter) throws -> String {
    let dataset = try loaded()
    guard dataset.transform == nil, !transform.isNone else { return dataset.description }
    let lines = try vm.repr(transform).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let shown = lines.prefix(1) + lines.dropFirst().map { "           " + $0 }
    return dataset.description + "\n    StandardTransform\nTransform: " + shown.joined(separator: "\n")
  }

  func batchSource(_ vm: Interpreter) throws -> BatchSource? {
    guard !overridesItems, targetTransform.isNone, let dataset, dataset.transform != nil else { return nil }
    return dataset
  }
}

/// The classes of `torchvision.datasets`.
enum ImageDatasetTypes {
  typealias Load = (_ root: String, _ train: Bool, _ download: Bool, _ downloader: Downloader) throws -> ImageDataset

  static let types: [TypeObject] = [
    declare("MNIST", module: "mnist", "70,000 handwritten digits, 28×28, gray.") {
      try IDXDataset.mnist.load(root: $0, train: $1, download: $2, downloader: $3)
    },
    declare("FashionMNIST", module: "mnist", "70,000 pictures of clothes, 28×28, gray.") {
      try IDXDataset.fashionMNIST.load(root: $0, train: $1, download: $2, downloader: $3)
    },
    declare("CIFAR10", module: "cifar", "60,000 photographs of ten kinds of things, 32×32, in colour.") {
      try CIFARDataset.cifar10.load(root: $0, train: $1, download: $2, downloader: $3)
    },
    declare("CIFAR100", module: "cifar", "60,000 photographs of a hundred kinds of things, 32×32, in colour.") {
      try CIFARDataset.cifar100.load(root: $0, train: $1, download: $2, downloader: $3)
    },
  ]

  private static func declare(_ name: String, module: String, _ summary: String, load: @escaping Load) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torchvision.datasets.\(module)", bases: { [DatasetTypes.dataset] }, summary: summary,
        allocate: { type, _ in ImageDatasetObject(type: type) },
        methods: {
          [
            Native(
              "__init__", "(self, root, train=True, transform=None, target_transform=None, download=False)",
              "Reads the files under root; download=True fetches what is missing."
            ) { arguments, vm in
              let object = try arguments.receiver(ImageDatasetObject.self, vm)
              let downloader = Downloader(
                report: { event in if let words = event.message { vm.errorOutput(words + "\n") } },
                goOn: { !InterruptWord.isRaised })
              let root = try vm.str(arguments[1])
              let train = try arguments.bool(2, vm)
              let download = try arguments.bool(5, vm)
              let dataset = try DataErrors.translate { try load(root, train, download, downloader) }
              object.fill(dataset, transform: arguments[3], targetTransform: arguments[4])
              return .none
            },
            Native.slot("__getitem__", "(self, index)") { arguments, vm in
              try arguments.receiver(ImageDatasetObject.self, vm).item(arguments[1], vm)
            },
            Native.slot("__len__", "(self)") { arguments, vm in
              .int(try arguments.receiver(ImageDatasetObject.self, vm).length(vm) ?? 0)
            },
          ]
        },
        properties: { properties }))
  }

  private static func receiver(_ object: Object) throws -> (object: ImageDatasetObject, dataset: ImageDataset) {
    guard let images = object as? ImageDatasetObject, let dataset = images.dataset else {
      throw Raised(.attributeError, "'\(object.type.name)' object is not initialised: call super().__init__() first")
    }
    return (images, dataset)
  }

  private static let properties: [NativeProperty] = [
    NativeProperty(
      "data", "All images as bytes.",
      set: { object, value, vm in
        guard let tensor = value.as(TensorObject.self)?.tensor else {
          throw Raised(.typeError, "data must be a Tensor, not \(vm.typeName(of: value))")
        }
        try receiver(object).dataset.data = tensor
      }, get: { object, _ in TensorObject.value(try receiver(object).dataset.data) }),
    NativeProperty(
      "targets", "All classes.",
      set: { object, value, vm in
        let (_, dataset) = try receiver(object)
        dataset.targets = try NumberGrid(value, vm).values.map { Int(exactly: $0) ?? 0 }
      },
      get: { object, _ in
        let (_, dataset) = try receiver(object)
        // CIFAR's are a list in torchvision, those of the MNIST family a tensor.
        if dataset.name.hasPrefix("CIFAR") { return .list(dataset.targets.map { .int($0) }) }
        return TensorObject.value(Tensor(dataset.targets))
      }),
    NativeProperty("classes", "The classes' names.") { object, _ in
      .list(try receiver(object).dataset.classes.map { .string($0) })
    },
    NativeProperty("class_to_idx", "The number of each class.") { object, _ in
      .object(DictObject(try receiver(object).dataset.classToIndex.map { ($0.name, .int($0.index)) }))
    },
    NativeProperty("train", "Whether these are the training images.") { object, _ in
      .bool(try receiver(object).dataset.isTraining)
    },
    NativeProperty("root", "Where the files were looked for.") { object, _ in .string(try receiver(object).dataset.root) },
    NativeProperty(
      "transform", "What is done to an image on its way out.",
      set: { object, value, _ in try receiver(object).object.setTransform(value) },
      get: { object, _ in try receiver(object).object.transform }),
    NativeProperty(
      "target_transform", "What is done to a class on its way out.",
      set: { object, value, _ in try receiver(object).object.targetTransform = value },
      get: { object, _ in try receiver(object).object.targetTransform }),
  ]
}
