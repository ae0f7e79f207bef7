import NablaTensor
import NablaVM

/// Places of the program for the tensor half, which knows no programs.
enum ProgramPlaces {
  static func listen(_ vm: Interpreter) {
    ProgramPlace.current = { [weak vm] in
      vm?.currentPlace.map { ProgramPlace(unit: $0.code, instruction: $0.instruction) }
    }
  }

  /// `line 5: b += 1`.
  static func text(of place: ProgramPlace) -> String? {
    guard let code = (place.unit as? LinkedCode)?.code else { return nil }
    let span = code.span(at: place.instruction)
    let line = code.file.line(at: span.lower)
    guard let text = code.file.text(ofLine: line) else { return "line \(line)" }
    return "line \(line): \(text.drop { $0 == " " || $0 == "\t" })"
  }
}
