import Glibc

/// A parsed `open` mode.
struct FileMode {
  let text: String
  var isBinary = false
  var reads = false
  var writes = false
  var flags: Int32 = 0

  init(_ text: String) throws {
    self.text = text
    let letters = Set(text)
    guard letters.count == text.count, letters.isSubset(of: Set("rwaxbt+")) else {
      throw Raised(.valueError, "invalid mode: '\(text)'")
    }
    isBinary = letters.contains("b")
    if isBinary, letters.contains("t") {
      throw Raised(.valueError, "can't have text and binary mode at once")
    }
    guard letters.intersection(Set("rwax")).count == 1 else {
      throw Raised(.valueError, "must have exactly one of create/read/write/append mode")
    }
    let both = letters.contains("+")
    reads = letters.contains("r") || both
    writes = !letters.contains("r") || both
    flags = both ? O_RDWR : writes ? O_WRONLY : O_RDONLY
    if letters.contains("w") { flags |= O_CREAT | O_TRUNC }
    if letters.contains("a") { flags |= O_CREAT | O_APPEND }
    if letters.contains("x") { flags |= O_CREAT | O_EXCL }
  }

  /// Checks the arguments that only text files take.
  init(_ text: String, encoding: String?, errors: String?, newline: String?) throws {
    try self.init(text)
    for (name, value) in [("an encoding", encoding), ("an errors", errors), ("a newline", newline)]
    where isBinary && value != nil {
      throw Raised(.valueError, "binary mode doesn't take \(name) argument")
    }
  }
}

/// Where the lines of a text file end, from `open`'s `newline`.
enum Newline {
  /// `None`: "\n", "\r" and "\r\n" end a line, and are read as "\n".
  case translated
  /// `""`: the same, read as they are.
  case universal
  case feed, `return`, pair

  init(_ text: String?) throws {
    switch text {
    case nil: self = .translated
    case "": self = .universal
    case "\n": self = .feed
    case "\r": self = .return
    case "\r\n": self = .pair
    case let other?: throw Raised(.valueError, "illegal newline value: \(other)")
    }
  }

  /// Whether a byte is, or starts, the end of a line.
  func mayEnd(_ byte: UInt8) -> Bool {
    switch self {
    case .translated, .universal: byte == 10 || byte == 13
    case .feed: byte == 10
    case .return, .pair: byte == 13
    }
  }

  /// What "\n" is written as; `nil` for itself.
  var written: String? {
    switch self {
    case .translated, .universal, .feed: nil
    case .return: "\r"
    case .pair: "\r\n"
    }
  }
}
