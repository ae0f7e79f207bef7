import NablaData
import NablaTensor
import NablaVM

/// The samplers of `torch.utils.data` that decide about single positions.
final class SamplerObject: InstanceObject {
  /// Set by `__init__`; a class of the language below `Sampler` may never set it.
  var sampler: Sampler = .list([])

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override func length(_ vm: Interpreter) throws -> Int? { sampler.count }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    let stream = sampler.makeStream(global: Generator.global)
    return ClosureIterator { _, _ in try DataErrors.translate { try stream.next() }.map { .int($0) } }
  }

  // MARK: classes
  static let base = TypeObject(
    NativeType(
      "Sampler", module: "torch.utils.data.sampler", summary: "Gives positions of a dataset: define __iter__.",
      allocate: { type, _ in SamplerObject(type: type) },
      methods: { [Native("__init__", "(self, data_source=None)", "Nothing to prepare.") { _, _ in .none }] }))

  private static func declare(
    _ name: String, _ signature: String, _ summary: String, _ make: @escaping (Arguments, Interpreter) throws -> Sampler
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torch.utils.data.sampler", bases: { [base] }, summary: summary,
        allocate: { type, _ in SamplerObject(type: type) },
        methods: {
          [
            Native("__init__", signature, summary) { arguments, vm in
              let object = try arguments.receiver(SamplerObject.self, vm)
              object.sampler = try DataErrors.translate { try make(arguments, vm).validated() }
              return .none
            },
            Native.slot("__iter__", "(self)") { arguments, vm in
              let object = try arguments.receiver(SamplerObject.self, vm)
              return try object.iterator(vm).map { .object($0) } ?? .none
            },
            Native.slot("__len__", "(self)") { arguments, vm in
              .int(try arguments.receiver(SamplerObject.self, vm).sampler.count)
            },
          ]
        }))
  }

  static let sequential = declare("SequentialSampler", "(self, data_source)", "Positions in order.") { arguments, vm in
    .sequential(count: try vm.length(arguments[1]))
  }

  static let random = declare(
    "RandomSampler", "(self, data_source, replacement=False, num_samples=None, generator=None)", "Positions in random order."
  ) { arguments, vm in
    .random(
      count: try vm.length(arguments[1]), replacement: try arguments.bool(2, vm), samples: try arguments.optionalInt(3, vm),
      generator: arguments[4].as(RandomGeneratorObject.self)?.generator)
  }

  static let subset = declare(
    "SubsetRandomSampler", "(self, indices, generator=None)", "The given positions in random order."
  ) { arguments, vm in
    .subset(
      try vm.array(arguments[1]).map { try vm.int($0) }, generator: arguments[2].as(RandomGeneratorObject.self)?.generator)
  }

  static let weighted = declare(
    "WeightedRandomSampler", "(self, weights, num_samples, replacement=True, generator=None)",
    "Positions drawn with given weights."
  ) { arguments, vm in
    .weighted(
      try NumberGrid(arguments[1], vm).values, samples: try arguments.int(2, vm), replacement: try arguments.bool(3, vm),
      generator: arguments[4].as(RandomGeneratorObject.self)?.generator)
  }

  static let types = [base, sequential, random, subset, weighted]
}

/// `torch.utils.data.BatchSampler`: the positions of another sampler in lists.
final class BatchSamplerObject: InstanceObject {
  var sampler: Value = .none
  var batchSize = 1
  var dropLast = false

  init(type: TypeObject) { super.init(type: type, kind: .instance) }

  override func visitReferences(_ visit: (Object) -> Void) {
    super.visitReferences(visit)
    sampler.visit(visit)
  }
  override func clearReferences() {
    super.clearReferences()
    sampler = .none
  }

  override func length(_ vm: Interpreter) throws -> Int? {
    let count = try vm.length(sampler)
    return count / batchSize + (dropLast || count % batchSize == 0 ? 0 : 1)
  }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    let (size, dropLast) = (batchSize, dropLast)
    return ClosureIterator(holding: [.object(try vm.iterator(sampler))]) { iterator, vm in
      guard case .object(let source)? = iterator.held.first else { return nil }
      var batch: [Value] = []
      while batch.count < size, let item = try vm.next(source) { batch.append(item) }
      return batch.isEmpty || (dropLast && batch.count < size) ? nil : .list(batch)
    }
  }

  static let samplerType = TypeObject(
    NativeType(
      "BatchSampler", module: "torch.utils.data.sampler", bases: { [SamplerObject.base] },
      summary: "The positions of a sampler in lists.", allocate: { type, _ in BatchSamplerObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, sampler, batch_size, drop_last)", "Takes a sampler and the length of the lists.") {
            arguments, vm in
            let object = try arguments.receiver(BatchSamplerObject.self, vm)
            object.sampler = arguments[1]
            object.batchSize = try arguments.int(2, vm)
            guard object.batchSize > 0 else {
              throw Raised(
                .valueError, "batch_size should be a positive integer value, but got batch_size=\(object.batchSize)")
            }
            object.dropLast = try arguments.bool(3, vm)
            return .none
          },
          Native.slot("__iter__", "(self)") { arguments, vm in
            try arguments.receiver(BatchSamplerObject.self, vm).iterator(vm).map { .object($0) } ?? .none
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(BatchSamplerObject.self, vm).length(vm) ?? 0)
          },
        ]
      }))
}
