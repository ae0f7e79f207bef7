import Glibc
import NablaTensor
import NablaVM

/// A source of random bits as NumPy has them, with what is drawn from it: `RandomState`'s draws from MT19937 and
/// `Generator`'s from PCG64.
final class NumPyStream: Object {
  enum Source {
    case twister(Generator)
    case pcg(PermutedGenerator)
  }
  private var source: Source
  /// The other normal number of a pair (`RandomState`).
  private var spare: Double?
  /// The other half of 64 bits (`Generator`).
  private var half: UInt32?

  init(_ source: Source) {
    self.source = source
    super.init(type: NumPyStream.streamType)
  }

  private var isLegacy: Bool { if case .twister = source { return true } else { return false } }

  // MARK: bits
  func next64() -> UInt64 {
    switch source {
    case .twister(let twister): return twister.next64()
    case .pcg(var pcg):
      let bits = pcg.next()
      source = .pcg(pcg)
      return bits
    }
  }

  func next32() -> UInt32 {
    if case .twister(let twister) = source { return twister.next32() }
    if let half {
      self.half = nil
      return half
    }
    let bits = next64()
    half = UInt32(truncatingIfNeeded: bits >> 32)
    return UInt32(truncatingIfNeeded: bits)
  }

  func double() -> Double {
    if case .twister(let twister) = source {
      let high = Double(twister.next32() >> 5), low = Double(twister.next32() >> 6)
      return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }
    return Double(next64() >> 11) * 0x1p-53
  }

  // MARK: numbers
  /// Polar pairs (Marsaglia) in the older interface, the ziggurat in the newer.
  func normal() -> Double {
    guard isLegacy else { return Ziggurat.normal(self) }
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let x = 2 * double() - 1, y = 2 * double() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = factor * x
      return factor * y
    }
  }

  func exponential() -> Double { isLegacy ? -log(1 - double()) : Ziggurat.exponential(self) }

  /// A number from 0 to `last`: with a mask and rejection in the older interface, by Lemire's product in the newer.
  func bounded(_ last: UInt64) -> UInt64 {
    if last == 0 { return 0 }
    if isLegacy { return masked(last) }
    if last <= 0xffff_ffff {
      if last == 0xffff_ffff { return UInt64(next32()) }
      let size = UInt32(last) + 1
      var product = UInt64(next32()) * UInt64(size)
      if UInt32(truncatingIfNeeded: product) < size {
        let threshold = (UInt32.max - UInt32(last)) % size
        while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(next32()) * UInt64(size) }
      }
      return product >> 32
    }
    if last == UInt64.max { return next64() }
    let size = last + 1
    var product = next64().multipliedFullWidth(by: size)
    if product.low < size {
      let threshold = (UInt64.max - last) % size
      while product.low < threshold { product = next64().multipliedFullWidth(by: size) }
    }
    return product.high
  }

  /// With a mask and rejection, whatever the interface.
  func masked(_ last: UInt64) -> UInt64 {
    if last == 0 { return 0 }
    let mask = UInt64.max >> UInt64(last.leadingZeroBitCount)
    while true {
      let value = (last <= 0xffff_ffff ? UInt64(next32()) : next64()) & mask
      if value <= last { return value }
    }
  }

  /// Poisson's numbers: products of uniforms for small means (Knuth), Hörmann's transformed rejection for others
  /// (PTRS, doi:10.1016/0167-6687(93)90997-4).
  func poisson(_ mean: Double) -> Int {
    if mean == 0 { return 0 }
    if mean < 10 {
      let limit = exp(-mean)
      var (count, product) = (0, 1.0)
      while true {
        product *= double()
        guard product > limit else { return count }
        count += 1
      }
    }
    let (root, logarithm) = (mean.squareRoot(), log(mean))
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let vr = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = double() - 0.5
      let v = double()
      let us = 0.5 - abs(u)
      let number = floor((2 * a / us + b) * u + mean + 0.43)
      if us >= 0.07, v <= vr { return Int(number) }
      if number < 0 || us < 0.013 && v > us { continue }
      if log(v) + log(inverse) - log(a / (us * us) + b) <= -mean + number * logarithm - logGamma(number + 1) {
        return Int(number)
      }
    }
  }

  /// Stirling's series, as NumPy sums it.
  private func logGamma(_ x: Double) -> Double {
    if x == 1 || x == 2 { return 0 }
    let terms = [
      8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
      8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
      1.796443723688307e-01, -1.39243221690590e+00,
    ]
    let shift = x < 7 ? Int(7 - x) : 0
    let shifted = x + Double(shift)
    let square = 1 / shifted * (1 / shifted)
    var sum = terms[9]
    for term in terms.dropLast().reversed() { sum = sum * square + term }
    var result = sum / shifted + 0.5 * 1.8378770664093453 + (shifted - 0.5) * log(shifted) - shifted
    var step = shifted
    for _ in 0..<shift {
      result -= log(step - 1)
      step -= 1
    }
    return result
  }

  /// As many numbers as a tensor holds.
  private func fill(_ count: Int, _ draw: () -> Double) throws -> Tensor {
    let made = try Tensor.empty([count], dtype: .float64)
    let place = made.pointer.assumingMemoryBound(to: Double.self)
    for index in 0..<count { place[index] = draw() }
    return made
  }

  private func fillWhole(_ count: Int, _ draw: () -> Int) throws -> Tensor {
    let made = try Tensor.empty([count], dtype: .int64)
    let place = made.pointer.assumingMemoryBound(to: Int.self)
    for index in 0..<count { place[index] = draw() }
    return made
  }
}

extension NumPyStream {
  static let streamType = TypeObject(
    NativeType(
      "Stream", module: "_numpy", summary: "A source of random numbers.",
      new: Native("__new__", "(cls, kind, seed)", "The stream of a number's 32-bit words.") { a, vm in
        let words = try vm.array(a[2]).map { UInt32(truncatingIfNeeded: try vm.int($0)) }
        guard try a.string(1, vm) == "pcg" else {
          let twister = Generator()
          twister.manualSeed(Int(words.first ?? 0))
          if words.count > 1 { try TensorErrors.translate { try twister.seed(key: words) } }
          return .object(NumPyStream(.twister(twister)))
        }
        return .object(NumPyStream(.pcg(PermutedGenerator(SeedSequence(words)))))
      },
      methods: {
        [
          draws("random") { stream, _ in stream.double() },
          draws("random_float") { stream, _ in Double(Float(stream.next32() >> 8) * 0x1p-24) },
          draws("normal") { stream, _ in stream.normal() },
          draws("exponential") { stream, _ in stream.exponential() },
          Native("poisson", "(self, mean, count)", "Numbers of Poisson's distribution.") { a, vm in
            let stream = try a.receiver(NumPyStream.self, vm)
            let mean = try a.double(1, vm)
            let limit = 9.223372006484771e18
            guard mean >= 0, mean <= limit else { throw Raised(.valueError, mean < 0 || mean.isNaN ? "lam < 0 or lam is NaN" : "lam value too large") }
            return try made(a, vm, 2) { count in try stream.fillWhole(count) { stream.poisson(mean) } }
          },
          Native("bounded", "(self, low, last, count)", "Whole numbers from low to last.") { a, vm in
            let stream = try a.receiver(NumPyStream.self, vm)
            let (low, last) = (try a.int(1, vm), try a.int(2, vm))
            let span = UInt64(bitPattern: Int64(last &- low))
            return try made(a, vm, 3) { count in
              try stream.fillWhole(count) { low &+ Int(bitPattern: UInt(stream.bounded(span))) }
            }
          },
          Native("below", "(self, last)", "A whole number from 0 to last.") { a, vm in
            .int(Int(bitPattern: UInt(try a.receiver(NumPyStream.self, vm).bounded(UInt64(max(try a.int(1, vm), 0))))))
          },
          Native("order", "(self, count, first=1, masked=True)", "The places 0 to count - 1, shuffled from the end.") { a, vm in
            let stream = try a.receiver(NumPyStream.self, vm)
            let masked = try a.bool(3, vm)
            let first = max(try a.int(2, vm), 1)
            return try made(a, vm, 1) { count in
              var next = 0
              let made = try stream.fillWhole(count) {
                next += 1
                return next - 1
              }
              let place = made.pointer.assumingMemoryBound(to: Int.self)
              var index = count - 1
              while index >= first {
                let other = Int(masked ? stream.masked(UInt64(index)) : stream.bounded(UInt64(index)))
                (place[index], place[other]) = (place[other], place[index])
                index -= 1
              }
              return made
            }
          },
          Native("bits64", "(self)", "64 bits as a signed number.") { a, vm in
            .int(Int(bitPattern: UInt(try a.receiver(NumPyStream.self, vm).next64())))
          },
          Native("copy", "(self)", "A stream that continues from the same place.") { a, vm in
            let stream = try a.receiver(NumPyStream.self, vm)
            var source = stream.source
            if case .twister(let twister) = source { source = .twister(twister.copy()) }
            let copy = NumPyStream(source)
            (copy.spare, copy.half) = (stream.spare, stream.half)
            return .object(copy)
          },
          Native("assign", "(self, other)", "Continues where another stream stands.") { a, vm in
            let stream = try a.receiver(NumPyStream.self, vm)
            let other = try a.object(1, as: NumPyStream.self, "Stream", vm)
            stream.source = other.source
            if case .twister(let twister) = other.source { stream.source = .twister(twister.copy()) }
            (stream.spare, stream.half) = (other.spare, other.half)
            return .none
          },
        ]
      }))

  private static func made(_ a: Arguments, _ vm: Interpreter, _ slot: Int, _ body: (Int) throws -> Tensor) throws -> Value {
    let count = try a.int(slot, vm)
    guard count >= 0 else { throw Raised(.valueError, "negative dimensions are not allowed") }
    return try TensorErrors.translate { ArrayObject.value(try body(count)) }
  }

  private static func draws(_ name: String, _ draw: @escaping (NumPyStream, Int) -> Double) -> Native {
    Native(name, "(self, count)", "So many numbers.") { a, vm in
      let stream = try a.receiver(NumPyStream.self, vm)
      return try made(a, vm, 1) { count in try stream.fill(count) { draw(stream, 0) } }
    }
  }
}
