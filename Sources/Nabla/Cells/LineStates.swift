/// Which lines of a source text start a statement, and which continue something begun above them.
///
/// Cell markers, magics and pinned outputs are recognised by how a line begins; the same characters inside a
/// triple-quoted string, a bracket or after a backslash mean nothing. One tolerant pass over the bytes tells them apart,
/// also where the text is not a valid program.
public struct LineStates {
  public enum State: Equatable { case fresh, insideString, insideBrackets, continued }

  /// The state at the start of each line; as many as the text has lines.
  public let states: [State]
  /// Whether the text ends inside a string, a bracket or a continued line.
  public let isOpenAtEnd: Bool

  public init(_ lines: [String]) {
    var states: [State] = []
    states.reserveCapacity(lines.count)
    var scanner = Scanner()
    for line in lines {
      states.append(scanner.state)
      scanner.read(line)
    }
    self.states = states
    isOpenAtEnd = scanner.state != .fresh
  }

  public subscript(line: Int) -> State { states.indices.contains(line) ? states[line] : .fresh }

  /// What is open at a point of the text: a triple-quoted string, some brackets, a line ended by a backslash.
  private struct Scanner {
    private var quote: UInt8?
    private var depth: Int = 0
    private var backslash = false

    var state: State {
      if quote != nil { return .insideString }
      if depth > 0 { return .insideBrackets }
      return backslash ? .continued : .fresh
    }

    mutating func read(_ line: String) {
      let bytes = Array(line.utf8)
      var index = 0
      backslash = false
      if quote != nil {
        guard let end = endOfTripleQuoted(bytes, from: 0) else { return }
        index = end
      }
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "#"):
          return
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          if index + 2 < bytes.count, bytes[index + 1] == byte, bytes[index + 2] == byte {
            quote = byte
            guard let end = endOfTripleQuoted(bytes, from: index + 3) else { return }
            index = end
          } else {
            index = endOfQuoted(bytes, from: index + 1, quote: byte)
          }
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
          depth += 1
          index += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth = max(0, depth - 1)
          index += 1
        case UInt8(ascii: "\\") where index == bytes.count - 1:
          backslash = true
          index += 1
        default:
          index += 1
        }
      }
    }

    /// The index behind the closing quotes, or `nil` when the string goes on in the next line.
    private mutating func endOfTripleQuoted(_ bytes: [UInt8], from start: Int) -> Int? {
      guard let quote else { return start }
      var index = start
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "\\") {
          index += 2
        } else if bytes[index] == quote, index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
          self.quote = nil
          return index + 3
        } else {
          index += 1
        }
      }
      return nil
    }

    /// The index behind a string that ends on its own line; an unclosed one ends with the line.
    private func endOfQuoted(_ bytes: [UInt8], from start: Int, quote: UInt8) -> Int {
      var index = start
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "\\") {
          index += 2
        } else if bytes[index] == quote {
          return index + 1
        } else {
          index += 1
        }
      }
      return bytes.count
    }
  }
}
