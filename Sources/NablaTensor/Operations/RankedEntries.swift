/// An element of a line with its position, ordered as sorting wants it: by value, equals by position.
///
/// Values become unsigned integers in the same order: NaN is greater than everything, both zeros are one. Descending order
/// inverts them, which leaves equals in their order.
protocol RankedEntry: Comparable {
  associatedtype Key: FixedWidthInteger & UnsignedInteger
  init(_ key: Key, _ position: Int)
  var key: Key { get }
  var position: Int { get }
}

/// A value of up to 32 bits beside its position in one word.
struct ShortEntry: RankedEntry {
  let word: UInt64

  @inline(__always) init(_ key: UInt32, _ position: Int) {
    word = UInt64(key) << 32 | UInt64(UInt32(truncatingIfNeeded: position))
  }
  @inline(__always) var key: UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
  @inline(__always) var position: Int { Int(UInt32(truncatingIfNeeded: word)) }
  @inline(__always) static func < (a: ShortEntry, b: ShortEntry) -> Bool { a.word < b.word }
  @inline(__always) static func == (a: ShortEntry, b: ShortEntry) -> Bool { a.word == b.word }
}

/// A value of 64 bits and its position; also values of lines that are longer than 32 bits can count.
struct LongEntry: RankedEntry {
  let key: UInt64
  let position: Int

  @inline(__always) init(_ key: UInt64, _ position: Int) {
    self.key = key
    self.position = position
  }
  @inline(__always) static func < (a: LongEntry, b: LongEntry) -> Bool {
    a.key != b.key ? a.key < b.key : a.position < b.position
  }
  @inline(__always) static func == (a: LongEntry, b: LongEntry) -> Bool { a.key == b.key && a.position == b.position }
}

/// Values as keys.
enum SortKey {
  @inline(__always) static func of(_ value: Float) -> UInt32 {
    if value.isNaN { return UInt32.max }
    let bits = (value + 0).bitPattern
    return bits >> 31 == 1 ? ~bits : bits | 1 << 31
  }

  @inline(__always) static func of(_ value: Double) -> UInt64 {
    if value.isNaN { return UInt64.max }
    let bits = (value + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  @inline(__always) static func of(_ value: Int32) -> UInt32 { UInt32(bitPattern: value) ^ (1 << 31) }
  @inline(__always) static func of(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ (1 << 63) }
}

/// Which of a line's elements are wanted, in order.
enum RankedPart {
  case all
  case first(Int)
  case rank(Int)

  func count(of length: Int) -> Int {
    switch self {
    case .all: return length
    case .first(let count): return count
    case .rank: return 1
    }
  }
}

extension UnsafeMutableBufferPointer where Element: RankedEntry {
  /// Brings the wanted entries to the front.
  func arrange(_ part: RankedPart, scratch: UnsafeMutableBufferPointer<Element>) {
    switch part {
    case .all: count > 512 ? radixSort(scratch) : sortSlice(0, count)
    case .first(let wanted):
      if wanted > 0, wanted < count { select(wanted - 1) }
      sortSlice(0, wanted)
    case .rank(let rank):
      guard rank < count else { return }
      select(rank)
      swapAt(0, rank)
    }
  }

  private func sortSlice(_ start: Int, _ end: Int) {
    guard end - start > 1 else { return }
    var slice = UnsafeMutableBufferPointer(rebasing: self[start..<end])
    slice.sort()
  }

  /// Hoare's selection: the entry of a rank at its place, smaller ones before it.
  private func select(_ rank: Int) {
    var (low, high) = (0, count - 1)
    while high - low > 32 {
      // The median of three as the pivot.
      let middle = low + (high - low) / 2
      if self[middle] < self[low] { swapAt(middle, low) }
      if self[high] < self[low] { swapAt(high, low) }
      if self[high] < self[middle] { swapAt(high, middle) }
      let pivot = self[middle]
      var (i, j) = (low, high)
      while i <= j {
        while self[i] < pivot { i += 1 }
        while pivot < self[j] { j -= 1 }
        if i <= j {
          if i != j { swapAt(i, j) }
          i += 1
          j -= 1
        }
      }
      if rank <= j { high = j } else if rank >= i { low = i } else { return }
    }
    sortSlice(low, high + 1)
  }

  /// By bytes of the key from the least, those in which all agree passed over. Entries are in order of position before.
  private func radixSort(_ scratch: UnsafeMutableBufferPointer<Element>) {
    let bytes = Element.Key.bitWidth / 8
    var counts = [Int](repeating: 0, count: 256 * bytes)
    for entry in self {
      var key = entry.key
      for byte in 0..<bytes {
        counts[byte * 256 + Int(truncatingIfNeeded: key & 255)] += 1
        key >>= 8
      }
    }
    var (from, to) = (self, scratch)
    for byte in 0..<bytes {
      let base = byte * 256
      if counts[base..<base + 256].contains(count) { continue }
      var total = 0
      for digit in base..<base + 256 { (counts[digit], total) = (total, total + counts[digit]) }
      let shift = byte * 8
      for entry in from {
        let digit = base + Int(truncatingIfNeeded: (entry.key >> shift) & 255)
        to[counts[digit]] = entry
        counts[digit] += 1
      }
      swap(&from, &to)
    }
    if from.baseAddress != baseAddress { _ = update(fromContentsOf: from) }
  }
}

extension Tensor {
  /// For each line along a dimension, the positions of a part of its elements in order.
  func rankedPositions(_ axis: Int, descending: Bool, _ part: RankedPart = .all) throws -> Tensor {
    if rank == 0 {
      let zero = Tensor.uninitialized([], .int64)
      zero.assign(Scalar.int(0))
      return zero
    }
    let moved = try GradMode.disabled { try axis == rank - 1 ? contiguous() : detach().movedim([axis], [-1]).contiguous() }
    let length = shape[axis]
    var target = moved.shape
    let wanted = part.count(of: length)
    target[rank - 1] = wanted
    let result = Tensor.uninitialized(target, .int64)
    if length > 0, wanted > 0 {
      let out = result.pointer.assumingMemoryBound(to: Int.self)
      let lines = moved.elementCount / length
      func run<Element, Entry: RankedEntry>(_: Element.Type, _: Entry.Type, _ source: Tensor, _ key: (Element) -> Entry.Key) {
        let values = source.pointer.assumingMemoryBound(to: Element.self)
        parallelFor(lines, grain: Swift.max(1, 4096 / length)) { range in
          let room = UnsafeMutableBufferPointer<Entry>.allocate(capacity: length)
          let scratch = UnsafeMutableBufferPointer<Entry>.allocate(capacity: length)
          defer {
            room.deallocate()
            scratch.deallocate()
          }
          for line in range {
            let start = values + line * length
            for place in 0..<length {
              let value = key(start[place])
              room.initializeElement(at: place, to: Entry(descending ? ~value : value, place))
            }
            room.arrange(part, scratch: scratch)
            for place in 0..<wanted { out[line * wanted + place] = room[place].position }
          }
        }
      }
      if length >= 1 << 32 || dtype == .float64 || dtype == .int64 {
        if dtype.isFloat {
          run(Double.self, LongEntry.self, moved.dtype == .float64 ? moved : moved.converted(to: .float64)) { SortKey.of($0) }
        } else {
          run(Int64.self, LongEntry.self, moved.dtype == .int64 ? moved : moved.converted(to: .int64)) { SortKey.of($0) }
        }
      } else if dtype.isFloat {
        run(Float.self, ShortEntry.self, moved.dtype == .float32 ? moved : moved.converted(to: .float32)) { SortKey.of($0) }
      } else {
        run(Int32.self, ShortEntry.self, moved.dtype == .int32 ? moved : moved.converted(to: .int32)) { SortKey.of($0) }
      }
    }
    if axis == rank - 1 { return result }
    return try GradMode.disabled { try result.movedim([-1], [axis]).contiguous().detach() }
  }
}
