import NablaTensor
import NablaVM

/// Errors of the tensor half as exceptions of the language.
enum TensorErrors {
  @inline(__always)
  static func translate<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as TensorError { throw Explanation.raised(error) }
  }

  static func kind(_ exception: PythonException) -> ExceptionKind {
    switch exception {
    case .runtimeError: return .runtimeError
    case .indexError: return .indexError
    case .typeError: return .typeError
    case .valueError: return .valueError
    case .notImplementedError: return .notImplementedError
    case .zeroDivisionError: return .zeroDivisionError
    case .linAlgError: return .runtimeError
    }
  }
}
