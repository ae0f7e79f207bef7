import NablaTensor
import NablaVM

/// The named tuples that `max(dim)`, `sort` and their kin return: `torch.return_types.max`.
final class NamedResult: DerivedTuple {
  let form: Kind

  private init(_ tensors: [Tensor], _ kind: Kind) {
    self.form = kind
    super.init(tensors.map { TensorObject.value($0) }, type: kind.type)
  }

  override func repr(_ vm: Interpreter) throws -> String {
    var lines: [String] = []
    for (field, item) in zip(form.fields, items) { lines.append("\(field)=\(try vm.repr(item))") }
    return "torch.return_types.\(form.name)(\n" + lines.joined(separator: ",\n") + ")"
  }

  override func attribute(_ name: Name, _ vm: Interpreter) throws -> Value? {
    if let found = try super.attribute(name, vm) { return found }
    if TensorTypes.tensor.lookup(name).isUndefined { return nil }
    // What follows would have been said of a tensor.
    throw Raised(
      .attributeError, "'torch.return_types.\(form.name)' object has no attribute '\(name.text)'",
      details: form.details(items, wanted: name.text))
  }

  override func binary(_ op: BinaryOperator, _ right: Value, _ vm: Interpreter) throws -> Value? {
    guard let result = try super.binary(op, right, vm) else {
      guard right.as(TupleObject.self) == nil else { return nil }
      if op == .add {
        throw Raised(.typeError, "can only concatenate tuple (not \"\(vm.typeName(of: right))\") to tuple",
                     details: form.details(items, wanted: nil))
      }
      throw Raised(.typeError, "unsupported operand type(s) for \(op.symbol): 'torch.return_types.\(form.name)' and "
        + "'\(vm.typeName(of: right))'", details: form.details(items, wanted: nil))
    }
    return result
  }

  /// What a function that wants a tensor adds to its complaint when it gets one of these.
  static func details(for value: Value) -> [String] {
    guard let result = value.as(NamedResult.self) else { return [] }
    return result.form.details(result.items, wanted: nil)
  }

  // MARK: the kinds
  final class Kind {
    let name: String
    let fields: [String]

    init(_ name: String, _ fields: [String] = ["values", "indices"]) {
      self.name = name
      self.fields = fields
    }

    func value(_ tensors: [Tensor]) -> Value { .object(NamedResult(tensors, self)) }

    private(set) lazy var type = TypeObject(
      NativeType(
        "torch.return_types.\(name)", module: "builtins", bases: { [.tuple] }, summary: "What torch.\(name)() returns.",
        properties: { [fields] in
          fields.enumerated().map { index, field in
            NativeProperty(field) { object, _ in
              guard let items = (object as? TupleObject)?.items, index < items.count else { return .none }
              return items[index]
            }
          }
        }))

    /// What the result is, and what was probably meant.
    func details(_ items: [Value], wanted: String?) -> [String] {
      var lines: [String] = []
      let access = wanted.map { ".\($0)" } ?? ""
      if name == "max" || name == "min" {
        lines.append("torch.\(name)(x, dim) is the \(name)imum along a dimension: a pair of values and indices, "
          + "not a tensor")
        lines.append("the values alone: `torch.\(name)(x, dim).values\(access)`")
        lines.append(
          name == "max"
            ? "for each element at least 0 (ReLU): `torch.clamp(x, min=0)` or `torch.relu(x)`; dim=0 is no bound"
            : "for each element at most 0: `torch.clamp(x, max=0)`; dim=0 is no bound")
      } else {
        lines.append("torch.\(name)() returns \(fields.joined(separator: " and ")), not one tensor")
        lines.append("take the part you want: `.\(fields[0])\(access)`")
      }
      return lines
    }
  }

  static let max = Kind("max")
  static let min = Kind("min")
  static let aminmax = Kind("aminmax", ["min", "max"])
  static let sort = Kind("sort")
  static let topk = Kind("topk")
  static let median = Kind("median")
  static let mode = Kind("mode")
  static let kthvalue = Kind("kthvalue")
  static let cummax = Kind("cummax")
  static let cummin = Kind("cummin")
  static let nanmedian = Kind("nanmedian")
  static let frexp = Kind("frexp", ["mantissa", "exponent"])
  static let histogram = Kind("histogram", ["hist", "bin_edges"])
  static let geqrf = Kind("geqrf", ["a", "tau"])
  static let svd = Kind("svd", ["U", "S", "V"])
  static let slogdet = Kind("slogdet", ["sign", "logabsdet"])
  static let luUnpack = Kind("lu_unpack", ["P", "L", "U"])
  static let triangularSolve = Kind("triangular_solve", ["solution", "cloned_coefficient"])
  static let linalgSlogdet = Kind("linalg_slogdet", ["sign", "logabsdet"])
  static let linalgQR = Kind("linalg_qr", ["Q", "R"])
  static let linalgSVD = Kind("linalg_svd", ["U", "S", "Vh"])
  static let linalgEigh = Kind("linalg_eigh", ["eigenvalues", "eigenvectors"])
  static let linalgEig = Kind("linalg_eig", ["eigenvalues", "eigenvectors"])
  static let linalgLU = Kind("linalg_lu", ["P", "L", "U"])
  static let linalgLUFactor = Kind("linalg_lu_factor", ["LU", "pivots"])
  static let linalgLDLFactor = Kind("linalg_ldl_factor", ["LD", "pivots"])
  static let linalgLDLFactorEx = Kind("linalg_ldl_factor_ex", ["LD", "pivots", "info"])
  static let linalgLUFactorEx = Kind("linalg_lu_factor_ex", ["LU", "pivots", "info"])
  static let linalgCholeskyEx = Kind("linalg_cholesky_ex", ["L", "info"])
  static let linalgInvEx = Kind("linalg_inv_ex", ["inverse", "info"])
  static let linalgSolveEx = Kind("linalg_solve_ex", ["result", "info"])
  static let linalgLstsq = Kind("linalg_lstsq", ["solution", "residuals", "rank", "singular_values"])

  /// The same kind of result of other tensors.
  static func retyped(_ result: TupleObject, _ tensors: [Tensor]) -> Value {
    guard let named = result as? NamedResult else { return .tuple(tensors.map { TensorObject.value($0) }) }
    return outputs(named.form).value(tensors)
  }

  /// `torch.return_types.sort_out`: what `sort(out=...)` returns.
  private static func outputs(_ form: Kind) -> Kind {
    if let known = outputKinds[form.name] { return known }
    let kind = Kind(form.name + "_out", form.fields)
    outputKinds[form.name] = kind
    return kind
  }

  nonisolated(unsafe) private static var outputKinds: [String: Kind] = [:]
}
