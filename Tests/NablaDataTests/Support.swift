import Glibc
import NablaData
import NablaTensor
import Testing

/// What `Tests/Oracle/data.py` recorded.
enum Recorded {
  static let folder: String = {
    let here = "\(#filePath)"
    return here.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Fixtures"
  }()

  static let lines: [String: [Int]] = {
    var table: [String: [Int]] = [:]
    guard let bytes = try? FileBytes.read(folder + "/expected.txt") else { return table }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      if let key = parts.first { table[String(key)] = parts.dropFirst().map { Int($0) ?? Int(bitPattern: UInt(String($0)) ?? 0) } }
    }
    return table
  }()

  static func values(_ key: String) throws -> [Int] { try #require(lines[key], "no record '\(key)'") }
}

/// A folder of its own that goes away with it.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/nabla-data-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { Scratch.remove(path) }

  static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(folder)
    }
    Glibc.remove(path)
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let whole = "\(path)/\(name)"
    try FileBytes.makeDirectories(whole.split(separator: "/").dropLast().map { "/" + $0 }.joined())
    try FileBytes.write(bytes, to: whole)
  }
}

/// Bits of a float32 tensor.
func bits(_ tensor: Tensor) -> [Int] { tensor.withFloats { $0.map { Int($0.bitPattern) } } }

/// A small repeatable stream for fuzzing.
struct Fuzz {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, bound)
  }

  /// Damages a file: cut, bytes flipped, a piece repeated or dropped.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    guard !result.isEmpty else { return result }
    switch next(5) {
    case 0: return Array(result.prefix(next(result.count)))
    case 1:
      let place = next(result.count)
      result.removeSubrange(place..<min(result.count, place + 1 + next(8)))
    case 2:
      let place = next(result.count)
      result.insert(contentsOf: result[place..<min(result.count, place + 16)], at: place)
    case 3:
      // The beginning, where the lengths are.
      for _ in 0...next(3) { result[next(min(64, result.count))] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(next(256))][next(6)] }
    default: for _ in 0...next(8) { result[next(result.count)] ^= UInt8(1 << next(8)) }
    }
    return result
  }
}

/// An IDX file.
func idx(_ shape: [Int], type: UInt8 = 8, _ body: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = [0, 0, type, UInt8(shape.count)]
  for size in shape {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(size >> shift & 255)) }
  }
  return bytes + body
}
