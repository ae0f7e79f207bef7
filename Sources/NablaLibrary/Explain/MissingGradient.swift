import NablaSource
import NablaTensor
import NablaVM

/// `'NoneType' object has no attribute 'zero_'`: the gradient that is not there, and why.
enum MissingGradient {
  static func lines(_ vm: Interpreter) -> [String] {
    guard let frame = vm.programFrames.first else { return [] }
    let text = frame.file.text(of: frame.span)
    guard text.contains(".grad") else { return [] }
    for chain in SourceNames(text).chains {
      guard let place = chain.parts.firstIndex(of: "grad"), place > 0 else { continue }
      let name = chain.parts[..<place].joined(separator: ".")
      let found = Witness.all(in: frame, text: name).first { $0.name == name }
      if let found { return reason(found, frame) }
    }
    return []
  }

  private static func reason(_ witness: Witness, _ frame: ProgramFrame) -> [String] {
    let (name, tensor) = (witness.name, witness.object.tensor)
    let place = ProgramPlaces.text(of: witness.object.place, seenFrom: frame.file)
    if !tensor.isLeaf {
      return [
        "\(name).grad is None: \(name) is no leaf but the result of an operation" + (place.map { ", from \($0)" } ?? "")
          + "; only leaves keep their gradients",
        "try: update a parameter in place, `with torch.no_grad(): \(name) -= ...`, or `\(name).retain_grad()` where it is "
          + "a result on purpose",
      ]
    }
    guard tensor.requiresGrad else {
      return [
        "\(name).grad is None: \(name) does not ask for gradients" + (place.map { ", from \($0)" } ?? ""),
        "try: `requires_grad=True` where it is made",
      ]
    }
    return ["\(name).grad is None: no backward() has reached \(name) since its gradient was last set to None"]
  }
}
