import NablaData
import NablaTensor
import NablaVM

/// `PIL.Image.Image`, as far as datasets and transforms hand it out.
final class ImageObject: Object, PictureConvertible {
  let image: ByteImage

  init(_ image: ByteImage) {
    self.image = image
    super.init(type: ImageObject.imageType)
  }

  var mode: String { image.channels == 1 ? "L" : image.channels == 4 ? "RGBA" : "RGB" }

  override func repr(_ vm: Interpreter) throws -> String {
    "<PIL.Image.Image image mode=\(mode) size=\(image.width)x\(image.height)>"
  }

  func numberGrid() throws -> NumberGrid {
    let shape = image.channels == 1 ? [image.height, image.width] : [image.height, image.width, image.channels]
    return NumberGrid(shape: shape, values: image.pixels.map(Double.init), isBytes: true)
  }

  /// `[height, width]` or `[height, width, channels]` bytes.
  func tensor() throws -> Tensor {
    let shape: Shape = image.channels == 1
      ? [image.height, image.width] : [image.height, image.width, image.channels]
    let result = try Tensor.empty(shape, dtype: .uint8)
    image.pixels.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { result.pointer.copyMemory(from: base, byteCount: min(bytes.count, result.elementCount)) }
    }
    return result
  }

  static let imageType = TypeObject(
    NativeType(
      "Image", module: "PIL.Image", summary: "An image of bytes.",
      methods: {
        [
          Native("getpixel", "(self, xy)", "The value of a pixel.") { arguments, vm in
            let image = try arguments.receiver(ImageObject.self, vm).image
            let place = try vm.array(arguments[1]).map { try vm.int($0) }
            guard place.count == 2, place[0] >= 0, place[0] < image.width, place[1] >= 0, place[1] < image.height else {
              throw Raised(.indexError, "image index out of range")
            }
            let start = (place[1] * image.width + place[0]) * image.channels
            let values = image.pixels[start..<(start + image.channels)].map { Value.int(Int($0)) }
            return values.count == 1 ? values[0] : .tuple(values)
          },
          Native("__array__", "(self, dtype=None)", "The bytes as an array.") { arguments, vm in
            try TensorErrors.translate { ArrayObject.value(try arguments.receiver(ImageObject.self, vm).tensor()) }
          },
        ]
      },
      properties: {
        [
          NativeProperty("size") { object, _ in
            guard let image = (object as? ImageObject)?.image else { return .none }
            return .tuple([.int(image.width), .int(image.height)])
          },
          NativeProperty("width") { object, _ in .int((object as? ImageObject)?.image.width ?? 0) },
          NativeProperty("height") { object, _ in .int((object as? ImageObject)?.image.height ?? 0) },
          NativeProperty("mode") { object, _ in .string((object as? ImageObject)?.mode ?? "") },
        ]
      }))
}
