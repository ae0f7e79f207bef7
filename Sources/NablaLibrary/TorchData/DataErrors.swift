import NablaData
import NablaTensor
import NablaVM

/// Errors of the data readers and loaders as exceptions of the language.
enum DataErrors {
  static func translate<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DataError {
      throw raised(error)
    } catch let error as TensorError {
      throw Explanation.raised(error)
    }
  }

  private static func raised(_ error: DataError) -> Raised {
    let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let kind: ExceptionKind
    switch error.kind {
    case .runtime: kind = .runtimeError
    case .value: kind = .valueError
    case .type: kind = .typeError
    case .index: kind = .indexError
    case .assertion: kind = .assertionError
    }
    return Raised(kind, lines.first ?? "", details: Array(lines.dropFirst()))
  }
}

/// A dataset of the language that can make whole batches in Swift.
protocol NativeDataset: Object {
  /// `nil` when samples have to be fetched one by one: a transform written in the language, an overridden
  /// `__getitem__`, parts that are no native datasets themselves.
  func batchSource(_ vm: Interpreter) throws -> BatchSource?
}

extension NativeDataset {
  /// A class of the language below this one decides about its items itself.
  var overridesItems: Bool { type.isHeap && type.override(DataNames.getItem) != nil }
}

enum DataNames {
  static let getItem = Name("__getitem__")
  static let length = Name("__len__")
}
