import NablaData
import NablaTensor
import NablaVM

/// `torch.utils.data.DataLoader`.
///
/// Where the dataset and its transforms are native and nobody overrides how samples are joined, a batch is one call
/// into `NablaData`; otherwise samples are fetched one by one and joined as PyTorch does. Both draw from the random
/// streams in the same order.
final class DataLoaderObject: InstanceObject {
  var dataset: Value = .none
  /// An object that gives positions, `.none` for a stream of samples.
  var sampler: Value = .none
  /// An object that gives lists of positions; `.none` for the sampler's positions in batches of `batchSize`.
  var batchSampler: Value = .none
  /// `nil` with `batch_size=None`: samples come alone.
  var batchSize: Int? = 1
  var dropLast = false
  var collate: Value = .none
  var generator: Value = .none
  var workerCount = 0
  var isStream = false

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    for value in [dataset, sampler, batchSampler, collate, generator] { value.visit(visit) }
  }
  override func clearReferences() {
    super.clearReferences()
    (dataset, sampler, batchSampler, collate, generator) = (.none, .none, .none, .none, .none)
  }

  override func length(_ vm: Interpreter) throws -> Int? {
    if !batchSampler.isNone { return try vm.length(batchSampler) }
    let count = try vm.length(isStream ? dataset : sampler)
    guard let batchSize else { return count }
    return count / batchSize + (dropLast || count % batchSize == 0 ? 0 : 1)
  }

  /// Begins an epoch: draws the base seed that PyTorch hands to its workers, then lets the sampler begin.
  override func iterator(_ vm: Interpreter) throws -> Object? {
    let random = generator.as(RandomGeneratorObject.self)?.generator ?? Generator.global
    _ = random.drawSeed()
    return try DataLoaderIterator(self, vm)
  }

  /// `(self, dataset, batch_size, shuffle, sampler, batch_sampler, num_workers, collate_fn, …)`.
  func fill(_ arguments: Arguments, _ vm: Interpreter) throws {
    dataset = arguments[1]
    isStream = vm.isInstance(dataset, DatasetTypes.iterable)
    collate = arguments[7]
    generator = arguments[13]
    workerCount = try arguments.int(6, vm)
    guard workerCount >= 0 else {
      throw Raised(
        .valueError,
        "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.")
    }
    dropLast = try arguments.bool(9, vm)
    let shuffle = arguments.isAbsent(3) ? nil : try arguments.bool(3, vm)
    batchSize = arguments.isNone(2) ? nil : try arguments.int(2, vm)
    try check(shuffle, sampler: arguments[4], batchSampler: arguments[5])
    if let size = batchSize, size <= 0 {
      throw Raised(.valueError, "batch_size should be a positive integer value, but got batch_size=\(size)")
    }
    if !arguments[5].isNone {
      batchSampler = arguments[5]
      batchSize = nil
      sampler = .none
      return
    }
    if isStream { return }
    if !arguments[4].isNone {
      sampler = arguments[4]
    } else if shuffle == true {
      sampler = try vm.call(
        .object(SamplerObject.random), [dataset], keywords: [(Name("generator"), generator)])
    } else {
      sampler = try vm.call(.object(SamplerObject.sequential), [dataset])
    }
  }

  private func check(_ shuffle: Bool?, sampler: Value, batchSampler: Value) throws {
    if isStream {
      if shuffle == true {
        throw Raised(
          .valueError, "DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True")
      }
      if !sampler.isNone {
        throw Raised(.valueError, "DataLoader with IterableDataset: expected unspecified sampler option")
      }
    }
    if !sampler.isNone, shuffle == true {
      throw Raised(.valueError, "sampler option is mutually exclusive with shuffle")
    }
    if !batchSampler.isNone, batchSize != 1 || shuffle == true || !sampler.isNone || dropLast {
      throw Raised(
        .valueError, "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
    }
    if batchSize == nil, dropLast {
      throw Raised(.valueError, "batch_size=None option disables auto-batching and is mutually exclusive with drop_last")
    }
  }

  static let loaderType = TypeObject(
    NativeType(
      "DataLoader", module: "torch.utils.data.dataloader", summary: "Gives a dataset's samples in batches.",
      allocate: { type, _ in DataLoaderObject(type: type) },
      methods: {
        [
          Native(
            "__init__",
            "(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, "
              + "pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, "
              + "generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True)",
            "Takes a dataset, the size of the batches and whether to shuffle."
          ) { arguments, vm in
            try arguments.receiver(DataLoaderObject.self, vm).fill(arguments, vm)
            return .none
          },
          Native.slot("__iter__", "(self)") { arguments, vm in
            try arguments.receiver(DataLoaderObject.self, vm).iterator(vm).map { .object($0) } ?? .none
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(DataLoaderObject.self, vm).length(vm) ?? 0)
          },
        ]
      },
      properties: {
        [
          property("dataset") { $0.dataset },
          property("sampler") { $0.sampler },
          property("batch_sampler") { $0.batchSampler },
          property("batch_size") { $0.batchSize.map { .int($0) } ?? .none },
          property("drop_last") { .bool($0.dropLast) },
          property("num_workers") { .int($0.workerCount) },
          property("generator") { $0.generator },
          property("collate_fn") { loader in
            loader.collate.isNone ? .object(NativeFunction(Collate.native)) : loader.collate
          },
        ]
      }))

  private static func property(_ name: String, _ read: @escaping (DataLoaderObject) -> Value) -> NativeProperty {
    NativeProperty(name) { object, _ in (object as? DataLoaderObject).map(read) ?? .none }
  }
}
