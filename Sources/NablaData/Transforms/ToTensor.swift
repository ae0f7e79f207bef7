import NablaTensor

/// `ToTensor()`: an image of bytes becomes `[channels, height, width]` floats, each byte divided by 255.
public final class ToTensor: Transform {
  public init() {}

  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    guard case .image(let image) = sample else {
      throw DataError.type(
        "pic should be PIL Image or ndarray. Got <class 'torch.Tensor'>\nThe sample is a tensor already: one ToTensor() is enough.")
    }
    let result = try Tensor.empty([image.channels, image.height, image.width], dtype: .float32)
    let plane = image.height * image.width
    try result.withMutableFloats { output in
      image.pixels.withUnsafeBufferPointer { input in
        for channel in 0..<image.channels {
          for pixel in 0..<plane { output[channel * plane + pixel] = Float(input[pixel * image.channels + channel]) / 255 }
        }
      }
    }
    return .tensor(result)
  }

  public var description: String { "ToTensor()" }
}

/// `Normalize(mean, std)`: `(x − mean) / std`, a number a channel.
public final class Normalize: Transform {
  public let mean: [Double]
  public let std: [Double]

  public init(mean: [Double], std: [Double]) throws {
    guard !mean.isEmpty, !std.isEmpty else { throw DataError.value("Normalize needs a mean and a std for each channel.") }
    self.mean = mean
    self.std = std
  }

  /// Means and deviations for each of `channels`, checked as torchvision checks them when it meets the first sample.
  func factors(_ channels: Int) throws -> [(mean: Float, std: Float)] {
    if std.contains(where: { Float($0) == 0 }) {
      throw DataError.value("std evaluated to zero after conversion to torch.float32, leading to division by zero.")
    }
    for values in [mean, std] where values.count != 1 && values.count != channels {
      if channels == 1 {
        throw DataError.value(
          "output with shape [1, ...] doesn't match the broadcast shape [\(values.count), ...]\n"
            + "The image has 1 channel and Normalize \(values.count) numbers: write Normalize((0.5,), (0.5,)).")
      }
      throw DataError.value(
        "The size of tensor a (\(channels)) must match the size of tensor b (\(values.count)) at non-singleton dimension 0\n"
          + "The image has \(channels) channels and Normalize \(values.count) numbers.")
    }
    return (0..<channels).map { (Float(mean[$0 % mean.count]), Float(std[$0 % std.count])) }
  }

  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    guard case .tensor(let tensor) = sample else {
      throw DataError.type(
        "img should be Tensor Image. Got <class 'PIL.Image.Image'>\nPut ToTensor() before Normalize in the Compose list.")
    }
    guard tensor.dtype.isFloatingPoint else {
      throw DataError.type("Input tensor should be a float tensor. Got torch.\(tensor.dtype.name).")
    }
    guard tensor.rank >= 3 else {
      throw DataError.value(
        "Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = torch.Size(\(tensor.shape))")
    }
    let channels = tensor.shape[tensor.rank - 3]
    let factors = try factors(channels)
    let result = try tensor.to(.float32).clone()
    let plane = tensor.shape[tensor.rank - 2] * tensor.shape[tensor.rank - 1]
    try result.withMutableFloats { values in
      guard plane > 0 else { return }
      for start in stride(from: 0, to: values.count, by: plane) {
        let (mean, std) = factors[start / plane % channels]
        for index in start..<start + plane { values[index] = (values[index] - mean) / std }
      }
    }
    return .tensor(tensor.dtype == .float64 ? try result.to(.float64) : result)
  }

  public var description: String {
    func tuple(_ values: [Double]) -> String {
      values.count == 1 ? "(\(values[0]),)" : "(" + values.map { "\($0)" }.joined(separator: ", ") + ")"
    }
    return "Normalize(mean=\(tuple(mean)), std=\(tuple(std)))"
  }
}

/// `Compose([...])`: one after the other.
public final class Compose: Transform {
  public let transforms: [Transform]

  public init(_ transforms: [Transform]) { self.transforms = transforms }

  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    try transforms.reduce(sample) { try $1.apply($0, random) }
  }

  public var description: String {
    "Compose(\n" + transforms.map { "    \($0)\n" }.joined() + ")"
  }
}

/// `Grayscale(num_output_channels=1)`: Pillow's integer weights for images, torchvision's for tensors.
public final class Grayscale: Transform {
  public let channels: Int

  public init(channels: Int = 1) throws {
    guard channels == 1 || channels == 3 else { throw DataError.value("num_output_channels should be either 1 or 3") }
    self.channels = channels
  }

  public func apply(_ sample: ImageSample, _ random: RandomSource) throws -> ImageSample {
    switch sample {
    case .image(let image):
      var pixels: [UInt8] = []
      pixels.reserveCapacity(image.height * image.width * channels)
      for start in stride(from: 0, to: image.pixels.count, by: image.channels) {
        var gray = image.pixels[start]
        if image.channels >= 3 {
          let red = Int(image.pixels[start]) * 19595
          let green = Int(image.pixels[start + 1]) * 38470
          let blue = Int(image.pixels[start + 2]) * 7471
          gray = UInt8((red + green + blue + 0x8000) >> 16)
        }
        for _ in 0..<channels { pixels.append(gray) }
      }
      return .image(ByteImage(height: image.height, width: image.width, channels: channels, filled: pixels))
    case .tensor(let tensor):
      guard tensor.rank == 3, tensor.shape[0] == 3 || tensor.shape[0] == 1, tensor.dtype == .float32 else {
        throw DataError.type("Grayscale takes images and float32 tensors [3, height, width], not \(tensor.shape).")
      }
      let plane = tensor.shape[1] * tensor.shape[2]
      let result = try Tensor.empty([channels, tensor.shape[1], tensor.shape[2]], dtype: .float32)
      let isColor = tensor.shape[0] == 3
      try tensor.withFloats { input in
        try result.withMutableFloats { output in
          for pixel in 0..<plane {
            let weighted = isColor
              ? 0.2989 * input[pixel] + 0.587 * input[plane + pixel] + 0.114 * input[2 * plane + pixel] : input[pixel]
            for channel in 0..<channels { output[channel * plane + pixel] = weighted }
          }
        }
      }
      return .tensor(result)
    }
  }

  public var description: String { "Grayscale(num_output_channels=\(channels))" }
}
