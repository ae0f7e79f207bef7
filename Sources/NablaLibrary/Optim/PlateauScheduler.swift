import NablaVM

extension Schedulers {
  /// `ReduceLROnPlateau`: lowers the rate when a measure has not improved for some epochs.
  static let plateau = TypeObject(
    NativeType(
      "ReduceLROnPlateau", module: "torch.optim.lr_scheduler", bases: { [base] },
      summary: "Lowers the rate when a measure stops improving.",
      allocate: { type, _ in SchedulerObject(type: type) },
      methods: {
        [
          Native(
            "__init__",
            "(self, optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, "
              + "min_lr=0, eps=1e-08)", ""
          ) { a, vm in
            let object = try a.receiver(SchedulerObject.self, vm)
            guard a[1].as(OptimizerObject.self) != nil else {
              throw Raised(.typeError, "\(vm.typeName(of: a[1])) is not an Optimizer")
            }
            guard try a.double(3, vm) < 1 else { throw Raised(.valueError, "Factor should be < 1.0.") }
            let mode = try a.string(2, vm)
            guard mode == "min" || mode == "max" else { throw Raised(.valueError, "mode \(mode) is unknown!") }
            let names = ["optimizer", "mode", "factor", "patience", "threshold", "threshold_mode", "cooldown", "min_lr", "eps"]
            for (index, name) in names.enumerated() { object.setOwnAttribute(Name(name), a[1 + index]) }
            object.setOwnAttribute("best", .float(mode == "min" ? .infinity : -.infinity))
            object.setOwnAttribute("num_bad_epochs", .int(0))
            object.setOwnAttribute("cooldown_counter", .int(0))
            object.setOwnAttribute("last_epoch", .int(0))
            object.setOwnAttribute("_last_lr", .list(object.rates().map { .float($0) }))
            return .none
          },
          Native("step", "(self, metrics, epoch=None)", "Looks at the measure of an epoch.") { a, vm in
            try look(a.receiver(SchedulerObject.self, vm), at: vm.double(a[1]))
            return .none
          },
        ]
      }))

  private static func look(_ object: SchedulerObject, at measure: Double) throws {
    object.setOwnAttribute("last_epoch", .int(object.lastEpoch + 1))
    let isMin = object.text("mode") == "min"
    let isRelative = object.text("threshold_mode") == "rel"
    let (best, threshold) = (object.number("best"), object.number("threshold"))
    let bar = isRelative ? best * (isMin ? 1 - threshold : 1 + threshold) : best + (isMin ? -threshold : threshold)
    if isMin ? measure < bar : measure > bar {
      object.setOwnAttribute("best", .float(measure))
      object.setOwnAttribute("num_bad_epochs", .int(0))
    } else {
      object.setOwnAttribute("num_bad_epochs", .int(object.int("num_bad_epochs") + 1))
    }
    if object.int("cooldown_counter") > 0 {
      object.setOwnAttribute("cooldown_counter", .int(object.int("cooldown_counter") - 1))
      object.setOwnAttribute("num_bad_epochs", .int(0))
    }
    if object.int("num_bad_epochs") > object.int("patience") {
      for (group, rate) in zip(object.optimizer?.dictionaries ?? [], object.rates()) {
        let lowered = max(rate * object.number("factor"), object.number("min_lr"))
        if rate - lowered > object.number("eps") { group["lr"] = .float(lowered) }
      }
      object.setOwnAttribute("cooldown_counter", object.ownAttribute("cooldown") ?? .int(0))
      object.setOwnAttribute("num_bad_epochs", .int(0))
    }
    object.setOwnAttribute("_last_lr", .list(object.rates().map { .float($0) }))
  }
}

extension SchedulerObject {
  func text(_ name: Name) -> String {
    if case .object(let object)? = ownAttribute(name), let text = object as? StrObject { return text.text }
    return ""
  }
}
