import NablaVM

/// How a CSV file is written; `csv` has checked the parts.
struct CSVDialect {
  enum Quoting: Int { case minimal, all, nonNumeric, none }

  let delimiter: UInt32
  let quote: UInt32?
  let escape: UInt32?
  let doublesQuotes: Bool
  let skipsInitialSpace: Bool
  let lineEnd: [UInt32]
  let quoting: Quoting
  let isStrict: Bool

  /// From eight arguments in the order above.
  init(_ arguments: Arguments, from first: Int, _ vm: Interpreter) throws {
    func character(_ index: Int) throws -> UInt32? {
      try arguments.optionalString(index, vm).flatMap { $0.unicodeScalars.first?.value }
    }
    delimiter = try character(first) ?? 0x2C
    quote = try character(first + 1)
    escape = try character(first + 2)
    doublesQuotes = try arguments.bool(first + 3, vm)
    skipsInitialSpace = try arguments.bool(first + 4, vm)
    lineEnd = try arguments.string(first + 5, vm).unicodeScalars.map(\.value)
    quoting = Quoting(rawValue: try arguments.int(first + 6, vm)) ?? .minimal
    isStrict = try arguments.bool(first + 7, vm)
  }

  /// Whether a line can be read byte by byte: UTF-8's bytes of other characters are none of these.
  var isASCII: Bool { delimiter < 128 && quote ?? 0 < 128 && escape ?? 0 < 128 }
}

extension TypeObject {
  static let csvError = TypeObject(
    NativeType(
      "Error", module: "_csv", bases: { [ExceptionKind.exception.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))
}

enum CSVLimits {
  /// The most characters of one field.
  nonisolated(unsafe) static var field = 131072

  static func failure(_ message: String) -> Raised {
    Raised(ExceptionObject(type: .csvError, arguments: [.string(message)]))
  }
}

/// Cuts records into fields, line by line; a quoted field may go over several lines. `Unit` is a byte or a code point.
struct CSVParser<Unit: FixedWidthInteger> {
  private enum State {
    case startRecord, startField, escaped, escapedLineEnd, inField, inQuotes, escapedInQuotes, quoteInQuotes, eatLineEnd
  }

  private let delimiter: Unit
  private let quote: Unit?
  private let escape: Unit?
  private let dialect: CSVDialect
  private let text: (ArraySlice<Unit>) -> String
  private var state = State.startRecord
  private var field: [Unit] = []
  private var isNumeric = false
  private(set) var fields: [Value] = []

  init(_ dialect: CSVDialect, text: @escaping (ArraySlice<Unit>) -> String) {
    self.dialect = dialect
    self.text = text
    delimiter = Unit(truncatingIfNeeded: dialect.delimiter)
    quote = dialect.quote.map { Unit(truncatingIfNeeded: $0) }
    escape = dialect.escape.map { Unit(truncatingIfNeeded: $0) }
  }

  var isAtRecordStart: Bool { state == .startRecord }
  var hasFields: Bool { !field.isEmpty || state == .inQuotes || !fields.isEmpty }

  mutating func takeFields() -> [Value] {
    defer { fields = [] }
    return fields
  }

  private mutating func save() throws {
    let value = text(field[...])
    field.removeAll(keepingCapacity: true)
    if isNumeric {
      isNumeric = false
      guard let number = FloatText.parse(value) else {
        throw Raised(.valueError, "could not convert string to float: \(StrText.repr(value))")
      }
      fields.append(.float(number))
    } else {
      fields.append(.string(value))
    }
  }

  private mutating func add(_ unit: Unit) throws {
    if field.count >= CSVLimits.field {
      throw CSVLimits.failure("field larger than field limit (\(CSVLimits.field))")
    }
    field.append(unit)
  }

  /// A whole line, with its end; `nil` is the end of a line without one.
  mutating func feed(_ line: [Unit]) throws {
    var index = 0
    while index < line.count {
      // The inside of an ordinary field needs no decisions.
      if state == .inField {
        let start = index
        while index < line.count, line[index] != delimiter, line[index] != 10, line[index] != 13,
          line[index] != escape ?? delimiter
        {
          index += 1
        }
        if index > start {
          if field.count + index - start > CSVLimits.field {
            throw CSVLimits.failure("field larger than field limit (\(CSVLimits.field))")
          }
          field += line[start..<index]
          continue
        }
      }
      try step(line[index])
      index += 1
    }
    try step(nil)
  }

  private mutating func step(_ unit: Unit?) throws {
    let endsLine = unit == nil || unit == 10 || unit == 13
    switch state {
    case .startRecord:
      guard let unit else { return }
      if unit == 10 || unit == 13 {
        state = .eatLineEnd
        return
      }
      state = .startField
      try startField(unit)
    case .startField: try startField(unit)
    case .escaped:
      if let unit, unit == 10 || unit == 13 {
        try add(unit)
        state = .escapedLineEnd
        return
      }
      try add(unit ?? 10)
      state = .inField
    case .escapedLineEnd where unit == nil: break  // the record goes on in the next line
    case .inField, .escapedLineEnd:
      if endsLine {
        try save()
        state = unit == nil ? .startRecord : .eatLineEnd
      } else if unit == escape, escape != nil {
        state = .escaped
      } else if unit == delimiter {
        try save()
        state = .startField
      } else if let unit {
        try add(unit)
      }
    case .inQuotes:
      guard let unit else { return }
      if unit == escape {
        state = .escapedInQuotes
      } else if unit == quote, dialect.quoting != .none {
        state = dialect.doublesQuotes ? .quoteInQuotes : .inField
      } else {
        try add(unit)
      }
    case .escapedInQuotes:
      try add(unit ?? 10)
      state = .inQuotes
    case .quoteInQuotes:
      if dialect.quoting != .none, let unit, unit == quote {
        try add(unit)
        state = .inQuotes
      } else if unit == delimiter {
        try save()
        state = .startField
      } else if endsLine {
        try save()
        state = unit == nil ? .startRecord : .eatLineEnd
      } else if !dialect.isStrict, let unit {
        try add(unit)
        state = .inField
      } else {
        throw CSVLimits.failure("'\(text([delimiter]))' expected after '\(text([quote ?? delimiter]))'")
      }
    case .eatLineEnd:
      if unit == nil {
        state = .startRecord
      } else if unit != 10, unit != 13 {
        throw CSVLimits.failure(
          "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
      }
    }
  }

  private mutating func startField(_ unit: Unit?) throws {
    guard let unit, unit != 10, unit != 13 else {
      try save()
      state = unit == nil ? .startRecord : .eatLineEnd
      return
    }
    if unit == quote, dialect.quoting != .none {
      state = .inQuotes
    } else if unit == escape {
      state = .escaped
    } else if unit == 32, dialect.skipsInitialSpace {
      return
    } else if unit == delimiter {
      try save()
    } else {
      if dialect.quoting == .nonNumeric { isNumeric = true }
      try add(unit)
      state = .inField
    }
  }

  /// At the end of the input inside a record.
  mutating func finish() throws {
    if dialect.isStrict { throw CSVLimits.failure("unexpected end of data") }
    try save()
    state = .startRecord
  }
}
