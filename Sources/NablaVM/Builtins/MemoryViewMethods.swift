/// The methods and attributes of `memoryview`.
enum MemoryViewMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (MemoryViewObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: MemoryViewObject.self, "memoryview", name, signature, summary, body)
  }

  static func make(_ source: Value, _ vm: Interpreter) throws -> Value {
    if let bytes = source.as(BytesObject.self) {
      return .object(MemoryViewObject(bytes, start: 0, step: 1, count: bytes.bytes.count))
    }
    if let view = source.as(MemoryViewObject.self) {
      return .object(MemoryViewObject(try view.checked(), start: view.start, step: view.step, count: view.count))
    }
    throw Raised(
      .typeError, "memoryview: a bytes-like object is required, not '\(vm.typeName(of: source))'")
  }

  static var all: [Native] {
    [
      define("tobytes", "(self, /)", "A copy of what is in view, as bytes.") { view, _, _ in
        _ = try view.checked()
        return .bytes(view.contents)
      },
      define("tolist", "(self, /)", "The items in view, as a list of integers.") { view, _, _ in
        _ = try view.checked()
        return .list(view.contents.map { .int(Int($0)) })
      },
      define("hex", "(self, sep='', bytes_per_sep=1)", "Two hexadecimal digits for each byte.") { view, arguments, vm in
        _ = try view.checked()
        return .string(
          BytesText.hex(
            view.contents, separator: try BytesMethods.hexSeparator(arguments[1], vm), group: try arguments.int(2, vm)))
      },
      define("release", "(self, /)", "Lets go of the bytes, so that their owner may change its size again.") {
        view, _, _ in
        view.release()
        return .none
      },
      Slots.length, Slots.item, Slots.setItem, Slots.iterator, Slots.comparison(.equal), Slots.comparison(.notEqual),
    ]
  }

  static var properties: [NativeProperty] {
    func part(_ name: String, _ summary: String, _ read: @escaping (MemoryViewObject, BytesObject) -> Value)
      -> NativeProperty
    {
      NativeProperty(name, summary) { object, _ in
        guard let view = object as? MemoryViewObject else { return .none }
        return read(view, try view.checked())
      }
    }
    return [
      part("obj", "The object looked at.") { .object($1) }, part("nbytes", "How many bytes are in view.") { view, _ in
        .int(view.count)
      },
      part("readonly", "Whether the bytes cannot be written to.") { .bool(!($1 is ByteArrayObject)) },
      part("format", "The kind of the items: 'B', unsigned bytes.") { _, _ in .string("B") },
      part("itemsize", "The size of an item: 1.") { _, _ in .int(1) },
      part("ndim", "The number of dimensions: 1.") { _, _ in .int(1) },
      part("shape", "The number of items, in a tuple.") { view, _ in .tuple([.int(view.count)]) },
      part("strides", "The distance from item to item, in a tuple.") { view, _ in .tuple([.int(view.step)]) },
      part("contiguous", "Whether the items lie side by side.") { view, _ in .bool(view.step == 1 || view.count < 2) },
    ]
  }
}
