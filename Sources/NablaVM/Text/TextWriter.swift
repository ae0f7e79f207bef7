import Glibc

/// Bytes of text that is being put together: one buffer for an interpreter, used as a stack.
///
/// Who writes remembers the `count` at which it began, and takes what lies above as its result, which empties the
/// buffer down to there. Code of the language may run in between and write texts of its own; when it raises, the
/// `count` has to be set back.
final class TextWriter {
  @exclusivity(unchecked) private(set) var start: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) var count = 0
  @exclusivity(unchecked) private var capacity: Int

  private static let usualCapacity = 1 << 12

  init() {
    capacity = TextWriter.usualCapacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  // MARK: writing

  @inline(__always) func reserve(_ more: Int) { if count &+ more > capacity { grow(more) } }

  @inline(never) private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memcpy(new, start, count)
    start.deallocate()
    start = new
    capacity = larger
  }

  @inline(__always) func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  @inline(__always) func append(_ bytes: TextBytes) {
    reserve(bytes.count &+ TextBytes.slack)
    bytes.copy(to: start + count)
    count &+= bytes.count
  }

  func append(_ text: String) {
    var copy = text
    copy.withUTF8 { bytes in
      guard let first = bytes.baseAddress else { return }
      append(TextBytes(start: first, count: bytes.count))
    }
  }

  func append(repeating byte: UInt8, _ times: Int) {
    guard times > 0 else { return }
    reserve(times)
    memset(start + count, Int32(byte), times)
    count &+= times
  }

  /// Makes room in the midst of what was written, and fills it.
  func insert(_ scalar: Unicode.Scalar, _ times: Int, at place: Int) {
    guard times > 0 else { return }
    if scalar.isASCII {
      makeRoom(times, at: place)
      memset(start + place, Int32(scalar.value), times)
    } else {
      let encoded = Array(String(Character(scalar)).utf8)
      makeRoom(encoded.count * times, at: place)
      for index in 0..<encoded.count * times { start[place + index] = encoded[index % encoded.count] }
    }
  }

  private func makeRoom(_ length: Int, at place: Int) {
    reserve(length)
    memmove(start + place + length, start + place, count - place)
    count += length
  }

  // MARK: taking what was written

  @inline(__always) func bytes(from mark: Int) -> TextBytes {
    TextBytes(start: start + mark, count: count &- mark)
  }

  /// What was written since, as a string.
  func take(from mark: Int) -> String {
    let text = String(bytes(from: mark))
    drop(to: mark)
    return text
  }

  @inline(__always) func takeObject(from mark: Int) -> StrObject {
    let object = StrObject.copying(bytes(from: mark))
    drop(to: mark)
    return object
  }

  @inline(__always) func takeValue(from mark: Int) -> Value { .object(takeObject(from: mark)) }

  /// Forgets what was written since.
  @inline(__always) func drop(to mark: Int) {
    count = mark
    if mark == 0, capacity > 1 << 16 { shrink() }
  }

  /// One long text shall not cost its memory for ever.
  @inline(never) private func shrink() {
    start.deallocate()
    capacity = TextWriter.usualCapacity
    start = .allocate(capacity: capacity)
  }

  /// The text that `body` writes; nothing of it stays when that fails.
  @inline(__always) func value(_ body: () throws -> Void) throws -> Value {
    let mark = count
    do {
      try body()
      return takeValue(from: mark)
    } catch {
      drop(to: mark)
      throw error
    }
  }
}
