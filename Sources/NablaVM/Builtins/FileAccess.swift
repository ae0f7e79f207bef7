import Glibc

/// The one gate to the file system for the language's built-ins and pure modules. A sandbox sets `permits`.
public enum FileAccess {
  public enum Purpose { case read, write, list }

  /// Whether a path may be used; `nil` allows all.
  nonisolated(unsafe) public static var permits: ((String, Purpose) -> Bool)?

  /// The path that a `str`, `bytes` or object with `__fspath__` names.
  public static func path(_ value: Value, _ vm: Interpreter) throws -> String {
    if let text = value.text {
      if text.utf8.contains(0) { throw Raised(.valueError, "embedded null byte") }
      return text
    }
    if let bytes = value.as(BytesObject.self) { return String(decoding: bytes.bytes, as: UTF8.self) }
    let method = vm.type(of: value).lookup("__fspath__")
    if !method.isUndefined { return try path(try vm.call(method, [value]), vm) }
    throw Raised(
      .typeError, "expected str, bytes or os.PathLike object, not \(vm.typeName(of: value))")
  }

  public static func check(_ path: String, _ purpose: Purpose) throws {
    FileObject.flushAll()
    if let permits, !permits(path, purpose) { throw error(EACCES, path) }
  }

  /// An `OSError` of the kind that belongs to an error number.
  ///
  /// `second` is the other path of an operation on two.
  public static func error(_ number: Int32, _ path: String?, shown: Value? = nil, second: Value? = nil) -> Raised {
    let kind: ExceptionKind =
      switch number {
      case ENOENT: .fileNotFoundError
      case EEXIST: .fileExistsError
      case EACCES, EPERM: .permissionError
      case EISDIR: .isADirectoryError
      case ENOTDIR: .notADirectoryError
      case EPIPE: .brokenPipeError
      case EAGAIN: .blockingIOError
      case EINTR: .interruptedError
      case ETIMEDOUT: .timeoutError
      default: .osError
      }
    let raised = Raised(kind, arguments: [.int(Int(number)), .string(String(cString: strerror(number)))])
    if let path { raised.exception.members["filename"] = shown ?? .string(path) }
    if let second { raised.exception.members["filename2"] = second }
    return raised
  }
}
