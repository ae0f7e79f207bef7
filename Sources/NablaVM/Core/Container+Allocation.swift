import CReferences

/// Making objects whose fields are known without an initialiser: with more memory than the fields need, or only because
/// the chain of initialisers costs as much as all else about a small object.
///
/// The fields of `Object` and `Container` are written here; those behind are the caller's, who writes every one.
/// `hasExpectedLayout` of each class that is made this way checks that they lie where they are written.
extension Container {
  /// Where the fields of a class that derives from `Container` begin.
  @inline(__always) static var fieldsStart: Int { 48 }

  @inline(__always) static func lay(
    _ layout: UnsafeRawPointer, size: Int, type: UnsafeMutableRawPointer, kind: ObjectKind
  ) -> UnsafeMutableRawPointer {
    let memory = nabla_allocate(layout, size)
    memory.storeBytes(of: type, toByteOffset: 16, as: UnsafeMutableRawPointer.self)
    relay(memory, kind: kind)
    return memory
  }

  /// Writes the fields that another object in the same memory may have left changed.
  @inline(__always) static func relay(_ memory: UnsafeMutableRawPointer, kind: ObjectKind) {
    // The kind, that this is a container, and zeros for the collector.
    memory.storeBytes(of: UInt(kind.rawValue) | 1 << 8, toByteOffset: 24, as: UInt.self)
    memory.storeBytes(of: 0, toByteOffset: 32, as: UInt.self)
    memory.storeBytes(of: 0, toByteOffset: 40, as: UInt.self)
  }

  /// Lets a pool of memory work for the class of an object that the runtime has just made.
  static func open(
    _ pool: UnsafeMutablePointer<nabla_pool>, after memory: UnsafeMutableRawPointer,
    _ died: @escaping @convention(c) (UnsafeMutableRawPointer) -> Void
  ) {
    pool.pointee.single = memory.load(fromByteOffset: 8, as: UInt64.self)
    pool.pointee.died = died
    pool.pointee.layout = memory.load(as: UnsafeRawPointer.self)
  }

  /// The object in memory whose fields are all written; the collector knows of it from now on.
  @inline(__always) static func finish<Made: Container>(_ memory: UnsafeMutableRawPointer, as type: Made.Type) -> Made {
    let object = Unmanaged<Made>.fromOpaque(memory).takeRetainedValue()
    Collector.track(object)
    return object
  }
}

/// A class of the language as a bare pointer, looked up once: reading a `static let` asks each time whether it is made.
struct ClassWord {
  @exclusivity(unchecked) private static var words: (UInt, UInt, UInt) = (0, 0, 0)

  @inline(__always) private static func pointer(_ word: UInt) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: word)
  }
  @inline(never) private static func look(_ type: TypeObject) -> UnsafeMutableRawPointer {
    Unmanaged.passUnretained(type).toOpaque()
  }

  @inline(__always) static var tuple: UnsafeMutableRawPointer {
    if let known = pointer(words.0) { return known }
    words.0 = UInt(bitPattern: look(.tuple))
    return look(.tuple)
  }
  @inline(__always) static var list: UnsafeMutableRawPointer {
    if let known = pointer(words.1) { return known }
    words.1 = UInt(bitPattern: look(.list))
    return look(.list)
  }
  @inline(__always) static var dict: UnsafeMutableRawPointer {
    if let known = pointer(words.2) { return known }
    words.2 = UInt(bitPattern: look(.dict))
    return look(.dict)
  }
}

extension Object {
  /// The record of a Swift class, which begins each object.
  @inline(__always) static func layout(of type: AnyClass) -> UnsafeRawPointer {
    unsafeBitCast(type, to: UnsafeRawPointer.self)
  }

  /// What the runtime allocates for an instance of a class: its record says so, behind its kind, its superclass and two
  /// numbers.
  static func instanceSize(of type: AnyClass) -> Int {
    Int(layout(of: type).load(fromByteOffset: 24, as: UInt32.self))
  }
}
