import NablaTensor
import NablaVM

/// `torch.device('cpu')`. Other devices can be named, so that `torch.device("cuda" if ... else "cpu")` works, but
/// nothing can be put there. As a context manager it says where new tensors go.
final class DeviceObject: Object {
  let name: String
  let index: Int?

  init(_ name: String, index: Int? = nil) {
    self.name = name
    self.index = index
    super.init(type: DeviceObject.deviceType)
  }

  static let cpu = DeviceObject("cpu")
  /// `torch.get_default_device()`.
  nonisolated(unsafe) static var standard = cpu

  override func repr(_ vm: Interpreter) throws -> String {
    index.map { "device(type='\(name)', index=\($0))" } ?? "device(type='\(name)')"
  }

  override func str(_ vm: Interpreter) throws -> String { index.map { "\(name):\($0)" } ?? name }

  override func hash(_ vm: Interpreter) throws -> Int { name.utf8.reduce(index ?? -1) { $0 &* 31 &+ Int($1) } }

  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard let other = other.as(DeviceObject.self) else { return nil }
    guard op == .equal || op == .notEqual else { throw Raised(.typeError, "comparison not implemented") }
    let same = other.name == name && other.index == index
    return .bool(same == (op == .equal))
  }

  override func enter(_ vm: Interpreter) throws -> Value? {
    try DeviceObject.check(.object(self), vm)
    return .object(self)
  }

  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? { false }

  private static let kinds = [
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
  ]

  /// `'cuda:0'` as a device.
  static func parse(_ text: String) throws -> DeviceObject {
    guard !text.isEmpty else { throw Raised(.runtimeError, "Device string must not be empty") }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = String(parts.first ?? "")
    guard kinds.contains(kind) else {
      let raised = Raised(
        .runtimeError,
        "Expected one of \(kinds.joined(separator: ", ")) device type at start of device string: \(text)",
        details: kind.lowercased() == "gpu" ? ["a GPU is called 'cuda' or 'mps'; Nabla computes on 'cpu'"] : [])
      throw raised
    }
    guard parts.count == 2 else { return DeviceObject(kind) }
    // Neither a sign nor zeros in front.
    guard let index = Int(parts[1]), index >= 0, String(index) == parts[1] else {
      throw Raised(.runtimeError, "Invalid device string: '\(text)'")
    }
    return DeviceObject(kind, index: index)
  }

  static func of(_ value: Value, _ vm: Interpreter) throws -> DeviceObject {
    if let device = value.as(DeviceObject.self) { return device }
    if let text = value.as(StrObject.self) { return try parse(text.text) }
    if case .int(let index) = value {
      guard index >= 0 else { throw Raised(.runtimeError, "Device index must not be negative") }
      return DeviceObject("cuda", index: index)
    }
    throw wrongArguments(value.isUndefined ? "" : vm.typeName(of: value))
  }

  private static func wrongArguments(_ types: String) -> Raised {
    Raised(
      .typeError,
      "device() received an invalid combination of arguments - got (\(types)), but expected one of:\n"
        + " * (torch.device device)\n * (str type, int index = -1)")
  }

  /// Throws unless the value names the one device there is.
  static func check(_ value: Value, _ vm: Interpreter) throws {
    let device = try of(value, vm)
    guard device.name != "cpu" else { return }
    throw DeviceErrors.absent(device.name)
  }

  static let deviceType = TypeObject(
    NativeType(
      "device", module: "torch", summary: "Where a tensor is.",
      new: Native("__new__", "(cls, type=None, index=None, *, device=None)", "A device by name: 'cpu'.") { arguments, vm in
        let named = arguments.isAbsent(1) ? arguments[3] : arguments[1]
        if named.isUndefined || named.isNone { throw wrongArguments("") }
        let device = try of(named, vm)
        guard let index = try arguments.optionalInt(2, vm) else { return .object(device) }
        guard device.index == nil, let text = named.text else {
          throw Raised(
            .runtimeError,
            "type (string) must not include an index because index was passed explicitly: \(try device.str(vm))")
        }
        guard index >= 0 else { throw Raised(.runtimeError, "Device index must not be negative") }
        return .object(DeviceObject(text, index: index))
      },
      properties: {
        [
          NativeProperty("type") { object, _ in .string((object as? DeviceObject)?.name ?? "") },
          NativeProperty("index") { object, _ in (object as? DeviceObject)?.index.map { .int($0) } ?? .none },
        ]
      }))
}
