import NablaVM

/// A learning rate schedule. Its numbers are ordinary attributes, as in PyTorch; `step` computes the rates of the next
/// epoch and writes them into the optimiser's groups. Classes of the language override `get_lr`.
final class SchedulerObject: InstanceObject {
  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  var optimizer: OptimizerObject? {
    guard case .object(let object)? = ownAttribute("optimizer") else { return nil }
    return object as? OptimizerObject
  }

  func number(_ name: Name) -> Double {
    switch ownAttribute(name) {
    case .int(let number)?: return Double(number)
    case .float(let number)?: return number
    default: return 0
    }
  }

  func int(_ name: Name) -> Int {
    if case .int(let number)? = ownAttribute(name) { return number }
    return 0
  }

  var lastEpoch: Int { int("last_epoch") }

  func numbers(_ name: Name) -> [Double] {
    guard case .object(let object)? = ownAttribute(name), let items = Sequences.items(of: object) else { return [] }
    return items.map { item in
      switch item {
      case .int(let number): return Double(number)
      case .float(let number): return number
      default: return 0
      }
    }
  }

  /// The groups' present rates.
  func rates() -> [Double] {
    (optimizer?.dictionaries ?? []).map { group in
      switch group["lr"] {
      case .float(let number)?: return number
      case .int(let number)?: return Double(number)
      default: return 0
      }
    }
  }

  /// What every scheduler's `__init__` does: keeps the initial rates and makes the first step.
  func begin(_ optimizer: Value, lastEpoch: Int, _ vm: Interpreter) throws {
    guard let object = optimizer.as(OptimizerObject.self) else {
      throw Raised(.typeError, "\(vm.typeName(of: optimizer)) is not an Optimizer")
    }
    setOwnAttribute("optimizer", optimizer)
    var base: [Value] = []
    for group in object.dictionaries {
      if lastEpoch == -1 || group["initial_lr"] == nil { group["initial_lr"] = group["lr"] ?? Value.none }
      base.append(group["initial_lr"] ?? .none)
    }
    setOwnAttribute("base_lrs", .list(base))
    setOwnAttribute("last_epoch", .int(lastEpoch))
    setOwnAttribute("_step_count", .int(0))
    try step(vm, isFirst: true)
  }

  func step(_ vm: Interpreter, epoch: Int? = nil, isFirst: Bool = false) throws {
    let count = int("_step_count")
    if count == 1, let optimizer, optimizer.engine != nil, optimizer.steps == 0 {
      Warnings.say(
        "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call "
          + "them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will "
          + "result in PyTorch skipping the first value of the learning rate schedule. See more details at "
          + "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate", vm)
    }
    setOwnAttribute("_step_count", .int(count + 1))
    setOwnAttribute("last_epoch", .int(epoch ?? lastEpoch + 1))
    let rates = try vm.array(vm.callMethod(.object(self), "get_lr"))
    for (group, rate) in zip(optimizer?.dictionaries ?? [], rates) { group["lr"] = rate }
    setOwnAttribute("_last_lr", .list(rates))
  }
}
