import NablaTensor
import NablaVM

/// Sums of products over named indices.
enum Products {
  /// `torch.tensordot`: contracted dimensions go last in `a` and first in `b`; then it is one product of matrices.
  static func tensordot(_ a: Tensor, _ b: Tensor, _ first: [Int], _ second: [Int]) throws -> Tensor {
    guard first.count == second.count else {
      throw TensorError.runtime("both dimension lists should have same length")
    }
    func normal(_ dims: [Int], _ rank: Int) throws -> [Int] {
      try dims.map { dim in
        let axis = dim < 0 ? dim + rank : dim
        guard axis >= 0, axis < rank else { throw TensorError.dimensionOutOfRange(dim, rank: rank) }
        return axis
      }
    }
    let (x, y) = (try normal(first, a.rank), try normal(second, b.rank))
    for (number, (i, j)) in zip(x, y).enumerated() where a.shape[i] != b.shape[j] && a.shape[i] != 1 && b.shape[j] != 1 {
      throw TensorError.runtime(
        "contracted dimensions need to match, but first has size \(a.shape[i]) in dim \(first[number]) and second has size "
          + "\(b.shape[j]) in dim \(second[number])")
    }
    // A contracted dimension of size 1 stands for every position of the other's: that one is summed first.
    if let number = x.indices.first(where: { a.shape[x[$0]] != b.shape[y[$0]] }) {
      let (i, j) = (x[number], y[number])
      if a.shape[i] == 1 { return try tensordot(a, b.sum(dim: [j], keepdim: true), first, second) }
      return try tensordot(a.sum(dim: [i], keepdim: true), b, first, second)
    }
    let keptA = (0..<a.rank).filter { !x.contains($0) }
    let keptB = (0..<b.rank).filter { !y.contains($0) }
    let inner = x.reduce(1) { $0 * a.shape[$1] }
    let rows = keptA.reduce(1) { $0 * a.shape[$1] }
    let columns = keptB.reduce(1) { $0 * b.shape[$1] }
    let left = try a.permute(keptA + x).reshape([rows, inner])
    let right = try b.permute(y + keptB).reshape([inner, columns])
    let shape = try Shape(checking: keptA.map { a.shape[$0] } + keptB.map { b.shape[$0] })
    return try left.mm(right).reshape(shape)
  }

  /// `torch.einsum`: all operands are spread over all letters, multiplied, and summed over the letters that the result
  /// does not name; two operands that only share batch and contracted letters become one batched product of matrices.
  static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
    var parsed = try Einsum(equation, operands)
    return try parsed.evaluate()
  }

  /// `einsum(a, [0, 1], b, [1, 2], [0, 2])`: letters as numbers below 52.
  static func einsum(sublists items: [Value], _ c: Call) throws -> Tensor {
    func letters(_ value: Value) throws -> String {
      var text = ""
      guard case .object(let object) = value, let parts = Sequences.items(of: object) else { throw c.wrongType(1, "list", value) }
      for part in parts {
        if part.isEllipsis { text += "..." } else {
          let number = try c.vm.int(part)
          guard (0..<52).contains(number) else {
            throw TensorError.other(
              .valueError, "einsum(): subscript \(number) is not within the valid range [0, 52)")
          }
          text.append(Character(UnicodeScalar(UInt8(number < 26 ? 65 + number : 97 + number - 26))))
        }
      }
      return text
    }
    var terms: [String] = []
    var operands: [Tensor] = []
    for pair in 0..<(items.count / 2) {
      guard let tensor = TensorObject.from(items[2 * pair]) else { throw c.wrongType(0, "Tensor", items[2 * pair]) }
      operands.append(tensor.tensor)
      terms.append(try letters(items[2 * pair + 1]))
    }
    var equation = terms.joined(separator: ",")
    if items.count % 2 == 1, let last = items.last { equation += "->" + (try letters(last)) }
    return try einsum(equation, operands)
  }

  static func cosineSimilarity(_ a: Tensor, _ b: Tensor, dim: Int, eps: Double) throws -> Tensor {
    let common = DType.result(a, b)
    guard common.isFloat else {
      throw TensorError.runtime(
        "expected common dtype to be floating point, yet common dtype is \(common.scalarTypeName)", fix: "`.float()` first")
    }
    let product = try a.mul(b).sum(dim: [dim])
    let first = try a.norm(p: 2, dim: [dim]).clamp(min: .float(eps))
    let second = try b.norm(p: 2, dim: [dim]).clamp(min: .float(eps))
    return try product.div(first.mul(second))
  }
}
