import NablaData
import NablaTensor
import NablaVM

/// The part of `numpy` that needs arrays' memory: `_numpy`. The module itself is `stdlib/numpy`.
enum NumPyModule {
  static let all: [NativeModule] = [core]

  nonisolated(unsafe) private(set) static var machine: Interpreter!
  nonisolated(unsafe) private static var axisErrorType: TypeObject?
  nonisolated(unsafe) private static var castingErrorType: TypeObject?

  /// `AxisError`, which is a class of the language.
  static func axisError(_ axis: Int, _ rank: Int) -> Raised {
    let text = "axis \(axis) is out of bounds for array of dimension \(rank)"
    guard let type = axisErrorType else { return Raised(.valueError, text) }
    return Raised(ExceptionObject(type: type, argument: .string(text)))
  }

  static func castingError(_ text: String) -> Raised {
    guard let type = castingErrorType else { return Raised(.typeError, text) }
    return Raised(ExceptionObject(type: type, argument: .string(text)))
  }

  private static let core = NativeModule("_numpy", "Arrays of numbers.") { module, vm in
    machine = vm
    module.define(ArrayObject.arrayType)
    module.define(NumPyType.dtypeType)
    module.define(ScalarTypes.abstracts + ScalarTypes.all)
    module.define(NumPyStream.streamType)
    module.define(ArrayFunctions.all + ArrayReductions.all + making + bridging + searching + printing + files)
  }

  private static let making: [Native] = [
    Native("array", "(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0)", "An array of numbers.") { a, vm in
      try TensorErrors.translate {
        var made = try ArrayMaking.tensor(a[0], NumPyTypes.optional(a[1]), vm)
        let source = a[0].as(ArrayObject.self)?.tensor ?? TensorObject.from(a[0])?.tensor
        if let source, try a.bool(2, vm), made.storage === source.storage { made = try made.clone() }
        let least = Swift.min(try a.int(5, vm), Shape.maxRank)
        while made.rank < least { made = try made.unsqueeze(0) }
        return ArrayObject.value(made)
      }
    },
    Native("asarray", "(a, dtype=None, order=None, *, copy=None)", "An array of data, the same one where it can be.") { a, vm in
      let dtype = try NumPyTypes.optional(a[1])
      if let array = a[0].as(ArrayObject.self), a[0].as(ScalarObject.self) == nil, dtype.map({ $0 == array.tensor.dtype }) ?? true {
        return a[0]
      }
      return ArrayObject.value(try ArrayMaking.tensor(a[0], dtype, vm))
    },
    Native("zeros", "(shape, dtype=float, order='C')", "Zeros.") { a, vm in
      try TensorErrors.translate {
        ArrayObject.value(try Tensor.zeros(ArrayMaking.shape(a[0], vm), dtype: NumPyTypes.optional(a[1]) ?? .float64))
      }
    },
    Native("full", "(shape, fill_value, dtype=None, order='C')", "One number everywhere.") { a, vm in
      try TensorErrors.translate {
        let value = try ArrayMaking.tensor(a[1], NumPyTypes.optional(a[2]), vm)
        let made = try Tensor.zeros(ArrayMaking.shape(a[0], vm), dtype: value.dtype)
        try ArrayArithmetic.checkShapes(.array(made), .array(value))
        return ArrayObject.value(try made.copyInPlace(value))
      }
    },
    Native("arange", "(start, stop=None, step=1, dtype=None)", "Numbers from start to before stop.") { a, vm in
      try TensorErrors.translate {
        func number(_ value: Value) throws -> Scalar {
          if case .float(let number) = value { return .float(number) }
          if let array = value.as(ArrayObject.self), array.tensor.dtype.isFloat { return .float(try vm.double(value)) }
          if let index = try vm.indexOrNil(value) { return .int(try vm.int(index)) }
          return .float(try vm.double(value))
        }
        let (start, stop) = a.isAbsent(1) ? (Scalar.int(0), try number(a[0])) : (try number(a[0]), try number(a[1]))
        let step = a.isAbsent(2) ? Scalar.int(1) : try number(a[2])
        guard step.double != 0 else {
          throw Raised(.zeroDivisionError, "division by zero")
        }
        let isWhole = !start.isFloat && !stop.isFloat && !step.isFloat
        let dtype = try NumPyTypes.optional(a[3]) ?? (isWhole ? .int64 : .float64)
        guard step.double > 0 ? stop.double > start.double : stop.double < start.double else {
          return ArrayObject.value(try Tensor.zeros([0], dtype: dtype))
        }
        if isWhole { return ArrayObject.value(try Tensor.arange(start, stop, step: step, dtype: .int64).to(dtype)) }
        let length = ((stop.double - start.double) / step.double).rounded(.up)
        guard length < 1e15 else { throw Raised(.valueError, "Maximum allowed size exceeded") }
        let places = try Tensor.arange(0, .int(Int(length)), step: 1, dtype: .float64)
        // NumPy continues with the difference of the first two numbers.
        let delta = (start.double + step.double) - start.double
        return ArrayObject.value(try places.mul(delta).add(start.double).to(dtype))
      }
    },
    Native("where", "(condition, x, y)", "Elements of x where a condition holds, of y elsewhere.") { a, vm in
      try TensorErrors.translate {
        let condition = try ArrayMaking.tensor(a[0], nil, vm)
        guard let x = try ArrayArithmetic.operand(a[1], vm), let y = try ArrayArithmetic.operand(a[2], vm) else {
          throw Raised(.typeError, "arrays of Nabla hold numbers, not objects of type '\(vm.typeName(of: a[1]))'")
        }
        try ArrayArithmetic.checkShapes(x, y)
        try ArrayArithmetic.checkShapes(.array(condition), x)
        try ArrayArithmetic.checkShapes(.array(condition), y)
        let type = try ArrayArithmetic.type(x, y)
        return ArrayObject.result(
          try Tensor.where(condition.ne(0), ArrayArithmetic.tensor(x, type), ArrayArithmetic.tensor(y, type)))
      }
    },
  ]

  private static let bridging: [Native] = [
    Native("tensor", "(a, dtype=None)", "The tensor on an array's memory.") { a, vm in
      TensorObject.value(try ArrayMaking.tensor(a[0], NumPyTypes.optional(a[1]), vm))
    },
    Native("array_of", "(tensor)", "The array on a tensor's memory.") { a, vm in
      guard let tensor = TensorObject.from(a[0])?.tensor else { throw a.wrongType(0, "Tensor", vm) }
      return ArrayObject.value(tensor.detach())
    },
    Native("result_of", "(tensor)", "The array on a tensor's memory, or its number.") { a, vm in
      guard let tensor = TensorObject.from(a[0])?.tensor else { throw a.wrongType(0, "Tensor", vm) }
      return ArrayObject.result(tensor.detach())
    },
    Native("common", "(*operands)", "The type that operands are promoted to.") { a, vm in
      var result: DType?
      var weak: Scalar?
      for value in try vm.array(a[0]) {
        if let dtype = value.as(NumPyType.self)?.dtype ?? value.as(TypeObject.self).flatMap(ScalarTypes.dtype(of:)) {
          result = result.map { NumPyTypes.promote($0, dtype) } ?? dtype
          continue
        }
        switch try ArrayArithmetic.operand(value, vm) {
        case .array(let tensor)?: result = result.map { NumPyTypes.promote($0, tensor.dtype) } ?? tensor.dtype
        case .number(let number)?: if weak.map({ number.dtype.category > $0.dtype.category }) ?? true { weak = number }
        case nil: throw Raised(.typeError, "arrays of Nabla hold numbers, not objects of type '\(vm.typeName(of: value))'")
        }
      }
      guard let weak else { return NumPyTypes.value(result ?? .float64) }
      guard let result else { return NumPyTypes.value(weak.isFloat ? .float64 : weak.dtype) }
      return NumPyTypes.value(try ArrayArithmetic.type(.array(Tensor.zeros([0], dtype: result)), .number(weak)))
    },
    Native("extend", "(methods)", "Adds methods that are written in the language.") { a, vm in
      guard let methods = a[0].as(DictObject.self) else { return .none }
      for pair in try vm.array(vm.call(vm.attribute(of: .object(methods), Name("items")), [])) {
        guard let items = pair.as(TupleObject.self)?.items, items.count == 2, let name = items[0].text else { continue }
        ArrayObject.arrayType.define(Name(name), items[1])
        ScalarTypes.generic.define(Name(name), items[1])
      }
      return .none
    },
    Native("errors", "(axis, casting)", "The classes of errors about axes and types.") { a, _ in
      axisErrorType = a[0].as(TypeObject.self)
      castingErrorType = a[1].as(TypeObject.self)
      return .none
    },
    Native("axis", "(axis, rank)", "An axis counted from the front.") { a, vm in
      .int(try ArrayReduction.axis(a.int(0, vm), a.int(1, vm)))
    },
  ]

  private static let searching: [Native] = [
    Native("search", "(a, v, right)", "Where numbers belong in an ordered row.") { a, vm in
      let row = try ArrayMaking.tensor(a[0], .float64, vm).doubles()
      let values = try ArrayMaking.tensor(a[1], .float64, vm)
      let isRight = try a.bool(2, vm)
      return try TensorErrors.translate {
        let places = values.doubles().map { value -> Int in
          var (low, high) = (0, row.count)
          while low < high {
            let middle = low + (high - low) / 2
            // NaN stands behind all numbers.
            let before = isRight
              ? row[middle] <= value || value.isNaN : row[middle] < value || value.isNaN && !row[middle].isNaN
            if before { low = middle + 1 } else { high = middle }
          }
          return low
        }
        return ArrayObject.result(try Tensor(places).reshape(values.shape))
      }
    },
  ]

  private static let printing: [Native] = [
    Native("options", "(**options)", "Sets how arrays print; answers how they do.") { a, vm in
      var options = ArrayPrintOptions.current
      if let given = a[0].as(DictObject.self) {
        for pair in try vm.array(vm.call(vm.attribute(of: .object(given), Name("items")), [])) {
          guard let items = pair.as(TupleObject.self)?.items, items.count == 2, let name = items[0].text else { continue }
          try set(&options, name, items[1], vm)
        }
      }
      ArrayPrintOptions.current = options
      return .none
    },
    Native("text", "(a, separator, prefix, suffix, **options)", "An array as text.") { a, vm in
      var options = ArrayPrintOptions.current
      if let given = a[4].as(DictObject.self) {
        for pair in try vm.array(vm.call(vm.attribute(of: .object(given), Name("items")), [])) {
          guard let items = pair.as(TupleObject.self)?.items, items.count == 2, let name = items[0].text else { continue }
          try set(&options, name, items[1], vm)
        }
      }
      return .string(
        ArrayText.string(
          try ArrayMaking.tensor(a[0], nil, vm), options, separator: try a.string(1, vm), prefix: try a.string(2, vm),
          suffix: try a.string(3, vm)))
    },
  ]

  private static func set(_ options: inout ArrayPrintOptions, _ name: String, _ value: Value, _ vm: Interpreter) throws {
    if value.isNone { return }
    switch name {
    case "precision": options.precision = Swift.min(Swift.max(try vm.int(value), 0), 400)
    case "threshold":
      let limit = try vm.double(value)
      options.threshold = limit < 1e15 ? Int(limit) : Int.max
    case "edgeitems": options.edgeItems = Swift.min(Swift.max(try vm.int(value), 0), 1 << 30)
    case "linewidth": options.lineWidth = Swift.min(Swift.max(try vm.int(value), 1), 1 << 30)
    case "suppress": options.suppress = try vm.truth(value)
    case "nanstr": options.nan = try vm.str(value)
    case "infstr": options.infinity = try vm.str(value)
    case "floatmode":
      let mode = try vm.str(value)
      options.isFixed = mode == "fixed"
      options.isUnique = mode == "unique"
    default: break
    }
  }

  private static let files: [Native] = [
    Native("read_npy", "(data)", "The array in the bytes of an .npy file.") { a, vm in
      guard let bytes = a[0].as(BytesObject.self)?.bytes else { throw a.wrongType(0, "bytes", vm) }
      return try DataErrors.translate { ArrayObject.value(try NPY.decode(bytes, file: "data").tensor()) }
    },
    Native("write_npy", "(a)", "The bytes of an .npy file.") { a, vm in
      try DataErrors.translate {
        .object(BytesObject(try NPY.encode(NumericArray(ArrayMaking.tensor(a[0], nil, vm)))))
      }
    },
    Native("frombuffer", "(buffer, dtype=float, count=-1, offset=0)", "The numbers that bytes hold.") { a, vm in
      guard let bytes = a[0].as(BytesObject.self)?.bytes else { throw a.wrongType(0, "bytes", vm) }
      let dtype = try NumPyTypes.dtype(a[1])
      let offset = try a.int(3, vm)
      guard offset >= 0, offset <= bytes.count else {
        throw Raised(.valueError, "offset must be non-negative and no greater than buffer length (\(bytes.count))")
      }
      let room = (bytes.count - offset) / dtype.itemSize
      let asked = try a.int(2, vm)
      if asked < 0, (bytes.count - offset) % dtype.itemSize != 0 {
        throw Raised(.valueError, "buffer size must be a multiple of element size")
      }
      guard asked <= room else { throw Raised(.valueError, "buffer is smaller than requested size") }
      return try TensorErrors.translate {
        let made = try Tensor.empty([asked < 0 ? room : asked], dtype: dtype)
        bytes[offset...].withUnsafeBytes { source in
          if let base = source.baseAddress {
            made.pointer.copyMemory(from: base, byteCount: made.elementCount * dtype.itemSize)
          }
        }
        return ArrayObject.value(made)
      }
    },
  ]
}
