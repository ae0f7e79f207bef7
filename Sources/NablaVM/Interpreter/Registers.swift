import CReferences

/// Access to registers, with references counted by hand.
///
/// Swift's own assignment to a register loads the old value, stores the new one and releases the old, each through an
/// outlined call that tests for "is it an object at all". These look at the tag themselves and count without locks (see
/// CReferences.h). The layout they rely on (payload in the first eight bytes, tag in the ninth) is checked by
/// `Value.hasExpectedLayout` in the tests.
extension UnsafeMutablePointer where Pointee == Value {
  @inline(__always) var tag: UInt8 { UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self) }

  @inline(__always) var isObject: Bool { tag == ValueTag.object }

  @inline(__always) var bits: Bits {
    Bits(payload: UnsafeRawPointer(self).load(as: UInt.self), tag: tag)
  }

  /// Overwrites without looking at what was there.
  @inline(__always) func write(_ bits: Bits) {
    UnsafeMutableRawPointer(self).storeBytes(of: bits.payload, as: UInt.self)
    UnsafeMutableRawPointer(self).storeBytes(of: bits.tag, toByteOffset: 8, as: UInt8.self)
  }

  /// Stores bits that come with a reference of their own.
  @inline(__always) func take(_ bits: Bits) {
    if isObject {
      let old = UnsafeRawPointer(reference.toOpaque())
      write(bits)
      nabla_release(old)
    } else {
      write(bits)
    }
  }

  /// Stores another reference to what the bits show.
  @inline(__always) func copy(_ bits: Bits) {
    bits.retain()
    take(bits)
  }

  @inline(__always) func copy(_ source: UnsafeMutablePointer<Value>) { copy(source.bits) }

  /// Stores a value that is no object.
  @inline(__always) func setTrivial(_ value: Value) {
    if isObject {
      let old = UnsafeRawPointer(reference.toOpaque())
      initialize(to: value)
      nabla_release(old)
    } else {
      initialize(to: value)
    }
  }

  @inline(__always) func set(_ value: consuming Value) {
    if isObject {
      let old = UnsafeRawPointer(reference.toOpaque())
      initialize(to: value)
      nabla_release(old)
    } else {
      initialize(to: value)
    }
  }

  @inline(__always) func clear() { setTrivial(.undefined) }

  /// Lets go of an object; a number may stay.
  @inline(__always) func dropObject() {
    if isObject {
      let old = UnsafeRawPointer(reference.toOpaque())
      initialize(to: .undefined)
      nabla_release(old)
    }
  }

  /// Takes the value out, with its reference.
  @inline(__always) func takeOut() -> Bits {
    let bits = self.bits
    initialize(to: .undefined)
    return bits
  }

  /// The same as a value.
  @inline(__always) func moveOut() -> Value {
    let value = move()
    initialize(to: .undefined)
    return value
  }

  /// The object in a register that holds one, not retained: valid as long as the register is not written.
  @inline(__always) var reference: Unmanaged<Object> {
    Unmanaged.fromOpaque(UnsafeRawPointer(self).load(as: UnsafeRawPointer.self))
  }
}

/// References counted by hand, and without locks: `Unmanaged`'s own methods always lock.
extension Unmanaged where Instance: Object {
  @inline(__always) static func holding(_ object: Instance) -> Unmanaged {
    let reference = passUnretained(object)
    reference.hold()
    return reference
  }
  @inline(__always) func hold() { nabla_retain(UnsafeRawPointer(toOpaque())) }
  @inline(__always) func letGo() { nabla_release(UnsafeRawPointer(toOpaque())) }
}

extension Unmanaged {
  /// The object, with an ordinary reference.
  @inline(__always) var value: Instance { _withUnsafeGuaranteedRef { $0 } }
}

/// What lies in a value's memory, without a reference of its own.
struct Bits {
  var payload: UInt
  var tag: UInt8

  @inline(__always) var isObject: Bool { tag == ValueTag.object }

  @inline(__always) func retain() {
    if isObject { nabla_retain(UnsafeRawPointer(bitPattern: payload).unsafelyUnwrapped) }
  }

}

enum ValueTag {
  /// Cases with payloads are numbered in the order of declaration.
  @inline(__always) static var bool: UInt8 { 0 }
  @inline(__always) static var int: UInt8 { 1 }
  @inline(__always) static var float: UInt8 { 2 }
  @inline(__always) static var object: UInt8 { 3 }
}

extension Value {
  /// Whether the compiler lays values out as this file assumes, and the runtime counts references as CReferences does.
  package static func hasExpectedLayout() -> Bool {
    guard MemoryLayout<Value>.size == 9, MemoryLayout<Value>.stride == 16, MemoryLayout<Bits>.size == 9,
      BareArray.hasExpectedLayout(), Raised.hasExpectedLayout(),
      InstructionWord.hasExpectedLayout(), TupleObject.hasExpectedLayout(),
      TableBlock.hasExpectedLayout(), InstanceObject.hasExpectedLayout(), ListObject.hasExpectedLayout(),
      DictObject.hasExpectedLayout(), TextBytes.hasExpectedLayout(), StrObject.hasExpectedLayout()
    else {
      return false
    }
    func tag(_ value: Value) -> UInt8 {
      withUnsafeBytes(of: value) { $0[8] }
    }
    let object = PlainObject(type: .noneType, text: "")
    let pointer = UnsafeRawPointer(Unmanaged.passUnretained(object).toOpaque())
    let isPayload = withUnsafeBytes(of: Value.object(object)) { $0.load(as: UnsafeRawPointer.self) == pointer }
    let before = Collector.referenceCount(of: object)
    nabla_retain(pointer)
    let counted = Collector.referenceCount(of: object)
    nabla_release(pointer)
    guard counted == before + 1, Collector.referenceCount(of: object) == before else { return false }
    return isPayload && tag(.object(object)) == ValueTag.object && tag(.int(1)) == ValueTag.int
      && tag(.float(1)) == ValueTag.float && tag(.bool(true)) == ValueTag.bool && tag(.none) != ValueTag.object
      && tag(.undefined) != ValueTag.object
  }
}
