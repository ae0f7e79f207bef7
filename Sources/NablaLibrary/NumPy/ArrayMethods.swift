import NablaTensor
import NablaVM

/// The methods and attributes of `numpy.ndarray` that need its memory; the others are in the language, in
/// `stdlib/numpy`.
enum ArrayMethods {
  static var all: [Native] { forms + ArrayReductions.all }

  private static func tensor(_ object: Object) -> Tensor { (object as? ArrayObject)?.tensor ?? Tensor.scalar(0) }

  private static func receiver(_ arguments: Arguments, _ vm: Interpreter) throws -> Tensor {
    try arguments.receiver(ArrayObject.self, vm).tensor
  }

  static func made(_ body: () throws -> Tensor) throws -> Value {
    try TensorErrors.translate { ArrayObject.value(try body()) }
  }

  /// `f(2, 3)` or `f((2, 3))`.
  private static func sizes(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    let given = try vm.array(value)
    if given.count == 1, case .object(let object) = given[0], let items = Sequences.items(of: object) {
      return try items.map { try vm.int($0) }
    }
    return try given.map { try vm.int($0) }
  }

  private static let forms: [Native] = [
    Native("tolist", "(self)", "The elements as nested lists.") { a, vm in NestedLists.make(try receiver(a, vm)) },
    Native("item", "(self, *args)", "The one element, or the one at a place, as a number of the language.") { a, vm in
      var tensor = try receiver(a, vm)
      let place = try sizes(a[1], vm)
      if place.count == 1, tensor.rank != 1 {
        guard place[0] < tensor.elementCount, place[0] >= -tensor.elementCount else {
          throw Raised(.indexError, "index \(place[0]) is out of bounds for size \(tensor.elementCount)")
        }
        tensor = try TensorErrors.translate { try tensor.flatten().select(0, place[0]) }
      } else if !place.isEmpty {
        for (axis, index) in place.enumerated() { try ArrayIndex.check(index, axis, tensor) }
        tensor = try TensorErrors.translate { try tensor.index(place.map { .int($0) }) }
      }
      guard tensor.elementCount == 1 else {
        throw Raised(.valueError, "can only convert an array of size 1 to a Python scalar")
      }
      return TensorObject.number(try TensorErrors.translate { try tensor.item() })
    },
    Native("reshape", "(self, *shape, order='C', copy=None)", "The elements in another shape.") { a, vm in
      let tensor = try receiver(a, vm)
      var wanted = try sizes(a[1], vm)
      let text = wanted.count == 1 ? "(\(wanted[0]),)" : "(" + wanted.map(String.init).joined(separator: ",") + ")"
      let failure = Raised(.valueError, "cannot reshape array of size \(tensor.elementCount) into shape \(text)")
      let unknown = wanted.indices.filter { wanted[$0] < 0 }
      guard unknown.count <= 1 else { throw Raised(.valueError, "can only specify one unknown dimension") }
      var known = 1
      for size in wanted where size >= 0 {
        let (product, overflow) = known.multipliedReportingOverflow(by: size)
        guard !overflow else { throw failure }
        known = product
      }
      if let place = unknown.first {
        guard known > 0, tensor.elementCount % known == 0 else { throw failure }
        wanted[place] = tensor.elementCount / known
      } else if known != tensor.elementCount {
        throw failure
      }
      return try made {
        let shape = try Shape(checking: wanted)
        guard try a.string(2, vm) == "F" else { return try tensor.reshape(shape) }
        let turned = try tensor.permute((0..<tensor.rank).reversed()).reshape(Shape(checking: wanted.reversed()))
        return try turned.permute((0..<turned.rank).reversed())
      }
    },
    Native("transpose", "(self, *axes)", "The dimensions in another order.") { a, vm in
      let tensor = try receiver(a, vm)
      let given = try vm.array(a[1])
      if given.isEmpty || given.count == 1 && given[0].isNone { return try made { try tensor.permute((0..<tensor.rank).reversed()) } }
      let axes = try sizes(a[1], vm)
      guard axes.count == tensor.rank else { throw Raised(.valueError, "axes don't match array") }
      let order = try axes.map { try ArrayReduction.axis($0, tensor.rank) }
      guard Set(order).count == order.count else { throw Raised(.valueError, "repeated axis in transpose") }
      return try made { try tensor.permute(order) }
    },
    Native("flatten", "(self, order='C')", "A copy of all elements in one row.") { a, vm in
      let tensor = try receiver(a, vm)
      let turned = try a.string(1, vm) == "F"
      return try made { try (turned ? tensor.permute((0..<tensor.rank).reversed()) : tensor).flatten().clone() }
    },
    Native("ravel", "(self, order='C')", "All elements in one row.") { a, vm in
      let tensor = try receiver(a, vm)
      let turned = try a.string(1, vm) == "F"
      return try made { try (turned ? tensor.permute((0..<tensor.rank).reversed()) : tensor).flatten() }
    },
    Native("squeeze", "(self, axis=None)", "Dimensions of size 1 removed.") { a, vm in
      let tensor = try receiver(a, vm)
      let axes = try ArrayReduction.axes(a[1], tensor.rank, vm)
      for axis in axes ?? [] where tensor.shape[axis] != 1 {
        throw Raised(.valueError, "cannot select an axis to squeeze out which has size not equal to one")
      }
      return try made { try tensor.squeeze(axes) }
    },
    Native("copy", "(self, order='C')", "A copy.") { a, vm in
      let tensor = try receiver(a, vm)
      return try TensorErrors.translate {
        a[0].as(ScalarObject.self) != nil ? ArrayObject.result(try tensor.clone()) : ArrayObject.value(try tensor.clone())
      }
    },
    Native("view", "(self, dtype=None)", "The same memory as another array.") { a, vm in
      let tensor = try receiver(a, vm)
      guard try NumPyTypes.optional(a[1]).map({ $0 == tensor.dtype }) ?? true else {
        throw Raised(.notImplementedError, "numpy.ndarray.view with another dtype is not supported: use astype")
      }
      return ArrayObject.value(tensor.detach())
    },
    Native("astype", "(self, dtype, order='K', casting='unsafe', subok=True, copy=True)", "The elements as another type.") {
      a, vm in
      let dtype = try NumPyTypes.dtype(a[1])
      let tensor = try receiver(a, vm)
      return try TensorErrors.translate {
        let result = try dtype == tensor.dtype && !a.bool(5, vm) ? tensor : tensor.dtype == dtype ? tensor.clone() : tensor.to(dtype)
        return a[0].as(ScalarObject.self) != nil ? ArrayObject.result(result) : ArrayObject.value(result)
      }
    },
    Native("fill", "(self, value)", "Sets all elements to one number.") { a, vm in
      let source = try ArrayMaking.tensor(a[1], nil, vm)
      try TensorErrors.translate { _ = try receiver(a, vm).detach().copyInPlace(source) }
      return .none
    },
    Native("tobytes", "(self, order='C')", "The elements' bytes.") { a, vm in
      .object(BytesObject(try receiver(a, vm).withBytes { Array($0) }))
    },
    Native("__array__", "(self, dtype=None, copy=None)", "The array itself, or as another type.") { a, vm in
      guard let dtype = try NumPyTypes.optional(a[1]) else { return a[0] }
      return try made { try receiver(a, vm).to(dtype) }
    },
    Native("__deepcopy__", "(self, memo)", "A copy.") { a, vm in try made { try receiver(a, vm).clone() } },
    Native("__copy__", "(self)", "A copy.") { a, vm in try made { try receiver(a, vm).clone() } },
    Native("__reduce__", "(self)", "How the array is made again.") { a, vm in
      let tensor = try receiver(a, vm)
      let module = try vm.importModule("numpy")
      guard let make = try module.attribute(Name("array"), vm) else { return .none }
      return .tuple([make, .tuple([NestedLists.make(tensor), .string(tensor.dtype.name)])])
    },
    Native("__round__", "(self, ndigits=None)", "The number rounded.") { a, vm in
      guard a.isAbsent(1) else {
        let places = try a.int(1, vm)
        return try TensorErrors.translate { ArrayObject.result(try receiver(a, vm).round(decimals: places)) }
      }
      return try vm.call(.object(TypeObject.int), [TensorObject.number(receiver(a, vm).round().item())])
    },
    Native("__abs__", "(self)", "The size of each element.") { a, vm in
      try TensorErrors.translate { ArrayObject.result(try receiver(a, vm).abs()) }
    },
    Native("__divmod__", "(self, other)", "Quotient and remainder.") { a, vm in
      guard let other = try ArrayArithmetic.operand(a[1], vm) else { return .none }
      let own = ArrayOperand.array(try receiver(a, vm))
      return .tuple([try ArrayArithmetic.value(.floorDivide, own, other), try ArrayArithmetic.value(.modulo, own, other)])
    },
  ]

  static var properties: [NativeProperty] {
    [
      NativeProperty("shape", set: { object, value, vm in
        guard let array = object as? ArrayObject else { return }
        let wanted = try ArrayMaking.shape(value, vm)
        guard wanted.elementCount == array.tensor.elementCount, array.tensor.isContiguous else {
          throw Raised(
            .valueError,
            "cannot reshape array of size \(array.tensor.elementCount) into shape \(ArrayArithmetic.text(wanted))")
        }
        try TensorErrors.translate { array.tensor.setData(try array.tensor.detach().view(wanted)) }
      }) { object, _ in .tuple(tensor(object).shape.map { .int($0) }) },
      NativeProperty("dtype") { object, _ in NumPyTypes.value(tensor(object).dtype) },
      NativeProperty("ndim") { object, _ in .int(tensor(object).rank) },
      NativeProperty("size") { object, _ in .int(tensor(object).elementCount) },
      NativeProperty("itemsize") { object, _ in .int(tensor(object).dtype.itemSize) },
      NativeProperty("nbytes") { object, _ in .int(tensor(object).elementCount * tensor(object).dtype.itemSize) },
      NativeProperty("strides") { object, _ in
        let tensor = tensor(object)
        return .tuple(tensor.strides.map { .int($0 * tensor.dtype.itemSize) })
      },
      NativeProperty("T") { object, _ in
        try TensorErrors.translate { ArrayObject.result(try tensor(object).permute((0..<tensor(object).rank).reversed())) }
      },
      NativeProperty("real") { object, _ in .object(object) },
      NativeProperty("base") { object, _ in tensor(object).base.map { ArrayObject.value($0) } ?? .none },
      NativeProperty("flat") { object, vm in
        let flat = ArrayObject(try TensorErrors.translate { try tensor(object).flatten() })
        return try flat.iterator(vm).map { .object($0) } ?? .none
      },
    ]
  }
}
