import NablaVM

/// `struct`: values in binary records.
let structModule = NativeModule("struct", "Values in binary records.") { module, _ in
  module.define(TypeObject.structError)
  module.define(TypeObject.structType)
  module.define(StructFunctions.all)
}

enum StructFunctions {
  static func unpackFrom(_ format: StructFormat, _ value: Value, _ offset: Int, _ vm: Interpreter) throws -> Value {
    let bytes = try vm.bytesLike(value)
    var start = offset
    if start < 0 {
      if start + format.size > 0 {
        throw StructFormat.failure("not enough data to unpack \(format.size) bytes at offset \(start)")
      }
      if start + bytes.count < 0 {
        throw StructFormat.failure("offset \(start) out of range for \(bytes.count)-byte buffer")
      }
      start += bytes.count
    }
    guard start <= bytes.count, bytes.count - start >= format.size else {
      let needed = start.addingReportingOverflow(format.size).partialValue
      throw StructFormat.failure(
        "unpack_from requires a buffer of at least \(needed) bytes for unpacking \(format.size) bytes at offset "
          + "\(start) (actual buffer size is \(bytes.count))")
    }
    return format.unpack(bytes[start..<(start + format.size)])
  }

  static func unpack(_ format: StructFormat, _ value: Value, _ vm: Interpreter) throws -> Value {
    let bytes = try vm.bytesLike(value)
    guard bytes.count == format.size else {
      throw StructFormat.failure("unpack requires a buffer of \(format.size) bytes")
    }
    return format.unpack(bytes[...])
  }

  static func iterate(_ format: StructFormat, _ value: Value, _ vm: Interpreter) throws -> Value {
    if format.size == 0 { throw StructFormat.failure("cannot iteratively unpack with a struct of length 0") }
    let bytes = try vm.bytesLike(value)
    guard bytes.count % format.size == 0 else {
      throw StructFormat.failure("iterative unpacking requires a buffer of a multiple of \(format.size) bytes")
    }
    var place = 0
    return .object(
      ClosureIterator { _, _ in
        guard place < bytes.count else { return nil }
        defer { place += format.size }
        return format.unpack(bytes[place..<(place + format.size)])
      })
  }

  static var all: [Native] {
    [
      Native("calcsize", "(format, /)", "The size of a record in bytes.") { arguments, vm in
        .int(try StructFormat.from(arguments[0], vm).size)
      },
      Native("pack", "(format, /, *values)", "The bytes of a record of values.") { arguments, vm in
        let values = arguments[1].as(TupleObject.self)?.items ?? []
        return .bytes(try StructFormat.from(arguments[0], vm).pack(values[...], vm))
      },
      Native("unpack", "(format, buffer, /)", "The values of a record.") { arguments, vm in
        try unpack(try StructFormat.from(arguments[0], vm), arguments[1], vm)
      },
      Native("unpack_from", "(format, /, buffer, offset=0)", "The values of a record inside a buffer.") { arguments, vm in
        try unpackFrom(try StructFormat.from(arguments[0], vm), arguments[1], try arguments.int(2, vm), vm)
      },
      Native("iter_unpack", "(format, buffer, /)", "An iterator over many records.") { arguments, vm in
        try iterate(try StructFormat.from(arguments[0], vm), arguments[1], vm)
      },
    ]
  }
}

/// `struct.Struct`: a compiled format.
final class StructObject: Object {
  let format: StructFormat

  init(_ format: StructFormat) {
    self.format = format
    super.init(type: .structType, kind: .plain)
  }

  override func repr(_ vm: Interpreter) throws -> String { "<_struct.Struct object at \(vm.address(of: self))>" }
}

extension TypeObject {
  static let structError = TypeObject(
    NativeType(
      "error", module: "struct", bases: { [ExceptionKind.exception.type] },
      allocate: { type, _ in ExceptionObject(type: type) }))

  private static func method(
    _ name: String, _ signature: String, _ summary: String,
    _ body: @escaping (StructFormat, Arguments, Interpreter) throws -> Value
  ) -> Native {
    nativeMethod(of: StructObject.self, "Struct", name, signature, summary) { try body($0.format, $1, $2) }
  }

  static let structType = TypeObject(
    NativeType(
      "Struct", module: "_struct", summary: "A compiled format.", isFinal: true,
      new: Native("__new__", "(cls, format)") { arguments, vm in
        .object(StructObject(try StructFormat.from(arguments[1], vm)))
      },
      methods: {
        [
          method("pack", "(self, /, *values)", "The bytes of a record of values.") { format, arguments, vm in
            .bytes(try format.pack((arguments[1].as(TupleObject.self)?.items ?? [])[...], vm))
          },
          method("unpack", "(self, buffer, /)", "The values of a record.") { format, arguments, vm in
            try StructFunctions.unpack(format, arguments[1], vm)
          },
          method("unpack_from", "(self, /, buffer, offset=0)", "The values of a record inside a buffer.") {
            format, arguments, vm in
            try StructFunctions.unpackFrom(format, arguments[1], try arguments.int(2, vm), vm)
          },
          method("iter_unpack", "(self, buffer, /)", "An iterator over many records.") { format, arguments, vm in
            try StructFunctions.iterate(format, arguments[1], vm)
          },
        ]
      },
      properties: {
        [
          NativeProperty("size", "The size of a record in bytes.") { object, _ in
            .int((object as? StructObject)?.format.size ?? 0)
          },
          NativeProperty("format", "The format.") { object, _ in
            .string((object as? StructObject)?.format.text ?? "")
          },
        ]
      }))
}
