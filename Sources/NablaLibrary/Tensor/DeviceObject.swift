import NablaTensor
import NablaVM

/// `torch.device('cpu')`. Other devices can be named, so that `torch.device("cuda" if ... else "cpu")` works, but
/// nothing can be put there.
final class DeviceObject: Object {
  let name: String
  let index: Int?

  init(_ name: String, index: Int? = nil) {
    self.name = name
    self.index = index
    super.init(type: DeviceObject.deviceType)
  }

  static let cpu = DeviceObject("cpu")

  override func repr(_ vm: Interpreter) throws -> String {
    index.map { "device(type='\(name)', index=\($0))" } ?? "device(type='\(name)')"
  }

  override func str(_ vm: Interpreter) throws -> String { index.map { "\(name):\($0)" } ?? name }

  override func hash(_ vm: Interpreter) throws -> Int { name.utf8.reduce(index ?? -1) { $0 &* 31 &+ Int($1) } }

  override func compare(_ op: Comparison, _ other: Value, _ vm: Interpreter) throws -> Value? {
    guard op == .equal || op == .notEqual, let other = other.as(DeviceObject.self) else { return nil }
    let same = other.name == name && other.index == index
    return .bool(same == (op == .equal))
  }

  private static let kinds = [
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
  ]

  /// `'cuda:0'` as a device.
  static func parse(_ text: String) throws -> DeviceObject {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = String(parts.first ?? "")
    guard kinds.contains(kind) else {
      throw Raised(
        .runtimeError,
        "Expected one of \(kinds.joined(separator: ", ")) device type at start of device string: \(text)")
    }
    guard parts.count == 2 else { return DeviceObject(kind) }
    guard let index = Int(parts[1]), index >= 0 else {
      throw Raised(.runtimeError, "Invalid device string: '\(text)'")
    }
    return DeviceObject(kind, index: index)
  }

  static func of(_ value: Value, _ vm: Interpreter) throws -> DeviceObject {
    if let device = value.as(DeviceObject.self) { return device }
    if let text = value.as(StrObject.self) { return try parse(text.text) }
    if case .int(let index) = value { return DeviceObject("cuda", index: index) }
    throw Raised(.typeError, "device(): argument 'type' (position 1) must be str, not \(vm.typeName(of: value))")
  }

  /// Throws unless the value names the one device there is.
  static func check(_ value: Value, _ vm: Interpreter) throws {
    guard try of(value, vm).name != "cpu" else { return }
    throw noDriver
  }

  static var noDriver: Raised {
    Raised(
      .runtimeError,
      "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from "
        + "http://www.nvidia.com/Download/index.aspx",
      details: [
        "Nabla computes on the CPU: torch.cuda.is_available() is False here, so",
        "`device = \"cuda\" if torch.cuda.is_available() else \"cpu\"` picks what there is",
      ])
  }

  static let deviceType = TypeObject(
    NativeType(
      "device", module: "torch", summary: "Where a tensor is.",
      new: Native("__new__", "(cls, type, index=None)", "A device by name: 'cpu'.") { arguments, vm in
        let device = try of(arguments[1], vm)
        guard let index = try arguments.optionalInt(2, vm) else { return .object(device) }
        return .object(DeviceObject(device.name, index: index))
      },
      properties: {
        [
          NativeProperty("type") { object, _ in .string((object as? DeviceObject)?.name ?? "") },
          NativeProperty("index") { object, _ in (object as? DeviceObject)?.index.map { .int($0) } ?? .none },
        ]
      }))
}
