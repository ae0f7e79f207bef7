import NablaPlot
import NablaTensor
import NablaVM

/// Numbers a program hands to a picture, whatever it holds them in: tensors, nested lists, ranges, images.
struct NumberGrid {
  var shape: [Int]
  var values: [Double]
  /// Bytes 0…255 as images have them, not fractions.
  var isBytes = false

  /// Nested lists deeper than this are no picture.
  private static let deepest = 8

  init(shape: [Int], values: [Double], isBytes: Bool = false) {
    self.shape = shape
    self.values = values
    self.isBytes = isBytes
  }

  init(_ tensor: Tensor) {
    let plain = tensor.detach()
    self.init(shape: Array(plain.shape), values: plain.doubles(), isBytes: plain.dtype == .uint8)
  }

  init(_ value: Value, _ vm: Interpreter, depth: Int = 0) throws {
    if let tensor = value.as(TensorObject.self) {
      self.init(tensor.tensor)
      return
    }
    if case .object(let object) = value, let image = object as? PictureConvertible {
      self = try image.numberGrid()
      return
    }
    if let number = try vm.doubleOrNil(value) {
      self.init(shape: [], values: [number])
      return
    }
    guard depth < NumberGrid.deepest, !(value.as(StrObject.self) != nil) else { throw NumberGrid.notNumbers(value, vm) }
    guard try vm.iteratorOrNil(value) != nil else { throw NumberGrid.notNumbers(value, vm) }
    var inner: [Int]?
    var count = 0
    var values: [Double] = []
    var isBytes = false
    for item in try vm.array(value) {
      let row = try NumberGrid(item, vm, depth: depth + 1)
      if let inner, inner != row.shape {
        throw Raised(
          .valueError,
          "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
            + "\(depth + 1) dimensions.")
      }
      inner = row.shape
      values += row.values
      isBytes = row.isBytes
      count += 1
    }
    self.init(shape: [count] + (inner ?? []), values: values, isBytes: isBytes)
  }

  private static func notNumbers(_ value: Value, _ vm: Interpreter) -> Raised {
    Raised(.typeError, "must be real number, not \(vm.typeName(of: value))")
  }

  /// The picture of a matrix, or of an image `[height, width, 3 or 4]`.
  func image() throws -> ImageData {
    if shape.count == 2 {
      return try ImageData(height: shape[0], width: shape[1], values: values.map(Float.init))
    }
    if shape.count == 3, shape[2] == 1 {
      return try ImageData(height: shape[0], width: shape[1], values: values.map(Float.init))
    }
    guard shape.count == 3, shape[2] == 3 || shape[2] == 4 else {
      let sizes = "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
      var details: [String] = []
      if shape.count == 3, shape[0] == 1 || shape[0] == 3 {
        details = ["this looks like [channels, height, width]: use image.permute(1, 2, 0), or image[0] for one channel"]
      }
      throw Raised(.typeError, "Invalid shape \(sizes) for image data", details: details)
    }
    if isBytes {
      let bytes = values.map { UInt8(max(0, min(255, $0))) }
      return try ImageData(height: shape[0], width: shape[1], channels: shape[2], bytes: bytes)
    }
    return try ImageData(height: shape[0], width: shape[1], channels: shape[2], floats: values.map(Float.init))
  }
}

/// An object of another module that is a picture: images of `torchvision` and their kin.
protocol PictureConvertible: AnyObject {
  func numberGrid() throws -> NumberGrid
}
