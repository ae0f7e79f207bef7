import NablaVM

/// The modules `torch.utils.data` and below.
enum DataModules {
  static let all: [NativeModule] = [data, dataset, sampler, loader]

  private static let data = NativeModule("torch.utils.data", "Datasets, samplers and the loader of batches.") {
    module, _ in
    module.set("__path__", .list([]))
    module.define(DatasetTypes.all + SamplerTypes.all + [DataLoaderObject.loaderType])
    module.define([DatasetTypes.randomSplit, Collation.native])
  }

  private static let dataset = NativeModule("torch.utils.data.dataset", "Datasets.") { module, _ in
    module.define(DatasetTypes.all)
    module.define([DatasetTypes.randomSplit])
  }

  private static let sampler = NativeModule("torch.utils.data.sampler", "Samplers.") { module, _ in
    module.define(SamplerTypes.all)
  }

  private static let loader = NativeModule("torch.utils.data.dataloader", "The loader of batches.") { module, _ in
    module.define([DataLoaderObject.loaderType])
    module.define([Collation.native])
  }
}
