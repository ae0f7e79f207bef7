import Glibc
import NablaVM

/// `os.stat_result`: a tuple of ten numbers, with finer times beside them.
final class StatResult: FieldTuple {
  fileprivate let more: [String: Value]

  init(_ status: Glibc.stat) {
    func nanoseconds(_ time: timespec) -> Int { time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }
    func seconds(_ time: timespec) -> Value { .float(Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9) }
    let (used, changed, created) = (status.st_atim, status.st_mtim, status.st_ctim)
    more = [
      "st_atime": seconds(used), "st_mtime": seconds(changed), "st_ctime": seconds(created),
      "st_atime_ns": .int(nanoseconds(used)), "st_mtime_ns": .int(nanoseconds(changed)),
      "st_ctime_ns": .int(nanoseconds(created)), "st_blksize": .int(Int(status.st_blksize)),
      "st_blocks": .int(Int(status.st_blocks)), "st_rdev": .int(Int(truncatingIfNeeded: status.st_rdev)),
    ]
    let items: [Int] = [
      Int(status.st_mode), Int(truncatingIfNeeded: status.st_ino), Int(truncatingIfNeeded: status.st_dev),
      Int(truncatingIfNeeded: status.st_nlink), Int(status.st_uid), Int(status.st_gid), Int(status.st_size),
      used.tv_sec, changed.tv_sec, created.tv_sec,
    ]
    super.init(items.map(Value.int), .statResult, StatResult.fields)
  }

  static let fields = [
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
  ]
}

extension TypeObject {
  static let statResult = TypeObject(
    NativeType(
      "stat_result", module: "os", bases: { [.tuple] }, isFinal: true,
      properties: {
        let finer = ["st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"]
        return (StatResult.fields + finer).enumerated().map { index, name in
          NativeProperty(name) { object, _ in
            guard let result = object as? StatResult else { return .none }
            return result.more[name] ?? result.items[index]
          }
        }
      }))

  static let terminalFields = ["columns", "lines"]

  static let terminalSize: TypeObject = TypeObject(
    NativeType(
      "terminal_size", module: "os", bases: { [.tuple] }, summary: "A tuple of (columns, lines).", isFinal: true,
      new: Native("__new__", "(cls, sequence, /)") { arguments, vm in
        let items = try vm.array(arguments[1])
        guard items.count == 2 else {
          throw Raised(.typeError, "os.terminal_size() takes a 2-sequence (\(items.count)-sequence given)")
        }
        return .object(FieldTuple(items, .terminalSize, terminalFields))
      },
      properties: { FieldTuple.properties(terminalFields) }))
}
