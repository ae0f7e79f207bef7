import NablaSource
import NablaTensor
import NablaVM

/// A variable in the part of the program that failed, whose value is a tensor.
struct Witness {
  let name: String
  let object: TensorObject

  /// More than these are not told.
  static let most = 4

  /// `labels: (4,) float32, from line 4: labels = torch.tensor([1., 2., 3., 4.])`
  func line(seenFrom file: SourceFile, failingLine: Int) -> String {
    let tensor = object.tensor
    var text = "\(name): \(tensor.isParameter ? "parameter " : "")\(tensor.shape.tupleDescription) \(tensor.dtype.name)"
    guard !tensor.isParameter, let place = ProgramPlaces.text(of: object.place, seenFrom: file),
      ProgramPlaces.line(of: object.place) != failingLine || place.contains(" of ")
    else { return text }
    text += ", from \(place)"
    return text
  }

  /// The tensors that the failing expression names, in order.
  static func all(in frame: ProgramFrame) -> [Witness] {
    all(in: frame, text: frame.file.text(of: frame.span))
  }

  static func all(in frame: ProgramFrame, text: String) -> [Witness] {
    var found: [Witness] = []
    for chain in SourceNames(text).chains {
      guard case .tensor(let name, let object)? = resolve(chain, in: frame),
        !found.contains(where: { $0.object === object })
      else { continue }
      found.append(Witness(name: name, object: object))
      if found.count == most { break }
    }
    return found
  }

  static func all(in scene: Scene?, text: String) -> [Witness] {
    scene.map { all(in: $0.frame, text: text) } ?? []
  }

  /// The modules that an expression names.
  static func modules(in frame: ProgramFrame, text: String) -> [(name: String, module: NNModuleObject)] {
    SourceNames(text).chains.compactMap { chain in
      if case .module(let name, let module)? = resolve(chain, in: frame) { return (name, module) }
      return nil
    }
  }

  private enum Resolved {
    case tensor(String, TensorObject)
    case module(String, NNModuleObject)
  }

  /// What a chain of names stands for, as far as that can be seen without running anything.
  private static func resolve(_ chain: SourceNames.Chain, in frame: ProgramFrame) -> Resolved? {
    guard let first = chain.parts.first, case .object(var object)? = frame.value(of: first) else { return nil }
    var name = first
    for part in chain.parts.dropFirst() {
      if object is TensorObject { break }
      guard let instance = object as? InstanceObject else { return nil }
      let key = Name(part)
      let value = instance.ownAttribute(key) ?? (instance as? NNModuleObject)?.registered(key)
      guard case .object(let next)? = value else { break }
      object = next
      name += "." + part
    }
    if let tensor = object as? TensorObject { return .tensor(name, tensor) }
    if let module = object as? NNModuleObject { return .module(name, module) }
    return nil
  }
}
