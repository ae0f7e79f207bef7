import NablaData
import NablaTensor
import NablaVM

/// `torch.utils.data.Dataset` and the datasets that come with it.
enum DatasetTypes {
  static let dataset: TypeObject = TypeObject(
    NativeType(
      "Dataset", module: "torch.utils.data.dataset", summary: "A map from positions to samples: define __getitem__ and __len__.",
      allocate: { type, _ in InstanceObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, *args, **kwargs)", "Nothing to prepare.") { _, _ in .none },
          Native("__getitem__", "(self, index)", "The sample at a position.") { _, _ in
            throw Raised(.notImplementedError, "Subclasses of Dataset should implement __getitem__.")
          },
          Native("__add__", "(self, other)", "This dataset and then the other.") { arguments, vm in
            try vm.call(.object(concat), [.list([arguments[0], arguments[1]])])
          },
        ]
      }))

  static let iterable: TypeObject = TypeObject(
    NativeType(
      "IterableDataset", module: "torch.utils.data.dataset", bases: { [dataset] },
      summary: "A stream of samples: define __iter__.", allocate: { type, _ in InstanceObject(type: type) }))

  static let tensors: TypeObject = TypeObject(
    NativeType(
      "TensorDataset", module: "torch.utils.data.dataset", bases: { [dataset] },
      summary: "Sample i is row i of each tensor.", allocate: { type, _ in TensorDatasetObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, *tensors)", "Takes tensors of equal first size.") { arguments, vm in
            try arguments.receiver(TensorDatasetObject.self, vm).fill(vm.array(arguments[1]), vm)
            return .none
          },
          Native.slot("__getitem__", "(self, index)") { arguments, vm in
            try arguments.receiver(TensorDatasetObject.self, vm).item(arguments[1], vm)
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(TensorDatasetObject.self, vm).length(vm) ?? 0)
          },
        ]
      },
      properties: {
        [
          NativeProperty("tensors", "The tensors, as a tuple.") { object, _ in
            .tuple((object as? TensorDatasetObject)?.tensors ?? [])
          }
        ]
      }))

  static let subset: TypeObject = TypeObject(
    NativeType(
      "Subset", module: "torch.utils.data.dataset", bases: { [dataset] }, summary: "Some samples of another dataset.",
      allocate: { type, _ in SubsetObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, dataset, indices)", "Takes a dataset and the positions to keep.") { arguments, vm in
            let subset = try arguments.receiver(SubsetObject.self, vm)
            subset.dataset = arguments[1]
            subset.indices = arguments[2]
            return .none
          },
          Native.slot("__getitem__", "(self, idx)") { arguments, vm in
            try arguments.receiver(SubsetObject.self, vm).item(arguments[1], vm)
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(SubsetObject.self, vm).length(vm) ?? 0)
          },
        ]
      },
      properties: {
        [
          NativeProperty("dataset", "The whole dataset.") { object, _ in (object as? SubsetObject)?.dataset ?? .none },
          NativeProperty("indices", "The positions kept.") { object, _ in (object as? SubsetObject)?.indices ?? .none },
        ]
      }))

  static let concat: TypeObject = TypeObject(
    NativeType(
      "ConcatDataset", module: "torch.utils.data.dataset", bases: { [dataset] }, summary: "One dataset after the other.",
      allocate: { type, _ in ConcatDatasetObject(type: type) },
      methods: {
        [
          Native("__init__", "(self, datasets)", "Takes the datasets in order.") { arguments, vm in
            let parts = try vm.array(arguments[1])
            guard !parts.isEmpty else { throw Raised(.assertionError, "datasets should not be an empty iterable") }
            try arguments.receiver(ConcatDatasetObject.self, vm).parts = parts
            return .none
          },
          Native.slot("__getitem__", "(self, idx)") { arguments, vm in
            try arguments.receiver(ConcatDatasetObject.self, vm).item(arguments[1], vm)
          },
          Native.slot("__len__", "(self)") { arguments, vm in
            .int(try arguments.receiver(ConcatDatasetObject.self, vm).length(vm) ?? 0)
          },
        ]
      },
      properties: {
        [
          NativeProperty("datasets", "The parts.") { object, _ in .list((object as? ConcatDatasetObject)?.parts ?? []) },
          NativeProperty("cumulative_sizes", "Where each part ends.") { object, _ in
            var total = 0
            let sizes = ((object as? ConcatDatasetObject)?.sizes ?? []).map { size -> Value in
              total += size
              return .int(total)
            }
            return .list(sizes)
          },
        ]
      }))

  /// `random_split(dataset, lengths, generator)`.
  static let randomSplit = Native(
    "random_split", "(dataset, lengths, generator=None)",
    "Divides a dataset at random into parts of given sizes, or shares that sum to 1."
  ) { arguments, vm in
    let lengths = try vm.array(arguments[1]).map { try vm.double($0) }
    let generator = arguments[2].as(RandomGeneratorObject.self)?.generator ?? Generator.global
    let count = try vm.length(arguments[0])
    let parts = try DataErrors.translate { try RandomSplit.indices(count: count, lengths: lengths, random: generator) }
    return .list(
      try parts.map { indices in
        try vm.call(.object(subset), [arguments[0], .list(indices.map { .int($0) })])
      })
  }
}
