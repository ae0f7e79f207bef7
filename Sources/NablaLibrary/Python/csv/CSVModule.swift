import NablaVM

/// `_csv`: reading and writing rows; dialects and dictionaries are `csv`'s, in the language.
let csvCoreModule = NativeModule("_csv", "Rows of text.") { module, _ in
  module.define(TypeObject.csvError)
  module.define(TypeObject.csvReader)
  module.define(TypeObject.csvWriter)
  module.define(CSVFunctions.all)
}

final class CSVReaderObject: Container {
  private var lines: Object?
  private let dialect: CSVDialect
  private(set) var dialectObject: Value
  private var bytes: CSVParser<UInt8>
  private var points: CSVParser<UInt32>
  private(set) var lineCount = 0

  init(_ lines: Object, _ dialect: CSVDialect, _ dialectObject: Value) {
    self.lines = lines
    self.dialect = dialect
    self.dialectObject = dialectObject
    bytes = CSVParser(dialect) { String(decoding: $0, as: UTF8.self) }
    points = CSVParser(dialect) { String(codePoints: $0) }
    super.init(type: .csvReader, kind: .plain)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    if let lines { visit(lines) }
    dialectObject.visit(visit)
  }
  override func clearReferences() {
    lines = nil
    dialectObject = .none
  }

  override var isIterator: Bool { true }
  override func next(_ vm: Interpreter) throws -> Value? {
    while let lines {
      guard let line = try vm.next(lines) else {
        let isInside =
          dialect.isASCII
          ? bytes.hasFields && !bytes.isAtRecordStart : points.hasFields && !points.isAtRecordStart
        guard isInside else { return nil }
        if dialect.isASCII { try bytes.finish() } else { try points.finish() }
        return .list(dialect.isASCII ? bytes.takeFields() : points.takeFields())
      }
      guard let string = line.as(StrObject.self) else {
        throw CSVLimits.failure(
          "iterator should return strings, not \(vm.typeName(of: line)) (the file should be opened in text mode)")
      }
      lineCount += 1
      do {
        if dialect.isASCII {
          try bytes.feed(Array(string.text.utf8))
          if bytes.isAtRecordStart { return .list(bytes.takeFields()) }
        } else {
          try points.feed(string.scalars)
          if points.isAtRecordStart { return .list(points.takeFields()) }
        }
      } catch {
        // The next row starts anew.
        bytes = CSVParser(dialect) { String(decoding: $0, as: UTF8.self) }
        points = CSVParser(dialect) { String(codePoints: $0) }
        throw error
      }
    }
    return nil
  }

  override func repr(_ vm: Interpreter) throws -> String { "<_csv.reader object at \(vm.address(of: self))>" }
}

final class CSVWriterObject: Container {
  private var write: Value
  private let dialect: CSVDialect
  private(set) var dialectObject: Value
  /// What makes quotes necessary, and whether a byte of UTF-8 may start such a character.
  private let special: Set<UInt32>
  private let mayBeSpecial: [Bool]

  init(_ write: Value, _ dialect: CSVDialect, _ dialectObject: Value) {
    self.write = write
    self.dialect = dialect
    self.dialectObject = dialectObject
    special = Set([dialect.delimiter] + [dialect.quote, dialect.escape].compactMap { $0 } + dialect.lineEnd)
    var table = [Bool](repeating: false, count: 256)
    for point in special where point < 128 { table[Int(point)] = true }
    if special.contains(where: { $0 >= 128 }) { for byte in 128..<256 { table[byte] = true } }
    mayBeSpecial = table
    super.init(type: .csvWriter, kind: .plain)
  }

  override func visitReferences(_ visit: (Object) -> Void) {
    write.visit(visit)
    dialectObject.visit(visit)
  }
  override func clearReferences() {
    write = .none
    dialectObject = .none
  }
  override func repr(_ vm: Interpreter) throws -> String { "<_csv.writer object at \(vm.address(of: self))>" }

  func writeRow(_ row: Value, _ vm: Interpreter) throws -> Value {
    guard let items = try vm.itemsIfIterable(row) else {
      throw CSVLimits.failure("iterable expected, not \(vm.typeName(of: row))")
    }
    var line = ""
    for (index, item) in items.enumerated() {
      if index > 0 { line.unicodeScalars.append(Unicode.Scalar(dialect.delimiter) ?? ",") }
      let isNumber: Bool
      let text: String
      switch item {
      case .none: (text, isNumber) = ("", false)
      case .int, .float, .bool: (text, isNumber) = (try vm.str(item), true)
      default:
        text = try vm.str(item)
        isNumber = item.text == nil && (item.integer != nil || item.as(FloatInstance.self) != nil)
      }
      var quotes = dialect.quoting == .all || (dialect.quoting == .nonNumeric && !isNumber)
      let field = try escaped(text, &quotes)
      if items.count == 1, field.isEmpty, !quotes {
        if dialect.quoting == .none { throw CSVLimits.failure("single empty field record must be quoted") }
        quotes = true
      }
      let mark = quotes ? dialect.quote.map { String(codePoints: [$0]) } ?? "" : ""
      line += mark + field + mark
    }
    line += String(codePoints: dialect.lineEnd)
    return try vm.call(write, [.string(line)])
  }

  /// The field with its quotes doubled or escaped; sets `quotes` where it needs some around it.
  private func escaped(_ text: String, _ quotes: inout Bool) throws -> String {
    guard text.utf8.contains(where: { mayBeSpecial[Int($0)] }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.contains(scalar.value) {
        var escapes = dialect.quoting == .none
        if !escapes {
          if scalar.value == dialect.quote {
            if dialect.doublesQuotes { result.append(scalar) } else { escapes = true }
          } else if scalar.value == dialect.escape {
            escapes = true
          }
          if !escapes { quotes = true }
        }
        if escapes {
          guard let escape = dialect.escape, let scalar = Unicode.Scalar(escape) else {
            throw CSVLimits.failure("need to escape, but no escapechar set")
          }
          result.append(scalar)
        }
      }
      result.append(scalar)
    }
    return String(result)
  }
}

enum CSVFunctions {
  private static let parameters =
    "dialect, delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting, strict, /)"

  static var all: [Native] {
    [
      Native("make_reader", "(iterable, " + parameters, "A reader of rows.") { arguments, vm in
        .object(
          CSVReaderObject(
            try vm.iterator(arguments[0]), try CSVDialect(arguments, from: 2, vm), arguments[1]))
      },
      Native("make_writer", "(write, " + parameters, "A writer of rows.") { arguments, vm in
        .object(CSVWriterObject(arguments[0], try CSVDialect(arguments, from: 2, vm), arguments[1]))
      },
      Native("field_size_limit", "(limit=<none>, /)", "The most characters that a field may have.") { arguments, vm in
        let old = CSVLimits.field
        if !arguments.isOmitted(0) {
          guard case .int(let limit)? = try vm.indexOrNil(arguments[0]) else {
            throw Raised(.typeError, "limit must be an integer")
          }
          CSVLimits.field = limit
        }
        return .int(old)
      },
    ]
  }
}

extension TypeObject {
  static let csvReader = TypeObject(
    NativeType(
      "reader", module: "_csv", isFinal: true,
      methods: {
        [
          .slot("__iter__", "(self)") { arguments, _ in arguments[0] },
          .slot("__next__", "(self)") { arguments, vm in try vm.nextOrStop(arguments[0]) },
        ]
      },
      properties: {
        [
          NativeProperty("line_num", "How many lines were read.") { object, _ in
            .int((object as? CSVReaderObject)?.lineCount ?? 0)
          },
          NativeProperty("dialect", "How the file is written.") { object, _ in
            (object as? CSVReaderObject)?.dialectObject ?? .none
          },
        ]
      }))

  static let csvWriter = TypeObject(
    NativeType(
      "writer", module: "_csv", isFinal: true,
      methods: {
        [
          nativeMethod(of: CSVWriterObject.self, "_csv.writer", "writerow", "(self, row, /)", "Writes a row.") {
            writer, arguments, vm in try writer.writeRow(arguments[1], vm)
          },
          nativeMethod(of: CSVWriterObject.self, "_csv.writer", "writerows", "(self, rows, /)", "Writes many rows.") {
            writer, arguments, vm in
            try vm.iterate(arguments[1]) { row in
              _ = try writer.writeRow(row, vm)
              return true
            }
            return .none
          },
        ]
      },
      properties: {
        [
          NativeProperty("dialect", "How the file is written.") { object, _ in
            (object as? CSVWriterObject)?.dialectObject ?? .none
          }
        ]
      }))
}
