/// Runs the tape backwards.
///
/// First every node that can be reached from the roots counts how many edges lead to it. Then nodes run when all of
/// those have delivered, the latest in time first, each summing what arrived for its outputs before it runs. Both
/// passes use explicit stacks and queues: the depth of a graph costs memory, never native stack.
public final class Engine {
  /// What a run keeps about a node.
  final class NodeState {
    let run: Engine
    /// Whether an earlier run had let go of what the node saved.
    let wasSpent: Bool
    var waitingFor = 0
    var isNeeded = true
    var arrived: [Tensor?]
    /// Whether the sum in `arrived` was made here, so that it may be added to in place.
    var isOwn: [Bool]

    init(run: Engine, node: Node) {
      self.run = run
      wasSpent = node.isSpent
      let outputs = node.outputCount
      arrived = [Tensor?](repeating: nil, count: outputs)
      isOwn = [Bool](repeating: false, count: outputs)
    }
  }

  private let keepGraph: Bool
  private let createGraph: Bool
  /// The edges whose gradients the caller wants; when given, leaves are not touched.
  private let captures: [Node.Edge]?
  private var captured: [Tensor?]
  private var capturesOfNode: [ObjectIdentifier: [Int]] = [:]
  private var visited: [Node] = []
  /// States that belong to an outer run (a hook may call `backward` itself), to be put back.
  private var displaced: [(Node, NodeState)] = []
  private var ready = ReadyQueue()

  private init(keepGraph: Bool, createGraph: Bool, captures: [Node.Edge]?) {
    self.keepGraph = keepGraph
    self.createGraph = createGraph
    self.captures = captures
    captured = [Tensor?](repeating: nil, count: captures?.count ?? 0)
    for (index, edge) in (captures ?? []).enumerated() {
      capturesOfNode[ObjectIdentifier(edge.node), default: []].append(index)
    }
  }

  /// Sends gradients down from `roots`. With `captures`, gives the gradients that reach those edges; without, they are
  /// accumulated into the leaves.
  static func run(roots: [(Node.Edge, Tensor)], keepGraph: Bool, createGraph: Bool,
                  captures: [Node.Edge]? = nil) throws -> [Tensor?] {
    let engine = Engine(keepGraph: keepGraph, createGraph: createGraph, captures: captures)
    defer { engine.cleanUp() }
    return try GradMode.with(createGraph) { try engine.execute(roots) }
  }

  private func execute(_ roots: [(Node.Edge, Tensor)]) throws -> [Tensor?] {
    discover(roots.map(\.0.node))
    markNeeded()
    for (edge, gradient) in roots { try deliver(gradient, to: edge) }
    // Only roots that no other root leads to are ready; the rest wait for their users.
    var seeded = Set<ObjectIdentifier>()
    for (edge, _) in roots where edge.node.state?.waitingFor == 0 {
      if seeded.insert(ObjectIdentifier(edge.node)).inserted { ready.push(edge.node) }
    }
    while let node = ready.pop() {
      try Interrupt.check()
      try run(node)
    }
    return captured
  }

  private func state(of node: Node) -> NodeState? {
    if let state = node.state, state.run === self { return state }
    return nil
  }

  private func discover(_ roots: [Node]) {
    var stack: [Node] = []
    func visit(_ node: Node) -> NodeState {
      if let state = state(of: node) { return state }
      if let outer = node.state { displaced.append((node, outer)) }
      let fresh = NodeState(run: self, node: node)
      node.state = fresh
      visited.append(node)
      stack.append(node)
      return fresh
    }
    for root in roots { _ = visit(root) }
    while let node = stack.popLast() {
      for case let edge? in node.edges { visit(edge.node).waitingFor += 1 }
    }
  }

  /// With captures, only nodes on a way to one run. Inputs are older than what uses them, so going through the nodes in
  /// the order of their making meets every input first.
  private func markNeeded() {
    guard captures != nil else { return }
    var order = visited
    order.sort { ($0 is AccumulateGrad ? -1 : $0.sequence) < ($1 is AccumulateGrad ? -1 : $1.sequence) }
    for node in order {
      let leads = node.edges.contains { edge in edge.map { state(of: $0.node)?.isNeeded ?? false } ?? false }
      state(of: node)?.isNeeded = leads || capturesOfNode[ObjectIdentifier(node)] != nil
    }
  }

  /// Adds `gradient` to what has arrived at an edge, summed over broadcast dimensions and converted to the edge's type.
  private func deliver(_ gradient: Tensor, to edge: Node.Edge, from sender: Node? = nil, input: Int = 0) throws {
    guard let state = state(of: edge.node), state.isNeeded else { return }
    let expected = edge.node.metadata(ofOutput: edge.output)
    var gradient = gradient
    if gradient.shape != expected.shape {
      guard gradient.shape.isBroadcast(of: expected.shape) else {
        throw TensorError.invalidGradient(
          function: sender?.name ?? "backward", input: input, got: gradient.shape, expected: expected.shape)
      }
      gradient = try gradient.sum(to: expected.shape)
    }
    if gradient.dtype != expected.dtype { gradient = try gradient.to(expected.dtype) }
    if let sum = state.arrived[edge.output] {
      if !createGraph, state.isOwn[edge.output] {
        try sum.addInPlace(gradient)
      } else {
        state.arrived[edge.output] = try sum.add(gradient)
        state.isOwn[edge.output] = true
      }
    } else {
      state.arrived[edge.output] = gradient
    }
  }

  private func run(_ node: Node) throws {
    guard let state = state(of: node) else { return }
    var gradients = state.arrived
    state.arrived = []
    if state.isNeeded {
      if !node.outputHooks.isEmpty { try callHooks(of: node, &gradients) }
      if captures != nil, let wanted = capturesOfNode[ObjectIdentifier(node)], let captures {
        for index in wanted {
          guard var gradient = gradients[captures[index].output] else { continue }
          if let leaf = (node as? AccumulateGrad)?.leaf {
            for hook in leaf.hooks { gradient = try hook.function(gradient) ?? gradient }
          }
          captured[index] = gradient
        }
      }
      if let leaf = node as? AccumulateGrad {
        if captures == nil, let gradient = gradients[0] {
          gradients = []
          try leaf.accumulate(gradient, createGraph: createGraph)
        }
        return
      }
      let leadsOn = captures == nil
        || node.edges.contains { $0.map { self.state(of: $0.node)?.isNeeded ?? false } ?? false }
      if leadsOn, gradients.contains(where: { $0 != nil }) {
        let results = try apply(node, gradients)
        gradients = []
        if Anomaly.isDetected { try Anomaly.check(results, of: node) }
        for (index, result) in results.enumerated() {
          guard let result, index < node.edges.count, let edge = node.edges[index] else { continue }
          try deliver(result, to: edge, from: node, input: index)
        }
      }
      if !keepGraph {
        node.releaseSaved()
        node.isSpent = true
      }
    }
    for case let edge? in node.edges {
      guard let next = self.state(of: edge.node) else { continue }
      next.waitingFor -= 1
      if next.waitingFor == 0 { ready.push(edge.node) }
    }
  }

  private func apply(_ node: Node, _ gradients: [Tensor?]) throws -> [Tensor?] {
    do { return try node.apply(gradients) } catch TensorError.graphFreed(let name, _, _) {
      let link = linkToSpent()
      throw TensorError.graphFreed(node: name, made: link?.made ?? node.place, used: link?.used ?? .nowhere)
    }
  }

  /// Where the part of the graph that was made since the last backward pass leads into the part that it has used up:
  /// the latest such place.
  private func linkToSpent() -> (made: ProgramPlace, used: ProgramPlace)? {
    var latest: (user: Node, made: Node)?
    for node in visited where state(of: node)?.wasSpent == false {
      for case let edge? in node.edges where state(of: edge.node)?.wasSpent == true {
        if edge.node.sequence > latest?.made.sequence ?? 0 { latest = (node, edge.node) }
      }
    }
    return latest.map { ($0.made.place, $0.user.place) }
  }

  private func callHooks(of node: Node, _ gradients: inout [Tensor?]) throws {
    for pass in [false, true] {
      for hook in node.outputHooks where hook.isLast == pass {
        guard let gradient = gradients[hook.output] else { continue }
        if let replaced = try hook.function(gradient) { gradients[hook.output] = replaced }
      }
    }
  }

  private func cleanUp() {
    for node in visited { node.state = nil }
    for (node, state) in displaced { node.state = state }
    // The nodes' own references keep the graph; what this run held goes without recursion.
    visited = []
    displaced = []
  }
}

/// Nodes ready to run: a binary heap, the highest sequence number on top.
private struct ReadyQueue {
  private var heap: [Node] = []

  mutating func push(_ node: Node) {
    heap.append(node)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].sequence >= heap[child].sequence { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  mutating func pop() -> Node? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return top }
    heap[0] = last
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].sequence > heap[largest].sequence { largest = child }
      }
      if largest == parent { break }
      heap.swapAt(parent, largest)
      parent = largest
    }
    return top
  }
}
