import NablaPlot
import NablaTensor
import NablaVM

/// `torchvision.utils`: many images as one.
enum GridFunctions {
  private static let options =
    "nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0"

  static let all: [Operation] = [
    .tensor("make_grid", "(tensor, \(options))", "Images side by side in rows.", .function) { c in
      try PlotErrors.translate { try grid(c, first: 1).make(images(c)) }
    },
    Operation("save_image", "(tensor, fp, format=None, \(options))", "Writes images side by side into a PNG.", .function) {
      c in
      let path = try c.vm.str(c[1])
      try PlotErrors.translate { try grid(c, first: 3).save(images(c), to: path) }
      return .none
    },
  ]

  private static func images(_ c: Call) throws -> Tensor {
    if c.isTensor(0) { return try c.tensor(0).detach() }
    return try GradMode.disabled { try Tensor.stack(c.tensors(0), dim: 0) }
  }

  /// - Parameter first: the slot of `nrow`.
  private static func grid(_ c: Call, first: Int) throws -> ImageGrid {
    var grid = ImageGrid()
    grid.rowLength = try c.int(first)
    grid.padding = try c.int(first + 1)
    grid.normalize = try c.bool(first + 2)
    if c.isGiven(first + 3) {
      let range = try c.doubles(first + 3, 2)
      guard range.count == 2 else { throw c.wrongType(first + 3, "tuple of 2 numbers") }
      grid.valueRange = (range[0], range[1])
    }
    grid.scaleEach = try c.bool(first + 4)
    grid.padValue = try c.double(first + 5)
    return grid
  }
}
