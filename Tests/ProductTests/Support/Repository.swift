import Foundation

/// The checkout that the tests were built from.
enum Repository {
  static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    while url.path != "/", !FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path) {
      url.deleteLastPathComponent()
    }
    return url.path
  }()

  /// The files below a folder with one of the extensions, sorted, as paths from the root.
  static func files(in folder: String, extensions: Set<String>) -> [String] {
    let base = root + "/" + folder
    guard let walker = FileManager.default.enumerator(atPath: base) else { return [] }
    return walker.compactMap { $0 as? String }
      .filter { path in extensions.contains((path as NSString).pathExtension) && !path.contains(".out/") }
      .map { folder + "/" + $0 }
      .sorted()
  }

  static func text(of path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The `nabla` that was built together with the tests: it lies in the same folder as they do.
  static let binary: String = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    for folder in [own.deletingLastPathComponent(), URL(fileURLWithPath: root + "/.build/release").resolvingSymlinksInPath()] {
      let path = folder.appendingPathComponent("nabla").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return root + "/.build/release/nabla"
  }()
}
