import NablaData
import NablaTensor
import NablaVM

/// Errors of the data room as exceptions of the language: the first line is the message, the rest the details.
enum DataErrors {
  static func translate<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DataError {
      let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      throw Raised(kind(error.kind), lines.first ?? "", details: Array(lines.dropFirst()))
    } catch let error as TensorError {
      throw Explanation.raised(error)
    }
  }

  private static func kind(_ kind: DataError.Kind) -> ExceptionKind {
    switch kind {
    case .runtime: return .runtimeError
    case .value: return .valueError
    case .type: return .typeError
    case .index: return .indexError
    case .assertion: return .assertionError
    }
  }
}
