import NablaTensor
import NablaVM

/// Where an operation is offered. One declaration serves `torch.f(x, ...)`, `x.f(...)`, `x.f_(...)` and
/// `torch.nn.functional.f(x, ...)`, so that argument checks, help, completion and the coverage page agree.
struct Forms: OptionSet {
  let rawValue: UInt8
  static let function = Forms(rawValue: 1)
  static let method = Forms(rawValue: 2)
  static let inPlace = Forms(rawValue: 4)
  static let functional = Forms(rawValue: 8)
  static let functionalInPlace = Forms(rawValue: 16)
  static let both: Forms = [.function, .method]
  static let all: Forms = [.function, .method, .inPlace]
}

/// The declaration of a tensor operation: its name, its parameters as PyTorch documents them, and what it does.
///
/// The first parameter of the signature is the tensor itself wherever the operation is also a method; there it is
/// shown as `self`.
final class Operation {
  typealias Body = (Call) throws -> Value

  let name: String
  let signature: String
  let summary: String
  let forms: Forms
  let body: Body
  /// Looks at calls after they ran, for hints.
  private let watcher: Watchers.OperationWatcher?

  init(_ name: String, _ signature: String, _ summary: String, _ forms: Forms, _ body: @escaping Body) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.forms = forms
    self.body = TypeRefusals.words[name] == nil ? body : { call in
      try TypeRefusals.check(call)
      return try body(call)
    }
    watcher = Watchers.operations[name]
  }

  /// An operation whose result is one tensor.
  static func tensor(
    _ name: String, _ signature: String, _ summary: String, _ forms: Forms = .both,
    _ body: @escaping (Call) throws -> Tensor
  ) -> Operation {
    Operation(name, signature, summary, forms) { call in TensorObject.value(try body(call)) }
  }

  /// An operation of one tensor and nothing else.
  static func unary(
    _ name: String, _ summary: String, _ forms: Forms = .all, _ body: @escaping (Tensor) throws -> Tensor
  ) -> Operation {
    Operation(name, "(input)", summary, forms) { call in TensorObject.value(try body(call.tensor(0))) }
  }

  /// The names of the parameters in order, without stars and defaults. Read only where an error is being written.
  var parameters: [String] { Operation.parameters(of: signature) }

  /// Whether a parameter takes all positional arguments that are left. Read only where none were given.
  func isVariadic(_ index: Int) -> Bool {
    let names = parameters
    return index < names.count && signature.range(ofText: "*" + names[index]) != nil
  }

  /// Whether a parameter stands behind the star. Read only where an error is being written.
  func isKeywordOnly(_ index: Int) -> Bool {
    guard let star = signature.range(ofText: ", *,") else { return false }
    return index >= Operation.parameters(of: signature[..<star.lowerBound] + ")").count
  }

  static func parameters(of signature: String) -> [String] {
    var names: [String] = []
    var depth = 0
    var current = ""
    func flush() {
      let name = current.prefix { $0 != "=" && $0 != ":" }.filter { $0 != " " && $0 != "*" }
      if !name.isEmpty && name != "/" { names.append(String(name)) }
      current = ""
    }
    for character in signature.dropFirst().dropLast() {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if character == "," && depth == 0 { flush() } else { current.append(character) }
    }
    flush()
    return names
  }

  /// `(input, dim)` as a method's `(self, dim)`.
  var methodSignature: String {
    guard let first = parameters.first, let range = signature.range(ofText: first) else { return signature }
    return signature.replacing(range, with: "self")
  }
}

extension Operation {
  /// The operation as a function of a module.
  func function() -> Native { function(takesOut: OutForm.names.contains(name)) }

  /// With `takesOut`, `out=` stands behind the parameters of the signature.
  func function(takesOut: Bool) -> Native {
    guard takesOut else {
      return Native(name, signature, summary) { [self] arguments, vm in
        try run(Call(arguments, vm, self, isMethod: false))
      }
    }
    return Native(name, OutForm.signature(signature), summary) { [self] arguments, vm in
      let call = Call(arguments, vm, self, isMethod: false)
      let slot = arguments.count - 1
      guard call.isGiven(slot) else { return try run(call) }
      do {
        let value = try OutForm.result(call, slot, body)
        try InferenceMode.check()
        return value
      } catch let error as TensorError {
        throw Explanation.raised(error, call)
      }
    }
  }

  /// The operation as a method of `torch.Tensor`.
  func method() -> Native {
    Native(name, methodSignature, summary) { [self] arguments, vm in
      try run(Call(arguments, vm, self, isMethod: true))
    }
  }

  /// `x.f_(...)`: `f` written into `x`, whose history continues with it.
  func inPlaceMethod() -> Native {
    Native(name + "_", methodSignature, "In-place form of \(name)().") { [self] arguments, vm in
      try runInPlace(Call(arguments, vm, self, isMethod: true))
    }
  }

  /// `f_(x, ...)` as a function.
  func inPlaceFunction() -> Native {
    Native(name + "_", signature, "In-place form of \(name)().") { [self] arguments, vm in
      try runInPlace(Call(arguments, vm, self, isMethod: false))
    }
  }

  func runInPlace(_ call: Call) throws -> Value {
    do {
      let target = try call.tensor(0)
      if name == "float_power", target.dtype != .float64, TorchCalls.words(call) == nil {
        throw TensorError.runtime("the base given to float_power_ has dtype \(target.dtype.scalarTypeName) but the operation's "
          + "result requires dtype Double")
      }
      var others: [Tensor] = []
      for index in 1..<max(call.arguments.count, 1) {
        if let other = TensorObject.from(call[index]) { others.append(other.tensor) }
      }
      // The tape wants the operation on what `x` was: the same call with another first argument.
      _ = try target.replaceInPlace(others) { old in
        try call.with(first: old) { again in
          do { return try again.tensorResult(of: body(again)) } catch let error as TensorError {
            return try again.tensorResult(of: HalfPrecisionCall.retry(again, after: error, body))
          }
        }
      }
      try InferenceMode.check()
      return call[0]
    } catch let error as TensorError {
      throw Explanation.raised(error, call)
    }
  }

  /// The one place where errors of the tensor half become exceptions of the language.
  @inline(__always) private func run(_ call: Call) throws -> Value {
    do {
      let value = try body(call)
      try InferenceMode.check()
      if let watcher, Hints.isOn { try watcher(call, value) }
      return value
    } catch let error as TensorError {
      do { return try HalfPrecisionCall.retry(call, after: error, body) } catch let error as TensorError {
        throw Explanation.raised(error, call)
      }
    }
  }
}

extension String {
  /// The first occurrence of `text`, without Foundation.
  func range(ofText text: String) -> Range<String.Index>? {
    guard !text.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }

  func replacing(_ range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
