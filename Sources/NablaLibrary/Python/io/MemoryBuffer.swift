/// The contents of a file in memory, in code points or bytes, and the place where it is read and written.
struct MemoryBuffer<Unit: FixedWidthInteger> {
  private(set) var units: [Unit] = []
  private(set) var place = 0

  init(_ units: [Unit] = [], place: Int = 0) {
    self.units = units
    self.place = place
  }

  mutating func write<Source: Collection>(_ new: Source) where Source.Element == Unit {
    let count = new.count
    if count == 0 { return }
    if place > units.count { units += [Unit](repeating: 0, count: place - units.count) }
    if place == units.count {
      units.append(contentsOf: new)
    } else {
      units.replaceSubrange(place..<min(units.count, place + count), with: new)
    }
    place += count
  }

  /// The range of up to so many units from here on, which is passed.
  mutating func read(_ limit: Int?) -> Range<Int> {
    guard place < units.count else { return 0..<0 }
    let end = limit.map { $0 < units.count - place ? place + $0 : units.count } ?? units.count
    defer { place = end }
    return place..<end
  }

  /// Up to and with the end of the line: the first `end`, or `end` followed by `second`.
  mutating func readLine(_ limit: Int?, end: Unit, second: Unit? = nil) -> Range<Int> {
    guard place < units.count else { return 0..<0 }
    let start = place
    let found = units.withUnsafeBufferPointer { units in
      var index = start
      while index < units.count {
        if units[index] == end {
          guard let second else { return index + 1 }
          if index + 1 < units.count, units[index + 1] == second { return index + 2 }
        }
        index += 1
      }
      return index
    }
    return read(min(found - place, limit ?? Int.max))
  }

  /// The same for lines that end in any of "\n", "\r" and "\r\n".
  mutating func readAnyLine(_ limit: Int?) -> Range<Int> {
    guard place < units.count else { return 0..<0 }
    var index = place
    while index < units.count, units[index] != 10, units[index] != 13 { index += 1 }
    if index < units.count {
      index += units[index] == 13 && index + 1 < units.count && units[index + 1] == 10 ? 2 : 1
    }
    return read(min(index - place, limit ?? Int.max))
  }

  mutating func seek(_ place: Int) { self.place = place }
  mutating func truncate(_ size: Int) { if size < units.count { units.removeSubrange(size...) } }
}
