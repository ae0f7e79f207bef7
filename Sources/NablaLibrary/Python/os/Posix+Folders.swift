import Glibc
import NablaVM

/// Folders and the names in them.
enum PosixFolders {
  /// What a folder holds; `kind` is the system's `d_type`, 0 where it does not tell.
  static func entries(in path: String, shown: Value) throws -> [(name: String, kind: UInt8, inode: UInt)] {
    try FileAccess.check(path, .list)
    guard let folder = opendir(path) else { throw FileAccess.error(errno, path, shown: shown) }
    defer { closedir(folder) }
    var entries: [(name: String, kind: UInt8, inode: UInt)] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { entries.append((name, entry.pointee.d_type, UInt(entry.pointee.d_ino))) }
    }
    return entries
  }

  private static func folder(_ arguments: Arguments, _ vm: Interpreter) throws -> (path: String, shown: Value) {
    let shown = arguments.isNone(0) ? Value.string(".") : arguments[0]
    return (try Posix.path(shown, arguments, also: ", integer or None", vm), shown)
  }

  static var all: [Native] {
    [
      Native("listdir", "(path=None)", "The names in a folder, in no certain order.") { arguments, vm in
        let (path, shown) = try folder(arguments, vm)
        return .list(try entries(in: path, shown: shown).map { .string($0.name) })
      },
      Native("_entries", "(path=None)", "(name, kind, inode) of all that is in a folder.") { arguments, vm in
        let (path, shown) = try folder(arguments, vm)
        return .list(try entries(in: path, shown: shown).map { entry in
          .tuple([.string(entry.name), .int(Int(entry.kind)), .int(Int(truncatingIfNeeded: entry.inode))])
        })
      },
      Native("mkdir", "(path, mode=511)", "Makes a folder.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .write, vm)
        try Posix.check(Glibc.mkdir(path, try Posix.mode(arguments, 1, vm)), path, arguments[0])
        return .none
      },
      Native("rmdir", "(path)", "Removes an empty folder.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .write, vm)
        try Posix.check(Glibc.rmdir(path), path, arguments[0])
        return .none
      },
      Native("getcwd", "()", "The current folder.") { _, _ in .string(PosixPath.currentFolder) },
      Native("chdir", "(path)", "Changes the current folder.") { arguments, vm in
        let path = try Posix.path(arguments, 0, for: .list, vm)
        try Posix.check(Glibc.chdir(path), path, arguments[0])
        return .none
      },
    ]
  }
}
