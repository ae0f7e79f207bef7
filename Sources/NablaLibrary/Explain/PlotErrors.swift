import NablaPlot
import NablaTensor
import NablaVM

/// Errors of the plotting room as exceptions of the language.
enum PlotErrors {
  static func translate<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as PlotError {
      let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      throw Raised(kind(error), lines.first ?? "", details: Array(lines.dropFirst()))
    } catch let error as TensorError {
      throw Explanation.raised(error)
    }
  }

  private static func kind(_ error: PlotError) -> ExceptionKind {
    switch error {
    case .value: return .valueError
    case .type: return .typeError
    case .drawing: return .runtimeError
    }
  }
}
