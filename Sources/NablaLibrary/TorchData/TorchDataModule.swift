import NablaVM

/// `torch.utils.data`.
enum TorchDataModule {
  static let modules: [NativeModule] = [
    NativeModule("torch.utils.data", "Datasets, samplers and loaders.") { module, _ in fill(module) },
    NativeModule("torch.utils.data.dataset", "Datasets.") { module, _ in fill(module) },
    NativeModule("torch.utils.data.sampler", "Samplers.") { module, _ in fill(module) },
    NativeModule("torch.utils.data.dataloader", "The loader.") { module, _ in fill(module) },
  ]

  private static func fill(_ module: ModuleObject) {
    for type in [
      DatasetTypes.dataset, DatasetTypes.iterable, DatasetTypes.tensors, DatasetTypes.subset, DatasetTypes.concat,
      BatchSamplerObject.samplerType, DataLoaderObject.loaderType,
    ] + SamplerObject.types {
      module.define(type)
    }
    module.define([DatasetTypes.randomSplit, Collate.native])
  }
}
