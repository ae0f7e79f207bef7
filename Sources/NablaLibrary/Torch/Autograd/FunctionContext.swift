import NablaTensor
import NablaVM

/// `ctx`: what a custom function's forward() keeps for its backward().
///
/// The node of the tape keeps the context, the context looks its saved tensors up there: so they are checked for writes
/// since, and let go of with the graph.
final class FunctionContext: InstanceObject {
  private let needs: [Bool]
  private var saved: [Value] = []
  /// Where `saved` lie in the node; `nil` for what is no tensor.
  private var places: [Int?] = []
  private weak var node: FunctionNode?
  /// Inputs that forward() wrote into, and outputs that no gradient flows through.
  fileprivate(set) var dirty: [Tensor] = []
  fileprivate(set) var constant: [Tensor] = []
  /// Whether backward() gets zeros for outputs without a gradient, or `None`.
  fileprivate(set) var materializes = true

  init(needs: [Bool]) {
    self.needs = needs
    super.init(type: FunctionContext.contextType)
  }

  /// What the node has to keep: tensors, and numbers of outputs.
  func tensorsToSave(_ outputs: [Tensor], _ vm: Interpreter) throws -> (saved: [Tensor], outputs: [Int]) {
    var tensors: [Tensor] = []
    var numbers: [Int] = []
    var kinds: [(isOutput: Bool, index: Int)?] = []
    for (position, value) in saved.enumerated() {
      guard let tensor = TensorObject.from(value)?.tensor else {
        if !value.isNone, GradMode.isEnabled, needs.contains(true) {
          throw Raised(
            .typeError,
            "save_for_backward can only save variables, but argument \(position) is of type \(vm.typeName(of: value))")
        }
        kinds.append(nil)
        continue
      }
      if let number = outputs.firstIndex(where: { $0 === tensor }) {
        kinds.append((true, numbers.count))
        numbers.append(number)
      } else {
        kinds.append((false, tensors.count))
        tensors.append(tensor)
      }
    }
    places = kinds.map { kind in kind.map { $0.isOutput ? tensors.count + $0.index : $0.index } }
    return (tensors, numbers)
  }

  /// The node that keeps the tensors; without one the context does.
  func attach(_ node: FunctionNode?) {
    self.node = node
    dirty = []
    constant = []
    if node != nil { saved = saved.map { TensorObject.from($0) == nil ? $0 : .none } }
  }

  fileprivate func savedTensors() throws -> [Value] {
    guard let node else { return saved }
    return try TensorErrors.translate {
      try zip(saved, places).map { value, place in
        guard let place else { return value }
        return TensorObject.value(try node.saved(place))
      }
    }
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in saved { value.visit(visit) }
  }

  override func clearReferences() {
    super.clearReferences()
    saved = []
  }

  private static func tensors(_ arguments: Arguments) -> [Tensor] {
    (arguments[1].as(TupleObject.self)?.items ?? []).compactMap { TensorObject.from($0)?.tensor }
  }

  static let contextType = TypeObject(
    NativeType(
      "FunctionCtx", module: "torch.autograd.function", summary: "What forward() keeps for backward().",
      methods: {
        [
          Native("save_for_backward", "(self, *tensors)", "Keeps tensors for backward(): see saved_tensors.") {
            arguments, vm in
            try arguments.receiver(FunctionContext.self, vm).saved = arguments[1].as(TupleObject.self)?.items ?? []
            return .none
          },
          Native("mark_dirty", "(self, *args)", "Says which inputs forward() wrote into; they must be outputs too.") {
            arguments, vm in
            try arguments.receiver(FunctionContext.self, vm).dirty = tensors(arguments)
            return .none
          },
          Native("mark_non_differentiable", "(self, *args)", "Says which outputs no gradient flows through.") {
            arguments, vm in
            try arguments.receiver(FunctionContext.self, vm).constant = tensors(arguments)
            return .none
          },
          Native("set_materialize_grads", "(self, value)", "Whether missing gradients reach backward() as zeros.") {
            arguments, vm in
            try arguments.receiver(FunctionContext.self, vm).materializes = vm.truth(arguments[1])
            return .none
          },
        ]
      },
      properties: {
        [
          NativeProperty("saved_tensors", "What save_for_backward() kept.") { object, _ in
            .tuple(try (object as? FunctionContext)?.savedTensors() ?? [])
          },
          NativeProperty("needs_input_grad", "For each input whether its gradient is wanted.") { object, _ in
            .tuple((object as? FunctionContext)?.needs.map { .bool($0) } ?? [])
          },
        ]
      }))
}
