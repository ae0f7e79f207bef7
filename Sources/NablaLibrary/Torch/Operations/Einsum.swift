import NablaTensor

/// An equation of `torch.einsum`, read and checked against its operands.
struct Einsum {
  /// The letters of each operand; the ellipsis is spelt out in digits, which programs cannot write.
  private var terms: [[Character]] = []
  private var output: [Character] = []
  private var sizes: [Character: Int] = [:]
  private var tensors: [Tensor] = []

  init(_ equation: String, _ operands: [Tensor]) throws {
    let text = equation.filter { $0 != " " }
    let sides = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard inputs.count == operands.count else {
      throw TensorError.runtime(
        inputs.count > operands.count
          ? "einsum(): fewer operands were provided than specified in the equation"
          : "einsum(): more operands were provided than specified in the equation")
    }
    var ellipsisRank = 0
    for (input, operand) in zip(inputs, operands) where input.contains("...") {
      ellipsisRank = max(ellipsisRank, operand.rank - (input.count - 3))
    }
    for (number, (input, operand)) in zip(inputs, operands).enumerated() {
      try add(input, operand, number, ellipsisRank)
    }
    let dots = Self.digits(ellipsisRank)
    if sides.count == 2 {
      guard sides[1].first == ">" else { throw Self.malformed(equation) }
      output = try Self.letters(String(sides[1].dropFirst()), dots: dots, equation)
    } else {
      // Without an arrow: the ellipsis, then all letters that occur once, in alphabetical order.
      var counts: [Character: Int] = [:]
      // As the equation has them: in a term, a letter that stands there twice is one by now.
      for input in inputs { for letter in try Self.letters(input, dots: [], equation) { counts[letter, default: 0] += 1 } }
      output = dots + counts.filter { $0.value == 1 }.keys.sorted()
    }
    for letter in output where sizes[letter] == nil {
      throw TensorError.runtime(
        "einsum(): output subscript \(letter) does not appear in the equation for any input operand")
    }
    guard Set(output).count == output.count else {
      throw TensorError.runtime("einsum(): output subscript appears more than once in the output")
    }
  }

  private static func digits(_ count: Int) -> [Character] { (0..<max(count, 0)).map { Character("\($0 % 10)") } }

  private static func malformed(_ equation: String) -> TensorError {
    .runtime("einsum(): invalid subscript given, subscripts must be in [a-zA-Z]: '\(equation)'")
  }

  private static func letters(_ text: String, dots: [Character], _ equation: String) throws -> [Character] {
    var result: [Character] = []
    var rest = Substring(text)
    while let letter = rest.first {
      if rest.hasPrefix("...") {
        result += dots
        rest = rest.dropFirst(3)
        continue
      }
      guard letter.isASCII, letter.isLetter else { throw malformed(equation) }
      result.append(letter)
      rest = rest.dropFirst()
    }
    return result
  }

  private mutating func add(_ input: String, _ operand: Tensor, _ number: Int, _ ellipsisRank: Int) throws {
    let own = input.contains("...") ? operand.rank - (input.count - 3) : 0
    let all = Self.digits(ellipsisRank)
    var letters = try Self.letters(input, dots: Array(all.suffix(max(own, 0))), input)
    guard letters.count == operand.rank else {
      throw TensorError.runtime(
        "einsum(): the number of subscripts in the equation (\(letters.count)) does not match the number of dimensions "
          + "(\(operand.rank)) for operand \(number)" + (input.contains("...") ? "" : " and no ellipsis was given"))
    }
    var tensor = operand
    // A letter twice in one term is a diagonal.
    var position = 0
    while position < letters.count {
      if let twin = letters[(position + 1)...].firstIndex(of: letters[position]) {
        guard tensor.shape[position] == tensor.shape[twin] else {
          throw TensorError.runtime(
            "einsum(): subscript \(letters[position]) is repeated for operand \(number) but the sizes don't match")
        }
        tensor = try tensor.diagonal(offset: 0, dim1: position, dim2: twin)
        let letter = letters[position]
        letters.remove(at: twin)
        letters.remove(at: position)
        letters.append(letter)
      } else {
        position += 1
      }
    }
    for (letter, size) in zip(letters, tensor.shape) {
      if let known = sizes[letter], known != size, known != 1, size != 1 {
        throw TensorError.runtime(
          "einsum(): subscript \(letter) has size \(size) for operand \(number) which does not broadcast with "
            + "previously seen size \(known)")
      }
      if sizes[letter] ?? 1 == 1 { sizes[letter] = size }
    }
    terms.append(letters)
    tensors.append(tensor)
  }

  /// Operands are multiplied two at a time from the left; letters nobody needs any more are summed on the way.
  mutating func evaluate() throws -> Tensor {
    guard var result = tensors.first, var letters = terms.first else {
      throw TensorError.runtime("einsum(): must provide at least one operand")
    }
    for index in 1..<max(tensors.count, 1) where index < tensors.count {
      let later = terms[(index + 1)...].reduce(into: Set(output)) { $0.formUnion($1) }
      (result, letters) = try multiply(result, letters, tensors[index], terms[index], keep: later)
    }
    let summed = letters.indices.filter { !output.contains(letters[$0]) }
    if !summed.isEmpty {
      result = try result.sum(dim: summed)
      letters = letters.filter { output.contains($0) }
    }
    let order = output.map { letters.firstIndex(of: $0) ?? 0 }
    return order == Array(order.indices) ? result : try result.permute(order)
  }

  /// Batch letters stand in both and are kept, contracted ones stand in both and are not, the others in one only.
  private func multiply(
    _ a: Tensor, _ x: [Character], _ b: Tensor, _ y: [Character], keep: Set<Character>
  ) throws -> (Tensor, [Character]) {
    var (a, b) = (a, b)
    var (x, y) = (x, y)
    func sumAlone(_ tensor: inout Tensor, _ own: inout [Character], _ other: [Character]) throws {
      let alone = own.indices.filter { !other.contains(own[$0]) && !keep.contains(own[$0]) }
      guard !alone.isEmpty else { return }
      tensor = try tensor.sum(dim: alone)
      own = own.indices.filter { !alone.contains($0) }.map { own[$0] }
    }
    try sumAlone(&a, &x, y)
    try sumAlone(&b, &y, x)
    let shared = x.filter { y.contains($0) }
    let batch = shared.filter { keep.contains($0) }
    let inner = shared.filter { !keep.contains($0) }
    let left = x.filter { !shared.contains($0) }
    let right = y.filter { !shared.contains($0) }
    func spread(_ tensor: Tensor, _ own: [Character], _ order: [Character]) throws -> Tensor {
      let arranged = try tensor.permute(order.map { own.firstIndex(of: $0) ?? 0 })
      return try arranged.expand(Shape(checking: order.map { shared.contains($0) ? sizes[$0] ?? 1 : tensor.shape[own.firstIndex(of: $0) ?? 0] }))
    }
    func count(_ letters: [Character]) -> Int { letters.reduce(1) { $0 * (sizes[$1] ?? 1) } }
    let first = try spread(a, x, batch + left + inner)
    let second = try spread(b, y, batch + inner + right)
    let leftCount = left.reduce(1) { $0 * a.shape[x.firstIndex(of: $1) ?? 0] }
    let rightCount = right.reduce(1) { $0 * b.shape[y.firstIndex(of: $1) ?? 0] }
    let product = try first.reshape([count(batch), leftCount, count(inner)])
      .bmm(second.reshape([count(batch), count(inner), rightCount]))
    let letters = batch + left + right
    let shape = try Shape(
      checking: batch.map { sizes[$0] ?? 1 } + left.map { a.shape[x.firstIndex(of: $0) ?? 0] }
        + right.map { b.shape[y.firstIndex(of: $0) ?? 0] })
    return (try product.reshape(shape), letters)
  }
}
