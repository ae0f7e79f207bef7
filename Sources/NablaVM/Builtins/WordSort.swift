/// Stable sorting by machine words: what numbers and beginnings of strings become (see `ColumnSort`).
///
/// Sorted and nearly sorted input is left, turned round or merged; the rest is distributed digit by digit from the
/// lowest up, over those bits in which the words differ at all.
enum WordSort {
  struct Keyed {
    var word: UInt64
    var index: UInt32
  }
  typealias Places = UnsafeMutablePointer<Keyed>

  /// More runs than this are no order worth keeping.
  private static let mostRuns = 16

  static func sort(_ items: Places, count: Int) {
    if count < 2 || takeOrder(items, count) { return }
    if count <= 48 { return insert(items, count) }
    let scratch = Places.allocate(capacity: count)
    defer { scratch.deallocate() }
    if !mergeRuns(items, count, scratch) { distribute(items, count, scratch) }
  }

  /// Whether the items were in order, or strictly descending.
  private static func takeOrder(_ items: Places, _ count: Int) -> Bool {
    var end = 1
    if items[1].word < items[0].word {
      while end < count, items[end].word < items[end - 1].word { end += 1 }
      if end < count { return false }
      var run = UnsafeMutableBufferPointer(start: items, count: count)
      run.reverse()
      return true
    }
    while end < count, items[end].word >= items[end - 1].word { end += 1 }
    return end == count
  }

  private static func insert(_ items: Places, _ count: Int) {
    for index in 1..<count {
      let item = items[index]
      var place = index
      while place > 0, items[place - 1].word > item.word {
        items[place] = items[place - 1]
        place -= 1
      }
      items[place] = item
    }
  }

  // MARK: merging

  /// `false`, and nothing done, where there are many runs.
  private static func mergeRuns(_ items: Places, _ count: Int, _ scratch: Places) -> Bool {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: mostRuns + 1) { ends in
      var runs = 0
      for index in 1..<count where items[index].word < items[index - 1].word {
        if runs == mostRuns - 1 { return false }
        ends[runs] = index
        runs += 1
      }
      ends[runs] = count
      runs += 1
      while runs > 1 {
        var start = 0
        var merged = 0
        var run = 0
        while run < runs {
          let end = ends[min(run + 1, runs - 1)]
          if run + 1 < runs { merge(items + start, ends[run] - start, end - start, scratch) }
          ends[merged] = end
          merged += 1
          start = end
          run += 2
        }
        runs = merged
      }
      return true
    }
  }

  /// Merges the first `middle` items with the rest.
  private static func merge(_ items: Places, _ middle: Int, _ count: Int, _ scratch: Places) {
    scratch.update(from: items, count: middle)
    var left = 0
    var right = middle
    var target = 0
    while left < middle, right < count {
      if items[right].word < scratch[left].word {
        items[target] = items[right]
        right += 1
      } else {
        items[target] = scratch[left]
        left += 1
      }
      target += 1
    }
    (items + target).update(from: scratch + left, count: middle - left)
  }

  // MARK: distributing

  private static func distribute(_ items: Places, _ count: Int, _ scratch: Places) {
    var differing: UInt64 = 0
    for index in 1..<count { differing |= items[index].word ^ items[0].word }
    let digit = count < 2048 ? 8 : 11
    let buckets = 1 << digit
    let mask = UInt64(buckets - 1)
    var shift = UInt64(differing.trailingZeroBitCount)
    let end = UInt64(64 - differing.leadingZeroBitCount)
    var (source, target) = (items, scratch)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: buckets) { starts in
      while shift < end {
        starts.update(repeating: 0)
        for index in 0..<count { starts[Int((source[index].word >> shift) & mask)] += 1 }
        var next = 0
        for bucket in 0..<buckets {
          let size = starts[bucket]
          starts[bucket] = next
          next += size
        }
        for index in 0..<count {
          let item = source[index]
          let bucket = Int((item.word >> shift) & mask)
          target[starts[bucket]] = item
          starts[bucket] += 1
        }
        (source, target) = (target, source)
        shift += UInt64(digit)
      }
    }
    if source != items { items.update(from: source, count: count) }
  }
}
