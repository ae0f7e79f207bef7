/// A stable merge sort that makes use of order already there, for comparisons that run code of the language.
///
/// It asks the same questions in the same order as CPython 3.11's `list.sort` ("timsort", with the merge order called
/// powersort), so that a `__lt__` that counts, prints or contradicts itself has the same effects here and there. Runs
/// shorter than `minimumRun` are lengthened by binary insertion; pairs of runs are merged one by one until one side has
/// won several times in a row, from where on whole stretches are looked for.
struct MergeSort {
  typealias Places = UnsafeMutablePointer<UInt32>
  typealias Less = (UInt32, UInt32) throws -> Bool

  private struct Run {
    var start: Places
    var count: Int
    /// Where the boundary to the next run lies in the tree of all merges.
    var power = 0
  }

  private let base: Places
  private let count: Int
  private let less: Less
  private var pending: [Run] = []
  /// Wins in a row before stretches are looked for; grows where that does not pay.
  private var patience = MergeSort.stretch
  private static let stretch = 7

  /// Where `less` throws, the positions are all there still.
  static func sort(_ places: Places, count: Int, _ less: Less) throws {
    try withoutActuallyEscaping(less) { less in
      var sort = MergeSort(base: places, count: count, less: less)
      try sort.run()
    }
  }

  private init(base: Places, count: Int, less: @escaping Less) {
    self.base = base
    self.count = count
    self.less = less
  }

  private mutating func run() throws {
    var low = base
    var remaining = count
    let minimum = minimumRun
    while remaining > 0 {
      var length = try takeRun(low, remaining)
      if length < minimum {
        let forced = min(remaining, minimum)
        try insert(low, sorted: length, until: forced)
        length = forced
      }
      try settle(before: length)
      pending.append(Run(start: low, count: length))
      low += length
      remaining -= length
    }
    while pending.count > 1 {
      var index = pending.count - 2
      if index > 0, pending[index - 1].count < pending[index + 1].count { index -= 1 }
      try merge(at: index)
    }
  }

  private var minimumRun: Int {
    var length = count
    var carry = 0
    while length >= 64 {
      carry |= length & 1
      length >>= 1
    }
    return length + carry
  }

  // MARK: runs

  /// The length of the run that begins here; a strictly descending one is turned round.
  private func takeRun(_ low: Places, _ remaining: Int) throws -> Int {
    if remaining == 1 { return 1 }
    var length = 2
    if try less(low[1], low[0]) {
      while length < remaining, try less(low[length], low[length - 1]) { length += 1 }
      var run = UnsafeMutableBufferPointer(start: low, count: length)
      run.reverse()
    } else {
      while length < remaining, try !less(low[length], low[length - 1]) { length += 1 }
    }
    return length
  }

  /// Binary insertion of what follows the first `sorted`.
  private func insert(_ low: Places, sorted: Int, until end: Int) throws {
    for place in sorted..<max(sorted, end) {
      let item = low[place]
      var left = 0
      var right = place
      while left < right {
        let middle = left + (right - left) >> 1
        if try less(item, low[middle]) { right = middle } else { left = middle + 1 }
      }
      (low + left + 1).update(from: low + left, count: place - left)
      low[left] = item
    }
  }

  /// Merges what has to be merged before a run of this length follows.
  private mutating func settle(before next: Int) throws {
    guard let last = pending.last else { return }
    let power = boundary(last.start - base, last.count, next)
    while pending.count > 1, pending[pending.count - 2].power > power { try merge(at: pending.count - 2) }
    pending[pending.count - 1].power = power
  }

  /// How deep in a balanced tree over the whole the boundary between two runs lies: the first binary digit in which
  /// their middles, as fractions of the whole, differ.
  private func boundary(_ start: Int, _ first: Int, _ second: Int) -> Int {
    var a = 2 * start + first
    var b = a + first + second
    var digits = 0
    while true {
      digits += 1
      if a >= count {
        a -= count
        b -= count
      } else if b >= count {
        return digits
      }
      a <<= 1
      b <<= 1
    }
  }

  private mutating func merge(at index: Int) throws {
    var (left, leftCount) = (pending[index].start, pending[index].count)
    let right = pending[index + 1].start
    var rightCount = pending[index + 1].count
    pending[index].count += rightCount
    pending.remove(at: index + 1)
    // What lies before the other run's first item, or behind its last, stays where it is.
    let skipped = try placeAfter(right[0], left, leftCount, hint: 0)
    left += skipped
    leftCount -= skipped
    if leftCount == 0 { return }
    rightCount = try placeBefore(left[leftCount - 1], right, rightCount, hint: rightCount - 1)
    if rightCount <= 0 { return }
    if leftCount <= rightCount {
      try mergeFromLeft(left, leftCount, right, rightCount)
    } else {
      try mergeFromRight(left, leftCount, right, rightCount)
    }
  }

  // MARK: looking for a place, from a hint outwards in growing steps

  /// The first place in a sorted stretch whose item is not less than `key`.
  private func placeBefore(_ key: UInt32, _ items: Places, _ count: Int, hint: Int) throws -> Int {
    var near = 0
    var far = 1
    if try less(items[hint], key) {
      let most = count - hint
      while far < most, try less(items[hint + far], key) { (near, far) = (far, far * 2 + 1) }
      (near, far) = (near + hint, min(far, most) + hint)
    } else {
      let most = hint + 1
      while far < most, try !less(items[hint - far], key) { (near, far) = (far, far * 2 + 1) }
      (near, far) = (hint - min(far, most), hint - near)
    }
    near += 1
    while near < far {
      let middle = near + (far - near) >> 1
      if try less(items[middle], key) { near = middle + 1 } else { far = middle }
    }
    return far
  }

  /// The first place in a sorted stretch whose item is greater than `key`.
  private func placeAfter(_ key: UInt32, _ items: Places, _ count: Int, hint: Int) throws -> Int {
    var near = 0
    var far = 1
    if try less(key, items[hint]) {
      let most = hint + 1
      while far < most, try less(key, items[hint - far]) { (near, far) = (far, far * 2 + 1) }
      (near, far) = (hint - min(far, most), hint - near)
    } else {
      let most = count - hint
      while far < most, try !less(key, items[hint + far]) { (near, far) = (far, far * 2 + 1) }
      (near, far) = (near + hint, min(far, most) + hint)
    }
    near += 1
    while near < far {
      let middle = near + (far - near) >> 1
      if try less(key, items[middle]) { far = middle } else { near = middle + 1 }
    }
    return far
  }
}

// MARK: - Merging neighbours

extension MergeSort {
  /// The left run is the shorter one: it is set aside, and the gap closes from the left.
  private mutating func mergeFromLeft(_ start: Places, _ leftCount: Int, _ right: Places, _ rightCount: Int) throws {
    let aside = Places.allocate(capacity: leftCount)
    aside.initialize(from: start, count: leftCount)
    var (target, left, right) = (start, aside, right)
    var (leftCount, rightCount) = (leftCount, rightCount)
    // What is still set aside fills the gap, whatever happens.
    defer {
      if leftCount == 1, rightCount > 0 {
        target.update(from: right, count: rightCount)
        target += rightCount
      }
      target.update(from: left, count: leftCount)
      aside.deallocate()
    }
    func takeLeft(_ count: Int) {
      target.update(from: left, count: count)
      target += count
      left += count
      leftCount -= count
    }
    func takeRight(_ count: Int) {
      target.update(from: right, count: count)
      target += count
      right += count
      rightCount -= count
    }
    do {
      takeRight(1)
      if rightCount == 0 || leftCount == 1 { return }
      while true {
        var (leftWins, rightWins) = (0, 0)
        repeat {
          if try less(right[0], left[0]) {
            takeRight(1)
            (leftWins, rightWins) = (0, rightWins + 1)
            if rightCount == 0 { return }
          } else {
            takeLeft(1)
            (leftWins, rightWins) = (leftWins + 1, 0)
            if leftCount == 1 { return }
          }
        } while max(leftWins, rightWins) < patience
        patience += 1
        repeat {
          if patience > 1 { patience -= 1 }
          leftWins = try placeAfter(right[0], left, leftCount, hint: 0)
          takeLeft(leftWins)
          if leftCount <= 1 && leftWins > 0 { return }
          takeRight(1)
          if rightCount == 0 { return }
          rightWins = try placeBefore(left[0], right, rightCount, hint: 0)
          takeRight(rightWins)
          if rightCount == 0 { return }
          takeLeft(1)
          if leftCount == 1 { return }
        } while max(leftWins, rightWins) >= MergeSort.stretch
        patience += 1
      }
    } catch {
      // The rest of the right run is where it belongs already, behind the gap.
      let rest = left
      target.update(from: rest, count: leftCount)
      leftCount = 0
      throw error
    }
  }

  /// The right run is the shorter one: it is set aside, and the gap closes from the right.
  private mutating func mergeFromRight(_ start: Places, _ leftCount: Int, _ right: Places, _ rightCount: Int) throws {
    let aside = Places.allocate(capacity: rightCount)
    aside.initialize(from: right, count: rightCount)
    var (leftCount, rightCount) = (leftCount, rightCount)
    // Behind the last place to fill; the left run's rest begins at `start`, the right one's at `aside`.
    var target = right + rightCount
    defer {
      if rightCount == 1, leftCount > 0 {
        target -= leftCount
        target.update(from: start, count: leftCount)
      }
      (target - rightCount).update(from: aside, count: rightCount)
      aside.deallocate()
    }
    func takeLeft(_ count: Int) {
      leftCount -= count
      target -= count
      target.update(from: start + leftCount, count: count)
    }
    func takeRight(_ count: Int) {
      rightCount -= count
      target -= count
      target.update(from: aside + rightCount, count: count)
    }
    do {
      takeLeft(1)
      if leftCount == 0 || rightCount == 1 { return }
      while true {
        var (leftWins, rightWins) = (0, 0)
        repeat {
          if try less(aside[rightCount - 1], start[leftCount - 1]) {
            takeLeft(1)
            (leftWins, rightWins) = (leftWins + 1, 0)
            if leftCount == 0 { return }
          } else {
            takeRight(1)
            (leftWins, rightWins) = (0, rightWins + 1)
            if rightCount == 1 { return }
          }
        } while max(leftWins, rightWins) < patience
        patience += 1
        repeat {
          if patience > 1 { patience -= 1 }
          leftWins = leftCount - (try placeAfter(aside[rightCount - 1], start, leftCount, hint: leftCount - 1))
          takeLeft(leftWins)
          if leftCount == 0 { return }
          takeRight(1)
          if rightCount == 1 { return }
          rightWins = rightCount
            - (try placeBefore(start[leftCount - 1], aside, rightCount, hint: rightCount - 1))
          takeRight(rightWins)
          if rightCount <= 1 && rightWins > 0 { return }
          takeLeft(1)
          if leftCount == 0 { return }
        } while max(leftWins, rightWins) >= MergeSort.stretch
        patience += 1
      }
    } catch {
      (target - rightCount).update(from: aside, count: rightCount)
      rightCount = 0
      throw error
    }
  }
}
