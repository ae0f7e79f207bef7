/// The gradient rule of one operation: how the gradient of the result becomes those of the inputs.
///
/// Rules live in `Rules+*.swift`, one for each operation, the maths beside each. They are written with differentiable
/// operations, so that the gradient of a gradient is computed by the same table. A rule need not undo broadcasting nor
/// promotion: the engine sums and converts what it returns to the shape and type of the input.
public struct Rule: @unchecked Sendable {
  /// As shown in `grad_fn=<…>`.
  public let name: String
  let body: (RuleNode, [Tensor?]) throws -> [Tensor?]

  /// A rule of an operation with one output.
  init(_ name: String, _ body: @escaping (_ node: RuleNode, _ gradient: Tensor) throws -> [Tensor?]) {
    self.name = name
    self.body = { node, gradients in
      guard let gradient = gradients[0] else { return [] }
      return try body(node, gradient)
    }
  }

  /// A rule of an operation with several outputs, any of whose gradients may be missing.
  init(outputs name: String, _ body: @escaping (_ node: RuleNode, _ gradients: [Tensor?]) throws -> [Tensor?]) {
    self.name = name
    self.body = body
  }
}

/// What rules need besides tensors.
final class RuleAttributes {
  var shape = Shape()
  var layout: Layout?
  var dims: [Int] = []
  var numbers: [Int] = []
  var scalars: [Double] = []
  var flag = false
  var selection: Selection?

  init() {}
  init(shape: Shape) { self.shape = shape }
  init(dims: [Int], shape: Shape = Shape(), flag: Bool = false) {
    self.dims = dims
    self.shape = shape
    self.flag = flag
  }
  init(numbers: [Int], shape: Shape = Shape()) {
    self.numbers = numbers
    self.shape = shape
  }
  init(scalars: [Double]) { self.scalars = scalars }
  init(shape: Shape, layout: Layout) {
    self.shape = shape
    self.layout = layout
  }
  init(shape: Shape, selection: Selection) {
    self.shape = shape
    self.selection = selection
  }
}

/// A node whose gradient is a rule of the table.
public final class RuleNode: Node {
  let rule: Rule
  private var savedTensors: [SavedTensor]
  private var isReleased = false
  let scalar: Double
  let attributes: RuleAttributes?

  init(_ rule: Rule, edges: [Edge?], output: OutputMetadata, saved: [SavedTensor], scalar: Double,
       attributes: RuleAttributes?) {
    self.rule = rule
    savedTensors = saved
    self.scalar = scalar
    self.attributes = attributes
    super.init(edges: edges, output: output)
  }

  public override var name: String { rule.name }

  public override func apply(_ gradients: [Tensor?]) throws -> [Tensor?] { try rule.body(self, gradients) }

  /// What the forward pass saved.
  func saved(_ index: Int) throws -> Tensor {
    guard !isReleased else { throw TensorError.graphFreed(node: name) }
    return try savedTensors[index].unpack(for: self)
  }

  var numbers: [Int] { attributes?.numbers ?? [] }
  var dims: [Int] { attributes?.dims ?? [] }
  /// The shape a rule put aside, mostly its input's.
  var shape: Shape { attributes?.shape ?? Shape() }
  var flag: Bool { attributes?.flag ?? false }
  var scalars: [Double] { attributes?.scalars ?? [] }

  /// The result that was saved has moved into `target`: writes there count as writes to it from now on.
  func resultMoved(from storage: Storage, to target: Tensor) {
    for index in savedTensors.indices {
      guard let output = savedTensors[index].output, savedTensors[index].tensor.storage === storage else { continue }
      savedTensors[index] = SavedTensor(output: target, number: output)
    }
  }

  override var savedForReading: [SavedTensor] { savedTensors }

  public override func releaseSaved() {
    guard !isReleased, !savedTensors.isEmpty else { return }
    isReleased = true
    ReleaseQueue.take(&savedTensors)
  }

  deinit { ReleaseQueue.take(&savedTensors) }
}
