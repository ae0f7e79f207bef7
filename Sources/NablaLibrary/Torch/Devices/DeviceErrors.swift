import NablaTensor
import NablaVM

/// What is said to a program that wants something computed elsewhere: PyTorch's first line, then what to write instead.
enum DeviceErrors {
  /// The error of using a device of some type.
  static func absent(_ type: String) -> Raised {
    switch type {
    case "cuda", "hip": return noDriver
    case "mps": return Raised(.runtimeError, "PyTorch is not linked with support for mps devices", details: advice("mps"))
    case "xpu": return Raised(.assertionError, "Torch not compiled with XPU enabled", details: advice("xpu"))
    case "meta":
      return Raised(
        .notImplementedError, "the device 'meta' is not part of Nabla: every tensor here has elements",
        details: ["leave `device=\"meta\"` out: making a net takes no time that would have to be saved"])
    default:
      return Raised(
        .notImplementedError,
        "Could not run 'aten::empty.memory_format' with arguments from the '\(type.uppercased())' backend.",
        details: advice(nil))
    }
  }

  static var noDriver: Raised {
    Raised(
      .runtimeError,
      "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from "
        + "http://www.nvidia.com/Download/index.aspx", details: advice("cuda"))
  }

  /// What picks the device that is there; `module` has an `is_available()`.
  private static func advice(_ module: String?) -> [String] {
    guard let module else { return ["Nabla computes on the CPU: there is no other device", "try: `device=\"cpu\"`"] }
    let question = module == "mps" ? "torch.backends.mps.is_available()" : "torch.\(module).is_available()"
    return [
      "Nabla computes on the CPU: \(question) is False here, so",
      "`device = \"\(module)\" if \(question) else \"cpu\"` picks what there is",
    ]
  }
}
