import NablaData
import NablaTensor
import NablaVM

/// `torchvision.datasets.MNIST` and its kin.
final class ImageDatasetObject: DatasetObject {
  var native: ImageDataset?
  private var dataTensor: TensorObject?
  private var targetValue: Value?

  private var transform: Value { ownAttribute("transform") ?? .none }
  private var targetTransform: Value { ownAttribute("target_transform") ?? .none }

  func fill(_ dataset: ImageDataset, _ train: Bool, _ transform: Value, _ targetTransform: Value) {
    native = dataset
    setOwnAttribute("root", .string(dataset.root))
    setOwnAttribute("train", .bool(train))
    setOwnAttribute("transform", transform)
    setOwnAttribute("target_transform", targetTransform)
    setOwnAttribute("classes", .list(dataset.classes.map { .string($0) }))
    let indices = DictObject()
    for (name, index) in dataset.classToIndex { indices[name] = .int(index) }
    setOwnAttribute("class_to_idx", .object(indices))
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if let native {
      if name == "data" {
        let object = dataTensor ?? TensorObject.of(native.data)
        dataTensor = object
        return .object(object)
      }
      if name == "targets" {
        if let targetValue { return targetValue }
        let made: Value = native.name.hasPrefix("CIFAR")
          ? .list(native.targets.map { .int($0) }) : TensorObject.value(Tensor(native.targets))
        targetValue = made
        return made
      }
    }
    return try super.attribute(name, vm)
  }

  override func setAttribute(_ name: Name, _ value: Value, _ vm: Interpreter) throws {
    if let native, name == "data", let tensor = TensorObject.from(value) {
      native.data = tensor.tensor
      dataTensor = tensor
      return
    }
    if let native, name == "targets" {
      native.targets = try TensorObject.from(value)?.tensor.integers() ?? vm.array(value).map { try vm.int($0) }
      targetValue = value
      return
    }
    try super.setAttribute(name, value, vm)
  }

  /// Programs may write into `targets`: what they see counts.
  private func syncTargets() {
    guard let native, let targetValue else { return }
    if let tensor = TensorObject.from(targetValue)?.tensor { native.targets = tensor.integers() }
  }

  override func batchSource(_ vm: Interpreter) -> BatchSource? {
    guard let native, targetTransform.isNone, !transform.isNone, let chain = TransformObject.native(transform) else {
      return nil
    }
    native.transform = chain
    syncTargets()
    return native
  }

  override func count(_ vm: Interpreter) throws -> Int { native?.count ?? 0 }

  override func sample(_ index: Value, _ vm: Interpreter) throws -> Value {
    guard let native else { return .none }
    syncTargets()
    let place = try vm.int(index)
    native.transform = nil
    let (sample, target) = try DataErrors.translate { try native.sample(at: place, random: Generator.global) }
    var image = Samples.value(sample)
    if !transform.isNone { image = try vm.call(transform, [image]) }
    let label = targetTransform.isNone ? Value.int(target) : try vm.call(targetTransform, [.int(target)])
    return .tuple([image, label])
  }

  override func repr(_ vm: Interpreter) throws -> String {
    guard let native else { return try super.repr(vm) }
    native.transform = nil
    var text = native.description
    if !transform.isNone {
      let lines = try vm.repr(transform).split(separator: "\n", omittingEmptySubsequences: false)
      text += "\n    StandardTransform\nTransform: " + (lines.first ?? "")
      for line in lines.dropFirst() { text += "\n           " + line }
    }
    return text
  }
}

enum ImageDatasetTypes {
  static let all: [TypeObject] = [
    make("MNIST") { root, train, download in try IDXDataset.mnist.load(root: root, train: train, download: download) },
    make("FashionMNIST") { root, train, download in
      try IDXDataset.fashionMNIST.load(root: root, train: train, download: download)
    },
    make("CIFAR10") { root, train, download in
      try CIFARDataset.cifar10.load(root: root, train: train, download: download)
    },
    make("CIFAR100") { root, train, download in
      try CIFARDataset.cifar100.load(root: root, train: train, download: download)
    },
  ]

  private static func make(
    _ name: String, _ load: @escaping (String, Bool, Bool) throws -> ImageDataset
  ) -> TypeObject {
    DatasetTypes.native(
      name, "torchvision.datasets.\(name.hasPrefix("CIFAR") ? "cifar" : "mnist")", "The images of \(name).",
      allocate: { ImageDatasetObject(type: $0) }
    ) {
      [
        Native("__init__", "(self, root=None, train=True, transform=None, target_transform=None, download=False)",
               "The images of \(name).") { a, vm in
          let object = try a.receiver(ImageDatasetObject.self, vm)
          let root = a.isAbsent(1) ? "." : try vm.str(a[1])
          let (train, download) = (try a.bool(2, vm), try a.bool(5, vm))
          let dataset = try DataErrors.translate { try load(root, train, download) }
          object.fill(dataset, train, a[3], a[4])
          return .none
        }
      ]
    }
  }
}
