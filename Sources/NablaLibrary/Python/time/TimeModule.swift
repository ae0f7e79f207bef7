import Glibc
import NablaVM

/// `time`.
let timeModule = NativeModule("time", "Clocks, pauses and calendar time.", examples: .time) { module, _ in
  // The zone's standard and summer time, from the offsets in January and July of this year.
  let year = Int(TimeFunctions.local(Int(Glibc.time(nil))).tm_year)
  let zones = [0, 6].map { month -> (offset: Int, name: String) in
    var start = tm()
    start.tm_year = Int32(year)
    start.tm_mon = Int32(month)
    start.tm_mday = 1
    let moment = TimeFunctions.local(Glibc.mktime(&start))
    return (Int(moment.tm_gmtoff), moment.tm_zone.map { String(cString: $0) } ?? "UTC")
  }.sorted { $0.offset < $1.offset }
  module.set("timezone", .int(-zones[0].offset))
  module.set("altzone", .int(-zones[1].offset))
  module.set("daylight", .int(zones[0].offset == zones[1].offset ? 0 : 1))
  module.set("tzname", .tuple(zones.map { .string($0.name) }))
  module.define(TimeFunctions.clocks)
  module.define(TimeFunctions.calendar)
  module.define(TypeObject.structTime)
}

enum TimeFunctions {
  private static func clock(_ name: String, _ summary: String, _ id: clockid_t) -> [Native] {
    func nanoseconds() -> Int {
      var value = timespec()
      clock_gettime(id, &value)
      return value.tv_sec &* 1_000_000_000 &+ value.tv_nsec
    }
    return [
      Native(name, "()", summary) { _, _ in .float(Double(nanoseconds()) / 1e9) },
      Native(name + "_ns", "()", summary + " In nanoseconds.") { _, _ in .int(nanoseconds()) },
    ]
  }

  static var clocks: [Native] {
    clock("time", "Seconds since 1970.", CLOCK_REALTIME)
      + clock("perf_counter", "A clock for measuring short times.", CLOCK_MONOTONIC)
      + clock("monotonic", "A clock that never goes back.", CLOCK_MONOTONIC)
      + clock("process_time", "Processor time used.", CLOCK_PROCESS_CPUTIME_ID)
      + clock("thread_time", "Processor time used by this thread.", CLOCK_THREAD_CPUTIME_ID)
      + [
        Native("sleep", "(secs, /)", "Pauses; an interrupt ends it.") { arguments, vm in
          guard let seconds = try vm.doubleOrNil(arguments[0]) else {
            throw Raised(
              .typeError, "'\(vm.typeName(of: arguments[0]))' object cannot be interpreted as an integer")
          }
          if seconds < 0 { throw Raised(.valueError, "sleep length must be non-negative") }
          if seconds.isNaN { throw Raised(.valueError, "Invalid value NaN (not a number)") }
          var now = timespec()
          clock_gettime(CLOCK_MONOTONIC, &now)
          let end = Double(now.tv_sec) + Double(now.tv_nsec) / 1e9 + seconds
          // Short naps, so that Ctrl-C and limits are served.
          while true {
            clock_gettime(CLOCK_MONOTONIC, &now)
            let left = end - Double(now.tv_sec) - Double(now.tv_nsec) / 1e9
            if left <= 0 { return .none }
            usleep(UInt32(min(left, 0.02) * 1e6) + 1)
            if InterruptWord.isRaised { try vm.serveInterrupt() }
          }
        }
      ]
  }

  static func local(_ seconds: Int) -> tm {
    var moment = time_t(seconds)
    var result = tm()
    localtime_r(&moment, &result)
    return result
  }

  private static func universal(_ seconds: Int) -> tm {
    var moment = time_t(seconds)
    var result = tm()
    gmtime_r(&moment, &result)
    return result
  }

  private static func seconds(_ arguments: Arguments, _ vm: Interpreter) throws -> Int {
    if arguments.isAbsent(0) { return Int(Glibc.time(nil)) }
    guard let value = try vm.doubleOrNil(arguments[0]) else {
      throw Raised(.typeError, "'\(vm.typeName(of: arguments[0]))' object cannot be interpreted as an integer")
    }
    guard value.isFinite, value.magnitude < 1e15 else {
      throw Raised(.overflowError, "timestamp out of range for platform time_t")
    }
    return Int(value.rounded(.down))
  }

  static func structure(_ time: tm) -> Value {
    let weekday = (Int(time.tm_wday) + 6) % 7
    let parts: [Int] = [
      Int(time.tm_year) + 1900, Int(time.tm_mon) + 1, Int(time.tm_mday), Int(time.tm_hour), Int(time.tm_min),
      Int(time.tm_sec), weekday, Int(time.tm_yday) + 1, Int(time.tm_isdst),
    ]
    return .object(FieldTuple(parts.map(Value.int), .structTime, TypeObject.timeFields))
  }

  /// From a `struct_time` or a tuple of nine numbers.
  private static func components(_ value: Value, _ function: String, _ vm: Interpreter) throws -> tm {
    guard let tuple = value.as(TupleObject.self) else {
      throw Raised(.typeError, "Tuple or struct_time argument required")
    }
    guard tuple.items.count == 9 else { throw Raised(.typeError, "\(function)(): illegal time tuple argument") }
    let parts = try tuple.items.map { Int32(clamping: try vm.int($0)) }
    var time = tm()
    time.tm_year = parts[0] &- 1900
    time.tm_mon = parts[1] &- 1
    time.tm_mday = parts[2]
    time.tm_hour = parts[3]
    time.tm_min = parts[4]
    time.tm_sec = parts[5]
    time.tm_wday = (parts[6] &+ 1) % 7
    time.tm_yday = parts[7] &- 1
    time.tm_isdst = parts[8]
    guard (0...11).contains(time.tm_mon) else { throw Raised(.valueError, "month out of range") }
    guard (0...31).contains(time.tm_mday) else { throw Raised(.valueError, "day of month out of range") }
    guard (0...23).contains(time.tm_hour) else { throw Raised(.valueError, "hour out of range") }
    guard (0...59).contains(time.tm_min) else { throw Raised(.valueError, "minute out of range") }
    guard (0...61).contains(time.tm_sec) else { throw Raised(.valueError, "seconds out of range") }
    return time
  }

  static func format(_ format: String, _ time: tm) -> String {
    if format.isEmpty { return "" }
    var time = time
    // A marker keeps an empty result apart from a buffer that is too small.
    var capacity = 256
    while capacity <= 1 << 20 {
      var buffer = [CChar](repeating: 0, count: capacity)
      let count = strftime(&buffer, capacity, format + "\u{1}", &time)
      if count > 0 {
        return String(decoding: buffer[..<(count - 1)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      capacity *= 4
    }
    return ""
  }

  static var calendar: [Native] {
    [
      Native("localtime", "(seconds=None, /)", "Local calendar time.") { arguments, vm in
        structure(local(try seconds(arguments, vm)))
      },
      Native("gmtime", "(seconds=None, /)", "UTC calendar time.") { arguments, vm in
        structure(universal(try seconds(arguments, vm)))
      },
      Native("mktime", "(tuple, /)", "Seconds since 1970 of a local calendar time.") { arguments, vm in
        var time = try components(arguments[0], arguments.functionName, vm)
        return .float(Double(Glibc.mktime(&time)))
      },
      Native("strftime", "(format, tuple=None, /)", "Calendar time as text.") { arguments, vm in
        let time =
          arguments.isNone(1)
          ? local(Int(Glibc.time(nil))) : try components(arguments[1], arguments.functionName, vm)
        return .string(format(try arguments.string(0, vm), time))
      },
      Native("strptime", "(string, format='%a %b %d %H:%M:%S %Y', /)", "Calendar time from text.") { arguments, vm in
        guard let text = arguments[0].text else {
          throw Raised(
            .typeError, "strptime() argument 0 must be str, not <class '\(vm.type(of: arguments[0]).fullName)'>")
        }
        guard let format = arguments[1].text else {
          throw Raised(
            .typeError, "strptime() argument 1 must be str, not <class '\(vm.type(of: arguments[1]).fullName)'>")
        }
        var parser = TimeParser(text, format)
        return .object(FieldTuple(try parser.parse().map(Value.int), .structTime, TypeObject.timeFields))
      },
      Native("ctime", "(seconds=None, /)", "Local time as text.") { arguments, vm in
        .string(format("%a %b %e %H:%M:%S %Y", local(try seconds(arguments, vm))))
      },
      Native("asctime", "(tuple=None, /)", "Calendar time as text.") { arguments, vm in
        let time =
          arguments.isNone(0)
          ? local(Int(Glibc.time(nil))) : try components(arguments[0], arguments.functionName, vm)
        return .string(format("%a %b %e %H:%M:%S %Y", time))
      },
    ]
  }
}

extension TypeObject {
  static let timeFields: [String] = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
  ]

  static let structTime: TypeObject = TypeObject(
    NativeType(
      "struct_time", module: "time", bases: { [.tuple] }, summary: "Calendar time.", isFinal: true,
      new: Native("__new__", "(cls, sequence, /)") { arguments, vm in
        let items = try vm.array(arguments[1])
        if items.count < 9 {
          throw Raised(
            .typeError, "time.struct_time() takes an at least 9-sequence (\(items.count)-sequence given)")
        }
        return .object(FieldTuple(Array(items.prefix(9)), .structTime, TypeObject.timeFields))
      },
      properties: { FieldTuple.properties(timeFields) }))
}
