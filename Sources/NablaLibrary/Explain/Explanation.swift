import NablaTensor
import NablaVM

/// Turns an error of the tensor half into an exception that says where the shapes came from: PyTorch's first line, then
/// the operands by name and shape, the module and the shapes that led there, and what to change.
enum Explanation {
  /// An operand of what failed: what the operation calls it, and the value.
  struct Operand {
    let name: String
    let object: TensorObject

    init?(_ name: String, _ value: Value) {
      guard let object = TensorObject.from(value) else { return nil }
      self.name = name
      self.object = object
    }

    var line: String {
      let tensor = object.tensor
      return "\(name): \(tensor.isParameter ? "parameter " : "")\(tensor.shape.tupleDescription) \(tensor.dtype.name)"
    }
  }

  static func raised(_ error: TensorError) -> Raised { make(error, operands: [], nil) }
  static func raised(_ error: TensorError, _ vm: Interpreter) -> Raised { make(error, operands: [], vm) }

  static func raisedIfNeeded(_ error: Error, _ vm: Interpreter) -> Error {
    guard let error = error as? TensorError else { return error }
    return raised(error, vm)
  }

  static func raised(_ error: TensorError, _ call: Call) -> Raised {
    let names = call.operation.parameters
    var operands: [Operand] = []
    for (index, name) in names.enumerated() where index < call.arguments.count {
      if let operand = Operand(call.isMethod && index == 0 ? "self" : name, call[index]) { operands.append(operand) }
    }
    return make(error, operands: operands, call.vm)
  }

  static func raised(
    _ error: TensorError, operatorNamed symbol: String, left: Value, right: Value, _ vm: Interpreter
  ) -> Raised {
    let operands = [Operand("left of \(symbol)", left), Operand("right of \(symbol)", right)]
    return make(error, operands: operands.compactMap { $0 }, vm)
  }

  private static func make(_ error: TensorError, operands: [Operand], _ vm: Interpreter?) -> Raised {
    let report = error.report
    let vm = vm ?? Interpreter.running
    let scene = vm.flatMap { Scene($0, operands) }
    let names = scene?.names ?? OperandNames()
    var lines = picture(error, names) ?? report.detail.map(names.applied)
    // The operands' shapes say something new only where the report has not said it, and the variables do not.
    if let scene, !scene.witnesses.isEmpty {
      lines += scene.lines
      if report.detail.isEmpty, !GradientStory.isAbout(error) {
        lines += operands.filter { !scene.knows($0.object) }.map(\.line)
      }
    } else if lines.isEmpty {
      lines += operands.map(\.line)
    }
    if let vm { lines += ModuleTrail.lines(vm) }
    let history = GradientStory.tell(error, operands, scene)
    lines += history.lines
    if let fix = history.fix ?? report.fix { lines.append("try: \(names.applied(to: fix))") }
    lines += extraHints(error)
    if report.exception == .linAlgError {
      let exception = ExceptionObject(type: LinalgModule.errorType, arguments: [.string(report.message)])
      if !lines.isEmpty { exception.details = lines }
      return Raised(exception)
    }
    return Raised(TensorErrors.kind(report.exception), report.message, details: lines)
  }

  /// Shapes that do not broadcast, under each other by the program's own names.
  private static func picture(_ error: TensorError, _ names: OperandNames) -> [String]? {
    guard case .broadcast(let first, let second, _, _, _) = error, let a = names["a"], let b = names["b"] else { return nil }
    return ShapePicture.aligned(first, second, names: (a, b))
  }

  /// Hints that need more than the failing operation knows.
  private static func extraHints(_ error: TensorError) -> [String] {
    guard case .invalidShape(let requested, _, let from) = error else { return [] }
    return PoolingArithmetic.hints(requested: requested, from: from)
  }
}
