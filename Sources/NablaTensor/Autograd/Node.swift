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
  }

  /// As `grad_fn=<…>` shows it: `AddBackward0`.
  open var name: String { "Node" }

  /// The gradients of the inputs, one for each edge; nil where there is none.
  open func apply(_ gradients: [Tensor?]) throws -> [Tensor?] { [] }

  /// Lets go of what was saved for the backward pass.
  open func releaseSaved() {}

  /// Whether the gradient of input `index` is wanted.
  public func needs(_ index: Int) -> Bool { index < edges.count && edges[index] != nil }

  deinit {
    ReleaseQueue.release(edges)
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
  nonisolated(unsafe) private static var pendingNodes: [Node] = []
  nonisolated(unsafe) private static var pendingOther: [Any] = []
  nonisolated(unsafe) private static var draining = false

  static func release(_ edges: [Node.Edge?]) {
    if edges.isEmpty { return }
    pendingEdges.append(edges)
    drain()
  }

  static func release(_ saved: [SavedTensor]) {
    if saved.isEmpty { return }
    pendingSaved.append(saved)
    drain()
  }

  static func release(_ node: Node) {
    pendingNodes.append(node)
    drain()
  }

  static func release(other: Any) {
    pendingOther.append(other)
    drain()
  }

  private static func drain() {
    if draining { return }
    draining = true
    while true {
      if let edges = pendingEdges.popLast() {
        withExtendedLifetime(edges) {}
      } else if let saved = pendingSaved.popLast() {
        withExtendedLifetime(saved) {}
      } else if let node = pendingNodes.popLast() {
        withExtendedLifetime(node) {}
      } else if let other = pendingOther.popLast() {
        withExtendedLifetime(other) {}
      } else {
        break
      }
    }
    draining = false
  }
}
