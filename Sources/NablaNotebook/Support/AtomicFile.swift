import Glibc

/// Files that are either the old ones or the new ones, never half of each.
public enum AtomicFile {
  public struct WriteError: Error, CustomStringConvertible {
    public let description: String
  }

  public static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Writes beside the target, flushes to the disk, and renames.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    func failure(_ doing: String) -> WriteError {
      WriteError(description: "cannot \(doing) '\(path)': \(String(cString: strerror(errno)))")
    }
    // A link is followed: its target is replaced, the link stays.
    let target = resolved(path)
    var name = Array((target + ".XXXXXX").utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw failure("write") }
    let temporary = name.withUnsafeBufferPointer { String(cString: $0.baseAddress ?? UnsafePointer(strerror(0))) }
    var isOpen = true
    func giveUp(_ doing: String) -> WriteError {
      let error = failure(doing)
      if isOpen { close(file) }
      unlink(temporary)
      return error
    }
    // Keep the mode of a file that is replaced; a new one gets what the umask leaves.
    var status = stat()
    let mode: mode_t
    if stat(target, &status) == 0 {
      mode = status.st_mode & 0o777
    } else {
      let mask = umask(0o022)
      umask(mask)
      mode = 0o666 & ~mask
    }
    fchmod(file, mode)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(file, buffer.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw giveUp("write") }
      done += count
    }
    guard fsync(file) == 0 else { throw giveUp("write") }
    isOpen = false
    guard close(file) == 0 else { throw giveUp("write") }
    guard rename(temporary, target) == 0 else { throw giveUp("replace") }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Reading files and making folders, with errors that name what was asked for.
public enum Files {
  public struct ReadError: Error, CustomStringConvertible {
    public let path: String
    public let code: Int32
    public var description: String { "cannot read '\(path)': \(String(cString: strerror(code)))" }
  }

  public static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ReadError(path: path, code: errno) }
    defer { close(file) }
    return try read(descriptor: file, named: path)
  }

  /// Everything up to the end of an open file, such as a pipe.
  public static func read(descriptor: Int32, named name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ReadError(path: name, code: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws {
    var parts = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      parts += part + "/"
      if parts == "/" || isFolder(parts) { continue }
      guard mkdir(parts, 0o777) == 0 || errno == EEXIST, isFolder(parts) else {
        throw AtomicFile.WriteError(
          description: "cannot make folder '\(path)': \(String(cString: strerror(errno == EEXIST ? ENOTDIR : errno)))")
      }
    }
  }

  /// The names in a folder, sorted; empty where it cannot be read.
  public static func list(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The path from the root, as seen from the current folder.
  public static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    let folder = String(cString: here)
    return (folder == "/" ? "" : folder) + "/" + path
  }

  /// The part of a path before its last component; "." where there is none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path without the extension of its last component.
  public static func stem(of path: String) -> String {
    let name = self.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path }
    return String(path.dropLast(name.distance(from: dot, to: name.endIndex)))
  }
}
