import NablaNN
import NablaTensor
import NablaVM

/// Steps of training that are missing.
enum TrainingHints {
  /// Calls of `zero_grad` so far, of modules and optimisers.
  nonisolated(unsafe) static var clearings = 0
  /// Whether, since the last step, dropout or batch norm ran for training, and for evaluation with a whole net in it.
  nonisolated(unsafe) private static var sawTraining = false
  nonisolated(unsafe) private static var evaluated: String?

  static func forget() {
    sawTraining = false
    evaluated = nil
  }

  // MARK: modes

  /// A layer that does one thing in training and another in evaluation.
  static func ran(_ layer: NNModuleObject, _ call: Call) throws {
    if layer.training {
      sawTraining = true
      guard !GradMode.isEnabled, Hints.isInProgram, isSeen(layer), let root = ModuleTrail.frames.first?.module, root.training
      else { return }
      let frames = call.vm.programFrames
      let frame = frames.first { $0.function != "forward" } ?? frames.first
      let what = layer.type.name.hasPrefix("Dropout") ? "drops elements at random" : "uses and changes the statistics of this batch"
      try Hints.give(
        Hint(
          kind: .noEvaluationMode,
          message: "gradients are off, and \(root.type.name) is in training mode: \(layer.type.name) \(what)",
          fix: "model.eval() before evaluation, model.train() after it"),
        call.vm, in: frame)
    } else if GradMode.isEnabled, let root = ModuleTrail.frames.first?.module, !root.training, isSeen(layer) {
      evaluated = root.type.name
    }
  }

  /// Dropout of nothing is no dropout.
  private static func isSeen(_ layer: NNModuleObject) -> Bool {
    layer.type.name.hasPrefix("Dropout") ? layer.double("p") > 0 : layer.bool("track_running_stats")
  }

  // MARK: steps

  /// Before an optimiser's step.
  static func willStep(_ optimizer: OptimizerObject, _ vm: Interpreter) throws {
    guard Hints.isOn else { return }
    defer {
      sawTraining = false
      evaluated = nil
    }
    guard Hints.isInProgram else { return }
    if let name = evaluated, !sawTraining {
      try Hints.give(
        Hint(
          kind: .noTrainingMode,
          message: "\(name) is trained in evaluation mode: dropout does nothing, batch norm uses its running statistics",
          fix: "model.train() before training goes on"),
        vm)
    }
    var first: Tensor?
    var count = 0
    for group in optimizer.dictionaries {
      for parameter in OptimizerObject.parameters(of: group) {
        count += 1
        if first == nil, parameter.tensor.grad != nil { first = parameter.tensor }
      }
    }
    guard let gradient = first?.grad else {
      if count > 0 {
        try Hints.give(
          Hint(
            kind: .nothingToStep,
            message: "no parameter of this optimizer has a gradient: the step changes nothing",
            fix: "loss.backward() before step(); or the optimizer holds the parameters of another model, or of this one "
              + "before it was made anew"),
          vm)
      }
      return
    }
    try accumulated(optimizer, gradient, vm)
  }

  private static func accumulated(_ optimizer: OptimizerObject, _ gradient: Tensor, _ vm: Interpreter) throws {
    defer {
      optimizer.lastGradient = ObjectIdentifier(gradient)
      optimizer.lastVersion = gradient.version
      optimizer.lastClearings = clearings
    }
    // The same tensor as at the last step, which only a backward pass has written to since.
    guard optimizer.lastGradient == ObjectIdentifier(gradient), optimizer.lastClearings == clearings,
      gradient.version > optimizer.lastVersion,
      let writer = ProgramPlaces.expression(of: gradient.writer), writer.contains("backward")
    else { return }
    try Hints.give(
      Hint(
        kind: .gradientsAccumulate,
        message: "gradients add up: there was no zero_grad() since the last step, so this one uses the sum of all before",
        fix: "optimizer.zero_grad() before each backward()"),
      vm)
  }

  // MARK: backward

  static func willGoBackward(_ call: Call) throws {
    guard Hints.isOn else { return }
    let loss = try call.tensor(0)
    guard loss.elementCount == 1, Hints.isInProgram else { return }
    if loss.isLeaf, loss.requiresGrad, !loss.isParameter {
      try Hints.give(
        Hint(
          kind: .backwardOfLeaf,
          message: "backward() of a tensor that was not computed from anything: no parameter gets a gradient from it",
          fix: "call backward() on the loss as the net gave it, not on a copy made with torch.tensor(...)"),
        call.vm)
    }
    try NonFiniteWatch.willGoBackward(loss, call.vm)
  }

  /// `total += loss` where the loss has been through backward: its graph stays alive for nothing.
  static func added(_ left: TensorObject, _ right: TensorObject, _ vm: Interpreter) throws {
    guard Hints.isOn, right.tensor.gradFn?.isSpent == true, Hints.isInProgram else { return }
    let name = vm.programFrames.first.flatMap { frame in
      Witness.all(in: frame).first { $0.object === right }?.name
    }
    try Hints.give(
      Hint(
        kind: .lossKeepsGraph,
        message: "this sum keeps the graph of every loss that is added to it, and its memory",
        fix: "add `\(name ?? "loss").item()`"),
      vm)
  }

  // MARK: layers that nobody finds

  /// Lists and dictionaries of layers among the attributes of a net whose parameters are asked for.
  static func willGiveParameters(_ root: NNModuleObject, _ vm: Interpreter) throws {
    guard Hints.isOn, Hints.isInProgram else { return }
    let modules = try ModuleWalk.modules(root)
    let known = Set(modules.map { ObjectIdentifier($0.module) })
    for (path, module) in modules where module.type.isHeap {
      for name in module.attributeNames() {
        guard case .object(let container)? = module.ownAttribute(Name(name)) else { continue }
        var items = Sequences.items(of: container) ?? []
        if let dictionary = container as? DictObject { items = dictionary.pairs.map { $0.1 } }
        let hidden = items.compactMap { $0.as(NNModuleObject.self) }.filter { !known.contains(ObjectIdentifier($0)) }
        guard !hidden.isEmpty, hidden.contains(where: { (try? !ModuleWalk.parameters($0).isEmpty) ?? false }) else { continue }
        let isDictionary = container is DictObject
        let owner = path.isEmpty ? root.type.name : path
        try Hints.give(
          Hint(
            kind: .hiddenLayers,
            message: "\(owner).\(name) is a plain \(isDictionary ? "dict" : "list"): its \(hidden.count) "
              + "layer\(hidden.count == 1 ? " is" : "s are") unknown to the net, and will not be trained, saved or moved",
            fix: "self.\(name) = nn.\(isDictionary ? "ModuleDict" : "ModuleList")(...)"),
          vm)
      }
    }
  }
}
