/// The classes that all files have in common, for `isinstance`; `io` names them.
extension TypeObject {
  /// What a file cannot do.
  public static let unsupportedOperation = TypeObject(
    NativeType(
      "UnsupportedOperation", module: "io",
      bases: { [ExceptionKind.osError.type, ExceptionKind.valueError.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))
  public static let ioBase = TypeObject(NativeType("IOBase", module: "io"))
  public static let rawIOBase = TypeObject(NativeType("RawIOBase", module: "io", bases: { [.ioBase] }))
  public static let bufferedIOBase = TypeObject(NativeType("BufferedIOBase", module: "io", bases: { [.ioBase] }))
  public static let textIOBase = TypeObject(NativeType("TextIOBase", module: "io", bases: { [.ioBase] }))
}
