/// An operation on the tape: turns the gradients of its outputs into those of its inputs.
///
/// Nodes point to where their gradients go (`edges`), never to who uses them. Subclasses: `RuleNode`, whose gradient is
/// a rule of the table; `FunctionNode`, given by closures; `AccumulateGrad`, the end at a leaf.
open class Node {
  /// Where the gradient of an input goes: input number `input` of `node`.
  public struct Edge {
    public let node: Node
    public let output: Int

    public init(node: Node, output: Int) {
      self.node = node
      self.output = output
    }
  }

  /// Later operations have higher numbers: running by falling number is running backwards in time.
  public let sequence: Int
  /// One for each input; nil where no gradient is wanted.
  public internal(set) var edges: [Edge?]
  /// Shape and type of the outputs: gradients are summed and converted to fit before they arrive.
  let output: OutputMetadata
  /// Those of outputs 1, 2, …
  var furtherOutputs: [OutputMetadata] = []
  /// Functions on this node's incoming gradients: hooks and `retain_grad` of the tensors it made.
  var outputHooks: [OutputHook] = []
  /// Where the program made the node.
  public let place: ProgramPlace
  /// The calls that led there, while anomalies are looked for.
  public private(set) var trace: String?
  /// Whether a backward pass went through here and let go of what was saved.
  public internal(set) var isSpent = false
  /// Scratch of the engine's run that reached this node.
  var state: Engine.NodeState?

  nonisolated(unsafe) private static var created = 0

  init(edges: [Edge?], output: OutputMetadata, sequence: Int? = nil) {
    self.edges = edges
    self.output = output
    if let sequence { self.sequence = sequence } else {
      Node.created &+= 1
      self.sequence = Node.created
    }
    place = ProgramPlace.current()
    if Anomaly.isDetected { trace = Anomaly.trace() }
  }

  /// As `grad_fn=<…>` shows it: `AddBackward0`.
  open var name: String { "Node" }

  /// The gradients of the inputs, one for each edge; nil where there is none.
  open func apply(_ gradients: [Tensor?]) throws -> [Tensor?] { [] }

  /// Lets go of what was saved for the backward pass.
  open func releaseSaved() {}

  /// What was saved, for those who explain: not checked for writes.
  var savedForReading: [SavedTensor] { [] }

  /// Whether the gradient of input `index` is wanted.
  public func needs(_ index: Int) -> Bool { index < edges.count && edges[index] != nil }

  deinit {
    ReleaseQueue.take(&edges)
  }
}

extension Node {
  public var outputCount: Int { 1 + furtherOutputs.count }

  func metadata(ofOutput index: Int) -> OutputMetadata { index == 0 ? output : furtherOutputs[index - 1] }
}

/// What a gradient must look like to be the gradient of a tensor.
struct OutputMetadata {
  let shape: Shape
  let dtype: DType
}

/// A function on the gradient of one output of a node.
struct OutputHook {
  let output: Int
  let number: Int
  /// Runs after the others: `retain_grad`.
  let isLast: Bool
  let function: (Tensor) throws -> Tensor?
}

/// Releases chains of nodes without recursion.
///
/// A tape of a million operations is a linked list; releasing its head would release the next node from within, a
/// million native frames deep. Instead a node's `deinit` hands what it holds to this queue, and the outermost release
/// drains it: every object dies at a depth of a few frames.
enum ReleaseQueue {
  nonisolated(unsafe) private static var pendingEdges: [[Node.Edge?]] = []
  nonisolated(unsafe) private static var pendingSaved: [[SavedTensor]] = []
  nonisolated(unsafe) private static var pendingNodes: [Node?] = []
  nonisolated(unsafe) private static var pendingBodies: [FunctionNode.Backward?] = []
  nonisolated(unsafe) private static var draining = false

  // What is released is moved out of its owner: did the owner still hold it, it would die with the owner, deep down.

  static func take(_ edges: inout [Node.Edge?]) {
    if edges.isEmpty { return }
    pendingEdges.append([])
    swap(&pendingEdges[pendingEdges.count - 1], &edges)
    drain()
  }

  static func take(_ saved: inout [SavedTensor]) {
    if saved.isEmpty { return }
    pendingSaved.append([])
    swap(&pendingSaved[pendingSaved.count - 1], &saved)
    drain()
  }

  static func take(_ node: inout Node?) {
    if node == nil { return }
    pendingNodes.append(nil)
    swap(&pendingNodes[pendingNodes.count - 1], &node)
    drain()
  }

  static func take(_ body: inout FunctionNode.Backward?) {
    if body == nil { return }
    pendingBodies.append(nil)
    swap(&pendingBodies[pendingBodies.count - 1], &body)
    drain()
  }

  private static func drain() {
    if draining { return }
    draining = true
    while true {
      if pendingEdges.popLast() != nil { continue }
      if pendingSaved.popLast() != nil { continue }
      if pendingNodes.popLast() != nil { continue }
      if pendingBodies.popLast() != nil { continue }
      break
    }
    draining = false
  }
}
