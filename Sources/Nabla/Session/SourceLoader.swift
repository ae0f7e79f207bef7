import Glibc
import NablaBytecode
import NablaSource
import NablaVM

/// Finds the modules that are written in the language: `.py` and `.nbk` files beside the program and in the standard
/// library.
final class SourceLoader: ModuleLoader {
  private let folders: [String]

  /// The folder of the standard library, the last of `folders`.
  private let library: String?

  init(folders: [String], library: String?) {
    self.folders = folders
    self.library = library
  }

  func load(_ name: String, _ vm: Interpreter) throws -> (code: CodeObject, path: String, isPackage: Bool)? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.contains("/") && !$0.contains("\u{0}") }) else { return nil }
    let relative = parts.joined(separator: "/")
    for folder in searched(vm) {
      let base = folder + "/" + relative
      for (path, isPackage) in [
        (base + "/__init__.py", true), (base + "/__init__.nbk", true), (base + ".py", false), (base + ".nbk", false),
      ] {
        guard let bytes = SourceLoader.read(path) else { continue }
        let text = ModuleText.importable(String(decoding: bytes, as: UTF8.self))
        return (try SourceLoader.compile(SourceFile(name: path, text: text), vm), path, isPackage)
      }
      // A folder of modules is a package without code of its own.
      if SourceLoader.isFolder(base), SourceLoader.names(in: base).contains(where: SourceLoader.isModule) {
        return (try SourceLoader.compile(SourceFile(name: base, text: ""), vm), base, true)
      }
    }
    return nil
  }

  /// The folders of `sys.path`, and behind them the standard library.
  private func searched(_ vm: Interpreter) -> [String] {
    guard let given = vm.searchPath else { return folders }
    let own = given.map { $0.isEmpty ? "." : $0 }
    return own + (library.map { own.contains($0) ? [] : [$0] } ?? [])
  }

  func compile(_ text: String, named name: String) throws -> CodeObject {
    try SourceLoader.compile(SourceFile(name: name, text: text), nil)
  }

  private static func compile(_ file: SourceFile, _ vm: Interpreter?) throws -> CodeObject {
    do {
      let code = try Session.compile(file, displaysLast: false)
      if let vm { Session.tell(code.warnings, in: file, vm) }
      return code
    } catch let diagnostic as Diagnostic {
      throw Raised(diagnostic, in: file)
    }
  }

  func isStandard(_ path: String) -> Bool { library.map { path.hasPrefix($0 + "/") } ?? false }

  func names() -> [String] {
    folders.flatMap { folder in
      SourceLoader.names(in: folder).compactMap { name -> String? in
        if SourceLoader.isModule(name) { return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]) }
        return SourceLoader.names(in: folder + "/" + name).contains(where: SourceLoader.isModule) ? name : nil
      }
    }
  }

  private static func isModule(_ name: String) -> Bool { name.hasSuffix(".py") || name.hasSuffix(".nbk") }

  // MARK: files

  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    let folder = String(cString: here)
    return path == "." ? folder : folder + "/" + path
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += buffer[..<count]
    }
  }
}
