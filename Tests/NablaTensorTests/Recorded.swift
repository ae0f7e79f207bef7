import Glibc
import NablaTensor

/// What scripts in `Tests/Oracle` wrote down of PyTorch's answers: tab-separated lines, `#` before remarks.
enum Recorded {
  static func lines(_ name: String, file: String = #filePath) -> [[String]] {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    guard let stream = fopen("\(folder)/Oracle/recorded/\(name)", "rb") else { return [] }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func shape(_ text: String) -> [Int] { text == "-" ? [] : text.split(separator: "x").compactMap { Int($0) } }

  static func numbers(_ text: String) -> [Double] {
    text.split(separator: " ").map { $0 == "nan" ? .nan : strtod(String($0), nil) }
  }

  static func dtype(_ name: String) -> DType? { DType.allCases.first { $0.name == name } }
}
