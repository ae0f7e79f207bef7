import NablaData
import NablaTensor
import NablaVM

/// One epoch of a `DataLoader`.
///
/// Positions are drawn as batches are asked for, not before: what a program draws between two batches then falls where
/// it falls in PyTorch.
final class DataLoaderIterator: Container {
  private var loader: DataLoaderObject?
  /// Gives positions, lists of positions, or samples of a stream.
  private var source: Object?
  /// The native order, where the sampler is one of `torch.utils.data`'s own.
  private let positions: IndexStream?
  private let native: BatchSource?

  init(_ loader: DataLoaderObject, _ vm: Interpreter) throws {
    self.loader = loader
    if let own = loader.sampler.as(SamplerObject.self), !own.type.isHeap, loader.batchSampler.isNone {
      positions = own.sampler.makeStream(global: Generator.global)
    } else {
      positions = nil
      let from = loader.isStream ? loader.dataset : loader.batchSampler.isNone ? loader.sampler : loader.batchSampler
      source = try vm.iterator(from)
    }
    if loader.collate.isNone, case .object(let object) = loader.dataset, let dataset = object as? NativeDataset {
      native = try dataset.batchSource(vm)
    } else {
      native = nil
    }
    super.init(type: DataLoaderIterator.iteratorType)
  }

  override var isIterator: Bool { true }
  override func iterator(_ vm: Interpreter) throws -> Object? { self }
  override func length(_ vm: Interpreter) throws -> Int? { try loader?.length(vm) ?? 0 }
  override func visitReferences(_ visit: (Object) -> Void) {
    if let loader { visit(loader) }
    if let source { visit(source) }
  }
  override func clearReferences() {
    loader = nil
    source = nil
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    guard let loader else { return nil }
    if let batch = try fetch(loader, vm) { return batch }
    self.loader = nil
    source = nil
    return nil
  }

  private func fetch(_ loader: DataLoaderObject, _ vm: Interpreter) throws -> Value? {
    if !loader.batchSampler.isNone {
      guard let source, let list = try vm.next(source) else { return nil }
      return try batch(vm.array(list).map { try vm.int($0) }, loader, vm)
    }
    guard let size = loader.batchSize else { return try single(loader, vm) }
    if loader.isStream {
      var samples: [Value] = []
      while samples.count < size, let source, let sample = try vm.next(source) { samples.append(sample) }
      guard !samples.isEmpty, samples.count == size || !loader.dropLast else { return nil }
      return try join(samples, loader, vm)
    }
    var indices: [Int] = []
    indices.reserveCapacity(min(size, 1 << 16))
    var keys: [Value] = []
    while indices.count + keys.count < size, let key = try nextKey(vm) {
      if case .int(let index) = key, keys.isEmpty { indices.append(index) } else { keys.append(key) }
    }
    let count = indices.count + keys.count
    guard count > 0, count == size || !loader.dropLast else { return nil }
    if keys.isEmpty { return try batch(indices, loader, vm) }
    // A sampler may give any keys its dataset understands.
    return try join((indices.map { .int($0) } + keys).map { try vm.item(loader.dataset, $0) }, loader, vm)
  }

  private func nextKey(_ vm: Interpreter) throws -> Value? {
    if let positions { return try DataErrors.translate { try positions.next() }.map { .int($0) } }
    return try source.flatMap { try vm.next($0) }
  }

  /// `batch_size=None`: samples as they are, or as `collate_fn` makes them.
  private func single(_ loader: DataLoaderObject, _ vm: Interpreter) throws -> Value? {
    let sample: Value
    if loader.isStream {
      guard let source, let next = try vm.next(source) else { return nil }
      sample = next
    } else {
      guard let key = try nextKey(vm) else { return nil }
      sample = try vm.item(loader.dataset, key)
    }
    return loader.collate.isNone ? sample : try vm.call(loader.collate, [sample])
  }

  private func batch(_ indices: [Int], _ loader: DataLoaderObject, _ vm: Interpreter) throws -> Value {
    if let native {
      let tensors = try DataErrors.translate { try native.batch(indices, random: Generator.global) }
      return .list(tensors.map { TensorObject.value($0) })
    }
    return try join(indices.map { try vm.item(loader.dataset, .int($0)) }, loader, vm)
  }

  private func join(_ samples: [Value], _ loader: DataLoaderObject, _ vm: Interpreter) throws -> Value {
    loader.collate.isNone ? try Collate.batch(samples, vm) : try vm.call(loader.collate, [.list(samples)])
  }

  static let iteratorType = TypeObject(
    NativeType("_SingleProcessDataLoaderIter", module: "torch.utils.data.dataloader", summary: "An epoch under way."))
}
