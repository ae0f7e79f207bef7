import NablaSource
import NablaTensor
import NablaVM

/// Shapes that fit and are not what was meant.
enum ShapeHints {
  // MARK: both sides stretched

  /// `(64,) == (64, 1)` is (64, 64). Asked where two tensors of different rank meet.
  static func stretched(_ symbol: String, _ left: TensorObject, _ right: TensorObject, _ vm: Interpreter) throws {
    let (a, b) = (left.tensor.shape, right.tensor.shape)
    let (column, row, object) = a.count == 2 ? (a, b, left) : (b, a, right)
    guard column.count == 2, row.count == 1, column[1] == 1, column[0] == row[0], row[0] > 1, Hints.isOn, Hints.isInProgram,
      let frame = vm.programFrames.first
    else { return }
    // Who writes None, unsqueeze or view beside it wants the table of all pairs.
    let text = frame.file.text(of: frame.span)
    let origin = ProgramPlaces.expression(of: object.place) ?? ""
    let meant = ["None", "unsqueeze", "newaxis", "view", "reshape", "keepdim", "arange", "linspace"]
    guard !meant.contains(where: { text.contains($0) }),
      !["None", "unsqueeze", "newaxis", "arange", "linspace"].contains(where: { origin.contains($0) })
    else { return }
    let name = Witness.all(in: frame).first { $0.object === object }?.name
    try Hints.give(
      Hint(
        kind: .bothStretched,
        message: "both sides of \(symbol) are stretched: \(a.tupleDescription) and \(b.tupleDescription) give "
          + "(\(row[0]), \(row[0])), every element with every other",
        fix: name.map { "`\($0).squeeze(1)` makes both \(row.tupleDescription)" }
          ?? "`.squeeze(1)` of the \(column.tupleDescription) makes both \(row.tupleDescription)"),
      vm)
  }

  // MARK: views

  static func reshaped(_ call: Call, _ result: Value) throws {
    let input = try call.tensor(0)
    guard let output = TensorObject.from(result)?.tensor, Hints.isInProgram else { return }
    let (from, to) = (input.shape, output.shape)
    try swapped(from, to, call)
    try mixed(from, to, call)
  }

  /// (2, 3) viewed as (3, 2): the sizes of a transposition, not its elements.
  private static func swapped(_ from: Shape, _ to: Shape, _ call: Call) throws {
    guard from.count == to.count, from.count >= 2 else { return }
    let different = from.indices.filter { from[$0] != to[$0] }
    guard different.count == 2, from[different[0]] == to[different[1]], from[different[1]] == to[different[0]],
      from[different[0]] > 1, from[different[1]] > 1, sizesAreWritten(call, to)
    else { return }
    let swap = from.count == 2 ? "`.T`" : "`.transpose(\(different[0]), \(different[1]))`"
    try Hints.give(
      Hint(
        kind: .viewSwapsNothing,
        message: "\(call.operation.name) gives \(from.tupleDescription) the shape \(to.tupleDescription) without moving "
          + "elements: rows are cut at other places, dimensions do not change places",
        fix: "\(swap) swaps the dimensions"),
      call.vm)
  }

  /// Only where the program names every size: `view(-1, n)` and `view_as` say that the order does not matter.
  private static func sizesAreWritten(_ call: Call, _ to: Shape) -> Bool {
    guard let sizes = try? call.shape(1) else { return false }
    return sizes == Array(to)
  }

  /// `view(-1, 1568)` of (6, 16, 7, 7) has 3 rows: each holds two items.
  private static func mixed(_ from: Shape, _ to: Shape, _ call: Call) throws {
    guard from.count >= 3, to.count == 2, from[0] > to[0], to[0] > 0, let batch = ModuleTrail.frames.first?.input?.first,
      batch == from[0], let sizes = try? call.shape(1), sizes.first == -1
    else { return }
    let features = from.dropFirst().reduce(1, &*)
    try Hints.give(
      Hint(
        kind: .viewMixesItems,
        message: "the batch had \(from[0]) items, and after \(call.operation.name) there are \(to[0]) rows: "
          + "\(to[1]) is more than the \(features) values of an item",
        fix: "`x.flatten(1)`, and layers of \(features) inputs behind it"),
      call.vm)
  }

  static func flattened(_ call: Call, _ result: Value) throws {
    let input = try call.tensor(0)
    guard try call.int(1) == 0, try call.int(2) == -1, input.rank >= 2, input.shape[0] > 1,
      let frame = ModuleTrail.frames.last, ModuleTrail.frames.first?.input?.first == input.shape[0],
      LayerType.of(frame.module.type) == nil, Hints.isInProgram
    else { return }
    try Hints.give(
      Hint(
        kind: .viewMixesItems,
        message: "flatten() makes one row of the whole batch of \(input.shape[0]) items",
        fix: "`flatten(1)` keeps the batch"),
      call.vm)
  }

  // MARK: softmax and linear

  static func softmax(_ input: Tensor, dim: Int?, _ vm: Interpreter) throws {
    guard let dim, input.rank == 2, dim == 0 || dim == -2, input.shape[0] > 1, input.shape[1] > 1, input.gradFn != nil,
      Hints.isInProgram
    else { return }
    try Hints.give(
      Hint(
        kind: .softmaxOverBatch,
        message: "softmax over dimension 0 of \(input.shape.tupleDescription) makes each column add up to 1: over the batch, "
          + "where rows are items",
        fix: "dim=1"),
      vm)
  }

  /// A linear layer takes any number of dimensions before the last, so an image that happens to have the right width
  /// goes through row by row.
  static func linear(_ call: Call) throws {
    let shape = try call.tensor(0).shape
    guard shape.count == 4, shape[1] == 1 || shape[1] == 3, shape[2] == shape[3], shape[2] > 1, Hints.isInProgram else { return }
    let features = shape.dropFirst().reduce(1, &*)
    try Hints.give(
      Hint(
        kind: .imageNotFlattened,
        message: "a Linear layer takes the rows of these images one by one: the input is \(shape.tupleDescription)",
        fix: "`x.flatten(1)` first, and \(features) inputs"),
      call.vm)
  }
}
