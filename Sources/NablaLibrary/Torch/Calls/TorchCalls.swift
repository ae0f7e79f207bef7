import NablaTensor
import NablaVM

/// Calls of PyTorch's functions that do not fit their signatures as written here: NumPy's names of parameters, which
/// PyTorch takes too, and PyTorch's words for wrong ones.
enum TorchCalls {
  static func listen() {
    HostCalls.rewrite = rewritten
    HostCalls.message = message
  }

  private static func isTorch(_ function: NativeFunction) -> Bool {
    let module = function.owner?.module ?? function.module ?? ""
    return module == "torch" || module == "torch.linalg" || module == "torch.special"
  }

  // MARK: other names
  private static let otherNames: [String: [String]] = [
    "axis": ["dim"], "keepdims": ["keepdim"], "x": ["input"], "a": ["input"], "x1": ["input"], "x2": ["other"],
    "from": ["from_"], "dtype": ["size"],
  ]

  /// `axis=` for `dim=`, and `dims=` for what the signature has as `*dims`.
  private static func rewritten(_ function: NativeFunction, _ arguments: Arguments) -> HostCalls.Rewritten? {
    guard isTorch(function), !arguments.keywords.isEmpty else { return nil }
    let parameters = function.signature.parameters
    let variadic = parameters.firstIndex { $0.kind == .variadic }
    var positional = arguments.positional
    var named: [(name: Name, value: Value)] = []
    var isChanged = false
    for (name, value) in arguments.named {
      if parameters.contains(where: { $0.name == name && $0.kind != .variadic && $0.kind != .positionalOnly }) {
        named.append((name, value))
        continue
      }
      var found = name
      for other in otherNames[name.text] ?? [] {
        if let known = parameters.first(where: { $0.name.text == other }) { found = known.name }
      }
      // `view(dtype=...)` shares a place with the sizes.
      if name.text == "dtype", function.native.name != "view" { return nil }
      if let variadic, parameters[variadic].name == found {
        if positional.count <= variadic {
          // What stands before the variadic parameter may be named as well.
          for parameter in parameters[positional.count..<variadic] {
            guard let earlier = arguments.named.first(where: { $0.name == parameter.name }) else { return nil }
            positional.append(earlier.value)
            named.removeAll { $0.name == parameter.name }
          }
        }
        positional.append(value)
        isChanged = true
        continue
      }
      guard found != name else { return nil }
      named.append((found, value))
      isChanged = true
    }
    return isChanged ? HostCalls.Rewritten(positional: positional, named: named) : nil
  }

  // MARK: words
  /// PyTorch's first line for a call that binds to none of a function's signatures.
  private static func message(_ function: NativeFunction, _ arguments: Arguments, _ vm: Interpreter) -> String? {
    guard isTorch(function) else { return nil }
    let isMethod = function.owner != nil
    let name = function.native.name
    guard !writtenInPython.contains(name) else { return nil }
    let positional = Array(arguments.positional.dropFirst(isMethod ? 1 : 0))
    let types = positional.map { vm.typeName(of: $0) }
      + arguments.named.map { "\($0.name.text)=\(vm.typeName(of: $0.value))" }
    if let words = combination(name, isMethod: isMethod, types, isCount: true) { return words }
    let shown = prefix(function) + name
    let parameters = function.signature.parameters.dropFirst(isMethod ? 1 : 0)
    let places = parameters.filter { $0.kind == .positional || $0.kind == .positionalOnly }
    if let wrong = arguments.keywords.first(where: { keyword in !parameters.contains { $0.name == keyword } }) {
      return "\(shown)() got an unexpected keyword argument '\(wrong.text)'"
    }
    let missing = places.dropFirst(positional.count).filter {
      !$0.hasDefault && !arguments.keywords.contains($0.name)
    }
    if !missing.isEmpty {
      // One is "arguments" and several are "argument": so it is in PyTorch.
      let names = missing.map { "\"\($0.name.text)\"" }.joined(separator: ", ")
      return "\(shown)() missing \(missing.count) required positional argument\(missing.count == 1 ? "s" : ""): \(names)"
    }
    guard !parameters.contains(where: { $0.kind == .variadic }), positional.count > places.count else { return nil }
    if isMethod, places.isEmpty { return "TensorBase.\(name)() takes no arguments (\(positional.count) given)" }
    return "\(shown)() takes \(places.count) positional argument\(places.count == 1 ? "" : "s") but \(positional.count) "
      + (positional.count == 1 ? "was given" : "were given")
  }

  private static func prefix(_ function: NativeFunction) -> String {
    switch function.module {
    case "torch.linalg": return "linalg_"
    case "torch.special": return "special_"
    default: return ""
    }
  }

  /// The words for functions with several signatures; nil for others, and where only one signature takes as many
  /// arguments: then that one complains.
  static func combination(_ name: String, isMethod: Bool, _ types: [String], isCount: Bool) -> String? {
    let plain = isMethod && name.hasSuffix("_") ? String(name.dropLast()) : name
    let got = "\(name)() received an invalid combination of arguments - got (\(types.joined(separator: ", "))), but expected "
    if isCount, let signature = (isMethod ? soleMethod : soleFunction)[plain] { return got + signature }
    guard let arities = (isMethod ? severalMethods : severalFunctions)[plain] else { return nil }
    return arities.filter { $0.contains(types.count) }.count == 1 ? nil : got + "one of:"
  }

  private static let writtenInPython: Set<String> = [
    "norm", "split", "backward", "register_hook", "unique", "unique_consecutive", "lu", "tensordot", "einsum", "meshgrid",
    "cdist", "chain_matmul", "block_diag", "atleast_1d", "atleast_2d", "atleast_3d", "cartesian_prod", "unravel_index",
    "broadcast_tensors", "broadcast_shapes", "manual_seed", "set_default_dtype", "set_printoptions", "is_tensor", "compile",
  ]

  /// Names with the least and the greatest number of arguments of each signature.
  private static func arities(_ text: String) -> [String: [ClosedRange<Int>]] {
    var found: [String: [ClosedRange<Int>]] = [:]
    for entry in text.split(separator: ";") {
      let words = entry.split(separator: " ")
      guard let name = words.first else { continue }
      found[String(name)] = words.dropFirst().compactMap { word in
        let bounds = word.split(separator: "-").compactMap { Int($0) }
        return bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]...bounds[1] : nil
      }
    }
    return found
  }

  private static let severalFunctions = arities(
    """
    addmm 3-6 4-7; all 1-2 1-4 2-4; any 1-2 1-4 2-4; arange 1-7 2-7 2-9; argsort 2-5 1-3; atleast_1d 1-1 1-1; \
    atleast_2d 1-1 1-1; atleast_3d 1-1 1-1; baddbmm 3-6 4-7; bartlett_window 1-6 2-7; bernoulli 1-3 2-3; \
    bitwise_and 2-3 2-2 2-3; bitwise_left_shift 2-3 2-2 2-3; bitwise_or 2-3 2-2 2-3; bitwise_right_shift 2-3 2-2 2-3; \
    bitwise_xor 2-3 2-2 2-3; blackman_window 1-6 2-7; bmm 2-3 3-4; bucketize 2-5 2-4; clamp 1-4 1-4; \
    clamp_max 2-3 2-3; clamp_min 2-3 2-3; clip 1-4 1-4; copysign 2-3 2-3; count_nonzero 1-2 2-2; \
    cumulative_trapezoid 2-3 1-3; div 2-3 3-4 3-3; divide 2-3 3-4 2-2 3-3; dsplit 2-2 2-2; eq 2-3 2-3; eye 1-7 2-8; \
    fill 2-2 2-2; float_power 2-3 2-3 2-3; floor_divide 2-3 2-2; fmod 2-3 2-3; ge 2-3 2-3; \
    gradient 2-3 3-4 1-4 2-4 3-4 2-4 3-4; greater 2-3 2-3; greater_equal 2-3 2-3; gt 2-3 2-3; \
    hamming_window 1-6 2-7 3-8 4-9; hann_window 1-6 2-7; histogram 2-5 1-6; histogramdd 2-5 2-5 2-5; hsplit 2-2 2-2; \
    index_fill 4-4 4-4; isin 2-5 2-5 2-5; kaiser_window 1-6 2-7 3-8; le 2-3 2-3; lerp 3-4 3-4; less 2-3 2-3; \
    less_equal 2-3 2-3; linspace 3-9 3-9 3-9 3-9; logspace 3-10 3-10 3-10 3-10; lt 2-3 2-3; masked_fill 3-3 3-3; \
    max 1-2 2-3 2-4; mean 1-3 2-5; median 1-1 2-4; min 1-2 2-3 2-4; mm 2-3 3-4; moveaxis 3-3 3-3; movedim 3-3 3-3; \
    multiply 2-3 2-2; nanmedian 1-1 2-4; nanquantile 2-6 2-6; narrow 4-4 4-4; ne 2-3 2-3; normal 2-4 1-4 2-4 3-10; \
    not_equal 2-3 2-3; nuclear_norm 2-4 1-3; pow 2-3 2-3 2-3; prod 1-2 2-5; quantile 2-6 2-6; rand 2-8 1-7; \
    rand_like 2-8 1-7; randint 3-9 2-8 4-10 3-9; randint_like 4-10 3-9 3-9 2-8 3-9 2-8; randn 2-8 1-7; \
    randn_like 2-8 1-7; randperm 2-8 1-7; remainder 2-3 2-2 2-3; repeat_interleave 2-4 1-2 2-4; \
    result_type 2-2 2-2 2-2 2-2; round 1-2 2-3; rsub 2-3 2-3; scatter 4-5 5-6 4-5 5-6; searchsorted 2-7 2-7; \
    sort 2-5 1-4; squeeze 1-1 2-2 2-2; squeeze_copy 1-2 2-3 2-3; std 2-5 1-5 1-2; std_mean 2-4 1-4 1-2; \
    subtract 2-4 2-3; sum 1-2 2-5; tensor_split 2-3 2-3 2-3; trapezoid 2-3 1-3; trapz 1-3 2-3; true_divide 2-3 2-2; \
    var 2-5 1-5 1-2; var_mean 2-4 1-4 1-2; view_copy 2-3 2-3; vsplit 2-2 2-2; where 1-1 3-4 3-3 3-3 3-3; \
    xlogy 2-3 2-3 2-3
    """)

  private static let severalMethods = arities(
    """
    all 0-0 0-2 1-2; any 0-0 0-2 1-2; argsort 1-3 0-2; bernoulli 0-1 1-2; bitwise_and 1-1 1-1; \
    bitwise_left_shift 1-1 1-1; bitwise_or 1-1 1-1; bitwise_right_shift 1-1 1-1; bitwise_xor 1-1 1-1; clamp 0-2 0-2; \
    clamp_max 1-1 1-1; clamp_min 1-1 1-1; clip 0-2 0-2; copysign 1-1 1-1; count_nonzero 0-1 1-1; div 1-1 2-2 2-2; \
    divide 1-1 2-2 1-1 2-2; dsplit 1-1 1-1; eq 1-1 1-1; fill_ 1-1 1-1; float_power 1-1 1-1; floor_divide 1-1 1-1; \
    fmod 1-1 1-1; ge 1-1 1-1; greater 1-1 1-1; greater_equal 1-1 1-1; gt 1-1 1-1; histogram 1-3 0-4; hsplit 1-1 1-1; \
    index_fill 3-3 3-3; le 1-1 1-1; lerp 2-2 2-2; less 1-1 1-1; less_equal 1-1 1-1; lt 1-1 1-1; masked_fill 2-2 2-2; \
    max 0-0 1-1 1-2; mean 0-1 1-3; min 0-0 1-1 1-2; moveaxis 2-2 2-2; movedim 2-2 2-2; multiply 1-1 1-1; \
    nanquantile 1-4 1-4; narrow 3-3 3-3; ne 1-1 1-1; new 0-1 1-1 1-1 1-2 1-2; nonzero 0-0 1-1; not_equal 1-1 1-1; \
    pow 1-1 1-1; prod 0-1 1-3; quantile 1-4 1-4; random_ 0-1 2-3 1-2; remainder 1-1 1-1; repeat_interleave 1-3 1-3; \
    round 0-0 1-1; scatter 3-3 4-4 3-3 4-4; set_ 0-0 1-1 3-4 1-1 3-4; sort 1-3 0-2; squeeze 0-0 1-1 1-1; \
    std 1-3 0-3 0-1; subtract 1-2 1-2; sum 0-1 1-3; tensor_split 1-2 1-2 1-2; to 0-5 1-4 1-4; true_divide 1-1 1-1; \
    var 1-3 0-3 0-1; view 1-1 1-1; vsplit 1-1 1-1; where 2-2 2-2; xlogy 1-1 1-1
    """)

  private static let soleFunction: [String: String] = [
    "add": "(Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)",
    "addbmm":
      "(Tensor input, Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1, Tensor out = None)",
    "addcdiv": "(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)",
    "addcmul": "(Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)",
    "addmv":
      "(Tensor input, Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1, Tensor out = None)",
    "addr":
      "(Tensor input, Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1, Tensor out = None)",
    "sub": "(Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)",
  ]

  private static let soleMethod: [String: String] = [
    "add": "(Tensor other, *, Number alpha = 1)",
    "addbmm": "(Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)",
    "addcdiv": "(Tensor tensor1, Tensor tensor2, *, Number value = 1)",
    "addcmul": "(Tensor tensor1, Tensor tensor2, *, Number value = 1)",
    "addmm": "(Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1)",
    "addmv": "(Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1)",
    "addr": "(Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1)",
    "baddbmm": "(Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)",
    "copy_": "(Tensor other, bool non_blocking = False)",
    "sub": "(Tensor other, *, Number alpha = 1)",
  ]
}
