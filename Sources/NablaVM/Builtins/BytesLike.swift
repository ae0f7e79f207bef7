/// Bytes as arguments: what natives take wherever CPython takes a bytes-like object.
extension Interpreter {
  public func bytesLikeOrNil(_ value: Value) -> [UInt8]? {
    value.byteSource
  }

  public func bytesLike(_ value: Value) throws -> [UInt8] {
    if let bytes = bytesLikeOrNil(value) { return bytes }
    throw Raised(.typeError, "a bytes-like object is required, not '\(typeName(of: value))'")
  }
}
