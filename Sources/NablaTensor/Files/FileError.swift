import Glibc

/// What the operating system said about a file, in the words CPython gives it.
public struct FileError: Error, Equatable, CustomStringConvertible, Sendable {
  public let path: String
  public let code: Int32

  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// `No such file or directory` and its kin.
  public var reason: String { String(cString: strerror(code)) }

  public var description: String { "[Errno \(code)] \(reason): '\(path)'" }
}
