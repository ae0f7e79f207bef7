import Glibc
import NablaVM

/// The process and its environment.
enum PosixProcess {
  static var all: [Native] {
    [
      Native("_environment", "()", "All variables of the environment.") { _, _ in
        let result = DictObject()
        var entry = environ
        while let pointer = entry.pointee {
          let text = String(cString: pointer)
          if let equals = text.firstIndex(of: "=") {
            result[String(text[..<equals])] = .string(String(text[text.index(after: equals)...]))
          }
          entry += 1
        }
        return .object(result)
      },
      Native("putenv", "(name, value, /)", "Sets a variable of the environment.") { arguments, vm in
        let name = try arguments.string(0, vm)
        let value = try arguments.string(1, vm)
        if name.utf8.contains(0) || value.utf8.contains(0) { throw Raised(.valueError, "embedded null byte") }
        if name.contains("=") || name.isEmpty { throw Raised(.valueError, "illegal environment variable name") }
        if setenv(name, value, 1) != 0 { throw FileAccess.error(errno, nil) }
        return .none
      },
      Native("unsetenv", "(name, /)", "Removes a variable of the environment.") { arguments, vm in
        if Glibc.unsetenv(try arguments.string(0, vm)) != 0 { throw FileAccess.error(errno, nil) }
        return .none
      },
      number("getpid", "The process's number.") { Int(Glibc.getpid()) },
      number("getppid", "The number of the process that started this one.") { Int(Glibc.getppid()) },
      number("getuid", "The user's number.") { Int(Glibc.getuid()) },
      number("cpu_count", "How many processors there are.") { max(1, Glibc.sysconf(Int32(_SC_NPROCESSORS_ONLN))) },
      Native("urandom", "(size, /)", "Random bytes from the system.") { arguments, vm in
        let count = try arguments.int(0, vm)
        if count < 0 { throw Raised(.valueError, "negative argument not allowed") }
        if count > 1 << 28 { throw Raised(.memoryError) }
        // Swift's system generator is getrandom(2).
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
          withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeSubrange(count...)
        return .bytes(bytes)
      },
      Native("umask", "(mask, /)", "Sets the permissions that new files do not get; returns the old mask.") { arguments, vm in
        .int(Int(Glibc.umask(try Posix.mode(arguments, 0, vm))))
      },
      Native("strerror", "(code, /)", "The system's words for an error number.") { arguments, vm in
        .string(String(cString: Glibc.strerror(Int32(truncatingIfNeeded: try arguments.int(0, vm)))))
      },
      Native("_exit", "(status)", "Ends the process at once.") { arguments, vm in
        vm.flushOutput()
        Glibc._exit(Int32(truncatingIfNeeded: try arguments.int(0, vm)))
      },
      Native("_uname", "()", "(sysname, nodename, release, version, machine).") { _, _ in
        var names = utsname()
        Glibc.uname(&names)
        func text<T>(_ field: T) -> Value {
          withUnsafeBytes(of: field) { .string(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)) }
        }
        return .tuple([
          text(names.sysname), text(names.nodename), text(names.release), text(names.version), text(names.machine),
        ])
      },
    ]
  }

  private static func number(_ name: String, _ summary: String, _ value: @escaping () -> Int) -> Native {
    Native(name, "()", summary) { _, _ in .int(value()) }
  }
}
