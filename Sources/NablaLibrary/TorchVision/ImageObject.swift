import NablaData
import NablaPlot
import NablaTensor
import NablaVM

/// `PIL.Image.Image`: what a dataset gives before any transform.
final class ImageObject: Object, PictureConvertible {
  let image: ByteImage

  init(_ image: ByteImage) {
    self.image = image
    super.init(type: ImageObject.imageType)
  }

  /// Pillow's name for the kind of pixels.
  var mode: String {
    switch image.channels {
    case 1: return "L"
    case 2: return "LA"
    case 4: return "RGBA"
    default: return "RGB"
    }
  }

  func numberGrid() throws -> NumberGrid {
    let values = image.pixels.map(Double.init)
    let shape = image.channels == 1 ? [image.height, image.width] : [image.height, image.width, image.channels]
    return NumberGrid(shape: shape, values: values, isBytes: true)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    "<PIL.Image.Image image mode=\(mode) size=\(image.width)x\(image.height) at \(vm.address(of: self))>"
  }

  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let second = other.as(ImageObject.self), op == .equal || op == .notEqual else { return nil }
    return .bool((image == second.image) == (op == .equal))
  }

  static let imageType = TypeObject(
    NativeType(
      "Image", module: "PIL.Image", summary: "An image of bytes.",
      methods: {
        [
          Native("getpixel", "(self, xy)", "The pixel at (x, y): a number, or a tuple of channels.") { arguments, vm in
            let image = try arguments.receiver(ImageObject.self, vm).image
            let place = try vm.array(arguments[1]).map { try vm.int($0) }
            guard place.count == 2, (0..<image.width).contains(place[0]), (0..<image.height).contains(place[1]) else {
              throw Raised(.indexError, "image index out of range")
            }
            let start = (place[1] * image.width + place[0]) * image.channels
            let pixel = image.pixels[start..<start + image.channels].map { Value.int(Int($0)) }
            return pixel.count == 1 ? pixel[0] : .tuple(pixel)
          },
          Native("save", "(self, fp, format=None)", "Writes the image as a PNG.") { arguments, vm in
            let image = try arguments.receiver(ImageObject.self, vm).image
            try PlotCall.translate {
              try Picture(width: image.width, height: image.height, channels: image.channels, pixels: image.pixels)
                .write(to: vm.str(arguments[1]))
            }
            return .none
          },
        ]
      },
      properties: {
        [
          NativeProperty("mode", "'L', 'RGB', …") { object, _ in .string((object as? ImageObject)?.mode ?? "") },
          NativeProperty("size", "(width, height)") { object, _ in
            guard let image = (object as? ImageObject)?.image else { return .none }
            return .tuple([.int(image.width), .int(image.height)])
          },
          NativeProperty("width", "Pixels across.") { object, _ in .int((object as? ImageObject)?.image.width ?? 0) },
          NativeProperty("height", "Pixels down.") { object, _ in .int((object as? ImageObject)?.image.height ?? 0) },
        ]
      }))
}
