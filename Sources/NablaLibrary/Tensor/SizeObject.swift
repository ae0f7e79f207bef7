import NablaTensor
import NablaVM

/// `torch.Size`: a tuple of integers that says what it is.
final class SizeObject: DerivedTuple {
  init(sizes: [Value]) { super.init(sizes, type: SizeObject.sizeType) }

  convenience init(_ shape: Shape) { self.init(sizes: shape.map { .int($0) }) }

  static func value(_ shape: Shape) -> Value { .object(SizeObject(shape)) }

  override func repr(_ vm: Interpreter) throws -> String {
    "torch.Size([" + (try items.map { try vm.repr($0) }).joined(separator: ", ") + "])"
  }

  /// Slices and sums of sizes are sizes.
  override func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    let found = try super.item(key, vm)
    return key.as(SliceObject.self) == nil ? found : SizeObject.same(found)
  }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    try super.binary(op, right, vm).map { SizeObject.same($0) }
  }

  private static func same(_ value: Value) -> Value {
    guard let tuple = value.as(TupleObject.self), !(tuple is SizeObject) else { return value }
    return .object(SizeObject(sizes: tuple.items))
  }

  static let sizeType = TypeObject(
    NativeType(
      "Size", module: "torch", bases: { [.tuple] }, summary: "The sizes of a tensor's dimensions.",
      new: Native("__new__", "(cls, sizes=())", "A size from an iterable of integers.") { arguments, vm in
        let items = try vm.array(arguments[1])
        for (index, item) in items.enumerated() {
          guard case .int = item else {
            throw Raised(
              .typeError, "torch.Size() takes an iterable of 'int' (item \(index) is '\(vm.typeName(of: item))')")
          }
        }
        return .object(SizeObject(sizes: items))
      },
      methods: {
        [
          Native("numel", "(self)", "The product of the sizes.") { arguments, vm in
            var product = 1
            for item in try arguments.receiver(SizeObject.self, vm).items {
              if case .int(let size) = item { product = product.multipliedReportingOverflow(by: size).partialValue }
            }
            return .int(product)
          }
        ]
      }))
}
