import NablaTensor
import NablaVM

/// The part of `numpy` that stands beside tensors in tutorials.
enum NumPyModule {
  static let all: [NativeModule] = [numpy, random]

  private static let numpy = NativeModule("numpy", "Arrays of numbers.") { module, vm in
    module.set("__path__", .list([]))
    module.set("__version__", .string("2.3.0"))
    module.set("pi", .float(.pi))
    module.set("e", .float(2.718281828459045))
    module.set("inf", .float(.infinity))
    module.set("nan", .float(.nan))
    module.set("newaxis", .none)
    module.define(ArrayObject.arrayType)
    for type in NumPyTypes.all { module.set(type.dtype == .bool ? "bool_" : type.dtype.name, .object(type)) }
    module.define(making + pointwise + folding)
    module.set("random", .object(try vm.importModule("numpy.random")))
  }

  private static let random = NativeModule("numpy.random", "Random numbers of NumPy's older interface.") { module, _ in
    module.define([
      Native("seed", "(seed=None)", "Starts the stream that belongs to a number.") { a, vm in
        stream.manualSeed(try a.optionalInt(0, vm) ?? 0)
        return .none
      },
      Native("rand", "(*size)", "Uniform numbers in [0, 1).") { a, vm in
        let sizes = try vm.array(a[0]).map { try vm.int($0) }
        let count = sizes.reduce(1, *)
        // NumPy draws doubles of 53 bits from two words.
        let values = (0..<max(count, 0)).map { _ -> Double in
          let high = Double(stream.next32() >> 5), low = Double(stream.next32() >> 6)
          return (high * 67_108_864 + low) / 9_007_199_254_740_992
        }
        if sizes.isEmpty { return .float(values[0]) }
        return try ArrayMethods.made { try Tensor(values).view(Shape(checking: sizes)) }
      },
    ])
  }

  private static let stream = Generator()

  static func tensor(_ value: Value, _ vm: Interpreter, dtype: DType? = nil) throws -> Tensor {
    if let array = try NumPyBridge.anyTensor(value) { return try dtype.map { try array.to($0) } ?? array }
    let before = DType.defaultFloat
    DType.defaultFloat = .float64
    defer { DType.defaultFloat = before }
    return try TensorLiteral.make(value, dtype: dtype, vm)
  }

  private static func type(_ value: Value) throws -> DType? {
    value.isNone || value.isUndefined ? nil : try NumPyTypes.dtype(value)
  }

  private static let making: [Native] = [
    Native("array", "(object, dtype=None)", "An array of numbers in nested lists.") { a, vm in
      try TensorErrors.translate { ArrayObject.value(try tensor(a[0], vm, dtype: type(a[1])).clone()) }
    },
    Native("asarray", "(a, dtype=None)", "An array of data.") { a, vm in
      try TensorErrors.translate { ArrayObject.value(try tensor(a[0], vm, dtype: type(a[1]))) }
    },
    Native("zeros", "(shape, dtype=None)", "Zeros.") { a, vm in
      try TensorErrors.translate { ArrayObject.value(try Tensor.zeros(shape(a[0], vm), dtype: type(a[1]) ?? .float64)) }
    },
    Native("ones", "(shape, dtype=None)", "Ones.") { a, vm in
      try TensorErrors.translate { ArrayObject.value(try Tensor.ones(shape(a[0], vm), dtype: type(a[1]) ?? .float64)) }
    },
    Native("arange", "(start, stop=None, step=1, dtype=None)", "Numbers from start to before stop.") { a, vm in
      try TensorErrors.translate {
        let numbers = try [a[0], a[1], a[2]].map { value -> Scalar in
          if case .float(let number) = value { return .float(number) }
          return value.isNone ? .int(0) : .int(try vm.int(value))
        }
        let whole = !numbers.contains { $0.isFloat }
        let (start, stop) = a.isAbsent(1) ? (Scalar.int(0), numbers[0]) : (numbers[0], numbers[1])
        return ArrayObject.value(
          try Tensor.arange(start, stop, step: numbers[2], dtype: type(a[3]) ?? (whole ? .int64 : .float64)))
      }
    },
    Native("linspace", "(start, stop, num=50)", "Evenly spaced numbers.") { a, vm in
      let (start, stop, count) = (try a.double(0, vm), try a.double(1, vm), try a.int(2, vm))
      return try ArrayMethods.made { try Tensor.linspace(start, stop, steps: count, dtype: .float64) }
    },
    Native("concatenate", "(arrays, axis=0)", "Arrays joined.") { a, vm in
      let parts = try vm.array(a[0])
      let axis = try a.int(1, vm)
      return try ArrayMethods.made { try Tensor.cat(parts.map { try tensor($0, vm) }, dim: axis) }
    },
    Native("stack", "(arrays, axis=0)", "Arrays joined along a new dimension.") { a, vm in
      let parts = try vm.array(a[0])
      let axis = try a.int(1, vm)
      return try ArrayMethods.made { try Tensor.stack(parts.map { try tensor($0, vm) }, dim: axis) }
    },
    Native("transpose", "(a, axes=None)", "The dimensions in another order.") { a, vm in
      let axes = a.isAbsent(1) ? nil : try vm.array(a[1]).map { try vm.int($0) }
      return try ArrayMethods.made {
        let source = try tensor(a[0], vm)
        return try source.permute(axes ?? (0..<source.rank).reversed())
      }
    },
    Native("dot", "(a, b)", "The product of matrices or vectors.") { a, vm in
      try TensorErrors.translate {
        try ArrayMethods.scalarOrArray(tensor(a[0], vm).matmul(tensor(a[1], vm)))
      }
    },
    Native("where", "(condition, x, y)", "Elements of x where a condition holds, of y elsewhere.") { a, vm in
      try ArrayMethods.made { try Tensor.where(tensor(a[0], vm), tensor(a[1], vm), tensor(a[2], vm)) }
    },
    Native("expand_dims", "(a, axis)", "A dimension of size 1 inserted.") { a, vm in
      let axis = try a.int(1, vm)
      return try ArrayMethods.made { try tensor(a[0], vm).unsqueeze(axis) }
    },
    Native("unique", "(ar)", "The different elements in order.") { a, vm in
      try ArrayMethods.made { try tensor(a[0], vm).unique().values }
    },
    Native("sort", "(a)", "The elements in order.") { a, vm in
      try ArrayMethods.made { try tensor(a[0], vm).sort().values }
    },
  ]

  private static func shape(_ value: Value, _ vm: Interpreter) throws -> Shape {
    if case .int(let size) = value { return try Shape(checking: [size]) }
    return try Shape(checking: vm.array(value).map { try vm.int($0) })
  }

  private static func unary(_ name: String, _ body: @escaping (Tensor) throws -> Tensor) -> Native {
    Native(name, "(x)", "\(name) of each element.") { a, vm in
      try TensorErrors.translate { try ArrayMethods.scalarOrArray(body(tensor(a[0], vm))) }
    }
  }

  private static let pointwise: [Native] = [
    unary("exp") { try floating($0).exp() }, unary("log") { try floating($0).log() },
    unary("sqrt") { try floating($0).sqrt() }, unary("sin") { try floating($0).sin() },
    unary("cos") { try floating($0).cos() }, unary("tanh") { try floating($0).tanh() },
    unary("abs") { try $0.abs() }, unary("square") { try $0.square() }, unary("floor") { try floating($0).floor() },
    unary("isnan") { try $0.isnan() },
    Native("maximum", "(a, b)", "The larger of each pair.") { a, vm in
      try TensorErrors.translate { try ArrayMethods.scalarOrArray(tensor(a[0], vm).maximum(tensor(a[1], vm))) }
    },
  ]

  private static func floating(_ tensor: Tensor) throws -> Tensor {
    tensor.dtype.isFloatingPoint ? tensor : try tensor.to(.float64)
  }

  private static func folding(_ name: String, _ body: @escaping (Tensor, [Int]?) throws -> Tensor) -> Native {
    Native(name, "(a, axis=None)", "The \(name) of the elements.") { a, vm in
      let axis = try a.optionalInt(1, vm).map { [$0] }
      return try TensorErrors.translate { try ArrayMethods.scalarOrArray(body(tensor(a[0], vm), axis)) }
    }
  }

  private static let folding: [Native] = [
    folding("sum") { try $0.sum(dim: $1) }, folding("mean") { try floating($0).mean(dim: $1) },
    folding("std") { try floating($0).std(dim: $1, correction: 0) },
    folding("var") { try floating($0).variance(dim: $1, correction: 0) },
    folding("max") { try $0.amax(dim: $1) }, folding("min") { try $0.amin(dim: $1) },
    folding("argmax") { try $0.argmax(dim: $1?.first) }, folding("argmin") { try $0.argmin(dim: $1?.first) },
  ]
}
