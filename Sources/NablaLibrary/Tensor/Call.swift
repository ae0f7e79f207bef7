import NablaTensor
import NablaVM

/// One call of an operation, its arguments bound: slot `i` of `arguments` is the `i`-th parameter of the signature.
///
/// The accessors turn slots into what the tensor half takes, and complain in PyTorch's words. Nothing is allocated
/// where the argument is right.
struct Call {
  let arguments: Arguments
  let vm: Interpreter
  let operation: Operation
  let isMethod: Bool

  @inline(__always)
  init(_ arguments: Arguments, _ vm: Interpreter, _ operation: Operation, isMethod: Bool) {
    self.arguments = arguments
    self.vm = vm
    self.operation = operation
    self.isMethod = isMethod
  }

  @inline(__always) subscript(index: Int) -> Value { arguments[index] }

  func isGiven(_ index: Int) -> Bool {
    switch arguments[index] {
    case .undefined, .none: return false
    default: return true
    }
  }
}

// MARK: tensors and numbers
extension Call {
  @inline(__always) func tensor(_ index: Int) throws -> Tensor {
    if case .object(let object) = arguments[index], let tensor = object as? TensorObject { return tensor.tensor }
    throw wrongType(index, "Tensor")
  }

  func optionalTensor(_ index: Int) throws -> Tensor? { isGiven(index) ? try tensor(index) : nil }

  /// A tensor, or a Python number, which takes part in type promotion as weakly as PyTorch's scalars do.
  @inline(__always) func operand(_ index: Int) throws -> Operand {
    if case .object(let object) = arguments[index], let tensor = object as? TensorObject {
      return .tensor(tensor.tensor)
    }
    return .scalar(try scalar(index, "Tensor"))
  }

  func scalar(_ index: Int, _ wanted: String = "Number") throws -> Scalar {
    switch arguments[index] {
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .bool(let flag): return .bool(flag)
    case .object(let object):
      if let tensor = object as? TensorObject {
        guard tensor.tensor.rank == 0 else { throw wrongType(index, wanted) }
        return try tensor.tensor.item()
      }
      if let index = try object.asIndex(vm), case .int(let number) = index { return .int(number) }
      if let number = try object.asFloat(vm) { return .float(number) }
      throw wrongType(index, wanted)
    default: throw wrongType(index, wanted)
    }
  }

  func optionalScalar(_ index: Int) throws -> Scalar? { isGiven(index) ? try scalar(index) : nil }

  func double(_ index: Int) throws -> Double {
    switch arguments[index] {
    case .float(let number): return number
    case .int(let number): return Double(number)
    case .bool(let flag): return flag ? 1 : 0
    case .object(let object):
      if let tensor = object as? TensorObject, tensor.tensor.rank > 0 { throw wrongType(index, "float") }
      if let number = try object.asFloat(vm) { return number }
      throw wrongType(index, "float")
    default: throw wrongType(index, "float")
    }
  }

  func optionalDouble(_ index: Int) throws -> Double? { isGiven(index) ? try double(index) : nil }

  func int(_ index: Int) throws -> Int {
    switch arguments[index] {
    case .int(let number): return number
    case .bool(let flag):
      if TorchCalls.words(self) != nil { throw wrongType(index, "int") }
      return flag ? 1 : 0
    case .object(let object):
      if let tensor = object as? TensorObject, tensor.tensor.rank > 0 || !tensor.tensor.dtype.isInteger {
        throw wrongType(index, "int")
      }
      if let value = try object.asIndex(vm), case .int(let number) = value { return number }
      throw wrongType(index, "int")
    default: throw wrongType(index, "int")
    }
  }

  func optionalInt(_ index: Int) throws -> Int? { isGiven(index) ? try int(index) : nil }

  func bool(_ index: Int) throws -> Bool {
    switch arguments[index] {
    case .bool(let flag): return flag
    case .int(let number):
      if TorchCalls.words(self) != nil { throw wrongType(index, "bool") }
      return number != 0
    case .undefined: return false
    case .none:
      let parameters = arguments.function?.signature.parameters ?? []
      if index < parameters.count, !parameters[index].defaultValue.isNone, TorchCalls.words(self) != nil {
        throw wrongType(index, "bool")
      }
      return false
    case .float, .object: throw wrongType(index, "bool")
    }
  }

  func text(_ index: Int) throws -> String {
    if case .object(let object) = arguments[index], let string = object as? StrObject { return string.text }
    throw wrongType(index, "str")
  }
}

// MARK: shapes and dimensions
extension Call {
  /// `dim=1`, `dim=(0, 1)` or `dim=None`, which means all.
  func dims(_ index: Int, axis: Int? = nil) throws -> [Int]? {
    let index = slot(index, axis)
    switch arguments[index] {
    case .undefined, .none: return nil
    case .int(let number): return [number]
    default: return try ints(index)
    }
  }

  /// A single dimension; `axis` is the slot of NumPy's name for it, which PyTorch accepts too.
  func dim(_ index: Int, axis: Int? = nil) throws -> Int { try int(slot(index, axis)) }
  func optionalDim(_ index: Int, axis: Int? = nil) throws -> Int? { try optionalInt(slot(index, axis)) }

  private func slot(_ index: Int, _ axis: Int?) -> Int {
    guard let axis, isGiven(axis) else { return index }
    return axis
  }

  /// A tuple or list of integers.
  func ints(_ index: Int) throws -> [Int] {
    guard case .object(let object) = arguments[index] else { throw wrongType(index, "tuple of ints") }
    if let tensor = object as? TensorObject, tensor.tensor.rank == 0, let value = try tensor.asIndex(vm),
      case .int(let number) = value
    {
      return [number]
    }
    guard let items = Sequences.items(of: object) else { throw wrongType(index, "tuple of ints") }
    var result: [Int] = []
    result.reserveCapacity(items.count)
    for (position, item) in items.enumerated() {
      guard let number = try integer(item) else { throw cannotUnpack(index, position, item) }
      result.append(number)
    }
    return result
  }

  /// `f(2, 3)`, `f((2, 3))`, `f([2, 3])` or `f(size)`: a shape given by a `*args` slot.
  func shape(_ index: Int) throws -> [Int] {
    guard case .object(let object) = arguments[index] else {
      if case .int(let number) = arguments[index] { return [number] }
      throw wrongType(index, "tuple of ints")
    }
    guard let items = Sequences.items(of: object) else { throw wrongType(index, "tuple of ints") }
    if items.count == 1, case .object(let only) = items[0], !(only is TensorObject) {
      guard let inner = Sequences.items(of: only) else { throw wrongType(index, "tuple of ints", items[0]) }
      return try inner.enumerated().map { position, item in
        guard let number = try integer(item) else { throw cannotUnpack(index, position, item) }
        return number
      }
    }
    if items.isEmpty, operation.isVariadic(index) {
      if let words = TorchCalls.words(self) { throw Raised(.typeError, words) }
      let name = shownName(index, operation.parameters)
      throw Raised(.typeError, "\(operation.name)() missing 1 required positional arguments: \"\(name)\"")
    }
    var result: [Int] = []
    result.reserveCapacity(items.count)
    for (position, item) in items.enumerated() {
      guard let number = try integer(item) else {
        throw position == 0 ? wrongType(index, "tuple of ints", item) : cannotUnpack(index, position, item)
      }
      result.append(number)
    }
    return result
  }

  /// As `shape`, where programs may also write `size=`, which has a slot of its own.
  func sizes(_ index: Int, _ keyword: Int) throws -> [Int] {
    if isGiven(keyword) { return try isSequence(keyword) ? ints(keyword) : [int(keyword)] }
    return try shape(index)
  }

  /// One number for every side, or one for each: `kernel_size=3`, `kernel_size=(3, 5)`.
  func sides(_ index: Int, _ count: Int) throws -> [Int] {
    if case .int(let number) = arguments[index] { return Array(repeating: number, count: count) }
    let given = try ints(index)
    return given.count == 1 ? Array(repeating: given[0], count: count) : given
  }

  func optionalSides(_ index: Int, _ count: Int) throws -> [Int]? { isGiven(index) ? try sides(index, count) : nil }

  private func integer(_ value: Value) throws -> Int? {
    switch value {
    case .int(let number): return number
    case .bool(let flag): return flag ? 1 : 0
    case .object(let object):
      if let value = try object.asIndex(vm), case .int(let number) = value { return number }
      return nil
    default: return nil
    }
  }
}

// MARK: types, sequences of tensors, results
extension Call {
  func dtype(_ index: Int) throws -> DType? {
    switch arguments[index] {
    case .undefined, .none: return nil
    case .object(let object):
      if let dtype = object as? DTypeObject { return dtype.dtype }
      if let type = object as? TypeObject, let dtype = DTypeObject.ofPythonType(type) { return dtype }
      throw wrongType(index, "torch.dtype")
    default: throw wrongType(index, "torch.dtype")
    }
  }

  /// Checks a `device=` argument: there is one device, and asking for another one fails as it does in PyTorch on a
  /// machine without it.
  func device(_ index: Int) throws {
    guard isGiven(index) else { return }
    try DeviceObject.check(arguments[index], vm)
  }

  func tensors(_ index: Int) throws -> [Tensor] {
    guard case .object(let object) = arguments[index], !(object is TensorObject),
      let items = Sequences.items(of: object)
    else { throw wrongType(index, "tuple of Tensors") }
    return try items.enumerated().map { position, item in
      guard case .object(let object) = item, let tensor = object as? TensorObject else {
        throw Raised(
          .typeError,
          "expected Tensor as element \(position) in argument \(self.position(of: index) - 1), but got "
            + vm.typeName(of: item))
      }
      return tensor.tensor
    }
  }

  /// `f(a, b)` or `f([a, b])`: tensors in a `*args` slot.
  func tensorsOrList(_ index: Int) throws -> [Tensor] {
    if case .object(let object) = arguments[index], let items = Sequences.items(of: object), items.count == 1,
      case .object(let only) = items[0], !(only is TensorObject), let inner = Sequences.items(of: only)
    {
      return try inner.map { item in
        guard case .object(let object) = item, let tensor = object as? TensorObject else {
          throw wrongType(index, "Tensor", item)
        }
        return tensor.tensor
      }
    }
    return try tensors(index)
  }

  func generator(_ index: Int) throws -> Generator {
    guard isGiven(index) else { return Generator.global }
    if case .object(let object) = arguments[index], let generator = object as? RandomGeneratorObject {
      return generator.generator
    }
    throw wrongType(index, "torch.Generator")
  }

  func tensorResult(of value: Value) throws -> Tensor {
    guard case .object(let object) = value, let tensor = object as? TensorObject else {
      throw Raised(.typeError, "\(operation.name)_() has no single result")
    }
    return tensor.tensor
  }
}

// MARK: complaints
extension Call {
  /// The position PyTorch counts: from 1, the tensor itself not included where it stands before the dot.
  func position(of index: Int) -> Int { isMethod ? index : index + 1 }

  func wrongType(_ index: Int, _ wanted: String, _ value: Value? = nil) -> Raised {
    let value = value ?? arguments[index]
    if let words = TorchCalls.words(self) {
      return Raised(.typeError, words, details: NamedResult.details(for: value))
    }
    let names = operation.parameters
    let name = shownName(index, names)
    return Raised(
      .typeError,
      "\(operation.name)(): argument '\(name)'"
        + (operation.isKeywordOnly(index) ? "" : " (position \(position(of: index)))") + " must be \(wanted), not "
        + vm.typeName(of: value), details: NamedResult.details(for: value))
  }

  /// `*sizes` is PyTorch's `size`.
  private func shownName(_ index: Int, _ names: [String]) -> String {
    guard index < names.count else { return "input" }
    return names[index] == "sizes" ? "size" : names[index]
  }

  private func cannotUnpack(_ index: Int, _ position: Int, _ value: Value) -> Raised {
    if let words = TorchCalls.words(self) { return Raised(.typeError, words) }
    let names = operation.parameters
    let name = shownName(index, names)
    return Raised(
      .typeError,
      "\(operation.name)(): argument '\(name)' failed to unpack the object at pos \(position + 1) with error "
        + "\"type must be tuple of ints,but got \(vm.typeName(of: value))\"")
  }
}


enum Sequences {
  /// The items of a tuple or list without making an iterator; `nil` for anything else.
  @inline(__always) static func items(of object: Object) -> [Value]? {
    if let tuple = object as? TupleObject { return tuple.items }
    if let list = object as? ListObject { return list.items }
    return nil
  }
}

// MARK: what a slot holds
extension Call {
  func isTensor(_ index: Int) -> Bool { TensorObject.from(arguments[index]) != nil }

  func isText(_ index: Int) -> Bool {
    if case .object(let object) = arguments[index] { return object is StrObject }
    return false
  }

  func isSequence(_ index: Int) -> Bool {
    if case .object(let object) = arguments[index] { return Sequences.items(of: object) != nil }
    return false
  }

  func ints(of value: Value, _ index: Int) throws -> [Int] {
    if case .int(let number) = value { return [number] }
    guard case .object(let object) = value, let items = Sequences.items(of: object) else {
      throw wrongType(index, "tuple of ints", value)
    }
    return try items.map { try vm.int($0) }
  }

  func doubles(_ index: Int, _ count: Int) throws -> [Double] {
    if case .object(let object) = arguments[index], let items = Sequences.items(of: object) {
      return try items.map { try vm.double($0) }
    }
    return Array(repeating: try double(index), count: count)
  }

  /// A size of a layer: not negative.
  func size(_ index: Int) throws -> Int {
    guard case .int(let number) = arguments[index] else {
      let value = arguments[index]
      if case .object = value { return try int(index) }
      throw Raised(
        .typeError,
        "empty(): argument 'size' failed to unpack the object at pos \(index == 0 ? 2 : 1) with error "
          + "\"type must be tuple of ints,but got \(vm.typeName(of: value))\"")
    }
    guard number >= 0 else {
      throw Raised(.runtimeError, "Trying to create tensor with negative dimension \(number): [\(number)]")
    }
    return number
  }

  func pair(_ index: Int) throws -> Pair {
    let both = try sides(index, 2)
    guard both.count == 2 else { throw wrongType(index, "tuple of 2 ints") }
    return Pair(both[0], both[1])
  }

  func optionalPair(_ index: Int) throws -> Pair? {
    guard isGiven(index) else { return nil }
    if isSequence(index), try sides(index, 2).isEmpty { return nil }
    return try pair(index)
  }

  func convolutionPadding(_ index: Int) throws -> ConvolutionPadding {
    guard isText(index) else { return .size(try pair(index)) }
    return try ConvolutionPadding(named: text(index))
  }

  func failure(_ kind: ExceptionKind, _ message: String) -> Raised { Raised(kind, message) }
}

extension NNModuleObject {
  func pair(_ name: Name, _ fallback: Int) -> Pair { optionalPair(name) ?? Pair(fallback) }

  func optionalPair(_ name: Name) -> Pair? {
    let both = sides(name, 2)
    return both.count == 2 ? Pair(both[0], both[1]) : nil
  }

  func convolutionPadding(_ name: Name) -> ConvolutionPadding {
    switch text(name) {
    case "same": return .same
    case "valid": return .valid
    default: return .size(pair(name, 0))
    }
  }
}

extension ConvolutionPadding {
  init(named name: String) throws {
    switch name {
    case "same": self = .same
    case "valid": self = .valid
    default:
      throw Raised(
        .valueError, "Invalid padding string '\(name)', should be one of {'valid', 'same'}")
    }
  }
}

extension Call {
  /// The same call with another first argument.
  func with<Result>(first tensor: Tensor, _ body: (Call) throws -> Result) throws -> Result {
    var values = (0..<arguments.count).map { arguments[$0] }
    values[0] = TensorObject.value(tensor)
    return try values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return try body(self) }
      return try body(Call(arguments.moved(to: base), vm, operation, isMethod: isMethod))
    }
  }
}
