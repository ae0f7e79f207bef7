import NablaVM

/// The modules `torch.optim` and `torch.optim.lr_scheduler`.
enum OptimModules {
  static let optim = NativeModule("torch.optim", "Optimisers.") { module, vm in
    module.set("__path__", .list([]))
    module.define([OptimizerTypes.base] + OptimizerTypes.all)
    module.set("lr_scheduler", .object(try vm.importModule("torch.optim.lr_scheduler")))
  }

  static let schedulers = NativeModule("torch.optim.lr_scheduler", "Learning rates that change over time.") { module, _ in
    module.define(Schedulers.all)
  }
}
