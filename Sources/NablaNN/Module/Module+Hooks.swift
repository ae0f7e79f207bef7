import NablaTensor

/// A function that sees a module's input and output, and may replace the output.
struct ForwardHook {
  let number: Int
  let function: (Module, Tensor, Tensor) throws -> Tensor?
}

/// A function that sees a module's input before the forward pass, and may replace it.
struct PreHook {
  let number: Int
  let function: (Module, Tensor) throws -> Tensor?
}

extension Module {
  /// Runs `function` after every call of this module; what it returns, if not nil, replaces the output.
  ///
  /// - Returns: a number for `removeHook`.
  @discardableResult
  public func registerForwardHook(
    _ function: @escaping (_ module: Module, _ input: Tensor, _ output: Tensor) throws -> Tensor?
  ) -> Int {
    nextHook += 1
    forwardHooks.append(ForwardHook(number: nextHook, function: function))
    return nextHook
  }

  /// Runs `function` before every call of this module; what it returns, if not nil, replaces the input.
  @discardableResult
  public func registerForwardPreHook(
    _ function: @escaping (_ module: Module, _ input: Tensor) throws -> Tensor?
  ) -> Int {
    nextHook += 1
    preHooks.append(PreHook(number: nextHook, function: function))
    return nextHook
  }

  public func removeHook(_ number: Int) {
    forwardHooks.removeAll { $0.number == number }
    preHooks.removeAll { $0.number == number }
  }

  func runWithHooks(_ input: Tensor) throws -> Tensor {
    var input = input
    for hook in preHooks { input = try hook.function(self, input) ?? input }
    var output = try forward(input)
    for hook in forwardHooks { output = try hook.function(self, input, output) ?? output }
    return output
  }
}
