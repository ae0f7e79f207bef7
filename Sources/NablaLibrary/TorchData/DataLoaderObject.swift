import NablaData
import NablaTensor
import NablaVM

/// `torch.utils.data.DataLoader`.
///
/// Where dataset, transform and collation are all built in, a batch is gathered in one native pass; otherwise samples are
/// asked for one by one, in the same order and with the same draws.
final class DataLoaderObject: InstanceObject {
  /// The order of single positions, where no program gave a sampler of its own; `nil` also for positions in order,
  /// whose count is asked for anew each time.
  private var given: BatchPlan?
  /// Positions in order: the size of batches and whether a short last one is dropped.
  private var ordered: (size: Int, dropLast: Bool, generator: Generator?)?

  private func plan(_ vm: Interpreter) throws -> BatchPlan? {
    guard let ordered else { return given }
    let count = try vm.length(dataset)
    return try DataErrors.translate {
      try BatchPlan(
        sampler: .sequential(count: count), batchSize: ordered.size, dropLast: ordered.dropLast,
        generator: ordered.generator)
    }
  }

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  var dataset: Value { ownAttribute("dataset") ?? .none }
  private var generator: Generator { SamplerTypes.generator(ownAttribute("generator") ?? .none) ?? .global }

  override func length(_ vm: Interpreter) throws -> Int? {
    if !isIterable(vm), let plan = try plan(vm) { return plan.batchCount }
    if let batches = attribute(named: "batch_sampler") { return try vm.length(batches) }
    let count = try attribute(named: "sampler").map { try vm.length($0) } ?? vm.length(dataset)
    guard case .int(let size)? = ownAttribute("batch_size") else { return count }
    if case .bool(true)? = ownAttribute("drop_last") { return count / size }
    return (count + size - 1) / size
  }

  private func attribute(named name: Name) -> Value? {
    guard let value = ownAttribute(name), !value.isNone else { return nil }
    return value
  }

  private func isIterable(_ vm: Interpreter) -> Bool { vm.isInstance(dataset, DatasetTypes.iterable) }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    // The base seed, which PyTorch's workers would use, is drawn by every iterator.
    _ = generator.drawSeed()
    let collate = attribute(named: "collate_fn")
    if isIterable(vm) { return try iterableBatches(collate, vm) }
    let source = collate == nil ? DatasetObject.source(of: dataset, vm) : nil
    let positions = try positionBatches(vm)
    let data = dataset
    return ClosureIterator(holding: [data, collate ?? .none, positions.held]) { iterator, vm in
      guard let indices = try positions.next(iterator.held, vm) else { return nil }
      if let source, let places = DataLoaderObject.integers(indices) {
        let parts = try DataErrors.translate { try source.batch(places, random: Generator.global) }
        return .list(parts.map { TensorObject.value($0) })
      }
      let samples = try indices.map { try vm.item(iterator.held[0], $0) }
      let collate = iterator.held[1]
      return collate.isNone ? try Collation.collate(samples, vm) : try vm.call(collate, [.list(samples)])
    }
  }

  private static func integers(_ values: [Value]) -> [Int]? {
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard case .int(let number) = value else { return nil }
      result.append(number)
    }
    return result
  }

  /// Gives the positions of each batch; `held` is what it holds of the language.
  private struct Positions {
    let held: Value
    let next: ([Value], Interpreter) throws -> [Value]?
  }

  private func positionBatches(_ vm: Interpreter) throws -> Positions {
    if let plan = try plan(vm) {
      let stream = BatchPositions(plan)
      return Positions(held: .none) { _, _ in
        try DataErrors.translate { try stream.next()?.map { .int($0) } }
      }
    }
    if let batches = attribute(named: "batch_sampler") {
      let source = try vm.iterator(batches)
      return Positions(held: .object(source)) { held, vm in
        guard case .object(let source) = held[2], let batch = try vm.next(source) else { return nil }
        return try vm.array(batch)
      }
    }
    let source = try vm.iterator(attribute(named: "sampler") ?? .list([]))
    let size: Int = { if case .int(let size)? = ownAttribute("batch_size") { return size } else { return 1 } }()
    let dropLast: Bool = { if case .bool(let flag)? = ownAttribute("drop_last") { return flag } else { return false } }()
    return Positions(held: .object(source)) { held, vm in
      guard case .object(let source) = held[2] else { return nil }
      var batch: [Value] = []
      while batch.count < size, let index = try vm.next(source) { batch.append(index) }
      return batch.isEmpty || (dropLast && batch.count < size) ? nil : batch
    }
  }

  /// Batches of a dataset that only iterates.
  private func iterableBatches(_ collate: Value?, _ vm: Interpreter) throws -> Object {
    let source = try vm.iterator(dataset)
    let size: Int = { if case .int(let size)? = ownAttribute("batch_size") { return size } else { return 1 } }()
    let dropLast: Bool = { if case .bool(let flag)? = ownAttribute("drop_last") { return flag } else { return false } }()
    return ClosureIterator(holding: [.object(source), collate ?? .none]) { iterator, vm in
      guard case .object(let source)? = iterator.held.first else { return nil }
      var samples: [Value] = []
      while samples.count < size, let sample = try vm.next(source) { samples.append(sample) }
      guard !samples.isEmpty, !(dropLast && samples.count < size) else { return nil }
      let collate = iterator.held[1]
      return collate.isNone ? try Collation.collate(samples, vm) : try vm.call(collate, [.list(samples)])
    }
  }

  // MARK: the class
  static let loaderType = TypeObject(
    NativeType(
      "DataLoader", module: "torch.utils.data.dataloader", summary: "Batches of a dataset.",
      allocate: { type, _ in DataLoaderObject(type: type) },
      methods: {
        [
          Native(
            "__init__",
            "(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, "
              + "pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, "
              + "generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True)",
            "Batches of a dataset.", fill),
          Native.slot("__iter__", "(self)") { arguments, vm in
            try arguments.receiver(DataLoaderObject.self, vm).iterator(vm).map { .object($0) } ?? .none
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(DataLoaderObject.self, vm).length(vm) ?? 0)
          },
        ]
      }))

  private static func fill(_ a: Arguments, _ vm: Interpreter) throws -> Value {
    let object = try a.receiver(DataLoaderObject.self, vm)
    let names: [(Name, Int)] = [
      ("dataset", 1), ("batch_size", 2), ("sampler", 4), ("batch_sampler", 5), ("num_workers", 6), ("collate_fn", 7),
      ("pin_memory", 8), ("drop_last", 9), ("timeout", 10), ("generator", 13),
    ]
    for (name, index) in names { object.setOwnAttribute(name, a[index]) }
    guard try a.int(6, vm) >= 0 else {
      throw Raised(
        .valueError, "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.")
    }
    let shuffle = try !a.isAbsent(3) && a.bool(3, vm)
    guard !shuffle || a.isAbsent(4) else {
      throw Raised(.valueError, "sampler option is mutually exclusive with shuffle")
    }
    if !a.isAbsent(5) {
      let sizeGiven: Bool = { if case .int(1) = a[2] { return false } else { return true } }()
      guard try !sizeGiven && !shuffle && a.isAbsent(4) && !a.bool(9, vm) else {
        throw Raised(
          .valueError,
          "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
      }
      object.setOwnAttribute("batch_size", .none)
      return .none
    }
    if vm.isInstance(a[1], DatasetTypes.iterable) {
      guard !shuffle else {
        throw Raised(
          .valueError,
          "DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True")
      }
      return .none
    }
    guard a.isAbsent(4) || a[4].as(SamplerObject.self) != nil, !a.isAbsent(2) else { return .none }
    let own = SamplerTypes.generator(a[13])
    let (size, dropLast) = (try a.int(2, vm), try a.bool(9, vm))
    guard size > 0 else {
      throw Raised(.valueError, "batch_size should be a positive integer value, but got batch_size=\(size)")
    }
    if !shuffle, a.isAbsent(4) {
      object.ordered = (size, dropLast, own)
      return .none
    }
    let sampler = try a[4].as(SamplerObject.self)?.sampler ?? .random(count: vm.length(a[1]), generator: own)
    object.given = try DataErrors.translate {
      try BatchPlan(sampler: sampler, batchSize: size, dropLast: dropLast, generator: own)
    }
    if a.isAbsent(4) {
      let shown = SamplerObject(type: SamplerTypes.random)
      shown.sampler = sampler
      object.setOwnAttribute("sampler", .object(shown))
    }
    return .none
  }
}

/// The positions of an epoch in batches; the order is drawn when the first batch is asked for.
private final class BatchPositions {
  private let stream: IndexStream
  private let plan: BatchPlan

  init(_ plan: BatchPlan) {
    self.plan = plan
    stream = plan.sampler.makeStream(global: Generator.global)
  }

  func next() throws -> [Int]? {
    var batch: [Int] = []
    batch.reserveCapacity(plan.batchSize)
    while batch.count < plan.batchSize, let index = try stream.next() { batch.append(index) }
    return batch.isEmpty || (plan.dropLast && batch.count < plan.batchSize) ? nil : batch
  }
}
