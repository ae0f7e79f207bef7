import Glibc
import NablaTensor

/// Tables of numbers in text, as `numpy.loadtxt` and `genfromtxt` read them.
public enum CSV {
  public struct Options: Sendable {
    /// Nil: any run of blanks.
    public var delimiter: Character?
    public var skipRows = 0
    public var comment: Character? = "#"
    public var columns: [Int]?
    /// What an empty or unreadable field becomes; nil makes it an error (`loadtxt`), NaN is `genfromtxt`'s way.
    public var missing: Double?

    public init(delimiter: Character? = ",") { self.delimiter = delimiter }
  }

  public static func read(path: String, options: Options = Options()) throws -> NumericArray {
    try decode(Inflate.plain(FileBytes.read(path), file: path), file: path, options: options)
  }

  /// Always two-dimensional: `[rows, columns]` of float64.
  public static func decode(_ bytes: [UInt8], file: String, options: Options = Options()) throws -> NumericArray {
    let comment = options.comment?.asciiValue
    let delimiter = options.delimiter?.asciiValue
    if let given = options.delimiter, delimiter == nil { throw DataError.value("The delimiter '\(given)' is not ASCII.") }
    var values: [Double] = []
    var width: Int?
    var row = 0
    var lineNumber = 0
    for var line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      lineNumber += 1
      if lineNumber <= options.skipRows { continue }
      if let comment, let start = line.firstIndex(of: comment) { line = line[..<start] }
      if line.last == 0x0D { line = line.dropLast() }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      var fields = delimiter.map { mark in line.split(separator: mark, omittingEmptySubsequences: false) }
        ?? line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
      if let wanted = options.columns {
        let available = fields.count
        fields = try wanted.map { column in
          let place = column < 0 ? column + available : column
          guard fields.indices.contains(place) else {
            throw DataError.value(
              "invalid column index \(column) at row \(row + 1) with \(available) columns\nIn '\(file)', line \(lineNumber).")
          }
          return fields[place]
        }
      }
      if let width, width != fields.count {
        throw DataError.value(
          "the number of columns changed from \(width) to \(fields.count) at row \(row + 1); "
            + "use `usecols` to select a subset and avoid this error\nIn '\(file)', line \(lineNumber).")
      }
      width = fields.count
      for (column, field) in fields.enumerated() {
        let text = trimmed(field)
        if let value = number(text) {
          values.append(value)
        } else if let missing = options.missing {
          values.append(missing)
        } else {
          throw DataError.value(
            "could not convert string '\(String(decoding: text, as: UTF8.self))' to float64 at row \(row), "
              + "column \(column + 1).\nIn '\(file)', line \(lineNumber).")
        }
      }
      row += 1
    }
    return NumericArray(values, shape: [row, width ?? 0])
  }

  private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    while let first = field.first, first == 0x20 || first == 0x09 || first == 0x22 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 || last == 0x22 { field.removeLast() }
    return field
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Double? {
    guard !text.isEmpty, text.count < 400 else { return nil }
    return Double(String(decoding: text, as: UTF8.self))
  }
}
