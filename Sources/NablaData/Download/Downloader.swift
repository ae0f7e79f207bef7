import Glibc
import NablaTensor

/// A file to fetch and how to know that it is the right one.
public struct RemoteFile: Equatable, Sendable {
  public let name: String
  public let md5: String
  public let sha256: String?
  /// Bytes it has, for the progress bar and as a limit; a mirror that sends more is cut off.
  public let size: Int

  public init(name: String, md5: String, sha256: String?, size: Int) {
    self.name = name
    self.md5 = md5
    self.sha256 = sha256
    self.size = size
  }
}

/// Fetches files over HTTP so that an accident costs little: what came so far stays in `NAME.part` and the next try
/// asks for the rest; the checksum is taken over the whole file before it takes its name by `rename`, so `NAME` is
/// either right or absent; a lock keeps two processes from writing the same part.
public struct Downloader {
  /// Told what happens: torchvision's words, bytes so far and in all.
  public enum Event: Equatable, Sendable {
    case starting(url: String, path: String)
    case progress(received: Int, total: Int)
    case finished(path: String)
    case extracting(archive: String, folder: String)

    /// What torchvision prints; nil for what it shows as a bar.
    public var message: String? {
      switch self {
      case .starting(let url, let path): return "Downloading \(url) to \(path)"
      case .extracting(let archive, let folder): return "Extracting \(archive) to \(folder)"
      case .progress, .finished: return nil
      }
    }
  }

  /// Addresses to use instead of the known ones, from `NABLA_MIRROR`: a base under which the file names lie.
  public var mirror: String?
  public var report: (Event) -> Void
  /// Asked often; false ends the download and keeps the part.
  public var goOn: () -> Bool
  var limits = Curl.Limits()

  public init(
    mirror: String? = nil, report: @escaping (Event) -> Void = { _ in }, goOn: @escaping () -> Bool = { true }
  ) {
    self.mirror = mirror ?? getenv("NABLA_MIRROR").map { String(cString: $0) }
    self.report = report
    self.goOn = goOn
  }

  /// Gives up on servers slower than this; the defaults suit a slow line, tests want less.
  public mutating func setTimeouts(connect: Int, stalled: Int) {
    limits.connectSeconds = connect
    limits.lowSpeedSeconds = stalled
  }

  /// Fetches `file` into `folder` from the first of `bases` that has it whole. Nothing is fetched when it is there.
  public func fetch(_ file: RemoteFile, from bases: [String], into folder: String) throws {
    let path = "\(folder)/\(file.name)"
    var failure = DownloadFailure(attempts: [], destination: path)
    try FileBytes.makeDirectories(folder)
    let part = path + ".part"
    let descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: part, code: errno) }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw FileError(path: part, code: errno) }
    // Another process may have finished while this one waited for the lock.
    if Self.isIntact(file, at: path) {
      unlink(part)
      return
    }
    for base in mirror.map({ [$0] }) ?? bases {
      let url = base.hasSuffix("/") ? base + file.name : "\(base)/\(file.name)"
      report(.starting(url: url, path: path))
      // A part left by an earlier try may belong to another version of the file: once it fails, start afresh.
      var reason = attempt(file, url: url, descriptor: descriptor)
      if case .checksum = reason?.reason, reason?.resumed == true {
        ftruncate(descriptor, 0)
        reason = attempt(file, url: url, descriptor: descriptor)
      }
      guard let problem = reason else {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw FileError(path: path, code: errno) }
        FileBytes.syncDirectory(folder)
        report(.finished(path: path))
        return
      }
      failure.attempts.append((url, problem.reason))
      if problem.reason == .interrupted { throw DataError.download(failure) }
      if case .checksum = problem.reason { ftruncate(descriptor, 0) }
    }
    if lseek(descriptor, 0, SEEK_END) == 0 { unlink(part) }
    throw DataError.download(failure)
  }

  /// Whether the file at `path` has the right checksums.
  public static func isIntact(_ file: RemoteFile, at path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return mismatch(file, descriptor) == nil
  }

  /// One transfer into the part, resumed where it ends. Nil when the whole file is there and right.
  private func attempt(_ file: RemoteFile, url: String, descriptor: Int32)
    -> (reason: DownloadFailure.Reason, resumed: Bool)?
  {
    guard let curl = Curl.shared else { return (.noClient, false) }
    let start = Int(lseek(descriptor, 0, SEEK_END))
    var written = max(0, start)
    var resumed = written > 0
    let limit = file.size
    var problem: DownloadFailure.Reason?
    if written < limit {
      var first = true
      let transfer = Curl.Transfer(
        receive: { status, bytes in
          if first {
            first = false
            // 206: the rest, as asked for. Anything else is the whole file: begin again.
            if resumed && status != 206 {
              ftruncate(descriptor, 0)
              lseek(descriptor, 0, SEEK_SET)
              written = 0
              resumed = false
            }
          }
          guard written + bytes.count <= limit else {
            problem = .tooLarge(limit: limit)
            return false
          }
          do {
            try FileBytes.put(bytes, into: descriptor, path: file.name)
          } catch {
            problem = .disk("\(error)")
            return false
          }
          written += bytes.count
          return true
        },
        goOn: { _, _ in
          report(.progress(received: written, total: limit))
          guard goOn() else {
            problem = .interrupted
            return false
          }
          return true
        })
      let answer = curl.get(url, from: written, limits: limits, transfer)
      if let problem {
        // Too many bytes can only be another file: nothing of it is worth keeping.
        if case .tooLarge = problem { ftruncate(descriptor, 0) }
        return (problem, resumed)
      }
      guard answer.good else {
        if answer.status == 416 { ftruncate(descriptor, 0) }
        return (answer.status >= 400 ? .status(answer.status) : .unreachable(answer.words), resumed)
      }
    }
    report(.progress(received: written, total: limit))
    return Self.mismatch(file, descriptor).map { ($0, resumed || start > 0) }
  }

  /// Compares both checksums over the whole of an open file.
  private static func mismatch(_ file: RemoteFile, _ descriptor: Int32) -> DownloadFailure.Reason? {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { return .disk("cannot be read again") }
    guard let md5 = Digest(.md5), let sha256 = Digest(.sha256) else {
      return .disk("cannot be checked: libcrypto is not on this machine (Debian: libssl3)")
    }
    let size = 1 << 20
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let got = read(descriptor, buffer.baseAddress, size)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { return .disk(String(cString: strerror(errno))) }
      if got == 0 { break }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<got])
      md5.update(bytes)
      if file.sha256 != nil { sha256.update(bytes) }
    }
    let actual = md5.hex
    guard actual == file.md5 else { return .checksum(algorithm: "MD5", expected: file.md5, actual: actual) }
    if let expected = file.sha256 {
      let actual = sha256.hex
      guard actual == expected else { return .checksum(algorithm: "SHA-256", expected: expected, actual: actual) }
    }
    return nil
  }
}
