/// `repr(tensor)`, to the byte as PyTorch prints it.
extension Tensor: CustomStringConvertible {
  public var description: String { repr() }

  /// The tensor as text, with what PyTorch adds behind it: size of empty ones, unusual types, where it came from.
  public func repr(_ options: PrintOptions = .current) -> String {
    let text = tensorText(options)
    return isParameter ? "Parameter containing:\n" + text : text
  }

  private func tensorText(_ options: PrintOptions) -> String {
    let prefix = "tensor("
    var suffixes: [String] = []
    let body: String
    if elementCount == 0 {
      if rank != 1 { suffixes.append("size=\(shape.tupleDescription)") }
      if dtype != .defaultFloat { suffixes.append("dtype=torch.\(dtype.name)") }
      body = "[]"
    } else {
      if options.edgeItems == 0 { suffixes.append("size=\(shape.tupleDescription)") }
      if dtype != .defaultFloat, dtype != .int64, dtype != .bool { suffixes.append("dtype=torch.\(dtype.name)") }
      body = TensorText(self, options).text(indent: prefix.utf8.count)
    }
    if let gradFn {
      suffixes.append("grad_fn=<\(gradFn.name)>")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return Tensor.joined(prefix + body, suffixes, indent: prefix.utf8.count, options)
  }

  /// Suffixes go on the last line as long as they fit.
  private static func joined(_ text: String, _ suffixes: [String], indent: Int, _ options: PrintOptions) -> String {
    var result = text
    let lastLine = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    // PyTorch counts two more than the line holds.
    var length = lastLine + 2
    for suffix in suffixes {
      let width = suffix.utf8.count
      if length + width + 2 > options.lineWidth {
        result += ",\n" + String(repeating: " ", count: indent) + suffix
        length = indent + width
      } else {
        result += ", " + suffix
        length += width + 2
      }
    }
    return result + ")"
  }
}

/// The elements of a tensor, in brackets.
private struct TensorText {
  private let tensor: Tensor
  private let options: PrintOptions
  private let isAbridged: Bool
  private let format: NumberFormat

  init(_ tensor: Tensor, _ options: PrintOptions) {
    self.tensor = tensor
    isAbridged = tensor.elementCount > options.threshold
    var options = options
    options.edgeItems = max(options.edgeItems, 0)
    self.options = options
    var shown: [Scalar] = []
    TensorText.collect(tensor.layout, 0, tensor.layout.offset, tensor, isAbridged ? options.edgeItems : nil, &shown)
    format = NumberFormat(shown, isFloat: tensor.dtype.isFloat, options)
  }

  /// The elements that will be shown.
  private static func collect(_ layout: Layout, _ dim: Int, _ offset: Int, _ tensor: Tensor, _ edge: Int?,
                              _ shown: inout [Scalar]) {
    guard dim < layout.rank else { return shown.append(tensor.element(at: offset)) }
    for position in positions(layout.shape[dim], edge) where position >= 0 {
      collect(layout, dim + 1, offset + position * layout.strides[dim], tensor, edge, &shown)
    }
  }

  /// The positions shown along a dimension, -1 for the gap.
  private static func positions(_ size: Int, _ edge: Int?) -> [Int] {
    guard let edge, size > 2 * edge else { return Array(0..<size) }
    return Array(0..<edge) + [-1] + Array((size - edge)..<size)
  }

  func text(indent: Int) -> String { text(0, tensor.layout.offset, indent) }

  private func text(_ dim: Int, _ offset: Int, _ indent: Int) -> String {
    let layout = tensor.layout
    if layout.rank == 0 { return format.text(tensor.element(at: offset)) }
    let step = layout.strides[dim]
    let positions = TensorText.positions(layout.shape[dim], isAbridged ? options.edgeItems : nil)
    if dim == layout.rank - 1 {
      let cells = isAbridged && options.edgeItems == 0
        ? ["..."] : positions.map { $0 < 0 ? " ..." : format.text(tensor.element(at: offset + $0 * step)) }
      return lines(cells, indent)
    }
    let rows = positions.map { $0 < 0 ? "..." : text(dim + 1, offset + $0 * step, indent + 1) }
    let gap = "," + String(repeating: "\n", count: layout.rank - 1 - dim) + String(repeating: " ", count: indent + 1)
    return "[" + rows.joined(separator: gap) + "]"
  }

  private func lines(_ cells: [String], _ indent: Int) -> String {
    let perLine = max(1, (options.lineWidth - indent) / (format.width + 2))
    var lines: [String] = []
    var start = 0
    while start < cells.count {
      let end = min(start + perLine, cells.count)
      lines.append(cells[start..<end].joined(separator: ", "))
      start = end
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }
}
