import Glibc
import NablaVM

/// `os`: files, folders and the environment, through the one gate to the file system.
let osModule = NativeModule("os", "Files, folders and the environment.") { module, vm in
  module.set("name", .string("posix"))
  module.set("sep", .string("/"))
  module.set("linesep", .string("\n"))
  module.set("pathsep", .string(":"))
  module.set("curdir", .string("."))
  module.set("devnull", .string("/dev/null"))
  module.set("error", .object(ExceptionKind.osError.type))
  let environment = DictObject()
  var entry = environ
  while let pointer = entry.pointee {
    let text = String(cString: pointer)
    if let equals = text.firstIndex(of: "=") {
      environment[String(text[..<equals])] = .string(String(text[text.index(after: equals)...]))
    }
    entry += 1
  }
  module.set("environ", .object(environment))
  module.define(OsFunctions.folders)
  module.define(OsFunctions.process)
  module.set("path", .object(try vm.importModule("os.path")))
}

enum OsFunctions {
  static func check(_ result: Int32, _ path: String, _ shown: Value) throws {
    if result != 0 { throw FileAccess.error(errno, path, shown: shown) }
  }

  /// A function of one path that changes something.
  private static func changer(
    _ name: String, _ signature: String, _ summary: String, _ change: @escaping (String) -> Int32
  ) -> Native {
    Native(name, signature, summary) { arguments, vm in
      let path = try FileAccess.path(arguments[0], vm)
      try FileAccess.check(path, .write)
      try check(change(path), path, arguments[0])
      return .none
    }
  }

  static func names(in path: String, shown: Value) throws -> [String] {
    try FileAccess.check(path, .list)
    guard let folder = opendir(path) else { throw FileAccess.error(errno, path, shown: shown) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  static var folders: [Native] {
    [
      Native("listdir", "(path='.')", "The names in a folder.") { arguments, vm in
        let path = try FileAccess.path(arguments[0].isNone ? .string(".") : arguments[0], vm)
        return .list(try names(in: path, shown: arguments[0]).map(Value.string))
      },
      Native("mkdir", "(path, mode=511)", "Makes a folder.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        try FileAccess.check(path, .write)
        try check(Glibc.mkdir(path, mode_t(truncatingIfNeeded: try arguments.int(1, vm))), path, arguments[0])
        return .none
      },
      Native("makedirs", "(name, mode=511, exist_ok=False)", "Makes a folder and those above it.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        try FileAccess.check(path, .write)
        try makeFolders(path, arguments[0], existing: try arguments.bool(2, vm))
        return .none
      },
      changer("remove", "(path)", "Removes a file.") { Glibc.unlink($0) },
      changer("unlink", "(path)", "Removes a file.") { Glibc.unlink($0) },
      changer("rmdir", "(path)", "Removes an empty folder.") { Glibc.rmdir($0) },
      renamer("rename"), renamer("replace"),
      Native("getcwd", "()", "The current folder.") { _, _ in .string(OsPath.currentFolder) },
      Native("chdir", "(path)", "Changes the current folder.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        try FileAccess.check(path, .list)
        try check(Glibc.chdir(path), path, arguments[0])
        return .none
      },
      Native("walk", "(top, topdown=True)", "(folder, folders, files) for a folder and all below it.") { arguments, vm in
        let top = try FileAccess.path(arguments[0], vm)
        var found: [Value] = []
        try walk(top, topDown: try arguments.bool(1, vm), into: &found, depth: 0)
        return .object(try vm.iterator(.list(found)))
      },
      Native("stat", "(path)", "Size and times of a file.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        guard let status = OsPath.status(path) else { throw FileAccess.error(errno, path, shown: arguments[0]) }
        return .object(
          NamespaceObject(
            DictObject([
              ("st_size", .int(Int(status.st_size))), ("st_mode", .int(Int(status.st_mode))),
              ("st_mtime", .float(Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)),
            ]), "os.stat_result"))
      },
      Native("fspath", "(path)", "The path as text.") { arguments, vm in
        .string(try FileAccess.path(arguments[0], vm))
      },
    ]
  }

  private static func renamer(_ name: String) -> Native {
    Native(name, "(src, dst)", "Renames a file or folder.") { arguments, vm in
      let from = try FileAccess.path(arguments[0], vm)
      let to = try FileAccess.path(arguments[1], vm)
      try FileAccess.check(from, .write)
      try FileAccess.check(to, .write)
      if Glibc.rename(from, to) != 0 { throw FileAccess.error(errno, from, shown: arguments[0]) }
      return .none
    }
  }

  private static func makeFolders(_ path: String, _ shown: Value, existing: Bool) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      made += (index > 0 ? "/" : "") + part
      if Glibc.mkdir(made, 0o777) == 0 { continue }
      let isLast = index == parts.count - 1
      let isFolder = OsPath.isFolder(made)
      if errno == EEXIST || isFolder, isFolder, !isLast || existing { continue }
      throw FileAccess.error(isFolder ? EEXIST : errno, made, shown: isLast ? shown : nil)
    }
  }

  private static func walk(_ folder: String, topDown: Bool, into found: inout [Value], depth: Int) throws {
    guard depth < 256, let names = try? names(in: folder, shown: .string(folder)) else { return }
    let isInside = { (name: String) in OsPath.isFolder(OsPath.join([folder, name])) }
    let folders = names.filter(isInside)
    let files = names.filter { !isInside($0) }
    let entry = Value.tuple([.string(folder), .list(folders.map(Value.string)), .list(files.map(Value.string))])
    if topDown { found.append(entry) }
    for name in folders { try walk(OsPath.join([folder, name]), topDown: topDown, into: &found, depth: depth + 1) }
    if !topDown { found.append(entry) }
  }

  static var process: [Native] {
    [
      Native("getenv", "(key, default=None)", "A variable of the environment.") { arguments, vm in
        let environment = try vm.importModule("os").get("environ")?.as(DictObject.self)
        return try environment?.get(arguments[0], vm) ?? arguments[1]
      },
      Native("getpid", "()", "The process's number.") { _, _ in .int(Int(Glibc.getpid())) },
      Native("cpu_count", "()", "How many processors there are.") { _, _ in
        .int(max(1, Glibc.sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      },
      Native("urandom", "(size, /)", "Random bytes from the system.") { arguments, vm in
        let count = try arguments.int(0, vm)
        guard (0...(1 << 24)).contains(count) else { throw Raised(.valueError, "negative argument not allowed") }
        var generator = SystemRandomNumberGenerator()
        return .bytes((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
      },
      Native("get_terminal_size", "(fd=1, /)", "(columns, lines) of the terminal.") { arguments, vm in
        var size = winsize()
        let descriptor = Int32(truncatingIfNeeded: try arguments.int(0, vm))
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) != 0 { throw FileAccess.error(errno, nil) }
        return .tuple([.int(Int(size.ws_col)), .int(Int(size.ws_row))])
      },
      Native("system", "(command)", "Not part of Nabla.") { _, _ in
        throw Raised(.notImplementedError, "os.system() is not part of Nabla")
      },
    ]
  }
}
