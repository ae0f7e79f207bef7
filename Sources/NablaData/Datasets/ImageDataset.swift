import NablaTensor

/// One sample of an image dataset on its way through transforms.
public enum ImageSample {
  /// What torchvision has as a PIL image.
  case image(ByteImage)
  /// What `ToTensor` makes of it.
  case tensor(Tensor)
}

/// Images of one size with a class each, all in memory: what the built-in datasets are.
public final class ImageDataset {
  /// `MNIST`, `CIFAR10`, …: the class name in torchvision.
  public let name: String
  public let root: String
  public let isTraining: Bool
  public let classes: [String]
  /// `[count, height, width]` or `[count, height, width, channels]` bytes.
  public var data: Tensor
  public var targets: [Int]
  /// Nil: samples stay images.
  public var transform: Transform?
  /// What a user should know about where the data came from ("1 of 5 batch files").
  public internal(set) var notes: [String] = []

  public init(name: String, root: String, isTraining: Bool, classes: [String], data: Tensor, targets: [Int]) throws {
    guard data.dtype == .uint8, data.rank == 3 || data.rank == 4, data.shape[0] == targets.count else {
      throw DataError.value(
        "\(name): \(targets.count) labels for data of shape \(data.shape) and type \(data.dtype.name).")
    }
    self.name = name
    self.root = root
    self.isTraining = isTraining
    self.classes = classes
    self.data = data
    self.targets = targets
  }

  public var count: Int { data.rank > 0 ? data.shape[0] : 0 }
  public var classToIndex: [(name: String, index: Int)] { classes.enumerated().map { ($1, $0) } }

  /// Height, width and channels of an image.
  public var imageSize: (height: Int, width: Int, channels: Int) {
    (data.shape[1], data.shape[2], data.rank == 4 ? data.shape[3] : 1)
  }

  /// A position from the front or, negative, from the back.
  func resolve(_ index: Int) throws -> Int {
    let place = index < 0 ? index &+ count : index
    guard place >= 0, place < count else {
      throw DataError.index("index \(index) is out of bounds for dimension 0 with size \(count)")
    }
    return place
  }

  /// The image at a position, before any transform.
  public func image(at index: Int) throws -> ByteImage {
    let place = try resolve(index)
    guard data.dtype == .uint8, data.rank == 3 || data.rank == 4 else {
      throw DataError.type("\(name).data must hold uint8 images, not \(data.dtype.name) of shape \(data.shape)")
    }
    let (height, width, channels) = imageSize
    let size = height * width * channels
    let source = try data.contiguous()
    let pixels = source.withBytes { Array($0[place * size..<(place + 1) * size]) }
    return ByteImage(height: height, width: width, channels: channels, filled: pixels)
  }

  /// `dataset[index]`: the transformed image and its class.
  public func sample(at index: Int, random: RandomSource) throws -> (ImageSample, target: Int) {
    let image = try image(at: index)
    let place = try resolve(index)
    guard place < targets.count else {
      throw DataError.index("index \(index) is out of bounds for dimension 0 with size \(targets.count)")
    }
    let sample = try transform?.apply(.image(image), random) ?? .image(image)
    return (sample, targets[place])
  }

  /// `repr(dataset)`.
  public var description: String {
    var lines = [
      "Dataset \(name)", "    Number of datapoints: \(count)", "    Root location: \(root)",
      "    Split: \(isTraining ? "Train" : "Test")",
    ]
    if let transform {
      let inner = "\(transform)".split(separator: "\n", omittingEmptySubsequences: false)
      lines.append("    StandardTransform")
      lines.append("Transform: " + (inner.first ?? ""))
      lines += inner.dropFirst().map { "           " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  /// A tensor of these bytes.
  static func tensor(of bytes: [UInt8], shape: Shape) throws -> Tensor {
    let result = try Tensor.empty(shape, dtype: .uint8)
    guard result.elementCount == bytes.count else {
      throw DataError.value("\(bytes.count) bytes do not fill the shape \(shape).")
    }
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { result.pointer.copyMemory(from: base, byteCount: source.count) }
    }
    return result
  }
}
