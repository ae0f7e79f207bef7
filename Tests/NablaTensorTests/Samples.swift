import Glibc
import NablaTensor

/// Inputs that a line of text describes, the same here and in `Tests/Oracle/tensor_operations.py`.
///
///     "2x3"    floats from -2.5 to 2.5        "2x3+"   floats from 0.1 to 2.6
///     "2x3u"   floats from 0.05 to 0.95       "2x3i5"  integers from 0 to 4
///     "2x3b"   bools                          "-"      no dimensions
enum Samples {
  static func tensors(_ specification: String, floats: DType) throws -> [Tensor] {
    try specification.split(separator: " ").enumerated().map { number, text in
      try tensor(String(text), seed: number + 1, floats: floats)
    }
  }

  static func tensor(_ text: String, seed: Int, floats: DType) throws -> Tensor {
    var sizes = text
    var kind: Character = "f"
    var range = 2
    if let mark = text.firstIndex(where: { "+uib".contains($0) }) {
      kind = text[mark]
      sizes = String(text[..<mark])
      range = Int(text[text.index(after: mark)...]) ?? 2
    }
    let shape = try Shape(checking: sizes == "-" ? [] : sizes.split(separator: "x").compactMap { Int($0) })
    let count = shape.elementCount
    let raw = (0..<count).map { (($0 + 1) * 7919 + seed * 104_729) % 2001 }
    switch kind {
    case "i": return try Tensor(raw.map { $0 % range }).reshape(shape)
    case "b": return try Tensor(raw.map { $0 % 2 }).to(.bool).reshape(shape)
    case "+": return try Tensor(raw.map { Double($0) / 800 + 0.1 }).to(floats).reshape(shape)
    case "u": return try Tensor(raw.map { Double($0) / 2225 + 0.05 }).to(floats).reshape(shape)
    default: return try Tensor(raw.map { Double($0 - 1000) / 400 }).to(floats).reshape(shape)
    }
  }
}

/// One operation with sample inputs. `expression` is PyTorch's, over inputs a, b, c, …
struct Row: CustomStringConvertible, Sendable {
  let expression: String
  let inputs: String
  /// Whether a gradient is compared with central differences.
  let hasGradient: Bool
  let run: @Sendable ([Tensor]) throws -> [Tensor]

  var description: String { "\(expression) on \(inputs)" }
}

/// A row whose gradient is checked.
func row(_ expression: String, _ inputs: String, _ run: @escaping @Sendable ([Tensor]) throws -> [Tensor]) -> Row {
  Row(expression: expression, inputs: inputs, hasGradient: true, run: run)
}

/// A row without a gradient: integers, comparisons, positions.
func flat(_ expression: String, _ inputs: String, _ run: @escaping @Sendable ([Tensor]) throws -> [Tensor]) -> Row {
  Row(expression: expression, inputs: inputs, hasGradient: false, run: run)
}
