import NablaTensor
import NablaVM

/// What errors of `backward` have to tell that lies further back: where the history was cut, which write spoiled a
/// saved value, through what an earlier pass is reached.
enum GradientStory {
  struct Told {
    var lines: [String] = []
    /// In place of the report's own.
    var fix: String?
  }

  static func tell(_ error: TensorError, _ operands: [Explanation.Operand], _ scene: Scene?) -> Told {
    switch error {
    case .savedTensorModified(_, _, _, _, _, _, let writer, let user): return spoiled(writer, user, scene)
    case .graphFreed(_, let made, let used): return secondPass(made, used, scene)
    case .noGradientPath(let index):
      guard let tensor = operands.first?.object ?? scene?.witnesses.dropFirst(index).first?.object else { return Told() }
      return noPath(tensor, scene)
    case .implicitGradient:
      guard let tensor = operands.first?.object, let text = ProgramPlaces.expression(of: tensor.place) else { return Told() }
      return unreduced(text, scene)
    default: return Told()
    }
  }

  /// Errors in which shapes play no part.
  static func isAbout(_ error: TensorError) -> Bool {
    switch error {
    case .savedTensorModified, .graphFreed, .noGradientPath, .implicitGradient, .leafInPlace: return true
    default: return false
    }
  }

  // MARK: a saved value that was written to

  private static func spoiled(
    _ writer: ProgramPlace, _ user: (name: String, place: ProgramPlace), _ scene: Scene?
  ) -> Told {
    var told = Told()
    let operation = TensorError.withoutBackward(user.name).lowercased()
    if let place = ProgramPlaces.text(of: user.place, seenFrom: scene?.frame.file) {
      told.lines.append("\(operation) needs it for its gradient: \(place)")
    }
    if let place = ProgramPlaces.text(of: writer, seenFrom: scene?.frame.file) {
      told.lines.append("it was changed at \(place)")
    }
    return told
  }

  // MARK: a graph that is used up

  private static func secondPass(_ made: ProgramPlace, _ used: ProgramPlace, _ scene: Scene?) -> Told {
    var told = Told()
    let file = scene?.frame.file
    guard let maker = ProgramPlaces.text(of: made, seenFrom: file) else { return told }
    guard let user = ProgramPlaces.text(of: used, seenFrom: file) else {
      told.lines.append("backward has been through this graph before, which was made at \(maker)")
      told.fix = "compute the loss anew before each backward(), or `backward(retain_graph=True)` in all but the last"
      return told
    }
    told.lines.append("a value from before the last backward() is used again at \(user)")
    if maker != user { told.lines.append("it was made at \(maker)") }
    let link = ProgramPlaces.expression(of: used).map { text in
      Witness.all(in: scene, text: text).filter { !$0.object.tensor.isLeaf }.map(\.name)
    }
    // The variable has its next value by now; what it is called is what counts.
    if let name = link?.first {
      told.lines.append("\(name) carries its history from one pass to the next")
      told.fix = "`\(name) = \(name).detach()` before it is used again"
    }
    return told
  }

  // MARK: a result without history

  private static func noPath(_ tensor: TensorObject, _ scene: Scene?) -> Told {
    var search = CutSearch(scene)
    guard let cut = search.cut(of: tensor, depth: 0) else {
      guard !search.plain.isEmpty else { return Told() }
      let names = search.plain.prefix(4).joined(separator: ", ")
      return Told(
        lines: ["nothing that it was computed from asks for a gradient: \(names)"],
        fix: "`requires_grad=True` where it is made, or an `nn.Parameter`")
    }
    return cut
  }

  private static func unreduced(_ text: String, _ scene: Scene?) -> Told {
    let names = SourceNames(text)
    let isSaid = text.contains("reduction") && text.contains("none")
    let loss = names.chains.first.flatMap { _ in scene.map { Witness.modules(in: $0.frame, text: text) } }?.first {
      $0.module.ownAttribute("reduction")?.text == "none"
    }
    if let loss {
      return Told(lines: ["\(loss.name) does not reduce its losses: reduction='none'"])
    }
    return isSaid ? Told(lines: ["its losses were not reduced: reduction='none'"]) : Told()
  }
}
