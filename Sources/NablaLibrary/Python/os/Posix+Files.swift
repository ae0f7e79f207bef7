import Glibc
import NablaVM

/// Files by their names.
enum PosixFiles {
  static var all: [Native] { changing + asking }

  private static var changing: [Native] {
    [
      remover("remove"), remover("unlink"),
      Posix.pair("rename", "(src, dst)", "Renames a file or folder.") { Glibc.rename($0, $1) },
      Posix.pair("replace", "(src, dst)", "Renames a file or folder, in place of what is there.") { Glibc.rename($0, $1) },
      Posix.pair("symlink", "(src, dst)", "Makes dst a symbolic link to src.") { Glibc.symlink($0, $1) },
      Posix.pair("link", "(src, dst)", "Gives a file a second name.") { Glibc.link($0, $1) },
      Native("chmod", "(path, mode)", "Sets a file's permissions.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .write, vm)
        try Posix.check(Glibc.chmod(path, try Posix.mode(arguments, 1, vm)), path, arguments[0])
        return .none
      },
      Native("truncate", "(path, length)", "Cuts a file to a length.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .write, vm)
        try Posix.check(Glibc.truncate(path, off_t(try arguments.int(1, vm))), path, arguments[0])
        return .none
      },
      Native("utime", "(path, times=None, *, ns=<none>)", "Sets when a file was used and changed.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .write, vm)
        var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
        if !arguments.isAbsent(2) {
          guard arguments.isNone(1) else {
            throw Raised(.valueError, "utime: you may specify either 'times' or 'ns' but not both")
          }
          for (index, part) in try pair(arguments[2], vm).enumerated() {
            let nanoseconds = try vm.int(part)
            let seconds = Int((Double(nanoseconds) / 1e9).rounded(.down))
            times[index] = timespec(tv_sec: seconds, tv_nsec: nanoseconds - seconds &* 1_000_000_000)
          }
        } else if !arguments.isNone(1) {
          for (index, part) in try pair(arguments[1], vm).enumerated() {
            let value = try vm.double(part)
            guard value.isFinite, value.magnitude < 1e15 else {
              throw Raised(.overflowError, "timestamp out of range for platform time_t")
            }
            let seconds = value.rounded(.down)
            times[index] = timespec(tv_sec: Int(seconds), tv_nsec: min(999_999_999, Int((value - seconds) * 1e9)))
          }
        } else {
          var now = timespec()
          clock_gettime(CLOCK_REALTIME, &now)
          times = [now, now]
        }
        try Posix.check(utimensat(AT_FDCWD, path, times, 0), path, arguments[0])
        return .none
      },
    ]
  }

  private static func pair(_ value: Value, _ vm: Interpreter) throws -> [Value] {
    guard let tuple = value.as(TupleObject.self), tuple.items.count == 2 else {
      throw Raised(.typeError, "utime: 'times' must be either a tuple of two ints or None")
    }
    return tuple.items
  }

  private static func remover(_ name: String) -> Native {
    Native(name, "(path)", "Removes a file.") { arguments, vm in
      let path = try Posix.path(arguments, 0, for: .write, vm)
      try Posix.check(Glibc.unlink(path), path, arguments[0])
      return .none
    }
  }

  private static var asking: [Native] {
    [
      Native("stat", "(path, *, follow_symlinks=True)", "Size, times and kind of a file.") { arguments, vm in
        try status(arguments, followsLinks: try arguments.bool(1, vm), vm)
      },
      Native("lstat", "(path)", "As stat, of a symbolic link itself.") { arguments, vm in
        try status(arguments, followsLinks: false, vm)
      },
      Native("access", "(path, mode)", "Whether the user may use a file in a way.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        let mode = Int32(truncatingIfNeeded: try arguments.int(1, vm))
        if let permits = FileAccess.permits, !permits(path, mode & W_OK != 0 ? .write : .read) { return .bool(false) }
        return .bool(Glibc.access(path, mode) == 0)
      },
      Native("readlink", "(path)", "Where a symbolic link leads.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .read, vm)
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = buffer.withUnsafeMutableBytes { bytes in
          bytes.baseAddress.map { Glibc.readlink(path, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
        }
        if count < 0 { throw FileAccess.error(errno, path, shown: arguments[0]) }
        return .string(String(decoding: buffer[..<count], as: UTF8.self))
      },
      Native("_disk_usage", "(path)", "(total, used, free) bytes of the file system of a path.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .read, vm)
        var status = statvfs()
        try Posix.check(statvfs(path, &status), path, arguments[0])
        let unit = Int(clamping: status.f_frsize)
        func bytes(_ blocks: UInt) -> Int { Int(clamping: blocks).multipliedReportingOverflow(by: unit).partialValue }
        let total = bytes(UInt(status.f_blocks))
        return .tuple([.int(total), .int(total &- bytes(UInt(status.f_bfree))), .int(bytes(UInt(status.f_bavail)))])
      },
    ]
  }

  private static func status(_ arguments: Arguments, followsLinks: Bool, _ vm: Interpreter) throws -> Value {
    if case .int(let descriptor) = arguments[0] {
      var status = Glibc.stat()
      if fstat(Int32(truncatingIfNeeded: descriptor), &status) != 0 { throw FileAccess.error(errno, nil) }
      return .object(StatResult(status))
    }
    let path = try Posix.path(arguments[0], arguments, also: " or integer", vm)
    try FileAccess.check(path, .read)
    guard let status = Posix.status(path, followsLinks: followsLinks) else {
      throw FileAccess.error(errno, path, shown: arguments[0])
    }
    return .object(StatResult(status))
  }
}
