import Glibc
import NablaInteger
import NablaVM

/// Choosing from sequences, and the continuous distributions.
extension RandomMethods {
  static var choosing: [Native] {
    [
      define("choice", "(self, seq)", "A random item of a sequence.") { random, arguments, vm in
        let count = try vm.length(arguments[1])
        if count == 0 { throw Raised(.indexError, "Cannot choose from an empty sequence") }
        return try vm.item(arguments[1], .int(random.below(count)))
      },
      define("shuffle", "(self, x)", "Shuffles a list in place.") { random, arguments, vm in
        if let list = arguments[1].as(ListObject.self), !list.type.isHeap {
          for index in stride(from: list.items.count - 1, to: 0, by: -1) {
            let other = try random.below(index + 1)
            // A subclass may have changed the list meanwhile.
            guard index < list.items.count else { throw Raised(.indexError, "list index out of range") }
            list.items.swapAt(index, other)
          }
          return .none
        }
        let count = try vm.length(arguments[1])
        for index in stride(from: count - 1, to: 0, by: -1) {
          let other = try random.below(index + 1)
          let item = try vm.item(arguments[1], .int(index))
          try vm.setItem(arguments[1], .int(index), try vm.item(arguments[1], .int(other)))
          try vm.setItem(arguments[1], .int(other), item)
        }
        return .none
      },
      define("sample", "(self, population, k, *, counts=None)", "k different items of a sequence.") {
        random, arguments, vm in
        let isSequence = !(arguments[1].object is SetObject || arguments[1].object is DictObject)
        guard isSequence, let count = try vm.lengthOrNil(arguments[1]) else {
          throw Raised(
            .typeError, "Population must be a sequence.  For dicts or sets, use sorted(d).")
        }
        let wanted = try vm.int(arguments[2])
        if arguments.isNone(3) {
          return .list(try sample(random, count, wanted).map { try vm.item(arguments[1], .int($0)) })
        }
        var totals: [Int] = []
        var isWhole = true
        for value in try vm.array(arguments[3]) {
          guard let number = value.integer else {
            isWhole = false
            totals.append(0)
            continue
          }
          guard let number = Int(exactly: number), number.magnitude < 1 << 40 else { throw Raised(.memoryError) }
          totals.append(number + (totals.last ?? 0))
        }
        guard totals.count == count else {
          throw Raised(.valueError, "The number of counts does not match the population")
        }
        if !isWhole { throw Raised(.typeError, "Counts must be integers") }
        guard let total = totals.last, total > 0 else {
          throw Raised(.valueError, "Total of counts must be greater than zero")
        }
        return .list(
          try sample(random, total, wanted).map { position in
            try vm.item(arguments[1], .int(totals.firstIndex { position < $0 } ?? 0))
          })
      },
      define("choices", "(self, population, weights=None, *, cum_weights=None, k=1)", "k items, with replacement.") {
        random, arguments, vm in
        let count = try vm.length(arguments[1])
        let wanted = try vm.int(arguments[4])
        var cumulative: [Double]
        if !arguments.isNone(3) {
          if !arguments.isNone(2) {
            throw Raised(.typeError, "Cannot specify both weights and cumulative weights")
          }
          cumulative = try vm.array(arguments[3]).map { try vm.double($0) }
        } else if arguments.isNone(2) {
          if count == 0, wanted > 0 { throw Raised(.indexError, "list index out of range") }
          return .list(
            try (0..<max(0, wanted)).map { _ in
              let place = try (random.random() * Double(count)).rounded(.down)
              guard let index = Int(exactly: place) else { throw Raised(.indexError, "list index out of range") }
              return try vm.item(arguments[1], .int(index))
            })
        } else {
          if case .int(let number) = arguments[2] {
            throw Raised(.typeError, "The number of choices must be a keyword argument: k=\(number)")
          }
          cumulative = try running(try vm.array(arguments[2]), vm)
        }
        guard cumulative.count == count else {
          throw Raised(.valueError, "The number of weights does not match the population")
        }
        guard let total = cumulative.last, total > 0 else {
          throw Raised(.valueError, "Total of weights must be greater than zero")
        }
        if !total.isFinite { throw Raised(.valueError, "Total of weights must be finite") }
        return .list(
          try (0..<max(0, wanted)).map { _ in
            let index = try upperBound(cumulative, random.random() * total, end: count - 1)
            return try vm.item(arguments[1], .int(index))
          })
      },
    ]
  }

  private static func running(_ values: [Value], _ vm: Interpreter) throws -> [Double] {
    var total = 0.0
    return try values.map { value in
      total += try vm.double(value)
      return total
    }
  }

  /// `bisect.bisect`: the first position whose value is greater.
  private static func upperBound(_ values: [Double], _ wanted: Double, end: Int) -> Int {
    var low = 0
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if wanted < values[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Positions of a sample: from a shrinking pool where that is smaller than a set of those taken.
  private static func sample(_ random: RandomObject, _ count: Int, _ wanted: Int) throws -> [Int] {
    guard wanted >= 0, wanted <= count else {
      throw Raised(.valueError, "Sample larger than population or is negative")
    }
    var setSize = 21
    if wanted > 5 { setSize += Int(Glibc.pow(4.0, Glibc.ceil(Glibc.log(Double(wanted * 3)) / Glibc.log(4.0)))) }
    var result: [Int] = []
    if count <= setSize {
      var pool = Array(0..<count)
      for index in 0..<wanted {
        let position = try random.below(count - index)
        result.append(pool[position])
        pool[position] = pool[count - index - 1]
      }
      return result
    }
    var taken = Set<Int>()
    for _ in 0..<wanted {
      var position = try random.below(count)
      while !taken.insert(position).inserted { position = try random.below(count) }
      result.append(position)
    }
    return result
  }

  private static func pair(
    _ name: String, _ signature: String, _ summary: String,
    _ draw: @escaping (RandomObject, Double, Double) throws -> Double
  ) -> Native {
    define(name, signature, summary) { random, arguments, vm in
      let a = try vm.double(arguments[1])
      let b = try vm.double(arguments[2])
      return .float(try draw(random, a, b))
    }
  }

  private static func positive(_ name: String, _ a: Double, _ b: Double) throws {
    if a <= 0 || b <= 0 { throw Raised(.valueError, "\(name): alpha and beta must be > 0.0") }
  }

  static var distributions: [Native] {
    [
      define("uniform", "(self, a, b)", "A float between a and b.") { random, arguments, vm in
        let (a, b) = (arguments[1], arguments[2])
        if let low = a.plainDouble, let high = b.plainDouble { return .float(try random.uniform(low, high)) }
        // Whatever else knows how to calculate: fractions, arrays.
        let width = try vm.binary(.subtract, b, a)
        return try vm.binary(.add, a, try vm.binary(.multiply, width, .float(random.random())))
      },
      pair("gauss", "(self, mu=0.0, sigma=1.0)", "A normally distributed float.") { try $0.gauss($1, $2) },
      pair("normalvariate", "(self, mu=0.0, sigma=1.0)", "A normally distributed float.") { try $0.normal($1, $2) },
      pair("lognormvariate", "(self, mu, sigma)", "e raised to a normally distributed float.") {
        try Glibc.exp($0.normal($1, $2))
      },
      pair("vonmisesvariate", "(self, mu, kappa)", "A random angle.") { try $0.vonMises($1, $2) },
      pair("weibullvariate", "(self, alpha, beta)", "The Weibull distribution.") { try $0.weibull($1, $2) },
      define("triangular", "(self, low=0.0, high=1.0, mode=None)", "The triangular distribution.") {
        random, arguments, vm in
        let mode = arguments.isNone(3) ? nil : try vm.double(arguments[3])
        return .float(try random.triangular(try vm.double(arguments[1]), try vm.double(arguments[2]), mode))
      },
      define("expovariate", "(self, lambd)", "The exponential distribution.") { random, arguments, vm in
        let rate = try vm.double(arguments[1])
        let draw = try random.exponential(1)
        if rate == 0 { throw Raised(.zeroDivisionError, "float division by zero") }
        return .float(draw / rate)
      },
      define("paretovariate", "(self, alpha)", "The Pareto distribution.") { random, arguments, vm in
        .float(try random.pareto(vm.double(arguments[1])))
      },
      define("gammavariate", "(self, alpha, beta)", "The gamma distribution.") { random, arguments, vm in
        let (a, b) = (try vm.double(arguments[1]), try vm.double(arguments[2]))
        try positive("gammavariate", a, b)
        return .float(try random.gamma(a, b))
      },
      define("betavariate", "(self, alpha, beta)", "The beta distribution.") { random, arguments, vm in
        let (a, b) = (try vm.double(arguments[1]), try vm.double(arguments[2]))
        try positive("gammavariate", a, b)
        return .float(try random.beta(a, b))
      },
    ]
  }
}

extension Value {
  /// A float, or an integer of 64 bits, as a double.
  fileprivate var plainDouble: Double? {
    switch self {
    case .float(let number): return number
    case .int(let number): return Double(number)
    default: return nil
    }
  }
}
