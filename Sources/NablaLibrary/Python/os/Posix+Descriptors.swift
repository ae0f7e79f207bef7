import Glibc
import NablaVM

/// Files by descriptor: what `tempfile` and low-level programs use.
enum PosixDescriptors {
  private static func descriptor(_ arguments: Arguments, _ index: Int, _ vm: Interpreter) throws -> Int32 {
    Int32(truncatingIfNeeded: try arguments.int(index, vm))
  }

  static var all: [Native] {
    [
      Native("open", "(path, flags, mode=511)", "Opens a file; returns its descriptor.") { arguments, vm in
        let flags = Int32(truncatingIfNeeded: try arguments.int(1, vm))
        let writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC) != 0
        let path = try Posix.path(arguments, 0, for: writes ? .write : .read, vm)
        let result = Glibc.open(path, flags | O_CLOEXEC, try Posix.mode(arguments, 2, vm))
        if result < 0 { throw FileAccess.error(errno, path, shown: arguments[0]) }
        return .int(Int(result))
      },
      Native("close", "(fd)", "Closes a descriptor.") { arguments, vm in
        if Glibc.close(try descriptor(arguments, 0, vm)) != 0 { throw FileAccess.error(errno, nil) }
        return .none
      },
      Native("read", "(fd, length, /)", "Up to length bytes from a descriptor.") { arguments, vm in
        let length = try arguments.int(1, vm)
        if length < 0 { throw FileAccess.error(EINVAL, nil) }
        let descriptor = try descriptor(arguments, 0, vm)
        let bytes = try [UInt8](unsafeUninitializedCapacity: min(length, 1 << 30)) { buffer, count in
          let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
          if got < 0 { throw FileAccess.error(errno, nil) }
          count = got
        }
        return .bytes(bytes)
      },
      Native("write", "(fd, data, /)", "Writes bytes to a descriptor; returns how many.") { arguments, vm in
        let descriptor = try descriptor(arguments, 0, vm)
        let bytes = try vm.bytesLike(arguments[1])
        // What the program printed so far comes first.
        if descriptor == 1 || descriptor == 2 { vm.flushOutput() }
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 { throw FileAccess.error(errno, nil) }
        return .int(count)
      },
      Native("isatty", "(fd, /)", "Whether a descriptor is a terminal.") { arguments, vm in
        .bool(Glibc.isatty(try descriptor(arguments, 0, vm)) == 1)
      },
      Native("get_terminal_size", "(fd=1, /)", "(columns, lines) of the terminal.") { arguments, vm in
        var size = winsize()
        if ioctl(try descriptor(arguments, 0, vm), UInt(TIOCGWINSZ), &size) != 0 { throw FileAccess.error(errno, nil) }
        return .object(
          FieldTuple([.int(Int(size.ws_col)), .int(Int(size.ws_row))], .terminalSize, TypeObject.terminalFields))
      },
    ]
  }
}
