extension Lexer {
  /// The lines, numbered from 1, that start within a string: a triple-quoted one, or one continued by a backslash.
  ///
  /// For readers that look for marks at line starts (`# %%`). Never fails. A triple quote that is not closed anywhere
  /// counts as no string at all, so that such a mistake stays within its cell instead of swallowing the ones below.
  public static func linesInsideStrings(_ text: String) -> Set<Int> {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = StringLineScanner(text: buffer)
      scanner.run()
      return scanner.lines
    }
  }
}

/// A lexer that only knows comments, strings and line ends.
private struct StringLineScanner {
  let text: UnsafeBufferPointer<UInt8>
  var position = 0
  var line = 1
  var lines: Set<Int> = []

  /// Each unclosed triple quote costs a scan to the end of the text; a hostile text could hold one on every line.
  var remainingFailures = 16

  mutating func run() {
    while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x0A, 0x0D: passLineEnd()
      case 0x23: while position < text.count, text[position] != 0x0A, text[position] != 0x0D { position += 1 }
      case 0x22, 0x27: passString(byte)
      default: position += 1
      }
    }
  }

  private mutating func passLineEnd() {
    let isPair = text[position] == 0x0D && position + 1 < text.count && text[position + 1] == 0x0A
    position += isPair ? 2 : 1
    line += 1
  }

  private mutating func passString(_ quote: UInt8) {
    let isTriple =
      position + 2 < text.count && text[position + 1] == quote && text[position + 2] == quote
    let start = (position: position + (isTriple ? 3 : 1), line: line)
    if isTriple, remainingFailures == 0 {
      position = start.position
      return
    }
    position = start.position
    var inside: [Int] = []
    while position < text.count {
      let byte = text[position]
      if byte == 0x5C {
        position += 1
        guard position < text.count else { break }
        if text[position] == 0x0A || text[position] == 0x0D {
          passLineEnd()
          inside.append(line)
        } else {
          position += 1
        }
      } else if byte == quote {
        if !isTriple {
          position += 1
          lines.formUnion(inside)
          return
        }
        if position + 2 < text.count, text[position + 1] == quote, text[position + 2] == quote {
          position += 3
          lines.formUnion(inside)
          return
        }
        position += 1
      } else if byte == 0x0A || byte == 0x0D {
        if !isTriple { return }
        passLineEnd()
        inside.append(line)
      } else {
        position += 1
      }
    }
    if isTriple {
      remainingFailures -= 1
      position = start.position
      line = start.line
    }
  }
}
