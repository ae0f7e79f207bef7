import NablaVM

/// `torch.backends`: switches of libraries that are not there. They can be set, since programs do, and change nothing:
/// every result is the same each time in any case.
enum BackendModules {
  static let all = [
    backends, cudnn, mps, cuda, matmul,
    library("mkldnn", ["enabled": .bool(false), "deterministic": .bool(false), "allow_tf32": .bool(false)]),
    library("mkl"), library("openmp"), library("nnpack"), library("opt_einsum", ["enabled": .bool(false)]),
  ]

  private static let backends = NativeModule("torch.backends", "Switches of other libraries.") { module, _ in
    module.set("__path__", .list([]))
    module.defineLazily(
      Dictionary(
        uniqueKeysWithValues: ["cudnn", "mps", "cuda", "mkldnn", "mkl", "openmp", "nnpack", "opt_einsum"].map {
          ($0, "torch.backends.\($0)")
        }))
    for name in ["quantized", "xnnpack"] { module.leftOut[name] = "there are no quantised tensors" }
  }

  private static let cudnn = NativeModule("torch.backends.cudnn", "Accepted and without effect.") { module, _ in
    module.set("enabled", .bool(true))
    for name in ["benchmark", "deterministic", "allow_tf32"] { module.set(name, .bool(name == "allow_tf32")) }
    module.set("benchmark_limit", .int(10))
    module.define([
      Native("is_available", "()", "Whether cuDNN is there: no.") { _, _ in .bool(false) },
      Native("version", "()", "The version of cuDNN: none.") { _, _ in .none },
      Native("is_acceptable", "(tensor)", "Whether cuDNN takes a tensor: no.") { _, _ in .bool(false) },
    ])
    module.define([SwitchesObject.flags])
  }

  private static let mps = NativeModule("torch.backends.mps", "There is no GPU here.") { module, _ in
    module.define([
      Native("is_available", "()", "Whether there is a GPU: no.") { _, _ in .bool(false) },
      Native("is_built", "()", "Whether this build could use one: no.") { _, _ in .bool(false) },
      Native("is_macos_or_newer", "(major, minor)", "Whether this is macOS of a version: no.") { _, _ in .bool(false) },
    ])
  }

  private static let cuda = NativeModule("torch.backends.cuda", "There is no GPU here.") { module, _ in
    module.set("__path__", .list([]))
    module.define([
      Native("is_built", "()", "Whether this build could use a GPU: no.") { _, _ in .bool(false) },
      Native("flash_sdp_enabled", "()", "Whether attention may use a GPU's kernel: no.") { _, _ in .bool(false) },
      Native("math_sdp_enabled", "()", "Whether attention may use its formula: yes.") { _, _ in .bool(true) },
      Native("mem_efficient_sdp_enabled", "()", "Whether attention may use a GPU's kernel: no.") { _, _ in .bool(false) },
    ])
    module.define(
      ["enable_flash_sdp", "enable_math_sdp", "enable_mem_efficient_sdp", "enable_cudnn_sdp"].map {
        Native($0, "(enabled)", "Accepted and without effect.") { _, _ in .none }
      })
    module.defineLazily(["matmul": "torch.backends.cuda.matmul"])
  }

  private static let matmul = NativeModule("torch.backends.cuda.matmul", "Accepted and without effect.") { module, _ in
    module.set("allow_tf32", .bool(false))
    module.set("allow_fp16_reduced_precision_reduction", .bool(true))
    module.set("allow_bf16_reduced_precision_reduction", .bool(true))
  }

  private static func library(_ name: String, _ switches: [String: Value] = [:]) -> NativeModule {
    NativeModule("torch.backends.\(name)", "A library that is not there.") { module, _ in
      for (name, value) in switches { module.set(name, value) }
      module.define([Native("is_available", "()", "Whether the library is there: no.") { _, _ in .bool(false) }])
      if !switches.isEmpty { module.define([SwitchesObject.flags]) }
    }
  }
}

/// `with torch.backends.cudnn.flags(enabled=False):` sets nothing and puts nothing back.
final class SwitchesObject: Object {
  override func enter(_ vm: Interpreter) throws -> Value? { Value.none }
  override func exit(_ raised: Raised?, _ vm: Interpreter) throws -> Bool? { false }

  private static let contextType = TypeObject(NativeType("flags", module: "torch.backends"))

  static let flags = Native("flags", "(*args, **kwargs)", "A context without effect.") { _, _ in
    .object(SwitchesObject(type: contextType))
  }
}
