/// Sorting keys that all are numbers of one kind, or all strings, or tuples of equal length with such columns: column
/// by column, each as machine words, and on among the items that a column leaves equal.
struct ColumnSort {
  private enum Column {
    case int
    case float
    case text
  }

  private let keys: UnsafeMutablePointer<Value>
  private let count: Int
  /// Whether keys are tuples, which the columns are those of.
  private let areTuples: Bool
  private let columns: [Column]
  /// All ones for reversed order, which leaves equal items in place as well.
  private let flip: UInt64

  /// `nil` where keys are anything else: only the interpreter can compare those.
  init?(_ keys: UnsafeMutablePointer<Value>, count: Int, reverse: Bool) {
    self.keys = keys
    self.count = count
    flip = reverse ? UInt64.max : 0
    if let column = ColumnSort.column(keys) {
      areTuples = false
      columns = [column]
    } else if let width = ColumnSort.tuple(keys)?.count, width > 0 {
      areTuples = true
      var found: [Column] = []
      for index in 0..<width {
        guard let first = ColumnSort.tuple(keys), let column = ColumnSort.column(first.ownItems + index) else { return nil }
        found.append(column)
      }
      columns = found
    } else {
      return nil
    }
    for index in 0..<count where !fits(keys + index) { return nil }
  }

  private static func tuple(_ key: UnsafeMutablePointer<Value>) -> TupleObject? {
    guard case .object(let object) = key.pointee, object.kind == .tuple else { return nil }
    return unsafeDowncast(object, to: TupleObject.self)
  }

  @inline(__always) private static func column(_ value: UnsafeMutablePointer<Value>) -> Column? {
    switch value.pointee {
    case .int: return .int
    case .float(let number): return number.isNaN ? nil : .float
    case .object: return value.reference._withUnsafeGuaranteedRef { $0.kind == .str ? .text : nil }
    default: return nil
    }
  }

  @inline(__always) private func fits(_ key: UnsafeMutablePointer<Value>) -> Bool {
    if !areTuples { return ColumnSort.column(key) == columns[0] }
    guard key.isObject else { return false }
    return key.reference._withUnsafeGuaranteedRef { object in
      guard object.kind == .tuple else { return false }
      let tuple = unsafeDowncast(object, to: TupleObject.self)
      guard tuple.count == columns.count else { return false }
      for index in 0..<columns.count where ColumnSort.column(tuple.ownItems + index) != columns[index] { return false }
      return true
    }
  }

  func sorted(_ items: [Value]) -> [Value] {
    withUnsafeTemporaryAllocation(of: WordSort.Keyed.self, capacity: count) { buffer in
      let places = buffer.baseAddress.unsafelyUnwrapped
      for index in 0..<count {
        (places + index).initialize(to: WordSort.Keyed(word: 0, index: UInt32(truncatingIfNeeded: index)))
      }
      sort(places, count, by: 0)
      return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { positions in
        for index in 0..<count { positions[index] = places[index].index }
        return Sorting.pick(items, positions.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  // MARK: columns

  private func sort(_ places: WordSort.Places, _ count: Int, by column: Int) {
    switch columns[column] {
    case .int:
      sort(places, count, by: column) { value in
        guard case .int(let number) = value.pointee else { return 0 }
        return UInt64(bitPattern: Int64(number)) ^ 1 << 63
      }
    case .float:
      sort(places, count, by: column) { value in
        guard case .float(let number) = value.pointee else { return 0 }
        // Zeros of both signs are equal; otherwise the order is that of the bits, upside down below zero.
        let bits = number == 0 ? 0 : number.bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
      }
    case .text: sortTexts(places, count, by: column, from: 0)
    }
  }

  /// Sorts by words that are equal only for equal values.
  @inline(__always) private func sort(
    _ places: WordSort.Places, _ count: Int, by column: Int, _ word: (UnsafeMutablePointer<Value>) -> UInt64
  ) {
    for index in 0..<count { places[index].word = word(value(places[index].index, column)) ^ flip }
    WordSort.sort(places, count: count)
    if column + 1 < columns.count {
      forEachTie(places, count) { start, end in sort(places + start, end - start, by: column + 1) }
    }
  }

  @inline(__always) private func value(_ index: UInt32, _ column: Int) -> UnsafeMutablePointer<Value> {
    let key = keys + Int(index)
    if !areTuples { return key }
    return key.reference._withUnsafeGuaranteedRef { unsafeDowncast($0, to: TupleObject.self).ownItems + column }
  }

  /// Stretches of more than one item with the same word.
  @inline(__always) private func forEachTie(
    _ places: WordSort.Places, _ count: Int, _ body: (Int, Int) -> Void
  ) {
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, places[end].word == places[start].word { end += 1 }
      if end - start > 1 { body(start, end) }
      start = end
    }
  }

  // MARK: texts

  /// Sorts strings that have the first `offset` bytes in common: by the eight behind, and so on among those with the
  /// same. UTF-8 keeps the order of code points.
  private func sortTexts(_ places: WordSort.Places, _ count: Int, by column: Int, from offset: Int) {
    for index in 0..<count { places[index].word = text(places[index].index, column).word(from: offset) ^ flip }
    WordSort.sort(places, count: count)
    forEachTie(places, count) { start, end in
      let ties = places + start
      let isLonger = text(ties[0].index, column).count > offset + 8
      var isUniform = true
      for index in 1..<(end - start) {
        let text = text(ties[index].index, column)
        if isLonger != (text.count > offset + 8) || !isLonger && text.count != self.text(ties[0].index, column).count {
          isUniform = false
          break
        }
      }
      if isUniform, isLonger {
        sortTexts(ties, end - start, by: column, from: offset + 8)
      } else if !isUniform {
        // Some end here, or have a NUL where others end.
        compareTexts(ties, end - start, by: column)
      } else if column + 1 < columns.count {
        sort(ties, end - start, by: column + 1)
      }
    }
  }

  private func compareTexts(_ places: WordSort.Places, _ count: Int, by column: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { positions in
      for index in 0..<count { positions[index] = places[index].index }
      try? MergeSort.sort(positions.baseAddress.unsafelyUnwrapped, count: count) { a, b in
        let (left, right) = flip == 0 ? (a, b) : (b, a)
        return text(left, column).isLess(than: text(right, column))
      }
      for index in 0..<count { places[index].index = positions[index] }
    }
    guard column + 1 < columns.count else { return }
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, text(places[end].index, column).isEqual(text(places[start].index, column)) { end += 1 }
      if end - start > 1 { sort(places + start, end - start, by: column + 1) }
      start = end
    }
  }

  @inline(__always) private func text(_ index: UInt32, _ column: Int) -> Text {
    Text(object: Unmanaged.fromOpaque(value(index, column).reference.toOpaque()))
  }

  /// A string, not retained.
  private struct Text {
    let object: Unmanaged<StrObject>

    var count: Int { object._withUnsafeGuaranteedRef { $0.text.utf8.count } }
    func isEqual(_ other: Text) -> Bool {
      object._withUnsafeGuaranteedRef { left in other.object._withUnsafeGuaranteedRef { left.isEqual($0) } }
    }
    func isLess(than other: Text) -> Bool {
      object._withUnsafeGuaranteedRef { left in
        other.object._withUnsafeGuaranteedRef { StrText.less(left.text, $0.text) }
      }
    }

    /// Eight bytes, the first the highest; zeros behind the end.
    func word(from offset: Int) -> UInt64 {
      object._withUnsafeGuaranteedRef { string in
        let word = string.text.utf8.withContiguousStorageIfAvailable { bytes -> UInt64 in
          let bytes = UnsafeRawBufferPointer(bytes)
          if bytes.count >= offset + 8 {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          }
          return Text.assembled(bytes.dropFirst(offset))
        }
        return word ?? Text.assembled(string.text.utf8.dropFirst(offset).prefix(8))
      }
    }

    @inline(__always) private static func assembled<Bytes: Sequence>(_ bytes: Bytes) -> UInt64
    where Bytes.Element == UInt8 {
      var word: UInt64 = 0
      var shift: UInt64 = 56
      for byte in bytes {
        word |= UInt64(byte) << shift
        shift &-= 8
      }
      return word
    }
  }
}
