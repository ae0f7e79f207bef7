/// The operation at which the NaNs or infinities of a result began, as far as saved values tell.
public struct NonFiniteOrigin {
  /// As in `grad_fn=<…>`.
  public let operation: String
  public let place: ProgramPlace
  /// What its input held, where that explains it: "0", "negative values".
  public let input: String?

  /// Looks through the graph from the oldest operation on. Values that were saved for the backward pass are all there
  /// is to look at, so the answer is the oldest operation with such a value, or the one that gave it.
  public static func find(from loss: Tensor) -> NonFiniteOrigin? {
    guard let root = loss.gradFn else { return nil }
    var nodes: [Node] = []
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(root)]
    var stack = [root]
    while let node = stack.popLast() {
      nodes.append(node)
      for case let edge? in node.edges where seen.insert(ObjectIdentifier(edge.node)).inserted { stack.append(edge.node) }
    }
    nodes.sort { $0.sequence < $1.sequence }
    return GradMode.disabled {
      for node in nodes where !(node is AccumulateGrad) {
        for saved in node.savedForReading where isNonFinite(saved.tensor) {
          let maker = beginning(of: saved.output == nil ? saved.tensor.gradFn ?? node : node)
          return NonFiniteOrigin(operation: maker.name, place: maker.place, input: inputs(of: maker))
        }
      }
      // Nothing that was saved is to blame: the result itself is the first.
      let last = beginning(of: root)
      return NonFiniteOrigin(operation: last.name, place: last.place, input: inputs(of: last))
    }
  }

  /// Sums, means and views keep nothing, and hand on what they get: the operation before them is the one to tell of.
  private static func beginning(of node: Node) -> Node {
    var node = node
    while node.savedForReading.isEmpty, node.edges.count == 1, let edge = node.edges[0], !(edge.node is AccumulateGrad) {
      node = edge.node
    }
    return node
  }

  private static func isNonFinite(_ tensor: Tensor) -> Bool {
    guard tensor.dtype.isFloat else { return false }
    return (try? tensor.detach().isfinite().all().item() == .bool(false)) ?? false
  }

  private static func inputs(of node: Node) -> String? {
    for saved in node.savedForReading where saved.output == nil && saved.tensor.dtype.isFloat {
      let values = saved.tensor.detach()
      if (try? values.lt(0).any().item() == .bool(true)) == true { return "negative values" }
      if (try? values.eq(0).any().item() == .bool(true)) == true { return "0" }
    }
    return nil
  }
}
