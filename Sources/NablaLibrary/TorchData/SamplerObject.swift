import NablaData
import NablaTensor
import NablaVM

/// A sampler written in Swift.
final class SamplerObject: InstanceObject {
  var sampler: Sampler = .list([])

  init(type: TypeObject) { super.init(type: type, kind: .other) }

  override func length(_ vm: Interpreter) throws -> Int? { sampler.count }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    let stream = sampler.makeStream(global: Generator.global)
    return ClosureIterator { _, _ in
      try DataErrors.translate { try stream.next().map { .int($0) } }
    }
  }
}

/// `BatchSampler`: the positions of another sampler in batches.
final class BatchSamplerObject: InstanceObject {
  init(type: TypeObject) { super.init(type: type, kind: .other) }

  private var size: Int { if case .int(let size)? = ownAttribute("batch_size") { return size } else { return 1 } }
  private var dropLast: Bool { if case .bool(let flag)? = ownAttribute("drop_last") { return flag } else { return false } }
  private var sampler: Value { ownAttribute("sampler") ?? .none }

  override func length(_ vm: Interpreter) throws -> Int? {
    let count = try vm.length(sampler)
    return dropLast ? count / size : (count + size - 1) / size
  }

  override func iterator(_ vm: Interpreter) throws -> Object? {
    let (size, dropLast) = (size, dropLast)
    let source = try vm.iterator(sampler)
    return ClosureIterator(holding: [.object(source)]) { iterator, vm in
      guard case .object(let source)? = iterator.held.first else { return nil }
      var batch: [Value] = []
      while batch.count < size, let index = try vm.next(source) { batch.append(index) }
      return batch.isEmpty || (dropLast && batch.count < size) ? nil : .list(batch)
    }
  }
}

enum SamplerTypes {
  static let all: [TypeObject] = [base, sequential, random, subsetRandom, weighted, batch]

  static let base = TypeObject(
    NativeType(
      "Sampler", module: "torch.utils.data.sampler", summary: "Base class of samplers: define __iter__.",
      allocate: { type, _ in InstanceObject(type: type) },
      methods: { [Native("__init__", "(self, data_source=None)", "") { _, _ in .none }] }))

  private static func make(
    _ name: String, _ signature: String, _ summary: String,
    _ fill: @escaping (Arguments, Interpreter) throws -> Sampler
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: "torch.utils.data.sampler", bases: { [base] }, summary: summary,
        allocate: { type, _ in SamplerObject(type: type) },
        methods: {
          [
            Native("__init__", signature, summary) { arguments, vm in
              let object = try arguments.receiver(SamplerObject.self, vm)
              object.sampler = try DataErrors.translate { try fill(arguments, vm).validated() }
              return .none
            },
            Native.slot("__iter__", "(self)") { arguments, vm in
              try arguments.receiver(SamplerObject.self, vm).iterator(vm).map { .object($0) } ?? .none
            },
            Native.slot("__len__", "(self)") { arguments, vm in
              .int(try arguments.receiver(SamplerObject.self, vm).sampler.count)
            },
          ]
        }))
  }

  static func generator(_ value: Value) -> Generator? { value.as(RandomGeneratorObject.self)?.generator }

  static let sequential = make("SequentialSampler", "(self, data_source)", "0, 1, 2, …") { a, vm in
    .sequential(count: try vm.length(a[1]))
  }
  static let random = make(
    "RandomSampler", "(self, data_source, replacement=False, num_samples=None, generator=None)",
    "All positions in random order."
  ) { a, vm in
    .random(count: try vm.length(a[1]), replacement: try a.bool(2, vm), samples: try a.optionalInt(3, vm),
            generator: generator(a[4]))
  }
  static let subsetRandom = make("SubsetRandomSampler", "(self, indices, generator=None)", "Positions in random order.") {
    a, vm in .subset(try vm.array(a[1]).map { try vm.int($0) }, generator: generator(a[2]))
  }
  static let weighted = make(
    "WeightedRandomSampler", "(self, weights, num_samples, replacement=True, generator=None)",
    "Positions drawn with weights."
  ) { a, vm in
    .weighted(try vm.array(a[1]).map { try vm.double($0) }, samples: try a.int(2, vm), replacement: try a.bool(3, vm),
              generator: generator(a[4]))
  }

  static let batch = TypeObject(
    NativeType(
      "BatchSampler", module: "torch.utils.data.sampler", bases: { [base] },
      summary: "The positions of another sampler in batches.",
      allocate: { type, _ in BatchSamplerObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, sampler, batch_size, drop_last)", "") { a, vm in
            let object = try a.receiver(BatchSamplerObject.self, vm)
            let size = try a.int(2, vm)
            guard size > 0 else {
              throw Raised(.valueError, "batch_size should be a positive integer value, but got batch_size=\(size)")
            }
            object.setOwnAttribute("sampler", a[1])
            object.setOwnAttribute("batch_size", .int(size))
            object.setOwnAttribute("drop_last", .bool(try a.bool(3, vm)))
            return .none
          }
        ]
      }))
}
