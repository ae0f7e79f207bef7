import NablaVM

/// All operations on tensors: the one list that methods, functions and the coverage page are made of.
enum Operations {
  static let all: [Operation] =
    PointwiseOperations.table + ArithmeticOperations.table + ReductionOperations.table + ShapeOperations.table
    + IndexingOperations.table + MatrixOperations.table + ActivationOperations.table + FunctionalOperations.table
    + LossOperations.table + SpecialOperations.table + StatisticsOperations.table + JoiningOperations.table
    + ScatterOperations.table + LinalgOperations.table + ViewCopyOperations.table

  /// Functions of the module `torch`.
  static var functions: [Native] {
    let declared = all + CreationOperations.table + TensorMethods.table
    let inPlace = declared.filter { $0.forms.contains(.inPlace) && OutForm.inPlaceNames.contains($0.name) }
    return declared.filter { $0.forms.contains(.function) }.map { $0.function() } + inPlace.map { $0.inPlaceFunction() }
      + InPlaceMethods.functions
  }

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
