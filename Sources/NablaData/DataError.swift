import NablaTensor

/// What can go wrong between a file and a batch. Each case carries its operands; the words are in `description`, the
/// first line as torchvision or PyTorch says it, then which file, where, and what to do.
public enum DataError: Error, Equatable {
  /// A dataset's files are not where they are looked for.
  case notFound(firstLine: String, looked: [String], advice: String)
  /// A file is not what its format says.
  case malformed(format: String, file: String, offset: Int?, problem: String)
  /// A file is sound, and uses something that is not read here.
  case unsupported(format: String, file: String, what: String)
  case download(DownloadFailure)
  /// An argument has the wrong value: `ValueError`.
  case value(String)
  /// An argument has the wrong type or number of dimensions: `TypeError`.
  case type(String)
  /// `IndexError`.
  case index(String)
  /// `AssertionError`.
  case assertion(String)

  /// Which of Python's exceptions this is.
  public enum Kind: String, Sendable { case runtime, value, type, index, assertion }

  public var kind: Kind {
    switch self {
    case .notFound, .download: return .runtime
    case .malformed, .unsupported, .value: return .value
    case .type: return .type
    case .index: return .index
    case .assertion: return .assertion
    }
  }
}

/// A download that did not end with the right bytes in the right place.
public struct DownloadFailure: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    case unreachable(String)
    case status(Int)
    case checksum(algorithm: String, expected: String, actual: String)
    case tooLarge(limit: Int)
    case noClient
    case interrupted
    case disk(String)
  }
  /// Every address tried, with what went wrong there.
  public var attempts: [(url: String, reason: Reason)]
  /// Where the file belongs when it is fetched by other means.
  public var destination: String

  public init(attempts: [(url: String, reason: Reason)], destination: String) {
    self.attempts = attempts
    self.destination = destination
  }

  public static func == (a: DownloadFailure, b: DownloadFailure) -> Bool {
    a.destination == b.destination && a.attempts.map(\.url) == b.attempts.map(\.url)
      && a.attempts.map(\.reason) == b.attempts.map(\.reason)
  }
}

extension DataError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let firstLine, let looked, let advice):
      let files = looked.map { "  \($0)" }.joined(separator: "\n")
      return "\(firstLine)\nLooked for:\n\(files)\n\(advice)"
    case .malformed(let format, let file, let offset, let problem):
      let place = offset.map { " at byte \($0)" } ?? ""
      return "\(problem)\n'\(file)' is damaged or no \(format) file\(place)."
    case .unsupported(let format, let file, let what):
      return "\(what)\n'\(file)' is a \(format) file that uses what Nabla does not read."
    case .download(let failure): return failure.description
    case .value(let words), .type(let words), .index(let words), .assertion(let words): return words
    }
  }
}

extension DownloadFailure: CustomStringConvertible {
  public var description: String {
    let name = destination.split(separator: "/").last.map(String.init) ?? destination
    var lines = ["Error downloading \(name):"]
    for attempt in attempts { lines.append("Tried \(attempt.url), got:\n  \(attempt.reason)") }
    if attempts.contains(where: { $0.reason == .noClient }) {
      lines.append("Install libcurl (apt-get install libcurl4), or")
    }
    lines.append("Without a network: fetch \(name) on another machine and put it at \(destination)")
    return lines.joined(separator: "\n")
  }
}

extension DownloadFailure.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreachable(let words): return words
    case .status(let code): return "HTTP status \(code)"
    case .checksum(let algorithm, let expected, let actual):
      return "File not found or corrupted. (\(algorithm) \(actual), expected \(expected))"
    case .tooLarge(let limit): return "more than the \(limit) bytes that were expected"
    case .noClient: return "no libcurl on this machine"
    case .interrupted: return "interrupted; what came so far is kept and the next try goes on from there"
    case .disk(let words): return words
    }
  }
}
