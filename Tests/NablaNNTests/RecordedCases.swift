import Glibc
import NablaTensor
import Testing

/// What `Tests/Oracle/record_layers.py` wrote: for each case its tensors, the output and the gradients.
struct RecordedCase: CustomTestStringConvertible, Sendable {
  struct Values: Sendable {
    let dtype: String
    let shape: [Int]
    let numbers: [Double]

    func tensor(_ wanted: DType? = nil) throws -> Tensor {
      let type: DType = dtype == "int64" ? .int64 : wanted ?? .float32
      if type == .int64 { return try Tensor(numbers.map { Int($0) }).reshape(Shape(shape)) }
      return try Tensor(numbers).reshape(Shape(shape)).to(type)
    }
  }

  let name: String
  var inputs: [(name: String, values: Values)] = []
  var outputs: [(name: String, values: Values)] = []
  var output: Values? { outputs.last?.values }
  var upstream: Values?
  var gradients: [(name: String, values: Values)] = []

  var testDescription: String { name }

  static let all: [RecordedCase] = load("nn_operations.txt")

  /// Reads a recording; an unreadable one gives no cases, which `everyRecordedCaseIsTested` reports.
  static func load(_ file: String, from source: String = #filePath) -> [RecordedCase] {
    guard let root = source.range(ofLast: "/NablaNNTests/") else { return [] }
    let path = source[..<root] + "/Oracle/Recorded/" + file
    guard let text = readFile(String(path)) else { return [] }
    var cases: [RecordedCase] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("case ") {
        cases.append(RecordedCase(name: String(line.dropFirst(5))))
        continue
      }
      let fields = line.split(separator: " ")
      guard fields.count >= 5, !cases.isEmpty else { continue }
      let values = Values(
        dtype: String(fields[2]), shape: fields[3] == "-" ? [] : fields[3].split(separator: ",").compactMap { Int($0) },
        numbers: fields.dropFirst(5).compactMap { Double($0) })
      let last = cases.count - 1
      switch fields[0] {
      case "input": cases[last].inputs.append((String(fields[1]), values))
      case "output": cases[last].outputs.append((String(fields[1]), values))
      case "upstream": cases[last].upstream = values
      case "gradient": cases[last].gradients.append((String(fields[1]), values))
      default: break
      }
    }
    return cases
  }

  static func readFile(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// The index where the last occurrence of `text` begins.
  fileprivate func range(ofLast text: String) -> String.Index? {
    var found: String.Index?
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { found = start }
      start = index(after: start)
    }
    return found
  }
}

/// Whether two lists of numbers agree within a relative and an absolute bound.
func expectClose(
  _ got: [Double], _ want: [Double], relative: Double = 2e-5, absolute: Double = 2e-6, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard got.count == want.count else {
    Issue.record("\(what): \(got.count) numbers instead of \(want.count)", sourceLocation: sourceLocation)
    return
  }
  for (index, (a, b)) in zip(got, want).enumerated() where !(abs(a - b) <= absolute + relative * abs(b)) && !(a.isNaN && b.isNaN) && a != b {
    Issue.record("\(what)[\(index)]: \(a) instead of \(b)", sourceLocation: sourceLocation)
    return
  }
}
