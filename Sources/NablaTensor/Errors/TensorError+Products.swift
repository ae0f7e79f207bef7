/// The words of errors about matrix products and linear layers.
extension TensorError {
  /// `mat1` times `mat2` as the operation multiplies them; `operation` is `mm` or `addmm`.
  static func product(_ operation: String, _ mat1: (Int, Int), _ mat2: (Int, Int), a: Shape, b: Shape) -> TensorError {
    var detail = ["a: \(a.tupleDescription), b: \(b.tupleDescription); a's last dimension \(mat1.1) must equal "
      + "b's first \(mat2.0)"]
    if a.count > 2 { detail.append("a counts as \(mat1.0)x\(mat1.1): its leading dimensions are rows") }
    var fix: String?
    if mat1.1 == mat2.1 {
      fix = "`a @ b.T` fits: (\(mat1.0)x\(mat1.1) and \(mat2.1)x\(mat2.0))"
    } else if mat1.0 == mat2.0 {
      fix = "`a.T @ b` fits: (\(mat1.1)x\(mat1.0) and \(mat2.0)x\(mat2.1))"
    }
    return .runtime(productMessage(operation, mat1, mat2), detail: detail, fix: fix)
  }

  private static func productMessage(_ operation: String, _ mat1: (Int, Int), _ mat2: (Int, Int)) -> String {
    "\(operation): mat1 and mat2 shapes cannot be multiplied (\(mat1.0)x\(mat1.1) and \(mat2.0)x\(mat2.1))"
  }

  /// A linear layer whose input has another last dimension than its weight: most often an image not flattened.
  static func linear(input: Shape, inFeatures: Int, outFeatures: Int, hasBias: Bool) -> TensorError {
    let last = input.last ?? 1
    let rows = input.dropLast().reduce(1, &*)
    var detail = ["the input has shape \(input.tupleDescription); its last dimension is \(last), the layer wants "
      + "\(inFeatures)"]
    var fix: String?
    if input.count > 2 {
      let rest = input.dropFirst()
      let product = rest.map(String.init).joined(separator: "·")
      let count = rest.reduce(1, &*)
      if count == inFeatures {
        detail.append("\(product) = \(count)")
        fix = "flatten each item first: `x.view(-1, \(inFeatures))` or `x.flatten(1)`"
      } else {
        detail.append("\(product) = \(count), not \(inFeatures)")
        fix = "flatten each item with `x.flatten(1)` and make the layer `Linear(\(count), \(outFeatures))`"
      }
    } else {
      fix = "make the layer `Linear(\(last), \(outFeatures))`, or give it \(inFeatures) columns"
    }
    return .runtime(
      productMessage(hasBias ? "addmm" : "mm", (rows, last), (inFeatures, outFeatures)), detail: detail, fix: fix)
  }

  static func batches(expected: (Int, Int), got: (Int, Int), a: Shape, b: Shape) -> TensorError {
    .runtime(
      "Expected size for first two dimensions of batch2 tensor to be: [\(expected.0), \(expected.1)] but got: "
        + "[\(got.0), \(got.1)].",
      detail: ["a: \(a.tupleDescription), b: \(b.tupleDescription)"])
  }

  static func matrixVector(matrix: (Int, Int), vector: Int) -> TensorError {
    .runtime("size mismatch, got input (\(matrix.0)), mat (\(matrix.0)x\(matrix.1)), vec (\(vector))",
             detail: ["the matrix has \(matrix.1) columns, the vector \(vector) elements"])
  }

  static func dot(_ a: Int, _ b: Int) -> TensorError {
    .runtime("inconsistent tensor size, expected tensor [\(a)] and src [\(b)] to have the same number of elements, "
      + "but got \(a) and \(b) elements respectively")
  }

  /// Whichever is no float32 becomes one: parameters are, and float64 mostly came from NumPy.
  private static func typeFix(_ a: DType, _ b: DType) -> String {
    if b == .float32 { return "`a.float()`" + (a == .float64 ? ": NumPy's floats are float64, parameters float32" : "") }
    if a == .float32 { return "`b.float()`" + (b == .float64 ? ": NumPy's floats are float64" : "") }
    return "bring both to one type: `a.to(b.dtype)`"
  }

  static func productTypes(_ message: String, _ a: DType, _ b: DType) -> TensorError {
    .runtime(message, detail: ["the first is \(a.name), the second \(b.name)"],
                    fix: typeFix(a, b))
  }
}
