import NablaVM

/// All operations on tensors: the one list that methods, functions and the coverage page are made of.
enum Operations {
  static let all: [Operation] = families.filter { !isApart.contains($0.0) }.flatMap(\.1) + RefusedOperations.table

  /// The same by family, with what makes tensors and what only methods do.
  static let families: [(String, [Operation])] = [
    ("elementwise", PointwiseOperations.table), ("arithmetic and comparison", ArithmeticOperations.table),
    ("reductions", ReductionOperations.table), ("shapes", ShapeOperations.table),
    ("indexing", IndexingOperations.table), ("matrices", MatrixOperations.table),
    ("activations", ActivationOperations.table), ("functions of nets", FunctionalOperations.table),
    ("losses", LossOperations.table), ("special functions", SpecialOperations.table),
    ("statistics", StatisticsOperations.table), ("joining and splitting", JoiningOperations.table),
    ("gather and scatter", ScatterOperations.table), ("linear algebra", LinalgOperations.table),
    ("copies of views", ViewCopyOperations.table), ("creation and random numbers", CreationOperations.table),
    ("the tensor itself", TensorMethods.table),
  ]

  private static let isApart: Set<String> = ["creation and random numbers", "the tensor itself"]

  /// Functions of the module `torch`.
  static var functions: [Native] {
    let declared = all + CreationOperations.table + TensorMethods.table
    let inPlace = declared.filter { $0.forms.contains(.inPlace) && OutForm.inPlaceNames.contains($0.name) }
    let known = Set(declared.filter { $0.forms.contains(.function) }.map(\.name))
    let layers = all.filter { $0.forms.contains(.functional) && sharedLayers.contains($0.name) && !known.contains($0.name) }
    return declared.filter { $0.forms.contains(.function) }.map { $0.function() } + inPlace.map { $0.inPlaceFunction() }
      + InPlaceMethods.functions + layers.map { $0.function() }
      + TensorMethods.table.filter { $0.name == "detach_" }.map { $0.function() }
      + layers.filter { layersInPlace.contains($0.name) }.map { $0.inPlaceFunction() }
  }

  /// Functions of `torch.nn.functional` that `torch` has with the same arguments.
  private static let sharedLayers: Set<String> = [
    "celu", "selu", "prelu", "rrelu", "hardshrink", "threshold", "pixel_unshuffle", "channel_shuffle", "bilinear",
    "max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "adaptive_avg_pool1d", "adaptive_max_pool1d", "conv3d",
    "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "layer_norm", "group_norm", "rms_norm",
    "pairwise_distance", "alpha_dropout",
  ]

  /// Those of them that `torch` has in place too.
  private static let layersInPlace: Set<String> = ["celu", "selu", "threshold", "rrelu"]

  /// Those that are methods of tensors.
  static let layerMethods: Set<String> = ["hardshrink", "prelu"]

  /// Functions of `torch.nn.functional`.
  static var functional: [Native] {
    var natives: [Native] = []
    for operation in all {
      if operation.forms.contains(.functional) { natives.append(operation.function()) }
      if operation.forms.contains(.functionalInPlace) { natives.append(operation.inPlaceFunction()) }
    }
    return natives
  }
}
