import Glibc
import Nabla
import NablaNotebook

/// Pictures shown at the prompt: in the terminal, and as files for as long as the session lasts.
final class PictureFolder {
  private var folder: String?
  private var names: [String] = []

  func show(_ png: [UInt8]) {
    if folder == nil {
      var name = Array("/tmp/nabla-XXXXXX".utf8CString)
      if mkdtemp(&name) != nil {
        folder = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
      }
    }
    var path: String?
    if let folder {
      let file = "\(folder)/figure-\(names.count + 1).png"
      if (try? AtomicFile.write(png, to: file)) != nil {
        names.append(file)
        path = file
      }
    }
    TerminalPicture.show(png, path: path)
  }

  /// Nothing is left behind where the pictures could be seen inline; elsewhere the user was told the path, so they stay.
  func remove() {
    guard let folder, TerminalPicture.way == .kitty || TerminalPicture.way == .iterm else { return }
    for name in names { unlink(name) }
    rmdir(folder)
  }
}
