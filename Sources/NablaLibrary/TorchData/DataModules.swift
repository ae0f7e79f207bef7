import NablaVM

/// The module `torch.utils.data`.
enum DataModules {
  static let all: [NativeModule] = [data]

  private static let data = NativeModule("torch.utils.data", "Datasets, samplers and the loader of batches.") { _, _ in }
}
