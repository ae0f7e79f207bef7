import NablaTensor
import NablaVM

/// Turns an error of the tensor half into an exception that says where the shapes came from: PyTorch's first line, then
/// the operands by name and shape, the module and the shapes that led there, and what to change.
enum Explanation {
  /// The interpreter, for errors on the way through code that does not hold it; set when `torch` is imported.
  nonisolated(unsafe) static weak var machine: Interpreter?

  static func raised(_ error: TensorError) -> Raised { make(error, operands: [], nil) }
  static func raised(_ error: TensorError, _ vm: Interpreter) -> Raised { make(error, operands: [], vm) }

  static func raisedIfNeeded(_ error: Error, _ vm: Interpreter) -> Error {
    guard let error = error as? TensorError else { return error }
    return raised(error, vm)
  }

  static func raised(_ error: TensorError, _ call: Call) -> Raised {
    var operands: [String] = []
    let names = call.operation.parameters
    for (index, name) in names.enumerated() where index < call.arguments.count {
      let shown = call.isMethod && index == 0 ? "self" : name
      if let line = describe(call[index], as: shown) { operands.append(line) }
    }
    return make(error, operands: operands, call.vm)
  }

  static func raised(
    _ error: TensorError, operatorNamed symbol: String, left: Value, right: Value, _ vm: Interpreter
  ) -> Raised {
    make(error, operands: [describe(left, as: "left of \(symbol)"), describe(right, as: "right of \(symbol)")].compactMap { $0 }, vm)
  }

  private static func describe(_ value: Value, as name: String) -> String? {
    guard let tensor = TensorObject.from(value)?.tensor else { return nil }
    return "\(name): \(tensor.isParameter ? "parameter " : "")\(tensor.shape.tupleDescription) \(tensor.dtype.name)"
  }

  private static func make(_ error: TensorError, operands: [String], _ vm: Interpreter?) -> Raised {
    let report = error.report
    var lines = report.detail
    // The operands' shapes say something new only where the report has not said it.
    if lines.isEmpty { lines += operands }
    if let vm = vm ?? machine { lines += ModuleTrail.lines(vm) }
    if case .savedTensorModified(_, _, _, _, _, _, let writer?) = error, let place = ProgramPlaces.text(of: writer) {
      lines.append("it was changed at \(place)")
    }
    if let fix = report.fix { lines.append("try: \(fix)") }
    lines += extraHints(error)
    if report.exception == .linAlgError {
      let exception = ExceptionObject(type: LinalgModule.errorType, arguments: [.string(report.message)])
      if !lines.isEmpty { exception.details = lines }
      return Raised(exception)
    }
    return Raised(TensorErrors.kind(report.exception), report.message, details: lines)
  }

  /// Hints that need more than the failing operation knows.
  private static func extraHints(_ error: TensorError) -> [String] {
    guard case .invalidShape(let requested, _, let from) = error else { return [] }
    return PoolingArithmetic.hints(requested: requested, from: from)
  }
}
