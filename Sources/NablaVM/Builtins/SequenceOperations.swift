/// What lists, tuples, strings and bytes share: positions, slices, repetition, order.
enum SequenceOperations {
  /// A position from a key, counted from the end where negative.
  static func position(
    _ key: Value, count: Int, of kind: String, in container: @autoclosure () -> Value, _ vm: Interpreter
  ) throws -> Int {
    let index = try wholeIndex(key, of: kind, vm)
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else {
      throw Raised.missing(Raised(.indexError, "\(kind) index out of range"), in: container(), at: .int(index))
    }
    return position
  }

  static func wholeIndex(_ key: Value, of kind: String, _ vm: Interpreter) throws -> Int {
    if case .int(let index) = key { return index }
    guard let value = try vm.indexOrNil(key) else {
      let type = vm.typeName(of: key)
      let message = kind == "string"
        ? "string indices must be integers, not '\(type)'"
        : "\(kind) indices must be integers or slices, not \(type)"
      throw Raised(.typeError, message)
    }
    guard case .int(let index) = value else {
      throw Raised(.indexError, "cannot fit '\(vm.typeName(of: key))' into an index-sized integer")
    }
    return index
  }

  static func slice<Element>(_ items: [Element], _ slice: SliceObject, _ vm: Interpreter) throws -> [Element] {
    let range = try slice.resolve(count: items.count, vm)
    if range.step == 1 { return range.count == 0 ? [] : Array(items[range.start..<(range.start + range.count)]) }
    return items.withUnsafeBufferPointer { items in
      [Element](unsafeUninitializedCapacity: range.count) { buffer, initialized in
        for index in 0..<range.count {
          buffer.initializeElement(at: index, to: items[range.start &+ index &* range.step])
        }
        initialized = range.count
      }
    }
  }

  /// Copies what a slice selects to memory that holds nothing yet.
  @inline(__always) static func copy(
    _ items: UnsafeMutablePointer<Value>, _ range: SliceObject.Resolved, to target: UnsafeMutablePointer<Value>
  ) {
    var source = items + range.start
    for index in 0..<range.count {
      let bits = source.bits
      bits.retain()
      (target + index).write(bits)
      source += range.step
    }
  }

  /// How often a sequence is to be repeated; `nil` when the operand is no integer.
  static func repetitions(_ value: Value, count: Int, _ vm: Interpreter) throws -> Int? {
    guard let index = try vm.indexOrNil(value) else { return nil }
    guard case .int(let times) = index else {
      throw Raised(.overflowError, "cannot fit '\(vm.typeName(of: value))' into an index-sized integer")
    }
    if times <= 0 { return 0 }
    let (total, overflow) = count.multipliedReportingOverflow(by: times)
    if overflow || total > 1 << 32 { throw Raised(.memoryError) }
    return times
  }

  static func cannotMultiply(_ value: Value, _ vm: Interpreter) -> Raised {
    Raised(.typeError, "can't multiply sequence by non-int of type '\(vm.typeName(of: value))'")
  }

  static func repeated<Element>(_ items: [Element], _ times: Int) -> [Element] {
    if times == 0 || items.isEmpty { return [] }
    var result: [Element] = []
    result.reserveCapacity(items.count * times)
    for _ in 0..<times { result.append(contentsOf: items) }
    return result
  }

  /// Fills memory that holds nothing yet with items over and over.
  static func fill(
    _ target: UnsafeMutablePointer<Value>, with items: UnsafePointer<Value>, count: Int, times: Int
  ) {
    let items = UnsafeMutablePointer(mutating: items)
    for index in 0..<count where (items + index).isObject {
      for _ in 0..<times { (items + index).bits.retain() }
    }
    // Values are two words each; all but the first byte of the second is padding.
    let source = UnsafeRawPointer(items).assumingMemoryBound(to: (UInt, UInt).self)
    let words = UnsafeMutableRawPointer(target).assumingMemoryBound(to: (UInt, UInt).self)
    if count == 1 {
      let value = (source.pointee.0, UInt(items.tag))
      for index in 0..<times { words[index] = value }
    } else {
      for time in 0..<times { (words + time &* count).update(from: source, count: count) }
    }
  }

  static func repeated(_ items: [Value], _ times: Int) -> [Value] {
    if times == 0 || items.isEmpty { return [] }
    return items.withUnsafeBufferPointer { items in
      BareArray.make(count: items.count * times) { target in
        if let source = items.baseAddress { fill(target, with: source, count: items.count, times: times) }
      }
    }
  }

  static func concatenated(_ left: [Value], _ right: [Value]) -> [Value] {
    BareArray.make(count: left.count + right.count) { target in
      copy(left, to: target)
      copy(right, to: target + left.count)
    }
  }

  /// Copies all items to memory that holds nothing yet.
  @inline(__always) static func copy(_ items: [Value], to target: UnsafeMutablePointer<Value>) {
    items.withUnsafeBufferPointer { items in
      guard let source = items.baseAddress else { return }
      copy(UnsafeMutablePointer(mutating: source), count: items.count, to: target)
    }
  }

  @inline(__always) static func copy(
    _ source: UnsafeMutablePointer<Value>, count: Int, to target: UnsafeMutablePointer<Value>
  ) {
    for index in 0..<count {
      let bits = (source + index).bits
      bits.retain()
      (target + index).write(bits)
    }
  }

  /// Lexicographic order: the first pair of items that are not equal decides. Items are read anew each time, since
  /// comparing them may run code that changes a list.
  static func compare(_ op: Comparison, _ left: ListObject, _ right: ListObject, _ vm: Interpreter) throws -> Value {
    var (a, b) = (left.bareItems, right.bareItems)
    if op == .equal || op == .notEqual, a.count != b.count { return .bool(op == .notEqual) }
    var index = 0
    while index < a.count, index < b.count {
      let (x, y) = (a.start + index, b.start + index)
      if let isEqual = x.bits.quicklyEquals(y.bits) {
        if isEqual { index += 1; continue }
      } else {
        let (x, y) = (x.pointee, y.pointee)
        let isEqual = try isSame(x, y, vm)
        (a, b) = (left.bareItems, right.bareItems)
        if isEqual { index += 1; continue }
        if op != .equal, op != .notEqual { return try vm.compare(op, x, y) }
      }
      switch op {
      case .equal: return .bool(false)
      case .notEqual: return .bool(true)
      default: return try vm.compare(op, x.pointee, y.pointee)
      }
    }
    return .bool(op.holds(a.count, b.count))
  }

  /// The first index from `start` on, and before `end`, of an equal item.
  static func firstIndex(
    of value: Value, in list: ListObject, from start: Int = 0, to end: Int = Int.max, _ vm: Interpreter
  ) throws -> Int? {
    let wanted = value.bits
    var items = list.bareItems
    var index = start
    while index < items.count, index < end {
      let item = items.start + index
      if let isEqual = item.bits.quicklyEquals(wanted) {
        if isEqual { return index }
      } else {
        if try isSame(item.pointee, value, vm) { return index }
        items = list.bareItems
      }
      index += 1
    }
    return nil
  }

  static func firstIndex(
    of value: Value, in tuple: TupleObject, from start: Int = 0, to end: Int = Int.max, _ vm: Interpreter
  ) throws -> Int? {
    let wanted = value.bits
    for index in start..<max(start, min(end, tuple.count)) {
      let item = tuple.start + index
      if try item.bits.quicklyEquals(wanted) ?? isSame(item.pointee, value, vm) { return index }
    }
    return nil
  }

  /// Identity or equality: how containers compare.
  @inline(__always) static func isSame(_ a: Value, _ b: Value, _ vm: Interpreter) throws -> Bool {
    try vm.equals(a, b)
  }

  static func repr(_ object: Object, _ items: () -> [Value], _ open: String, _ close: String, _ vm: Interpreter)
    throws -> String
  {
    if items().isEmpty { return open + close }
    return try vm.guardingRepr(of: object, recursive: "\(open)...\(close.suffix(1))") {
      var text = open
      var index = 0
      while true {
        let current = items()
        guard index < current.count else { break }
        if index > 0 { text += ", " }
        text += try vm.repr(current[index])
        index += 1
      }
      return text + close
    }
  }
}
