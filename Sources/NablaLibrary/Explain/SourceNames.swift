import NablaVM

/// The names in a piece of the program's text, as far as errors tell of them. The text has been compiled, so there is
/// nothing to check: names are told from calls, keyword arguments and the contents of strings, and that is all.
struct SourceNames {
  struct Chain: Equatable {
    /// `["self", "fc1"]` for `self.fc1`.
    var parts: [String]
    /// Whether the last part is called.
    var isCalled: Bool
  }

  private(set) var chains: [Chain] = []

  /// The functions and methods that are called, by their own names.
  var calls: Set<String> { Set(chains.filter(\.isCalled).compactMap(\.parts.last)).union(laterCalls) }
  /// Attributes of what is no name: `.detach` in `(w * 2).detach()`.
  private(set) var laterCalls: Set<String> = []

  private static let keywords: Set<String> = [
    "and", "or", "not", "in", "is", "if", "else", "for", "lambda", "None", "True", "False", "return", "await", "yield",
    "from", "import", "as", "with", "while", "assert", "del", "raise", "async",
  ]

  init(_ text: String) {
    let bytes = Array(text.utf8.prefix(2000))
    var index = 0

    func isNameByte(_ byte: UInt8) -> Bool {
      byte == 0x5F || byte >= 0x80 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39
    }
    func skipBlanks() { while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 } }
    func name() -> String {
      let start = index
      while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    func skipString(_ quote: UInt8) {
      let isTriple = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
      index += isTriple ? 3 : 1
      while index < bytes.count {
        if bytes[index] == 0x5C { index += 2; continue }
        if bytes[index] == quote, !isTriple || index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote {
          index += isTriple ? 3 : 1
          return
        }
        index += 1
      }
    }

    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x27 { skipString(byte); continue }
      if byte == 0x23 {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        continue
      }
      guard isNameByte(byte) else { index += 1; continue }
      let isLater = index > 0 && bytes[index - 1] == 0x2E
      if byte >= 0x30 && byte <= 0x39 {
        while index < bytes.count, isNameByte(bytes[index]) || bytes[index] == 0x2E { index += 1 }
        continue
      }
      var parts = [name()]
      while index + 1 < bytes.count, bytes[index] == 0x2E, isNameByte(bytes[index + 1]) {
        index += 1
        parts.append(name())
      }
      if index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 { continue }
      skipBlanks()
      let next = index < bytes.count ? bytes[index] : 0
      let isCalled = next == 0x28
      if isLater {
        if let first = parts.first, parts.count > 1 || isCalled || first == "data" { laterCalls.formUnion(parts) }
        continue
      }
      if next == 0x3D, index + 1 >= bytes.count || bytes[index + 1] != 0x3D { continue }
      if parts.count == 1, SourceNames.keywords.contains(parts[0]) { continue }
      let chain = Chain(parts: parts, isCalled: isCalled)
      if !chains.contains(chain) { chains.append(chain) }
    }
  }
}
