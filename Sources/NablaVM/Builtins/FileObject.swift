import Glibc

/// An open file: what `open` gives. Text is decoded by line, so that a large file never lies in memory whole.
public final class FileObject: Object {
  let path: Value
  let mode: FileMode
  let encoding: String
  let errors: String
  let newline: Newline
  private let closesDescriptor: Bool
  private var descriptor: Int32
  /// Bytes read from the file, and how far they have been used.
  private var input: [UInt8] = []
  private var used = 0
  private var output: [UInt8] = []

  static func open(
    _ path: String, shown: Value, mode text: String, encoding: String?, errors: String?, newline: String?
  ) throws -> FileObject {
    let mode = try FileMode(text, encoding: encoding, errors: errors, newline: newline)
    let newline = try Newline(newline)
    try FileAccess.check(path, mode.writes ? .write : .read)
    let descriptor = Glibc.open(path, mode.flags | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileAccess.error(errno, path, shown: shown) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      Glibc.close(descriptor)
      throw FileAccess.error(EISDIR, path, shown: shown)
    }
    return FileObject(descriptor, shown, mode, encoding ?? "utf-8", errors ?? "strict", newline, true)
  }

  /// A file around a descriptor that is open already.
  static func open(
    descriptor: Int, mode text: String, encoding: String?, errors: String?, newline: String?, closes: Bool
  ) throws -> FileObject {
    let mode = try FileMode(text, encoding: encoding, errors: errors, newline: newline)
    let newline = try Newline(newline)
    guard let number = Int32(exactly: descriptor), fcntl(number, F_GETFD) >= 0 else {
      throw FileAccess.error(EBADF, nil)
    }
    return FileObject(number, .int(descriptor), mode, encoding ?? "utf-8", errors ?? "strict", newline, closes)
  }

  /// A file around the descriptor that a function of the program makes of a path and flags.
  static func open(
    _ path: Value, by opener: Value, mode text: String, encoding: String?, errors: String?, newline: String?,
    _ vm: Interpreter
  ) throws -> FileObject {
    let mode = try FileMode(text, encoding: encoding, errors: errors, newline: newline)
    let newline = try Newline(newline)
    guard let answer = try vm.indexOrNil(try vm.call(opener, path, .int(Int(mode.flags | O_CLOEXEC))))?.integer else {
      throw Raised(.typeError, "expected integer from opener")
    }
    guard answer >= 0, let descriptor = Int(exactly: answer).flatMap({ Int32(exactly: $0) }) else {
      throw Raised(.valueError, "opener returned \(answer)")
    }
    if fcntl(descriptor, F_GETFD) < 0 { throw FileAccess.error(errno, nil, shown: path) }
    return FileObject(descriptor, path, mode, encoding ?? "utf-8", errors ?? "strict", newline, true)
  }

  private init(
    _ descriptor: Int32, _ path: Value, _ mode: FileMode, _ encoding: String, _ errors: String, _ newline: Newline,
    _ closes: Bool
  ) {
    self.descriptor = descriptor
    self.path = path
    self.mode = mode
    self.encoding = encoding
    self.errors = errors
    self.newline = mode.isBinary ? .feed : newline
    closesDescriptor = closes
    super.init(type: mode.isBinary ? .binaryFile : .textFile, kind: .plain)
  }

  deinit { try? close() }

  /// Files with output that is not written yet. Such a file may be a temporary value whose last reference is about to
  /// go, as in `open(name, "w").write(text)`: whoever looks at the file system next shall see what was written.
  private static var pending: [ObjectIdentifier: Unmanaged<FileObject>] = [:]

  static func flushAll() {
    if pending.isEmpty { return }
    for file in pending.values { try? file.takeUnretainedValue().flush() }
  }

  public override func repr(_ vm: Interpreter) throws -> String {
    mode.isBinary
      ? "<_io.Buffered\(mode.writes ? "Writer" : "Reader") name=\(try vm.repr(path))>"
      : "<_io.TextIOWrapper name=\(try vm.repr(path)) mode='\(mode.text)' encoding='\(encoding.uppercased() == "UTF-8" ? "UTF-8" : encoding)'>"
  }

  var isClosed: Bool { descriptor < 0 }

  /// What a file cannot do.
  private static func unsupported(_ message: String) -> Raised {
    Raised(ExceptionObject(type: .unsupportedOperation, arguments: [.string(message)]))
  }

  func checkOpen() throws {
    if isClosed { throw Raised(.valueError, "I/O operation on closed file.") }
  }

  private func checkReadable() throws {
    try checkOpen()
    if !mode.reads { throw FileObject.unsupported(mode.isBinary ? "read" : "not readable") }
    try flush()
  }

  // MARK: reading

  /// Reads more bytes behind those that are left; false at the end.
  private func fill() throws -> Bool {
    if used > 0 {
      input.removeFirst(used)
      used = 0
    }
    var chunk = [UInt8](repeating: 0, count: max(1 << 16, min(input.count, 1 << 24)))
    let capacity = chunk.count
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, capacity) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileAccess.error(errno, nil)
      }
      if count > 0 { input.append(contentsOf: chunk[..<count]) }
      return count > 0
    }
  }

  private func take(_ count: Int) -> [UInt8] {
    let bytes = Array(input[used..<(used + count)])
    used += count
    return bytes
  }

  func readBytes(_ limit: Int?) throws -> [UInt8] {
    try checkReadable()
    while limit.map({ input.count - used < $0 }) ?? true {
      if try !fill() { break }
    }
    return take(min(limit ?? Int.max, input.count - used))
  }

  func decode(_ bytes: [UInt8]) throws -> String {
    let text = try translating { try TextCoding.decode(bytes, encoding, errors) }
    guard newline == .translated, bytes.contains(13) else { return text }
    return StrText.replace(StrText.replace(text, "\r\n", "\n"), "\r", "\n")
  }

  /// Up to a number of characters of text.
  func readText(_ limit: Int?) throws -> String {
    guard let limit else { return try decode(try readBytes(nil)) }
    try checkReadable()
    // A character has at most four bytes; what is too much is put back.
    while input.count - used < limit * 4, try fill() {}
    var count = 0
    var end = used
    while end < input.count, count < limit {
      end += 1
      while end < input.count, input[end] & 0xC0 == 0x80 { end += 1 }
      count += 1
    }
    return try decode(take(end - used))
  }

  /// The next line with its end; empty at the end of the file.
  func readLine() throws -> [UInt8] {
    try checkReadable()
    var searched = used
    while true {
      if let index = input[searched...].firstIndex(where: newline.mayEnd) {
        if input[index] == 10 || newline == .return { return take(index + 1 - used) }
        let offset = index - used
        if index + 1 == input.count, try fill() {
          searched = used + offset
          continue
        }
        let isPair = index + 1 < input.count && input[used + offset + 1] == 10
        if newline == .pair, !isPair {
          searched = used + offset + 1
          continue
        }
        return take(offset + (isPair ? 2 : 1))
      }
      let left = input.count - used
      if try !fill() { return take(input.count - used) }
      searched = used + left
    }
  }

  func line() throws -> Value {
    let bytes = try readLine()
    return mode.isBinary ? .bytes(bytes) : .string(try decode(bytes))
  }

  /// As `line`, but at most so many characters or bytes of it: the rest is put back.
  func line(limit: Int) throws -> Value {
    var bytes = try readLine()
    let kept: Int
    if mode.isBinary {
      kept = min(limit, bytes.count)
    } else {
      var starts = 0
      kept = bytes.firstIndex { byte in
        if byte & 0xC0 != 0x80 { starts += 1 }
        return starts > limit
      } ?? bytes.count
    }
    used -= bytes.count - kept
    bytes.removeSubrange(kept...)
    return mode.isBinary ? .bytes(bytes) : .string(try decode(bytes))
  }

  public override var isIterator: Bool { true }
  public override func next(_ vm: Interpreter) throws -> Value? {
    let bytes = try readLine()
    if bytes.isEmpty { return nil }
    return mode.isBinary ? .bytes(bytes) : .string(try decode(bytes))
  }

  // MARK: writing

  func write(_ bytes: [UInt8]) throws {
    try checkOpen()
    if !mode.writes { throw FileObject.unsupported(mode.isBinary ? "write" : "not writable") }
    if used < input.count {
      lseek(descriptor, off_t(used - input.count), SEEK_CUR)
    }
    input = []
    used = 0
    output.append(contentsOf: bytes)
    if output.count >= 1 << 16 {
      try flush()
    } else if !output.isEmpty {
      FileObject.pending[ObjectIdentifier(self)] = Unmanaged.passUnretained(self)
    }
  }

  func flush() throws {
    if output.isEmpty { return }
    FileObject.pending[ObjectIdentifier(self)] = nil
    var start = 0
    while start < output.count {
      let count = output.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, output.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        output = []
        throw FileAccess.error(errno, nil)
      }
      start += count
    }
    output = []
  }

  func close() throws {
    if isClosed { return }
    defer {
      if closesDescriptor { Glibc.close(descriptor) }
      descriptor = -1
    }
    try flush()
  }

  // MARK: position

  func tell() throws -> Int {
    try checkOpen()
    try flush()
    return Int(lseek(descriptor, 0, SEEK_CUR)) - (input.count - used)
  }

  func seek(_ offset: Int, _ whence: Int) throws -> Int {
    try checkOpen()
    try flush()
    let base = whence == 1 ? try tell() : 0
    input = []
    used = 0
    let result = whence == 2 ? lseek(descriptor, off_t(offset), SEEK_END) : lseek(descriptor, off_t(base + offset), SEEK_SET)
    if result < 0 { throw FileAccess.error(errno, nil) }
    return Int(result)
  }

  func truncate(_ size: Int?) throws -> Int {
    let size = try size ?? tell()
    try flush()
    if ftruncate(descriptor, off_t(size)) != 0 { throw FileAccess.error(errno, nil) }
    return size
  }

  var number: Int { Int(descriptor) }

  // MARK: context manager

  public override func enter(_ vm: Interpreter) throws -> Value? {
    try checkOpen()
    return .object(self)
  }
  public override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? {
    try close()
    return false
  }
}
