import Glibc
import NablaInteger
import NablaVM

/// `random`: CPython's Mersenne Twister, number for number. The functions of the module are those of one hidden
/// generator; `Random` makes others.
let randomModule = NativeModule("random", "Random numbers.", examples: .random) { module, vm in
  module.define(TypeObject.random)
  module.set("SystemRandom", .object(TypeObject.random))
  let shared = RandomObject(type: .random)
  for native in RandomMethods.all where !native.name.hasPrefix("__") {
    module.set(native.name, try vm.attribute(of: .object(shared), Name(native.name)))
  }
}

/// A generator. Seeded from the system until it is given a seed.
final class RandomObject: InstanceObject {
  var source: RandomSource

  /// Set for instances of subclasses, whose own `random` and `getrandbits` are asked.
  let asked: SubclassDraws?

  init(type: TypeObject, _ vm: Interpreter? = nil) {
    asked = type.isHeap ? vm.map { SubclassDraws(type, $0) } : nil
    var system = SystemRandomNumberGenerator()
    source = RandomSource(seed: BigInt(words: (0..<39).map { _ in UInt(system.next()) }))
    super.init(type: type, kind: .other)
  }

  func seed(_ value: Value, _ vm: Interpreter) throws {
    switch value {
    case .none, .undefined: source = RandomObject(type: .random).source
    case .float(let number):
      source = RandomSource(seed: BigInt(UInt(bitPattern: try vm.hash(.float(number)))))
    default:
      if let integer = value.integer {
        source = RandomSource(seed: integer.magnitude)
      } else if let text = value.text {
        source = try RandomSource(seed: Array(text.utf8))
      } else if let bytes = vm.bytesLikeOrNil(value) {
        source = try RandomSource(seed: bytes)
      } else {
        throw Raised(
          .typeError,
          "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
      }
    }
  }

}

extension TypeObject {
  static let random = TypeObject(
    NativeType(
      "Random", module: "random", summary: "A generator of random numbers.",
      examples: .random,
      allocate: { type, vm in RandomObject(type: type, vm) }, methods: { RandomMethods.all }))
}

enum RandomMethods {
  static var all: [Native] { state + integers + choosing + distributions }

  static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (RandomObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: RandomObject.self, "Random", name, signature, summary, body)
  }

  /// The seed of a text in the way of Python 3.1 and before.
  private static func firstVersion(_ value: Value) -> BigInt? {
    let codes: [UInt64]
    if let text = value.text {
      codes = text.unicodeScalars.map { UInt64($0.value) }
    } else if let bytes = value.as(BytesObject.self) {
      codes = bytes.bytes.map { UInt64($0) }
    } else {
      return nil
    }
    guard let first = codes.first else { return 0 }
    var hash = first << 7
    for code in codes { hash = (1_000_003 &* hash) ^ code }
    return BigInt(UInt(hash ^ UInt64(codes.count)))
  }

  private static var state: [Native] {
    [
      define("__init__", "(self, x=None)", "") { random, arguments, vm in
        if !arguments.isNone(1) { try random.seed(arguments[1], vm) }
        return .none
      },
      define("seed", "(self, a=None, version=2)", "Starts the stream that belongs to a seed.") { random, arguments, vm in
        if case .int(1) = arguments[2], let seed = firstVersion(arguments[1]) {
          random.source = RandomSource(seed: seed)
        } else {
          try random.seed(arguments[1], vm)
        }
        return .none
      },
      define("getstate", "(self)", "The state of the generator.") { random, _, _ in
        let words = random.source.twister.state.map { Value.int(Int($0)) } + [.int(random.source.twister.position)]
        return .tuple([.int(3), .tuple(words), random.source.gaussNext.map { .float($0) } ?? .none])
      },
      define("setstate", "(self, state)", "Goes back to a state.") { random, arguments, vm in
        let parts = try vm.array(arguments[1])
        guard case .int(3)? = parts.first else {
          let version = try parts.first.map { try vm.repr($0) } ?? ""
          throw Raised(
            .valueError, "state with version \(version) passed to Random.setstate() of version 3")
        }
        guard parts.count == 3, let words = parts[1].as(TupleObject.self)?.items,
          let position = words.last?.integer.flatMap({ Int(exactly: $0) }),
          let twister = MersenneTwister(
            state: words.dropLast().map { UInt32(truncatingIfNeeded: Int(truncatingIfNeeded: $0.integer ?? 0)) }, position: position)
        else { throw Raised(.valueError, "state vector is the wrong size") }
        random.source.twister = twister
        if case .float(let next) = parts[2] { random.source.gaussNext = next } else { random.source.gaussNext = nil }
        return .none
      },
      define("random", "(self)", "A float in [0, 1).") { random, _, _ in .float(random.source.random()) },
      define("getrandbits", "(self, k, /)", "An integer of k random bits.") { random, arguments, vm in
        let count = try vm.int(arguments[1])
        if count < 0 { throw Raised(.valueError, "number of bits must be non-negative") }
        guard count <= 1 << 30 else { throw Raised(.memoryError) }
        return count == 0 ? .int(0) : Value(random.source.bigBits(count))
      },
      define("randbytes", "(self, n)", "n random bytes.") { random, arguments, vm in
        let count = try vm.int(arguments[1])
        if count < 0 { throw Raised(.valueError, "number of bits must be non-negative") }
        guard count <= 1 << 28 else { throw Raised(.memoryError) }
        let words = random.source.bigBits(count * 8).magnitudeWords
        return .bytes(
          (0..<count).map { index in
            // Leading zero words are not kept.
            let word = index / 8 < words.count ? words[index / 8] : 0
            return UInt8(truncatingIfNeeded: word >> UInt(index % 8 * 8))
          })
      },
    ]
  }

  /// A bound of a range: anything that `int()` takes and that equals what it gives, as CPython 3.11 has it.
  private static func integer(_ value: Value, _ vm: Interpreter, _ place: String = "arg 1") throws -> BigInt {
    if let index = try vm.indexOrNil(value)?.integer { return index }
    if case .float(let number) = value, number == number.rounded(), number.isFinite { return BigInt(number) }
    let whole = try vm.call(.object(TypeObject.int), [value])
    guard try vm.equals(whole, value), let number = whole.integer else {
      throw Raised(.valueError, "non-integer \(place) for randrange()")
    }
    return number
  }

  /// From `start` to `last`, where both and their distance are small; `nil` elsewhere.
  private static func quickly(_ random: RandomObject, _ start: Value, to last: Value, including: Bool) -> Value? {
    guard random.drawsPlainly, case .int(let start) = start, case .int(let last) = last else { return nil }
    let (width, overflow) = last.subtractingReportingOverflow(start)
    guard !overflow, width < Int.max, including ? width >= 0 : width > 0 else { return nil }
    return .int(start + random.source.below(including ? width + 1 : width))
  }

  private static func range(_ random: RandomObject, _ start: BigInt, _ stop: BigInt) throws -> Value {
    let width = stop - start
    if width <= 0 {
      throw Raised(.valueError, "empty range for randrange() (\(start), \(stop), \(width))")
    }
    return Value(try start + random.below(width))
  }

  private static var integers: [Native] {
    [
      define("randint", "(self, a, b)", "A random integer from a to b, both included.") { random, arguments, vm in
        if let value = quickly(random, arguments[1], to: arguments[2], including: true) { return value }
        return try range(random, try integer(arguments[1], vm), try integer(arguments[2], vm, "stop") + 1)
      },
      define("randrange", "(self, start, stop=None, step=1)", "A random element of range(start, stop, step).") {
        random, arguments, vm in
        if case .int(1) = arguments[3],
          let value = arguments.isNone(2)
            ? quickly(random, .int(0), to: arguments[1], including: false)
            : quickly(random, arguments[1], to: arguments[2], including: false)
        {
          return value
        }
        let start = try integer(arguments[1], vm)
        if arguments.isNone(2) {
          if start > 0 { return Value(try random.below(start)) }
          throw Raised(.valueError, "empty range for randrange()")
        }
        let stop = try integer(arguments[2], vm, "stop")
        let step = try integer(arguments[3], vm, "step")
        if step == 1 { return try range(random, start, stop) }
        if step == 0 { throw Raised(.valueError, "zero step for randrange()") }
        let width = stop - start
        let count = step > 0 ? (width + step - 1) / step : (width + step + 1) / step
        if count <= 0 { throw Raised(.valueError, "empty range for randrange()") }
        return Value(try start + step * random.below(count))
      },
    ]
  }
}
