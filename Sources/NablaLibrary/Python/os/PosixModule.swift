import Glibc
import NablaVM

/// `posix`: what `os` needs of the system, through the one gate to the file system. `os` itself is written in the
/// language.
let posixModule = NativeModule("posix", "Files, folders and the environment.", examples: .os) { module, _ in
  for (name, number) in PosixConstants.all { module.set(name, .int(Int(number))) }
  module.define(PosixFolders.all)
  module.define(PosixFiles.all)
  module.define(PosixDescriptors.all)
  module.define(PosixProcess.all)
  module.define(TypeObject.statResult)
  module.define(TypeObject.terminalSize)
}

enum PosixConstants {
  static let all: [(String, Int32)] = [
    ("O_RDONLY", O_RDONLY), ("O_WRONLY", O_WRONLY), ("O_RDWR", O_RDWR), ("O_CREAT", O_CREAT), ("O_EXCL", O_EXCL),
    ("O_TRUNC", O_TRUNC), ("O_APPEND", O_APPEND), ("O_CLOEXEC", O_CLOEXEC), ("O_NOFOLLOW", O_NOFOLLOW),
    ("O_ACCMODE", O_ACCMODE),
    ("F_OK", F_OK), ("R_OK", R_OK), ("W_OK", W_OK), ("X_OK", X_OK),
    ("SEEK_SET", SEEK_SET), ("SEEK_CUR", SEEK_CUR), ("SEEK_END", SEEK_END),
  ]
}

/// Reading path arguments, and errors of system calls.
enum Posix {
  static func check(_ result: Int32, _ path: String, _ shown: Value) throws {
    if result != 0 { throw FileAccess.error(errno, path, shown: shown) }
  }

  static func path(_ arguments: Arguments, _ index: Int, for purpose: FileAccess.Purpose, _ vm: Interpreter) throws
    -> String
  {
    let path = try path(arguments[index], arguments, vm)
    try FileAccess.check(path, purpose)
    return path
  }

  /// `also` is what else the function takes.
  static func path(_ value: Value, _ arguments: Arguments, also: String = "", _ vm: Interpreter) throws -> String {
    let isPath = value.text != nil || vm.bytesLikeOrNil(value) != nil
    guard isPath || !vm.type(of: value).lookup("__fspath__").isUndefined else {
      let kinds = also.isEmpty ? "string, bytes or os.PathLike" : "string, bytes, os.PathLike" + also
      throw Raised(
        .typeError, "\(arguments.functionName): path should be \(kinds), not \(vm.typeName(of: value))")
    }
    return try FileAccess.path(value, vm)
  }

  static func mode(_ arguments: Arguments, _ index: Int, _ vm: Interpreter) throws -> mode_t {
    mode_t(truncatingIfNeeded: try arguments.int(index, vm))
  }

  /// Through `fstatat`, which reads one path whatever the C library calls its `stat`.
  static func status(_ path: String, followsLinks: Bool = true) -> Glibc.stat? {
    var status = Glibc.stat()
    return fstatat(AT_FDCWD, path, &status, followsLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// A function of two paths.
  static func pair(
    _ name: String, _ signature: String, _ summary: String, _ change: @escaping (String, String) -> Int32
  ) -> Native {
    Native(name, signature, summary) { arguments, vm in
      let from = try path(arguments, 0, for: .write, vm)
      let to = try path(arguments, 1, for: .write, vm)
      if change(from, to) != 0 {
        throw FileAccess.error(errno, from, shown: arguments[0], second: arguments[1])
      }
      return .none
    }
  }
}
