/// A hash table from keywords, packed into a word (the first letter lowest), to token kinds: open addressing over 128
/// slots. A name costs one multiplication and about one comparison.
struct KeywordTable {
  private var keys: [UInt64]
  private var kinds: [TokenKind]

  static let shared = KeywordTable()

  private init() {
    keys = Array(repeating: 0, count: 128)
    kinds = Array(repeating: .name, count: 128)
    for (spelling, kind) in TokenKind.keywords {
      var packed: UInt64 = 0
      for (index, byte) in spelling.utf8.enumerated() { packed |= UInt64(byte) << UInt64(8 * index) }
      var slot = KeywordTable.slot(packed)
      while keys[slot] != 0 { slot = (slot + 1) & 127 }
      keys[slot] = packed
      kinds[slot] = kind
    }
  }

  private static func slot(_ packed: UInt64) -> Int {
    Int(truncatingIfNeeded: (packed &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }

  /// `.name` for what is no keyword.
  func kind(_ packed: UInt64) -> TokenKind {
    var slot = KeywordTable.slot(packed)
    while true {
      let key = keys[slot]
      if key == packed { return kinds[slot] }
      if key == 0 { return .name }
      slot = (slot + 1) & 127
    }
  }
}
