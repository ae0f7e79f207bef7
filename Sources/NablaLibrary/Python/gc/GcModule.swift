import NablaVM

/// `gc`.
let gcModule = NativeModule("gc", "The cycle collector.") { module, _ in
  module.define([
    Native("collect", "(generation=2)", "Collects cycles now; returns how many objects died.") { _, vm in
      .int(Collector.collect(vm: vm))
    },
    Native("enable", "()", "Does nothing: the collector is always on.") { _, _ in .none },
    Native("disable", "()", "Does nothing: the collector is always on.") { _, _ in .none },
    Native("isenabled", "()", "True.") { _, _ in .bool(true) },
  ])
}
