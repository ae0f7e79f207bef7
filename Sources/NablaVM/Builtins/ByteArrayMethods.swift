/// The methods of `bytearray` that change it.
enum ByteArrayMethods {
  private static func define(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (ByteArrayObject, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: ByteArrayObject.self, "bytearray", name, signature, summary, body)
  }

  static var all: [Native] {
    [
      define("append", "(self, item, /)", "Adds a byte at the end.") { array, arguments, vm in
        let byte = try BytesOperations.byte(arguments[1], vm)
        try array.resize { $0.append(byte) }
        return .none
      },
      define("extend", "(self, iterable_of_ints, /)", "Adds bytes, or the integers of an iterable, at the end.") {
        array, arguments, vm in
        try ByteArrayOperations.extend(array, arguments[1], vm)
        return .none
      },
      define("insert", "(self, index, item, /)", "Inserts a byte before the index.") { array, arguments, vm in
        let index = try vm.int(arguments[1])
        let byte = try BytesOperations.byte(arguments[2], vm)
        let count = array.bytes.count
        try array.resize { $0.insert(byte, at: index < 0 ? max(0, index &+ count) : min(index, count)) }
        return .none
      },
      define("pop", "(self, index=-1, /)", "Removes and returns the byte at the index, the last one by default.") {
        array, arguments, vm in
        let index = try vm.int(arguments[1])
        if array.bytes.isEmpty { throw Raised(.indexError, "pop from empty bytearray") }
        let position = index < 0 ? index &+ array.bytes.count : index
        guard position >= 0, position < array.bytes.count else {
          throw Raised(.indexError, "pop index out of range")
        }
        let byte = array.bytes[position]
        try array.resize { $0.remove(at: position) }
        return .int(Int(byte))
      },
      define("remove", "(self, value, /)", "Removes the first byte of a value.") { array, arguments, vm in
        let byte = try BytesOperations.byte(arguments[1], vm)
        guard let position = array.bytes.firstIndex(of: byte) else {
          throw Raised(.valueError, "value not found in bytearray")
        }
        try array.resize { $0.remove(at: position) }
        return .none
      },
      define("clear", "(self, /)", "Removes all bytes.") { array, _, _ in
        try array.resize { $0 = [] }
        return .none
      },
      define("reverse", "(self, /)", "Reverses the bytes in place.") { array, _, _ in
        array.bytes.reverse()
        return .none
      },
      define("copy", "(self, /)", "A copy.") { array, _, _ in .object(ByteArrayObject(array.bytes)) },
      Slots.setItem, Slots.deleteItem, Slots.inPlace(.add), Slots.inPlace(.multiply),
    ]
  }
}
