/// Access to registers without counting references.
///
/// Swift's own assignment to a register loads the old value, stores the new one and releases the old; the test for
/// "was it an object at all" is an outlined call. These look at the tag themselves. The layout they rely on (payload
/// in the first eight bytes, tag in the ninth) is checked by `Value.checkLayout` in the tests and at start.
extension UnsafeMutablePointer where Pointee == Value {
  @inline(__always) var tag: UInt8 { UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self) }

  @inline(__always) var isObject: Bool { tag == ValueTag.object }

  /// Stores a value that is no object.
  @inline(__always) func setTrivial(_ value: Value) {
    if isObject { pointee = value } else { initialize(to: value) }
  }

  @inline(__always) func set(_ value: consuming Value) {
    if isObject { pointee = value } else { initialize(to: value) }
  }

  @inline(__always) func clear() {
    if isObject { pointee = .undefined } else { initialize(to: .undefined) }
  }

  /// The object in a register that holds one, not retained: valid as long as the register is not written.
  @inline(__always) var reference: Unmanaged<Object> {
    Unmanaged.fromOpaque(UnsafeRawPointer(self).load(as: UnsafeRawPointer.self))
  }
}

enum ValueTag {
  /// Cases with payloads are numbered in the order of declaration.
  @inline(__always) static var object: UInt8 { 3 }
}

extension Value {
  /// Whether the compiler lays values out as `Registers.swift` assumes.
  package static func hasExpectedLayout() -> Bool {
    guard MemoryLayout<Value>.size == 9, MemoryLayout<Value>.stride == 16 else { return false }
    func tag(_ value: Value) -> UInt8 {
      withUnsafeBytes(of: value) { $0[8] }
    }
    let object = PlainObject.ellipsis
    let isPayload = withUnsafeBytes(of: Value.object(object)) {
      $0.load(as: UnsafeRawPointer.self) == UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
    }
    return isPayload && tag(.object(object)) == 3 && tag(.int(1)) != 3 && tag(.float(1)) != 3 && tag(.bool(true)) != 3
      && tag(.none) != 3 && tag(.undefined) != 3
  }
}
