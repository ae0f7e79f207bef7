import Glibc

/// Processor and wall time, and how people read them.
public struct Timing {
  public var user: Double
  public var system: Double
  public var wall: Double

  public static var now: Timing {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    func seconds(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }
    return Timing(
      user: seconds(usage.ru_utime), system: seconds(usage.ru_stime), wall: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  public static func - (later: Timing, earlier: Timing) -> Timing {
    Timing(user: later.user - earlier.user, system: later.system - earlier.system, wall: later.wall - earlier.wall)
  }

  /// The two lines of `%time`.
  public var report: String {
    let user = Timing.text(self.user)
    let system = Timing.text(self.system)
    let total = Timing.text(self.user + self.system)
    return "CPU times: user \(user), sys: \(system), total: \(total)\nWall time: \(Timing.text(wall))\n"
  }

  /// A duration to three digits in the unit that suits it: `53.3 ns`, `1.2 ms`, `1min 12s`.
  public static func text(_ seconds: Double, digits: Int = 3) -> String {
    guard seconds.isFinite else { return "\(seconds) s" }
    if seconds >= 60 {
      let steps: [(String, Double)] = [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]
      var rest = seconds
      var parts: [String] = []
      for (unit, length) in steps {
        let count = (rest / length).rounded(.down)
        if count > 0 {
          rest = rest.truncatingRemainder(dividingBy: length)
          parts.append("\(Int(count))\(unit)")
        }
        if rest < 1 { break }
      }
      return parts.joined(separator: " ")
    }
    let units = ["s", "ms", "µs", "ns"]
    let order = seconds > 0 ? min(max(0, -Int((log10(seconds) / 3).rounded(.down))), 3) : 3
    return general(seconds * pow(1000, Double(order)), digits: digits) + " " + units[order]
  }

  /// C's `%.{digits}g`.
  static func general(_ value: Double, digits: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    withVaList([Int32(digits), value]) { _ = vsnprintf(&buffer, buffer.count, "%.*g", $0) }
    return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress ?? UnsafePointer(strerror(0))) }
  }

  /// Whole thousands apart: `10,000,000`.
  public static func grouped(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (count < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
