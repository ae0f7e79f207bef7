import Glibc

/// Where the modules written in the language lie: beside the binary, wherever that was installed.
public enum StandardLibrary {
  /// The folder, or `nil` when there is none: built-in modules work all the same.
  public static let folder: String? = {
    guard let binary = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(binary) }
    return locate(binary: String(cString: binary))
  }()

  /// An installed binary has `../lib/nabla/stdlib`, an unpacked one `stdlib` beside it; one that was built in a source
  /// checkout lies somewhere under its `.build`, beside which is `stdlib`.
  static func locate(binary: String) -> String? {
    let folder = parent(binary)
    var candidates = [parent(folder) + "/lib/nabla/stdlib", folder + "/stdlib"]
    var above = folder
    while above.contains("/.build") { above = parent(above) }
    if above != folder { candidates.append(above + "/stdlib") }
    return candidates.first { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "" }
    return String(path[..<slash])
  }
}
