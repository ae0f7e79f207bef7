import Glibc
import NablaVM

/// `os.path`, whose own name is `posixpath`.
let posixPathModule = NativeModule("posixpath", "Names of files.", examples: .os) { module, _ in
  let texts = ["sep": "/", "pathsep": ":", "curdir": ".", "pardir": "..", "extsep": ".", "devnull": "/dev/null"]
  for (name, text) in texts { module.set(name, .string(text)) }
  module.set("altsep", .none)
  module.define(PosixPath.texts)
  module.define(PosixPath.questions)
}

enum PosixPath {
  static var currentFolder: String {
    guard let pointer = Glibc.getcwd(nil, 0) else { return "/" }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  static func isFolder(_ path: String) -> Bool { Posix.status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  static func join(_ parts: [String]) -> String {
    var result = ""
    for (index, part) in parts.enumerated() {
      if part.hasPrefix("/") || index == 0 {
        result = part
      } else if result.isEmpty || result.hasSuffix("/") {
        result += part
      } else {
        result += "/" + part
      }
    }
    return result
  }

  static func split(_ path: String) -> (head: String, tail: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    let tail = String(path[path.index(after: slash)...])
    var head = String(path[...slash])
    if head.contains(where: { $0 != "/" }) { while head.hasSuffix("/") { head.removeLast() } }
    return (head, tail)
  }

  /// Splits before the last dot of the name; dots that a name starts with do not count.
  static func splitExtension(_ path: String) -> (String, String) {
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path.lastIndex(of: "."), dot > nameStart,
      path[nameStart..<dot].contains(where: { $0 != "." })
    else { return (path, "") }
    return (String(path[..<dot]), String(path[dot...]))
  }

  static func normalize(_ path: String) -> String {
    if path.isEmpty { return "." }
    let isAbsolute = path.hasPrefix("/")
    let root = isAbsolute ? (path.hasPrefix("//") && !path.hasPrefix("///") ? "//" : "/") : ""
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." || (!isAbsolute && parts.isEmpty) || parts.last == ".." {
        parts.append(part)
      } else if !parts.isEmpty {
        parts.removeLast()
      }
    }
    let result = root + parts.joined(separator: "/")
    return result.isEmpty ? "." : result
  }

  static func absolute(_ path: String) -> String {
    normalize(path.hasPrefix("/") ? path : join([currentFolder, path]))
  }

  static func expandUser(_ path: String) -> String {
    guard path.hasPrefix("~") else { return path }
    let name = path.dropFirst().prefix { $0 != "/" }
    let rest = path.dropFirst(1 + name.count)
    let home: String?
    if name.isEmpty, let value = getenv("HOME") {
      home = String(cString: value)
    } else {
      home = (name.isEmpty ? getpwuid(getuid()) : getpwnam(String(name))).map { String(cString: $0.pointee.pw_dir) }
    }
    guard var home else { return path }
    while home.hasSuffix("/") { home.removeLast() }
    let result = home + rest
    return result.isEmpty ? "/" : result
  }

  private static func mapping(_ name: String, _ summary: String, _ change: @escaping (String) -> String) -> Native {
    Native(name, "(path)", summary) { arguments, vm in .string(change(try FileAccess.path(arguments[0], vm))) }
  }

  private static func pair(_ name: String, _ summary: String, _ cut: @escaping (String) -> (String, String)) -> Native {
    Native(name, "(path)", summary) { arguments, vm in
      let (a, b) = cut(try FileAccess.path(arguments[0], vm))
      return .tuple([.string(a), .string(b)])
    }
  }

  static var texts: [Native] {
    [
      Native("join", "(path, /, *paths)", "Joins parts of a path; an absolute part starts anew.") { arguments, vm in
        let rest = try vm.array(arguments[1])
        let first = try FileAccess.path(arguments[0], vm)
        return .string(join([first] + (try rest.map { try joinPart($0, vm) })))
      },
      mapping("basename", "The last part of a path.") { split($0).tail },
      mapping("dirname", "All but the last part of a path.") { split($0).head },
      pair("split", "(dirname, basename).") { split($0) },
      pair("splitext", "(path without extension, extension).", splitExtension),
      pair("splitdrive", "('', path): there are no drives here.") { ("", $0) },
      mapping("normcase", "The path itself: letter case counts here.") { $0 },
      mapping("normpath", "The path without '.', '..' and doubled slashes.", normalize),
      mapping("abspath", "The absolute path.", absolute),
      mapping("expanduser", "Replaces a leading '~' by the home folder.", expandUser),
      mapping("realpath", "The path without symbolic links.") { path in
        guard let pointer = Glibc.realpath(path, nil) else { return absolute(path) }
        defer { free(pointer) }
        return String(cString: pointer)
      },
      mapping("expandvars", "Replaces $NAME and ${NAME} by variables of the environment.", expandVariables),
      Native("relpath", "(path, start='.')", "The path seen from a folder.") { arguments, vm in
        let path = absolute(try FileAccess.path(arguments[0], vm)).split(separator: "/")
        let start = absolute(try FileAccess.path(arguments[1], vm)).split(separator: "/")
        let common = zip(path, start).prefix { $0 == $1 }.count
        let parts = Array(repeating: Substring(".."), count: start.count - common) + path[common...]
        return .string(parts.isEmpty ? "." : parts.joined(separator: "/"))
      },
      Native("commonpath", "(paths)", "The longest common folder of several paths.") { arguments, vm in
        let paths = try vm.array(arguments[0]).map { try FileAccess.path($0, vm) }
        guard let first = paths.first else { throw Raised(.valueError, "commonpath() arg is an empty sequence") }
        let isAbsolute = first.hasPrefix("/")
        if paths.contains(where: { $0.hasPrefix("/") != isAbsolute }) {
          throw Raised(.valueError, "Can't mix absolute and relative paths")
        }
        var common = first.split(separator: "/").filter { $0 != "." }
        for path in paths.dropFirst() {
          common = zip(common, path.split(separator: "/").filter { $0 != "." }).prefix { $0 == $1 }.map(\.0)
        }
        return .string((isAbsolute ? "/" : "") + common.joined(separator: "/"))
      },
      Native("commonprefix", "(paths)", "The longest common start of several texts.") { arguments, vm in
        let texts = try vm.array(arguments[0]).map { Array(try FileAccess.path($0, vm).unicodeScalars) }
        guard var prefix = texts.first else { return .string("") }
        for text in texts.dropFirst() { prefix = Array(zip(prefix, text).prefix { $0 == $1 }.map(\.0)) }
        return .string(StrText.string(prefix))
      },
    ]
  }

  private static func joinPart(_ value: Value, _ vm: Interpreter) throws -> String {
    guard value.object != nil else {
      throw Raised(
        .typeError,
        "join() argument must be str, bytes, or os.PathLike object, not '\(vm.typeName(of: value))'")
    }
    return try FileAccess.path(value, vm)
  }

  private static func expandVariables(_ path: String) -> String {
    var result = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      var name = rest[rest.index(after: dollar)...]
      let isBraced = name.hasPrefix("{")
      if isBraced { name.removeFirst() }
      let end = name.firstIndex { isBraced ? $0 == "}" : !($0.isLetter || $0.isNumber || $0 == "_") } ?? name.endIndex
      let whole = isBraced && end < name.endIndex ? name.index(after: end) : end
      if let value = getenv(String(name[..<end])) {
        result += String(cString: value)
      } else {
        result += rest[dollar..<whole]
      }
      rest = rest[whole...]
    }
    return result + rest
  }

  private static func test(_ name: String, _ summary: String, _ test: @escaping (String) -> Bool) -> Native {
    Native(name, "(path)", summary) { arguments, vm in
      let path = try FileAccess.path(arguments[0], vm)
      if let permits = FileAccess.permits, !permits(path, .read), !permits(path, .list) { return .bool(false) }
      return .bool(test(path))
    }
  }

  static var questions: [Native] {
    [
      test("exists", "Whether there is a file or folder.") { Posix.status($0) != nil },
      test("isfile", "Whether there is a file.") { Posix.status($0).map { $0.st_mode & S_IFMT == S_IFREG } ?? false },
      test("isdir", "Whether there is a folder.", isFolder),
      test("isabs", "Whether the path is absolute.") { $0.hasPrefix("/") },
      test("islink", "Whether there is a symbolic link.") { path in
        Posix.status(path, followsLinks: false).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
      },
      test("lexists", "Whether there is a file, folder or symbolic link.") {
        Posix.status($0, followsLinks: false) != nil
      },
      test("ismount", "Whether a file system starts at the path.") { path in
        guard let own = Posix.status(path, followsLinks: false), own.st_mode & S_IFMT != S_IFLNK,
          let above = Posix.status(join([path, ".."]), followsLinks: false)
        else { return false }
        return own.st_dev != above.st_dev || own.st_ino == above.st_ino
      },
      Native("getsize", "(path)", "The size of a file in bytes.") { arguments, vm in
        let path = try FileAccess.path(arguments[0], vm)
        try FileAccess.check(path, .read)
        guard let status = Posix.status(path) else { throw FileAccess.error(errno, path, shown: arguments[0]) }
        return .int(Int(status.st_size))
      },
      time("getmtime", "When a file was last changed.") { $0.st_mtim },
      time("getatime", "When a file was last used.") { $0.st_atim },
      time("getctime", "When a file's status was last changed.") { $0.st_ctim },
      Native("samefile", "(a, b)", "Whether two paths name one file.") { arguments, vm in
        let a = try FileAccess.path(arguments[0], vm)
        let b = try FileAccess.path(arguments[1], vm)
        guard let first = Posix.status(a), let second = Posix.status(b) else { throw FileAccess.error(errno, b) }
        return .bool(first.st_ino == second.st_ino && first.st_dev == second.st_dev)
      },
    ]
  }

  private static func time(_ name: String, _ summary: String, _ pick: @escaping (Glibc.stat) -> timespec) -> Native {
    Native(name, "(path)", summary) { arguments, vm in
      let path = try FileAccess.path(arguments[0], vm)
      try FileAccess.check(path, .read)
      guard let status = Posix.status(path) else { throw FileAccess.error(errno, path, shown: arguments[0]) }
      let moment = pick(status)
      return .float(Double(moment.tv_sec) + Double(moment.tv_nsec) * 1e-9)
    }
  }
}
