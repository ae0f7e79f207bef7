import NablaVM

/// `time.strptime`: reads text by the directives that `strftime` writes. Numbers may lack leading zeros, names are read
/// in any case, and a space in the format stands for any run of spaces.
struct TimeParser {
  private let source: String
  private let sourceFormat: String
  private let text: [Unicode.Scalar]
  private let format: [Unicode.Scalar]
  private var place = 0

  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var hour = 0
  private var isAfternoon: Bool?
  private var minute = 0
  private var second = 0
  private var weekday: Int?
  private var dayOfYear: Int?
  private var week: (number: Int, startsMonday: Bool)?
  private var summer = -1

  init(_ text: String, _ format: String) {
    source = text
    sourceFormat = format
    self.text = Array(text.unicodeScalars)
    self.format = Array(format.unicodeScalars)
  }

  static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private func mismatch() throws -> Raised {
    func repr(_ text: String) -> String { StrText.repr(text) }
    return Raised(.valueError, "time data \(repr(source)) does not match format \(repr(sourceFormat))")
  }

  /// The nine numbers of a `struct_time`.
  mutating func parse() throws -> [Int] {
    try match(format)
    if place < text.count {
      throw Raised(.valueError, "unconverted data remains: " + StrText.string(text[place...]))
    }
    return try resolve()
  }

  private mutating func match(_ format: [Unicode.Scalar]) throws {
    var index = 0
    while index < format.count {
      let scalar = format[index]
      index += 1
      if CodePoint.isSpace(scalar) {
        while index < format.count, CodePoint.isSpace(format[index]) { index += 1 }
        guard place < text.count, CodePoint.isSpace(text[place]) else { throw try mismatch() }
        while place < text.count, CodePoint.isSpace(text[place]) { place += 1 }
      } else if scalar == "%" {
        guard index < format.count else {
          throw Raised(.valueError, "stray % in format \(StrText.repr(sourceFormat))")
        }
        try directive(format[index])
        index += 1
      } else {
        guard place < text.count, sameLetter(text[place], scalar) else { throw try mismatch() }
        place += 1
      }
    }
  }

  private func sameLetter(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    a == b || a.properties.lowercaseMapping == b.properties.lowercaseMapping
  }

  private mutating func directive(_ letter: Unicode.Scalar) throws {
    switch letter {
    case "Y":
      guard place + 4 <= text.count else { throw try mismatch() }
      year = try number(1...9999, digits: 4, exactly: true)
    case "y":
      let short = try number(0...99, digits: 2, exactly: true)
      year = short < 69 ? 2000 + short : 1900 + short
    case "m": month = try number(1...12, digits: 2)
    case "d": day = try number(1...31, digits: 2)
    case "H": hour = try number(0...23, digits: 2)
    case "I": hour = try number(1...12, digits: 2) % 12
    case "p": isAfternoon = try name(["am", "pm"]) == 1
    case "M": minute = try number(0...59, digits: 2)
    case "S": second = try number(0...61, digits: 2)
    case "f": _ = try number(0...999_999, digits: 6)
    case "j": dayOfYear = try number(1...366, digits: 3)
    case "A": weekday = try name(TimeParser.weekdays)
    case "a": weekday = try name(TimeParser.weekdays.map { String($0.prefix(3)) })
    case "w": weekday = (try number(0...6, digits: 1) + 6) % 7
    case "u": weekday = try number(1...7, digits: 1) - 1
    case "B": month = try name(TimeParser.months) + 1
    case "b", "h": month = try name(TimeParser.months.map { String($0.prefix(3)) }) + 1
    case "U": week = (try number(0...53, digits: 2), false)
    case "W": week = (try number(0...53, digits: 2), true)
    case "z": try offset()
    case "Z": summer = try name(["utc", "gmt"]) >= 0 ? 0 : -1
    case "%":
      guard place < text.count, text[place] == "%" else { throw try mismatch() }
      place += 1
    case "c": try match(Array("%a %b %d %H:%M:%S %Y".unicodeScalars))
    case "x": try match(Array("%m/%d/%y".unicodeScalars))
    case "X", "T": try match(Array("%H:%M:%S".unicodeScalars))
    case "D": try match(Array("%m/%d/%y".unicodeScalars))
    default:
      throw Raised(
        .valueError, "'\(letter)' is a bad directive in format \(StrText.repr(sourceFormat))")
    }
  }

  private mutating func number(_ range: ClosedRange<Int>, digits: Int, exactly: Bool = false) throws -> Int {
    var value = 0
    var count = 0
    while count < digits, place < text.count, let digit = CodePoint.decimalValue(text[place]) {
      // A digit that would leave the range belongs to what follows, as in "%H%M" of "930".
      if !exactly, count > 0, value * 10 + digit > range.upperBound { break }
      value = value * 10 + digit
      count += 1
      place += 1
    }
    guard count > 0, !exactly || count == digits, range.contains(value) else { throw try mismatch() }
    return value
  }

  /// The longest of several names that the text goes on with.
  private mutating func name(_ names: [String]) throws -> Int {
    var best: (index: Int, length: Int)?
    for (index, name) in names.enumerated() {
      let scalars = Array(name.unicodeScalars)
      guard place + scalars.count <= text.count,
        zip(text[place...], scalars).allSatisfy({ sameLetter($0, $1) }), scalars.count > best?.length ?? 0
      else { continue }
      best = (index, scalars.count)
    }
    guard let best else { throw try mismatch() }
    place += best.length
    return best.index
  }

  private mutating func offset() throws {
    guard place < text.count else { throw try mismatch() }
    if text[place] == "Z" {
      place += 1
      return
    }
    guard text[place] == "+" || text[place] == "-" else { throw try mismatch() }
    place += 1
    _ = try number(0...99, digits: 2, exactly: true)
    if place < text.count, text[place] == ":" { place += 1 }
    _ = try number(0...59, digits: 2, exactly: true)
  }

  // MARK: the calendar

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
  private static let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Days from 1 January of year 1, which was a Monday.
  private static func ordinal(_ year: Int, _ dayOfYear: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400 + dayOfYear - 1
  }

  private static func ordinalDay(_ year: Int, _ month: Int, _ day: Int) -> Int {
    before[month - 1] + day + (month > 2 && isLeap(year) ? 1 : 0)
  }

  private mutating func resolve() throws -> [Int] {
    if let isAfternoon, isAfternoon { hour += 12 }
    // 29 February without a year exists: the year is then 1904.
    let leapDay = year == nil && month == 2 && day == 29
    let reckoned = year ?? (leapDay ? 1904 : 1900)
    var shown = (year ?? 1900, month ?? 1, day ?? 1)
    if dayOfYear == nil, let week, let weekday, year != nil {
      let first = TimeParser.ordinal(reckoned, 1) % 7
      let start = week.startsMonday ? first : (first + 1) % 7
      let inWeek = week.startsMonday ? weekday : (weekday + 1) % 7
      dayOfYear = week.number == 0 ? inWeek - start + 1 : (7 - start) % 7 + 7 * (week.number - 1) + inWeek + 1
    }
    if let dayOfYear, month == nil || day == nil {
      let length = TimeParser.isLeap(reckoned) ? 366 : 365
      var left = dayOfYear
      var inYear = reckoned
      if left > length { (left, inYear) = (left - length, inYear + 1) }
      if left < 1 { (left, inYear) = (left + (TimeParser.isLeap(inYear - 1) ? 366 : 365), inYear - 1) }
      self.dayOfYear = left
      var inMonth = 12
      while inMonth > 1, TimeParser.ordinalDay(inYear, inMonth, 1) > left { inMonth -= 1 }
      shown = (inYear, inMonth, left - TimeParser.ordinalDay(inYear, inMonth, 1) + 1)
    }
    let leap = TimeParser.isLeap(leapDay ? 1904 : shown.0)
    guard shown.2 <= TimeParser.lengths[shown.1 - 1] + (shown.1 == 2 && leap ? 1 : 0) else {
      throw Raised(.valueError, "day is out of range for month")
    }
    let inYear = dayOfYear ?? TimeParser.ordinalDay(leapDay ? 1904 : shown.0, shown.1, shown.2)
    let onDay = weekday ?? TimeParser.ordinal(leapDay ? 1904 : shown.0, inYear) % 7
    return [shown.0, shown.1, shown.2, hour, minute, second, onDay, inYear, summer]
  }
}
