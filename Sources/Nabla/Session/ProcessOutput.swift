import Glibc

/// The process's own standard output or standard error, buffered as C buffers it: by line on a terminal, by block
/// elsewhere.
public final class ProcessOutput {
  public static let standard = ProcessOutput(1)
  public static let error = ProcessOutput(2)

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// When a pipe was last given something, in milliseconds.
  private var lastFlush = 0
  public let isTerminal: Bool
  /// Nobody reads any more: what is written from here on is dropped.
  public private(set) var isClosed = false

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  public func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if isTerminal || descriptor == 2 || buffer.count > 1 << 15 { return flush() }
    // Whoever follows a pipe or a log sees progress as it happens, at most a fifth of a second late.
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now)
    let time = now.tv_sec &* 1000 &+ now.tv_nsec / 1_000_000
    if time &- lastFlush > 200 {
      lastFlush = time
      flush()
    }
  }

  public func flush() {
    var done = 0
    while done < buffer.count, !isClosed {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count > 0 {
        done += count
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, 1000)
      } else {
        isClosed = true
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
