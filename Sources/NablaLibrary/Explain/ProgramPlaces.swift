import NablaSource
import NablaTensor
import NablaVM

/// Places of the program for the tensor half, which knows no programs.
enum ProgramPlaces {
  static func listen() {
    ProgramPlace.ask = { PlaceMark.current.word }
  }

  /// `line 5: b += 1`; `line 1 of In [3]: b += 1` where `file` is another one.
  static func text(of place: ProgramPlace, seenFrom file: SourceFile? = nil) -> String? {
    guard let (source, span) = PlaceMark(word: place.word).span else { return nil }
    let line = source.line(at: span.lower)
    var text = "line \(line)"
    if let file, file.name != source.name { text += " of \(source.name)" }
    guard let whole = source.text(ofLine: line) else { return text }
    return text + ": \(shortened(whole))"
  }

  /// The part of the source that stood there: an expression, mostly.
  static func expression(of place: ProgramPlace) -> String? {
    PlaceMark(word: place.word).span.map { $0.file.text(of: $0.span) }
  }

  /// The name that the line of a place assigns to: `loss` for `loss = ...`.
  static func assigned(_ place: ProgramPlace) -> String? {
    guard let (file, span) = PlaceMark(word: place.word).span,
      let line = file.text(ofLine: file.line(at: span.lower))
    else { return nil }
    let parts = line.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, !parts[1].hasPrefix("=") else { return nil }
    let name = parts[0].filter { $0 != " " && $0 != "\t" }
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? String(name) : nil
  }

  static func line(of place: ProgramPlace) -> Int? {
    PlaceMark(word: place.word).span.map { $0.file.line(at: $0.span.lower) }
  }

  /// A line of the program without its margin, cut where it is long.
  static func shortened(_ line: String) -> String {
    let text = line.drop { $0 == " " || $0 == "\t" }
    return text.utf8.count > 100 ? text.prefix(97) + "..." : String(text)
  }
}
