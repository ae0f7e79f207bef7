/// The methods of `range` and `slice`.
enum RangeMethods {
  static var all: [Native] {
    [
      nativeMethod(of: RangeObject.self, "range", "index", "(self, value, /)", "The position of a value.") {
        range, arguments, vm in
        if case .int(let value) = arguments[1], let index = RangeOperations.position(of: value, in: range) {
          return .int(index)
        }
        throw Raised(.valueError, "\(try vm.repr(arguments[1])) is not in range")
      },
      nativeMethod(of: RangeObject.self, "range", "count", "(self, value, /)", "1 if the value is there, else 0.") {
        range, arguments, vm in .int(try RangeOperations.contains(range, arguments[1], vm) ? 1 : 0)
      },
      Slots.length, Slots.item, Slots.contains, Slots.iterator,
    ] + Slots.equality
  }

  static var properties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (RangeObject) -> Int) -> NativeProperty {
      NativeProperty(name, summary) { object, _ in (object as? RangeObject).map { .int(read($0)) } ?? .none }
    }
    return [
      part("start", "The first integer.") { $0.start }, part("stop", "The end, exclusive.") { $0.stop },
      part("step", "The difference between neighbours.") { $0.step },
    ]
  }

  static var slice: [Native] {
    [
      nativeMethod(of: SliceObject.self, "slice", "indices", "(self, len, /)", "(start, stop, step) for a length.") {
        slice, arguments, vm in
        let length = try vm.int(arguments[1])
        if length < 0 { throw Raised(.valueError, "length should not be negative") }
        let range = try slice.resolve(count: length, vm)
        return .tuple([.int(range.start), .int(range.stop), .int(range.step)])
      }
    ]
  }

  static var sliceProperties: [NativeProperty] {
    func part(_ name: String, _ read: @escaping (SliceObject) -> Value) -> NativeProperty {
      NativeProperty(name, "") { object, _ in (object as? SliceObject).map(read) ?? .none }
    }
    return [part("start") { $0.start }, part("stop") { $0.stop }, part("step") { $0.step }]
  }
}
