import NablaTensor
import Testing

/// All tests of tensors: one after the other, since whether operations are recorded is one flag of the process.
@Suite(.serialized) enum TensorTests {}

extension TensorTests {
  /// Every operation of the table: its values against PyTorch's, its gradient against central differences, its results
  /// over every way a tensor can lie in memory.
  @Suite struct OperationTests {
    static let rows: [Row] =
      ElementwiseRows.functions + ElementwiseRows.arithmetic + ElementwiseRows.logic + ReductionRows.sums
      + ReductionRows.extremes + ReductionRows.edges + ArrangingRows.views + ArrangingRows.joining
      + ArrangingRows.choosing

    static let recorded: [String: [String]] = Dictionary(
      Recorded.lines("operations.txt").map { ("\($0[0]) on \($0[1])", Array($0.dropFirst(2))) },
      uniquingKeysWith: { first, _ in first })

    @Test(arguments: rows) func valuesArePyTorchs(_ row: Row) throws {
      let answer = try #require(OperationTests.recorded[row.description], "not recorded")
      let results = try row.run(Samples.tensors(row.inputs, floats: .float32))
      try #require(results.count == answer.count / 3)
      for (number, result) in results.enumerated() {
        #expect(result.dtype == Recorded.dtype(answer[3 * number]))
        #expect(Array(result.shape) == Recorded.shape(answer[3 * number + 1]))
        let expected = Recorded.numbers(answer[3 * number + 2])
        let values = result.doubles()
        try #require(values.count == expected.count)
        for (value, wanted) in zip(values, expected) {
          let close = value == wanted || (value.isNaN && wanted.isNaN)
            || abs(value - wanted) <= 1e-6 * max(1, abs(wanted))
          #expect(close, "\(value) for \(wanted)")
        }
      }
    }

    @Test(arguments: rows.filter(\.hasGradient)) func gradientsAreCentralDifferences(_ row: Row) throws {
      let inputs = try Samples.tensors(row.inputs, floats: .float64)
      let sources = inputs.filter { $0.dtype.isFloatingPoint }
      for source in sources { try source.setRequiresGrad() }
      try weightedSum(row.run(inputs)).backward()
      for source in sources {
        let gradient = source.grad?.doubles() ?? [Double](repeating: 0, count: source.elementCount)
        let before = source.doubles()
        for index in 0..<source.elementCount {
          let step = 1e-6
          func value(_ number: Double) throws -> Double {
            var changed = before
            changed[index] = number
            try GradMode.disabled { _ = try source.copyInPlace(Tensor(changed).view(source.shape)) }
            return try GradMode.disabled { try weightedSum(row.run(inputs)).item().double }
          }
          let slope = try (value(before[index] + step) - value(before[index] - step)) / (2 * step)
          _ = try value(before[index])
          let close = abs(slope - gradient[index]) <= 1e-5 * max(1, abs(slope))
          #expect(close, "\(gradient[index]) for \(slope) at \(index)")
        }
      }
    }

    @Test(arguments: rows) func layoutsMakeNoDifference(_ row: Row) throws {
      let inputs = try Samples.tensors(row.inputs, floats: .float32)
      // Views answer to the strides themselves: `as_strided` reads the memory, `view` refuses what would need a copy.
      if row.expression.hasPrefix("a.as_strided") || row.expression.hasPrefix("a.view") { return }
      let expected = try row.run(inputs)
      for layout in Layouts.allCases {
        let results = try row.run(inputs.map { try layout.arranged($0) })
        try #require(results.count == expected.count)
        for (result, wanted) in zip(results, expected) {
          #expect(result.shape == wanted.shape && result.dtype == wanted.dtype, "\(layout)")
          let close = zip(result.doubles(), wanted.doubles()).allSatisfy {
            $0 == $1 || abs($0 - $1) <= 1e-6 * max(1, abs($1)) || ($0.isNaN && $1.isNaN)
          }
          #expect(close, "\(layout): \(result.doubles()) for \(wanted.doubles())")
        }
      }
    }

    /// A sum in which every result counts differently, so that gradients that go astray are seen.
    private func weightedSum(_ results: [Tensor]) throws -> Tensor {
      var total = Tensor.scalar(0.0, dtype: .float64)
      for result in results where result.dtype.isFloatingPoint {
        let weights = try Tensor((0..<result.elementCount).map { 0.3 + 0.1 * Double($0 % 7) }).view(result.shape)
        total = try total.add(result.mul(weights).sum())
      }
      return total
    }
  }
}

/// The ways in which the same elements can lie in memory.
enum Layouts: CaseIterable {
  case transposed, offset, stepped, sliced

  func arranged(_ tensor: Tensor) throws -> Tensor {
    let rank = tensor.rank
    switch self {
    case .transposed:
      let order = Array((0..<rank).reversed())
      return try tensor.permute(order).contiguous().permute(order)
    case .offset:
      let flat = try tensor.reshape([-1])
      let padded = try Tensor.cat([Tensor.zeros([3], dtype: tensor.dtype), flat])
      return try padded.narrow(0, 3, flat.elementCount).view(tensor.shape)
    case .stepped:
      let pairs = try Tensor.stack([tensor, tensor.zerosLike()], dim: rank)
      return try pairs.select(rank, 0)
    case .sliced:
      guard rank > 0 else { return tensor }
      var wide = tensor.shape
      wide[rank - 1] = 2
      let padded = try Tensor.cat([tensor, Tensor.zeros(wide, dtype: tensor.dtype)], dim: -1)
      return try padded.narrow(-1, 0, tensor.shape[rank - 1])
    }
  }
}
