import NablaSource
import NablaTensor
import NablaVM

/// Looks for the place where a result lost its history, through the expressions that made it and the variables in them.
struct CutSearch {
  private let scene: Scene?
  private var seen: Set<ObjectIdentifier> = []
  /// Sources that could ask for gradients and do not, as they are told.
  private(set) var plain: [String] = []
  private static let deepest = 6

  init(_ scene: Scene?) { self.scene = scene }

  /// What takes a tensor out of the graph, and what to do instead.
  private static let scissors: [(call: String, words: String)] = [
    ("item", "`.item()` makes a plain number, which has no history"),
    ("tolist", "`.tolist()` makes plain numbers, which have no history"),
    ("numpy", "`.numpy()` leaves the graph"),
    ("detach", "`.detach()` cut it off from what it was computed from"),
    ("detach_", "`.detach_()` cut it off from what it was computed from"),
    ("data", "`.data` has no history"),
    ("argmax", "`argmax` gives positions: no gradient can flow through them"),
    ("argmin", "`argmin` gives positions: no gradient can flow through them"),
    ("argsort", "`argsort` gives positions: no gradient can flow through them"),
    ("bernoulli", "samples have no gradient: what was drawn does not depend smoothly on the probabilities"),
    ("multinomial", "samples have no gradient: what was drawn does not depend smoothly on the probabilities"),
    ("eq", "a comparison is constant in steps: no gradient can flow through it"),
    ("long", "integers have no gradient: `.long()` ended the way"),
    ("int", "integers have no gradient: `.int()` ended the way"),
    ("bool", "bools have no gradient: `.bool()` ended the way"),
  ]

  mutating func cut(of object: TensorObject, depth: Int) -> GradientStory.Told? {
    guard depth < CutSearch.deepest, seen.insert(ObjectIdentifier(object)).inserted,
      let (file, span) = PlaceMark(word: object.place.word).span
    else { return nil }
    let text = file.text(of: span)
    let place = ProgramPlaces.text(of: object.place, seenFrom: scene?.frame.file) ?? ""
    let names = SourceNames(text)
    let calls = names.calls.union(names.chains.compactMap { $0.parts.count > 1 ? $0.parts.last : nil })
    if let scissors = CutSearch.scissors.first(where: { calls.contains($0.call) }) {
      return GradientStory.Told(
        lines: [scissors.words + ", at \(place)"], fix: "keep what the loss is computed from as tensors with a history")
    }
    let frame = scene?.frames.first { $0.file === file }
    let variables = frame.map { Witness.all(in: $0, text: text) } ?? []
    let modules = frame.map { Witness.modules(in: $0, text: text) } ?? []
    if !object.wasRecording,
      variables.contains(where: { $0.object.tensor.requiresGrad }) || !modules.isEmpty || !object.tensor.isLeaf
        || variables.isEmpty
    {
      return GradientStory.Told(
        lines: ["it was computed while gradients were switched off, at \(place)"],
        fix: "compute it outside `torch.no_grad()`")
    }
    if text.contains("==") || text.contains(" > ") || text.contains(" < "), variables.contains(where: { $0.object.tensor.requiresGrad }) {
      return GradientStory.Told(
        lines: ["a comparison is constant in steps: no gradient can flow through it, at \(place)"],
        fix: "a loss that is smooth in the outputs, such as cross_entropy")
    }
    for (name, module) in modules {
      let parameters = (try? ModuleWalk.parameters(module)) ?? []
      if !parameters.isEmpty, !parameters.contains(where: \.requiresGrad) {
        return GradientStory.Told(
          lines: ["all parameters of \(name) are frozen: requires_grad is False"], fix: "`\(name).requires_grad_(True)`")
      }
    }
    for variable in variables where !variable.object.tensor.requiresGrad {
      if let found = cut(of: variable.object, depth: depth + 1) { return found }
    }
    if variables.isEmpty, depth > 0 || !names.chains.isEmpty, object.tensor.dtype.isFloat {
      let said = plainName(object, place)
      if !plain.contains(said) { plain.append(said) }
    }
    return nil
  }

  private func plainName(_ object: TensorObject, _ place: String) -> String {
    let name = scene?.frames.lazy.compactMap { frame in
      ProgramPlaces.assigned(object.place).flatMap { name in
        frame.value(of: name).flatMap { TensorObject.from($0) } === object ? name : nil
      }
    }.first
    return name.map { "\($0) (\(place))" } ?? place
  }
}
