import Glibc
import Nabla
import NablaSource

/// `%timeit`: the mean time of a statement over several runs of many loops.
enum TimeIt {
  private struct Options {
    var loops = 0
    var runs = 7
    var isQuiet = false
    var statement = ""
  }

  static func run(
    _ argument: String, body: String?, at line: Int, named file: String, in session: Session, print: (String) -> Void
  ) -> Outcome {
    func failed(_ message: String) -> Outcome {
      let trace = "  File \"\(file)\", line \(line)\nUsageError: \(message)\n"
      return Outcome(ending: .failed(Failure(type: "UsageError", message: message, line: line, traceback: trace)))
    }
    guard var options = parse(argument) else { return failed("%timeit takes -n LOOPS, -r RUNS, -q and a statement") }
    let statement = body ?? options.statement
    guard !statement.isBlank else { return failed("%timeit needs a statement to time") }

    // The loop runs as a function of the language, so that names of the statement are looked up as in any function.
    let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.map { "    " + $0 }.joined(separator: "\n")
    let function = "def _nabla_timeit(_loops):\n  for _ in range(_loops):\n\(indented)\n"
    // Its first two lines are ours: the statement keeps its line.
    let source = SourceFile(name: file, text: function, firstLine: max(1, line + (body == nil ? 0 : 1) - 2))
    let defined = session.run(source)
    guard case .finished = defined.ending else { return defined }
    defer { _ = session.run(SourceFile(name: file, text: "del _nabla_timeit", firstLine: line)) }

    func time(_ loops: Int) throws(Interruption) -> Double {
      let start = Timing.now
      let outcome = session.run(SourceFile(name: file, text: "_nabla_timeit(\(loops))", firstLine: line))
      guard case .finished = outcome.ending else { throw Interruption(outcome: outcome) }
      return (Timing.now - start).wall
    }
    do throws(Interruption) {
      if options.loops == 0 {
        // The smallest power of ten that takes at least 0.2 s.
        options.loops = 1
        while options.loops < 1_000_000_000, try time(options.loops) < 0.2 { options.loops *= 10 }
      }
      var seconds: [Double] = []
      for _ in 0..<options.runs { seconds.append(try time(options.loops) / Double(options.loops)) }
      if !options.isQuiet { print(report(seconds, loops: options.loops)) }
      return Outcome(ending: .finished)
    } catch {
      return error.outcome
    }
  }

  private struct Interruption: Error { let outcome: Outcome }

  private static func report(_ seconds: [Double], loops: Int) -> String {
    let count = Double(seconds.count)
    let mean = seconds.reduce(0, +) / count
    let variance = seconds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let runs = seconds.count == 1 ? "run" : "runs"
    let unit = loops == 1 ? "loop" : "loops"
    return "\(Timing.text(mean)) ± \(Timing.text(variance.squareRoot())) per loop "
      + "(mean ± std. dev. of \(seconds.count) \(runs), \(Timing.grouped(loops)) \(unit) each)\n"
  }

  private static func parse(_ text: String) -> Options? {
    var options = Options()
    var rest = text.trimmed[...]
    while rest.hasPrefix("-") {
      let word = rest.prefix { !$0.isWhitespace }
      var after = rest.dropFirst(word.count).drop { $0.isWhitespace }
      switch word.prefix(2) {
      case "-q" where word.count == 2: options.isQuiet = true
      case "-n", "-r":
        var digits = word.dropFirst(2)
        if digits.isEmpty {
          digits = after.prefix { !$0.isWhitespace }
          after = after.dropFirst(digits.count).drop { $0.isWhitespace }
        }
        guard let count = Int(digits), count > 0, count <= 1_000_000_000 else { return nil }
        if word.hasPrefix("-n") { options.loops = count } else { options.runs = min(count, 100_000) }
      default:
        // A statement may begin with a minus sign.
        options.statement = String(rest)
        return options
      }
      rest = after
    }
    options.statement = String(rest)
    return options
  }
}
