import Glibc

/// Whole files in and out of memory. What is written is either all there or not there at all.
public enum FileBytes {
  /// Whether something that can be read lies at `path`.
  public static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Whether `path` is a folder.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Reads a file of at most `limit` bytes.
  public static func read(_ path: String, limit: Int = 1 << 33) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path: path, code: EISDIR) }
    guard Int(status.st_size) <= limit else { throw FileError(path: path, code: EFBIG) }
    let expected = max(0, Int(status.st_size))
    var failure: Int32 = 0
    var bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      while count < expected, let base = buffer.baseAddress {
        let got = Glibc.read(descriptor, base + count, expected - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else { throw FileError(path: path, code: failure) }
    // Pipes and files that are still growing have no size to trust: read on to the end.
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let got = Glibc.read(descriptor, &chunk, chunk.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw FileError(path: path, code: errno) }
      if got == 0 { return bytes }
      guard bytes.count + got <= limit else { throw FileError(path: path, code: EFBIG) }
      bytes.append(contentsOf: chunk[..<got])
    }
  }

  /// Makes `path` and the folders above it, as `mkdir -p`.
  public static func makeDirectories(_ path: String) throws {
    var partial = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      partial += name
      if mkdir(partial, 0o777) != 0 && errno != EEXIST && !isDirectory(partial) {
        throw FileError(path: partial, code: errno)
      }
      partial += "/"
    }
  }

  /// Writes a file in one piece: a reader sees what was there before or all of `bytes`, also after a crash or with a
  /// full disk. The bytes go to a temporary file in the same folder, are flushed to the disk, and take the name's place
  /// by `rename`. A link keeps pointing where it did; devices and pipes are written directly.
  public static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
      defer { close(descriptor) }
      return try put(bytes, into: descriptor, path: path)
    }
    var target = path
    if let resolved = realpath(path, nil) {
      target = String(cString: resolved)
      free(resolved)
    }
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    var template = Array("\(folder)/.\(name).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    do {
      defer { close(descriptor) }
      try put(bytes, into: descriptor, path: path)
      let mask = umask(0)
      umask(mask)
      let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o666 & ~mask
      guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw FileError(path: path, code: errno) }
    } catch {
      unlink(template)
      throw error
    }
    guard rename(template, target) == 0 else {
      let code = errno
      unlink(template)
      throw FileError(path: path, code: code)
    }
    syncDirectory(folder)
  }

  public static func write(_ bytes: [UInt8], to path: String) throws {
    try bytes.withUnsafeBytes { try write($0, to: path) }
  }

  /// Makes a rename in `folder` durable. A file system that cannot is no reason to fail.
  public static func syncDirectory(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes all of `bytes` to an open file.
  public static func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32, path: String) throws {
    var done = 0
    while done < bytes.count, let base = bytes.baseAddress {
      let put = Glibc.write(descriptor, base + done, bytes.count - done)
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { throw FileError(path: path, code: put == 0 ? ENOSPC : errno) }
      done += put
    }
  }
}
