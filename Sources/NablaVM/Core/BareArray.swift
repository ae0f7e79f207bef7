import CReferences
import Glibc

/// The elements of an array that lies in an object, without the reference that reading the property would take: for as
/// long as nothing writes to the array. `hasExpectedLayout` checks that arrays lie as is assumed here.
///
/// What changes an array here writes its count and its free room directly, so that the common cases of growing and
/// emptying a list are a few instructions; whatever needs an allocation stays Swift's.
struct BareArray {
  private let storage: UnsafeRawPointer

  @inline(__always) init(_ array: UnsafeMutablePointer<[Value]>) {
    storage = UnsafeRawPointer(array).load(as: UnsafeRawPointer.self)
  }

  /// The elements of an array of which nothing else has a copy.
  static func exclusive(_ array: inout [Value]) -> BareArray? {
    let bare = BareArray(&array)
    return nabla_is_unique(bare.storage) ? bare : nil
  }

  @inline(__always) var count: Int { storage.load(fromByteOffset: 16, as: Int.self) }
  @inline(__always) var start: UnsafeMutablePointer<Value> {
    UnsafeMutableRawPointer(mutating: storage + 32).assumingMemoryBound(to: Value.self)
  }

  @inline(__always) var isUnique: Bool { nabla_is_unique(storage) }

  /// Gives the elements up without releasing them: the array counts as empty. Answers how many there were.
  @inline(__always) func abandon() -> Int {
    let count = count
    UnsafeMutableRawPointer(mutating: storage).storeBytes(of: 0, toByteOffset: 16, as: Int.self)
    return count
  }

  /// Appends in place; `false` where there is no room, or the storage is shared. The word behind the count is twice the
  /// capacity, and a flag.
  @inline(__always) func append(_ bits: Bits) -> Bool {
    let count = self.count
    guard count < Int(storage.load(fromByteOffset: 24, as: UInt.self) >> 1), nabla_is_unique(storage) else {
      return false
    }
    bits.retain()
    (start + count).write(bits)
    UnsafeMutableRawPointer(mutating: storage).storeBytes(of: count &+ 1, toByteOffset: 16, as: Int.self)
    return true
  }

  /// The element at an index, which may count from the end; `nil` beyond.
  @inline(__always) func bits(at index: Int) -> Bits? {
    let count = self.count
    let position = index < 0 ? index &+ count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: count) else { return nil }
    return (start + position).bits
  }

  /// Where the element lies; `nil` beyond, and when the storage is shared.
  @inline(__always) func place(at index: Int) -> UnsafeMutablePointer<Value>? {
    let count = self.count
    let position = index < 0 ? index &+ count : index
    guard UInt(bitPattern: position) < UInt(bitPattern: count), nabla_is_unique(storage) else { return nil }
    return start + position
  }

  // MARK: making arrays

  /// The record of the class of arrays' storage, and the flag beside the capacity: as an array that Swift made has them.
  /// Not a `static let`, reading which asks each time whether it is made.
  @exclusivity(unchecked) private static var model: (layout: UnsafeRawPointer?, flag: UInt) = (nil, 0)

  @inline(never) private static func findModel() -> UnsafeRawPointer {
    var array: [Value] = []
    array.reserveCapacity(1)
    let storage = BareArray(&array).storage
    let layout = storage.load(as: UnsafeRawPointer.self)
    model = (layout, storage.load(fromByteOffset: 24, as: UInt.self) & 1)
    return layout
  }

  /// An array of `count` elements that `fill` initialises, with room for `capacity`: what Swift's own initialiser gives,
  /// without its search for the storage's class.
  @inline(__always) static func make(
    count: Int, capacity: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void
  ) -> [Value] {
    if capacity == 0 { return [] }
    let layout = model.layout ?? findModel()
    let storage = nabla_allocate(layout, 32 + capacity * MemoryLayout<Value>.stride)
    if capacity >= largeCapacity { askForLargePages(storage, capacity * MemoryLayout<Value>.stride) }
    storage.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    storage.storeBytes(of: UInt(capacity) << 1 | model.flag, toByteOffset: 24, as: UInt.self)
    fill((storage + 32).assumingMemoryBound(to: Value.self))
    // An array is the reference to its storage; this one takes over the only one there is.
    var array = storage
    return withUnsafeMutablePointer(to: &array) {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: [Value].self).move()
    }
  }

  private static let largeCapacity = 1 << 18

  /// Four megabytes and more are better mapped in pages of two: fewer faults as they are filled, and a walk in strides
  /// does not miss the processor's table of pages at each step.
  @inline(never) private static func askForLargePages(_ start: UnsafeMutableRawPointer, _ size: Int) {
    let page = 4096
    let first = (Int(bitPattern: start) + page - 1) & ~(page - 1)
    let end = (Int(bitPattern: start) + size) & ~(page - 1)
    // Advice only: where the system knows no such pages, all stays as it is.
    if let first = UnsafeMutableRawPointer(bitPattern: first), end > Int(bitPattern: first) {
      _ = madvise(first, end - Int(bitPattern: first), MADV_HUGEPAGE)
    }
  }

  @inline(__always) static func make(count: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void) -> [Value] {
    make(count: count, capacity: count, fill)
  }

  static func hasExpectedLayout() -> Bool {
    // Made at run time: a literal would lie in the program's constants, and never be unique.
    let list = ListObject((1...3).map { Value.int($0) })
    let bare = list.bareItems
    let isInPlace = list.items.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) == bare.storage + 32 }
    let grown = ListObject((1...3).map { Value.int($0) })
    grown.items.reserveCapacity(8)
    guard grown.bareItems.append(Bits(payload: 4, tag: ValueTag.int)), grown.items.count == 4, grown.items.capacity >= 8,
      grown.items[3].isIdentical(to: .int(4)), grown.bareItems.abandon() == 4, grown.items.isEmpty
    else { return false }
    var made = BareArray.make(count: 2, capacity: 3) {
      $0.initialize(to: .string("made"))
      ($0 + 1).initialize(to: .int(1))
    }
    guard made.count == 2, made.capacity == 3, made[0].text == "made", BareArray(&made).isUnique,
      Swift.type(of: made) == [Value].self
    else { return false }
    made += made
    guard made.count == 4, made[2].text == "made" else { return false }
    return isInPlace && bare.count == 3 && bare.place(at: -1) == bare.start + 2 && bare.place(at: 3) == nil
      && ListObject([]).bareItems.count == 0
  }
}

extension ListObject {
  @inline(__always) final var bareItems: BareArray { BareArray(withUnsafeMutablePointer(to: &items) { $0 }) }
}
