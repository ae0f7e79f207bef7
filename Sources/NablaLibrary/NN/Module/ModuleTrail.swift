import NablaTensor
import NablaVM

/// What the calls of modules left behind: which modules are running, inside which others, and the shapes that came out
/// of those before them. Error messages tell it; nothing else reads it.
///
/// A frame costs a few stores at each call of a module and no allocation once the arrays have grown.
enum ModuleTrail {
  struct Step {
    unowned(unsafe) let module: NNModuleObject
    let shape: Shape
  }

  struct Frame {
    let module: NNModuleObject
    /// The shape of the first argument, where it is a tensor.
    let input: Shape?
    /// Where this frame's steps begin in `steps`.
    let firstStep: Int
  }

  nonisolated(unsafe) private(set) static var frames: [Frame] = []
  /// The outputs of the submodules that finished, those of all running frames in one array.
  nonisolated(unsafe) private(set) static var steps: [Step] = []
  /// More than these are not told.
  private static let longest = 64

  static func enter(_ module: NNModuleObject, _ arguments: Arguments) {
    var input: Shape?
    if arguments.count > 0, let tensor = TensorObject.from(arguments[0]) { input = tensor.tensor.shape }
    frames.append(Frame(module: module, input: input, firstStep: steps.count))
  }

  static func leave(_ module: NNModuleObject, _ result: Value) {
    guard let frame = frames.popLast() else { return }
    steps.removeSubrange(frame.firstStep...)
    guard !frames.isEmpty, steps.count < longest, let tensor = TensorObject.from(result) else { return }
    steps.append(Step(module: module, shape: tensor.tensor.shape))
  }

  static func fail(_ module: NNModuleObject, _ error: Error, _ vm: Interpreter) -> Error {
    let error = Explanation.raisedIfNeeded(error, vm)
    if let frame = frames.popLast() { steps.removeSubrange(frame.firstStep...) }
    return error
  }

  /// The lines an error under way adds: where it is, and how the shapes got there.
  static func lines(_ vm: Interpreter) -> [String] {
    guard let last = frames.last else { return [] }
    var lines: [String] = []
    let isLayer = LayerType.of(last.module.type) != nil
    if isLayer, frames.count > 1 {
      let parent = frames[frames.count - 2].module
      let name = childName(last.module, in: parent).map { "self.\($0)" } ?? last.module.type.name
      lines.append("in \(parent.type.name).forward: \(name) = \(ModuleRepr.line(of: last.module, vm))")
    } else if isLayer {
      lines.append("in \(ModuleRepr.line(of: last.module, vm))")
    } else {
      lines.append("in \(last.module.type.name).forward")
    }
    let told = isLayer && frames.count > 1 ? frames[frames.count - 2] : last
    if let input = told.input {
      var trail = "input \(input.tupleDescription)"
      let end = isLayer && frames.count > 1 ? last.firstStep : steps.count
      if told.firstStep <= end {
        for step in steps[told.firstStep..<end] {
          trail += " → \(childName(step.module, in: told.module) ?? step.module.type.name) \(step.shape.tupleDescription)"
        }
      }
      lines.append("shapes so far: \(trail)")
    }
    return lines
  }

  static func childName(_ child: NNModuleObject, in parent: NNModuleObject) -> String? {
    for (key, value) in parent.modules.pairs {
      guard case .object(let object) = value, object === child, case .object(let name) = key else { continue }
      return (name as? StrObject)?.text
    }
    return nil
  }
}
