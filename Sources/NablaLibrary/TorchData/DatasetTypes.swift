import NablaData
import NablaTensor
import NablaVM

/// The classes of datasets.
enum DatasetTypes {
  static let all: [TypeObject] = [dataset, iterable, tensors, subset, concat]

  static let dataset = TypeObject(
    NativeType(
      "Dataset", module: "torch.utils.data.dataset",
      summary: "Base class of datasets: define __len__ and __getitem__.",
      allocate: { type, _ in InstanceObject(type: type) },
      methods: {
        [
          Native("__getitem__", "(self, index)", "One sample; for overriding.") { _, _ in
            throw Raised(.notImplementedError, "Subclasses of Dataset should implement __getitem__.")
          },
          Native("__add__", "(self, other)", "Both datasets, one after the other.") { arguments, vm in
            try make(concat, ["datasets": .list([arguments[0], arguments[1]])], vm)
          },
        ]
      },
      classMethods: { [Native("__class_getitem__", "(cls, item)", "The class itself.") { arguments, _ in arguments[0] }] }))

  static let iterable = TypeObject(
    NativeType(
      "IterableDataset", module: "torch.utils.data.dataset", bases: { [dataset] },
      summary: "Base class of datasets that only iterate: define __iter__.",
      allocate: { type, _ in InstanceObject(type: type) }))

  /// Brackets and `len` under their dunder names, so that `super().__getitem__` works.
  private static var protocolMethods: [Native] {
    [
      Native.slot("__len__", "(self)") { arguments, vm in
        .int(try arguments.receiver(DatasetObject.self, vm).count(vm))
      },
      Native.slot("__getitem__", "(self, index)") { arguments, vm in
        try arguments.receiver(DatasetObject.self, vm).sample(arguments[1], vm)
      },
    ]
  }

  static func native(
    _ name: String, _ module: String, _ summary: String, allocate: @escaping (TypeObject) -> DatasetObject,
    _ methods: @escaping () -> [Native]
  ) -> TypeObject {
    TypeObject(
      NativeType(
        name, module: module, bases: { [dataset] }, summary: summary, allocate: { type, _ in allocate(type) },
        methods: { methods() + protocolMethods }))
  }

  static let tensors = native(
    "TensorDataset", "torch.utils.data.dataset", "Rows of tensors.", allocate: { TensorDatasetObject(type: $0) }
  ) {
    [
      Native("__init__", "(self, *tensors)", "Sample i is row i of each tensor.") { arguments, vm in
        let given = try vm.array(arguments[1])
        for value in given where TensorObject.from(value) == nil {
          throw Raised(.typeError, "TensorDataset takes Tensors, not \(vm.typeName(of: value))")
        }
        try arguments.receiver(TensorDatasetObject.self, vm).fill(given)
        return .none
      }
    ]
  }

  static let subset = native(
    "Subset", "torch.utils.data.dataset", "Some samples of a dataset.", allocate: { SubsetObject(type: $0) }
  ) {
    [
      Native("__init__", "(self, dataset, indices)", "The samples at indices.") { arguments, vm in
        let object = try arguments.receiver(SubsetObject.self, vm)
        object.setOwnAttribute("dataset", arguments[1])
        object.setOwnAttribute("indices", arguments[2])
        return .none
      }
    ]
  }

  static let concat = native(
    "ConcatDataset", "torch.utils.data.dataset", "Datasets, one after the other.",
    allocate: { ConcatDatasetObject(type: $0) }
  ) {
    [
      Native("__init__", "(self, datasets)", "The samples of all datasets.") { arguments, vm in
        let parts = try vm.array(arguments[1])
        guard !parts.isEmpty else { throw Raised(.assertionError, "datasets should not be an empty iterable") }
        try arguments.receiver(ConcatDatasetObject.self, vm).setOwnAttribute("datasets", .list(parts))
        return .none
      }
    ]
  }

  static func make(_ type: TypeObject, _ attributes: KeyValuePairs<Name, Value>, _ vm: Interpreter) throws -> Value {
    let object = type === subset ? SubsetObject(type: type) as DatasetObject : ConcatDatasetObject(type: type)
    for (name, value) in attributes { object.setOwnAttribute(name, value) }
    return .object(object)
  }

  static let randomSplit = Native(
    "random_split", "(dataset, lengths, generator=None)", "A dataset in random parts of given lengths or fractions."
  ) { arguments, vm in
    let count = try vm.length(arguments[0])
    let lengths = try vm.array(arguments[1]).map { try vm.double($0) }
    let source = arguments[2].as(RandomGeneratorObject.self)?.generator ?? Generator.global
    let parts = try DataErrors.translate { try RandomSplit.indices(count: count, lengths: lengths, random: source) }
    return .list(try parts.map { part in
      try make(subset, ["dataset": arguments[0], "indices": .list(part.map { .int($0) })], vm)
    })
  }
}
