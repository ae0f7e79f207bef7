import NablaTensor
import NablaVM

/// `tensor.grad_fn`: a node of the tape.
final class GradFnObject: Object {
  let node: Node

  init(_ node: Node) {
    self.node = node
    super.init(type: GradFnObject.type(named: node.name))
  }

  override func repr(_ vm: Interpreter) throws -> String { "<\(node.name) object at \(vm.address(of: self))>" }
  override func hash(_ vm: Interpreter) throws -> Int { ObjectIdentifier(node).hashValue }
  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(GradFnObject.self) else { return nil }
    return .bool((other.node === node) == (op == .equal))
  }

  /// Every operation has a class of its own, as in PyTorch: `type(y.grad_fn).__name__` is its name.
  private static func type(named name: String) -> TypeObject {
    if let known = types[name] { return known }
    let made = TypeObject(NativeType(name, bases: { [nodeType] }, summary: "An operation on the tape."))
    types[name] = made
    return made
  }
  nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

  /// With PyTorch, numbers are operands of these too, and nobody made them.
  private static let binary: Set<String> = ["AddBackward0", "SubBackward0", "MulBackward0", "DivBackward0"]

  static let nodeType = TypeObject(
    NativeType(
      "Node", module: "torch.autograd.graph", summary: "An operation on the tape.",
      methods: {
        [Native("name", "(self)", "The name of the operation.") { arguments, vm in
          .string(try arguments.receiver(GradFnObject.self, vm).node.name)
        }]
      },
      properties: {
        [
          NativeProperty("next_functions", "The operations that made the inputs.") { object, _ in
            guard let node = (object as? GradFnObject)?.node else { return .none }
            var functions = node.edges.map { edge in
              Value.tuple([edge.map { .object(GradFnObject($0.node)) } ?? .none, .int(edge?.output ?? 0)])
            }
            if functions.count == 1, binary.contains(node.name) { functions.append(.tuple([.none, .int(0)])) }
            return .tuple(functions)
          },
        ]
      }))

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    // Only the ends of the tape have a variable.
    if name.text == "variable", let leaf = node as? AccumulateGrad { return TensorObject.value(leaf.variable) }
    return try super.attribute(name, vm)
  }
}
