import Glibc
import NablaNotebook
import Testing

@Suite struct AtomicFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    var name = Array("/tmp/nabla-test-XXXXXX".utf8CString)
    #expect(mkdtemp(&name) != nil)
    let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      for name in Files.list(folder) { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    try body(folder)
  }

  @Test func aFileIsReplacedWholeAndKeepsItsMode() throws {
    try withFolder { folder in
      let path = folder + "/a.txt"
      try AtomicFile.write("one", to: path)
      chmod(path, 0o640)
      try AtomicFile.write("two", to: path)
      #expect(String(decoding: try Files.read(path), as: UTF8.self) == "two")
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
      #expect(Files.list(folder) == ["a.txt"])
    }
  }

  @Test func aLinkStaysALink() throws {
    try withFolder { folder in
      try AtomicFile.write("one", to: folder + "/target")
      symlink(folder + "/target", folder + "/link")
      try AtomicFile.write("two", to: folder + "/link")
      #expect(String(decoding: try Files.read(folder + "/target"), as: UTF8.self) == "two")
      var status = stat()
      #expect(lstat(folder + "/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
  }

  @Test func errorsNameTheFile() {
    #expect(throws: AtomicFile.WriteError.self) { try AtomicFile.write("x", to: "/nowhere/at/all") }
    do {
      _ = try Files.read("/nowhere/at/all")
    } catch {
      #expect("\(error)" == "cannot read '/nowhere/at/all': No such file or directory")
    }
  }

  @Test func pathsAreTakenApart() {
    #expect(Files.stem(of: "a/b.nbk") == "a/b")
    #expect(Files.stem(of: "a.b/c") == "a.b/c")
    #expect(Files.stem(of: ".hidden") == ".hidden")
    #expect(Files.folder(of: "b.nbk") == ".")
    #expect(Files.folder(of: "/b.nbk") == "/")
    #expect(Files.name(of: "a/b.nbk") == "b.nbk")
  }
}
