import NablaSource
import NablaTensor
import NablaVM

/// A mistake that PyTorch says nothing about: the program runs, and does not do what was meant.
struct Hint {
  /// One kind is told once at each place of the program.
  let kind: HintKind
  let message: String
  var lines: [String] = []
  var fix: String?
}

enum Hints {
  nonisolated(unsafe) private static var said: Set<Place> = []

  private struct Place: Hashable {
    let kind: HintKind
    let file: ObjectIdentifier
    let start: Int32
  }

  static var isOn: Bool { HintPolicy.current != .off }

  static func forget() {
    said = []
    TrainingHints.forget()
  }

  /// Whether the instruction that runs is the program's own: what the standard library does is its own business.
  static var isInProgram: Bool { PlaceMark.current.span != nil }

  /// Tells a hint about the expression that runs; with `strict`, raises it.
  ///
  /// - Parameter frame: the frame to tell of, where it is not the innermost.
  static func give(_ hint: Hint, _ vm: Interpreter, in frame: ProgramFrame? = nil) throws {
    guard isOn, let frame = frame ?? vm.programFrames.first else { return }
    let place = Place(kind: hint.kind, file: ObjectIdentifier(frame.file), start: frame.span.lower)
    guard said.insert(place).inserted else { return }
    let line = frame.file.line(at: frame.span.lower)
    let witnesses = Witness.all(in: frame).map { $0.line(seenFrom: frame.file, failingLine: line) }
    let rest = hint.lines + witnesses + (hint.fix.map { ["try: \($0)"] } ?? [])
    if HintPolicy.current == .strict { throw Raised(.userWarning, hint.message, details: rest) }
    let source = frame.file.text(ofLine: line).map { ": " + ProgramPlaces.shortened($0) } ?? ""
    let text = ["hint: \(hint.message)", "at line \(line) of \(frame.file.name)\(source)"] + rest
    vm.errorOutput(text.joined(separator: "\n  ") + "\n")
  }
}
