import Glibc
import NablaInteger
import NablaVM

/// Where a subclass of `random.Random` says itself how numbers are drawn, the methods ask it.
struct SubclassDraws {
  enum Integers {
    case twister, bits, floats, below
  }

  unowned let vm: Interpreter
  let ownsRandom: Bool
  let integers: Integers

  /// Integers come from the first of `_randbelow`, `getrandbits` and `random` that a class in the order defines.
  init(_ type: TypeObject, _ vm: Interpreter) {
    self.vm = vm
    ownsRandom = type.lookup("random").object?.kind != .native
    var found = Integers.twister
    for owner in type.order where owner.isHeap {
      if !owner.table.get("_randbelow").isUndefined { found = .below }
      else if !owner.table.get("getrandbits").isUndefined { found = .bits }
      else if !owner.table.get("random").isUndefined { found = .floats }
      else { continue }
      break
    }
    integers = found
  }
}

extension RandomObject {
  func random() throws -> Double {
    guard let asked, asked.ownsRandom else { return source.random() }
    return try asked.vm.double(asked.vm.callMethod(.object(self), "random"))
  }

  /// Whether no subclass has a part in drawing integers.
  var drawsPlainly: Bool { asked.map { $0.integers == .twister } ?? true }

  /// A number in 0..<limit; `limit` is positive.
  func below(_ limit: Int) throws -> Int {
    guard let asked, asked.integers != .twister else { return source.below(limit) }
    guard let answer = Int(exactly: try ask(asked, below: BigInt(limit))), (0..<limit).contains(answer) else {
      throw Raised(.indexError, "list index out of range")
    }
    return answer
  }

  func below(_ limit: BigInt) throws -> BigInt {
    guard let asked, asked.integers != .twister else { return source.below(limit) }
    return try ask(asked, below: limit)
  }

  private func ask(_ asked: SubclassDraws, below limit: BigInt) throws -> BigInt {
    let vm = asked.vm
    func integer(_ name: Name, _ argument: Value) throws -> BigInt {
      let answer = try vm.callMethod(.object(self), name, [argument])
      guard let value = try vm.indexOrNil(answer)?.integer else {
        throw Raised(.typeError, "'\(vm.typeName(of: answer))' object cannot be interpreted as an integer")
      }
      return value
    }
    func whole(_ number: Double) throws -> BigInt {
      guard number.isFinite else { throw Raised(.valueError, "cannot convert float NaN to integer") }
      return BigInt(number.rounded(.down))
    }
    switch asked.integers {
    case .twister: return source.below(limit)
    case .below: return try integer("_randbelow", Value(limit))
    case .bits:
      var value = try integer("getrandbits", .int(limit.bitLength))
      while value >= limit { value = try integer("getrandbits", .int(limit.bitLength)) }
      return value
    case .floats:
      // A float has 53 bits; those of the uppermost part that would make some numbers likelier are drawn again.
      let resolution = 1 << 53
      guard let small = Int(exactly: limit), small < resolution else {
        return try whole(random() * vm.double(Value(limit)))
      }
      let bound = Double(resolution - resolution % small) / Double(resolution)
      var draw = try random()
      while draw >= bound { draw = try random() }
      return try whole(draw * Double(resolution)) % limit
    }
  }
}
