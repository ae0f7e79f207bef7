import NablaSource
import NablaSyntax

/// A program with one token deleted, doubled, or exchanged with the next.
enum Mutation: String, CaseIterable {
  case deleted, doubled, swapped

  /// All changes of this kind, in the order of the tokens.
  func mutants(of program: [UInt8]) -> [[UInt8]] {
    let tokens = Lexer.tokenize(SourceFile(name: "program.py", bytes: program)).tokens
      .map { Int($0.span.lower)..<min(Int($0.span.upper), program.count) }
      .filter { !$0.isEmpty }
    var mutants: [[UInt8]] = []
    for (index, token) in tokens.enumerated() {
      switch self {
      case .deleted: mutants.append(Array(program[..<token.lowerBound] + program[token.upperBound...]))
      case .doubled: mutants.append(program[..<token.upperBound] + [0x20] + program[token.lowerBound...])
      case .swapped:
        guard index + 1 < tokens.count, tokens[index + 1].lowerBound >= token.upperBound else { continue }
        let next = tokens[index + 1]
        var mutant = Array(program[..<token.lowerBound] + program[next])
        // What stood together stays apart, so that both remain tokens.
        mutant += token.upperBound == next.lowerBound ? [0x20] : Array(program[token.upperBound..<next.lowerBound])
        mutant += program[token] + program[next.upperBound...]
        mutants.append(mutant)
      }
    }
    return mutants
  }
}
