import NablaData
import NablaTensor
import Testing

/// The image of `Tests/Oracle/data.py`: 9 rows, 12 columns, 3 channels.
let gradient: ByteImage = {
  let pixels = (0..<9 * 12 * 3).map { UInt8($0 * 5 % 256) }
  guard let image = ByteImage(height: 9, width: 12, channels: 3, pixels: pixels) else { fatalError("a wrong size") }
  return image
}()

@Suite struct TransformTests {
  private func check(_ key: String, _ transform: Transform, repeats: Int = 4) throws {
    let random = Generator(seed: 7)
    for index in 0..<repeats {
      guard case .image(let image) = try transform.apply(.image(gradient), random) else {
        Issue.record("\(key) gives no image")
        return
      }
      #expect(image.pixels.map(Int.init) == (try Recorded.values("\(key)_\(index)")), "\(key) \(index)")
    }
  }

  @Test func randomTransformsDrawAsTorchvisionDoes() throws {
    try check("hflip", RandomFlip())
    try check("vflip", RandomFlip(probability: 0.3, isHorizontal: false))
    try check("crop", RandomCrop(height: 6, width: 5))
    try check("crop_padded", RandomCrop(height: 8, width: 8, padding: [2]))
    try check("crop_reflect", RandomCrop(height: 8, width: 8, padding: [1, 3], mode: .reflect))
    try check("crop_needed", RandomCrop(height: 14, width: 14, padIfNeeded: true, fill: 9))
    try check("crop_chain", Compose([RandomCrop(height: 8, width: 8, padding: [2]), RandomFlip()]))
  }

  @Test func fixedTransformsGiveTorchvisionsPixels() throws {
    try check("pad_edge", Pad([1, 2, 3, 4], mode: .edge), repeats: 1)
    try check("pad_symmetric", Pad([3], mode: .symmetric), repeats: 1)
    try check("center", CenterCrop(height: 4, width: 7), repeats: 1)
    try check("center_larger", CenterCrop(height: 15, width: 15), repeats: 1)
    try check("gray", Grayscale(), repeats: 1)
    try check("gray3", Grayscale(channels: 3), repeats: 1)
  }

  @Test(arguments: [[5, 6], [18, 31], [3, 24], [4], [20]]) func resizingGivesPillowsPixels(_ size: [Int]) throws {
    let name = size.map(String.init).joined(separator: "x")
    try check("resize_\(name)", Resize(size), repeats: 1)
    try check("nearest_\(name)", Resize(size, interpolation: .nearest), repeats: 1)
  }

  @Test func tensorsHaveTheBitsOfPyTorch() throws {
    let random = Generator(seed: 3)
    guard case .tensor(let plain) = try ToTensor().apply(.image(gradient), random) else { return }
    #expect(plain.shape == [3, 9, 12])
    #expect(bits(plain) == (try Recorded.values("to_tensor")))
    let three = try Normalize(mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.243, 0.261])
    guard case .tensor(let normal) = try three.apply(.tensor(plain), random) else { return }
    #expect(bits(normal) == (try Recorded.values("normalize")))
    guard case .tensor(let one) = try Normalize(mean: [0.5], std: [0.5]).apply(.tensor(plain), random) else { return }
    #expect(bits(one) == (try Recorded.values("normalize_one")))
    guard case .tensor(let crop) = try RandomCrop(height: 5, width: 9, padding: [1]).apply(.tensor(plain), random) else { return }
    #expect(bits(crop) == (try Recorded.values("tensor_crop")))
  }

  @Test func transformsPrintAsTorchvisionPrintsThem() throws {
    let chain = Compose([
      try RandomCrop(height: 32, width: 32, padding: [4]), RandomFlip(), ToTensor(), try Normalize(mean: [0.5], std: [0.25]),
    ])
    let want = """
      Compose(
          RandomCrop(size=(32, 32), padding=4)
          RandomHorizontalFlip(p=0.5)
          ToTensor()
          Normalize(mean=(0.5,), std=(0.25,))
      )
      """
    #expect(chain.description == want)
    #expect("\(try Resize([28]))" == "Resize(size=28, interpolation=bilinear, max_size=None, antialias=True)")
    #expect("\(try CenterCrop(height: 2, width: 3))" == "CenterCrop(size=(2, 3))")
    #expect("\(try Pad([2]))" == "Pad(padding=2, fill=0, padding_mode=constant)")
    #expect("\(try Grayscale())" == "Grayscale(num_output_channels=1)")
  }

  @Test func wrongUseIsRefusedInTorchvisionsWords() throws {
    let random = Generator(seed: 0)
    func words(_ transform: Transform, _ sample: ImageSample) -> String {
      do {
        _ = try transform.apply(sample, random)
        return ""
      } catch { return "\(error)" }
    }
    let image = ImageSample.image(gradient)
    let tensor = ImageSample.tensor(try Tensor.zeros([1, 4, 4]))
    #expect(words(try RandomCrop(height: 10, width: 12), image).hasPrefix(
      "Required crop size (10, 12) is larger than input image size (9, 12)"))
    #expect(words(try Normalize(mean: [0], std: [1]), image).hasPrefix("img should be Tensor Image. Got <class 'PIL.Image.Image'>"))
    #expect(words(try Normalize(mean: [0], std: [0]), tensor).hasPrefix("std evaluated to zero"))
    #expect(words(try Normalize(mean: [0, 0, 0], std: [1, 1, 1]), tensor).contains("1 channel"))
    #expect(words(ToTensor(), tensor).hasPrefix("pic should be PIL Image or ndarray. Got <class 'torch.Tensor'>"))
    #expect(words(try Normalize(mean: [0], std: [1]), .tensor(try Tensor.zeros([1, 2, 2], dtype: .uint8))).hasPrefix(
      "Input tensor should be a float tensor. Got torch.uint8."))
  }
}
