import NablaSource
import NablaVM

/// The part of the program where an error arose, and the variables that stand in it.
struct Scene {
  let frame: ProgramFrame
  /// The frames of the program, the innermost first: variables of outer calls explain inner ones.
  let frames: [ProgramFrame]
  let witnesses: [Witness]
  private(set) var names = OperandNames()

  init?(_ vm: Interpreter, _ operands: [Explanation.Operand]) {
    frames = vm.programFrames
    guard let first = frames.first else { return nil }
    frame = first
    var found = Witness.all(in: first)
    // A layer's input has another name inside; there is nothing to tell of tensors that the error is not about.
    if !operands.isEmpty, !found.contains(where: { known in operands.contains { $0.object === known.object } }),
      found.count > 2
    {
      found = []
    }
    witnesses = found
    let called = operands.map { operand in (operand, found.first { $0.object === operand.object }?.name) }
    names = OperandNames(of: called)
    if operands.isEmpty, found.count == 1 { names["x"] = found[0].name }
  }

  var lines: [String] {
    let line = frame.file.line(at: frame.span.lower)
    return witnesses.map { $0.line(seenFrom: frame.file, failingLine: line) }
  }

  func knows(_ object: TensorObject) -> Bool { witnesses.contains { $0.object === object } }
}

extension OperandNames {
  /// From the operands in order and what the program calls them, where that is known. The first two are `a` and `b` too.
  init(of operands: [(operand: Explanation.Operand, name: String?)]) {
    self.init()
    for (index, (operand, name)) in operands.enumerated() {
      guard let name else { continue }
      self[operand.name] = name
      if index == 0 {
        self["a"] = name
        self["x"] = name
        self["input"] = name
      } else if index == 1 {
        self["b"] = name
        self["target"] = name
      }
    }
    // Half a pair by name would mix two languages.
    if operands.count >= 2, self["a"] == nil || self["b"] == nil {
      self["a"] = nil
      self["b"] = nil
    }
  }
}
