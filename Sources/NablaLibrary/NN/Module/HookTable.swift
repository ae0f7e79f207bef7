import NablaVM

/// Functions that run before or after `forward`, in the order of their registration.
final class HookTable {
  private(set) var hooks: [(number: Int, function: Value, withKeywords: Bool)] = []
  nonisolated(unsafe) private static var made = 0

  var isEmpty: Bool { hooks.isEmpty }

  func add(_ function: Value, withKeywords: Bool, first: Bool) -> Int {
    HookTable.made += 1
    hooks.insert((HookTable.made, function, withKeywords), at: first ? 0 : hooks.count)
    return HookTable.made
  }

  func remove(_ number: Int) { hooks.removeAll { $0.number == number } }

  func visit(_ visit: (Object) -> Void) {
    for hook in hooks { hook.function.visit(visit) }
  }
}

/// What `register_*_hook` returns: `handle.remove()` takes the hook away.
final class HookHandle: Object {
  private var remove: (() -> Void)?

  init(_ remove: @escaping () -> Void) {
    self.remove = remove
    super.init(type: HookHandle.handleType)
  }

  func take() {
    remove?()
    remove = nil
  }

  static let handleType = TypeObject(
    NativeType(
      "RemovableHandle", module: "torch.utils.hooks", summary: "A handle which provides the capability to remove a hook.",
      methods: {
        [Native("remove", "(self)", "Takes the hook away.") { arguments, _ in
          if case .object(let object) = arguments[0] { (object as? HookHandle)?.take() }
          return .none
        }]
      }))
}

extension NNModuleObject {
  /// `__call__` with hooks: each pre-hook may replace the arguments, each hook the result.
  func callWithHooks(_ arguments: Arguments, _ vm: Interpreter) throws -> Value {
    var positional = arguments.positional
    let keywords = arguments.named
    for hook in forwardPreHooks?.hooks ?? [] {
      let answer = try vm.call(hook.function, [.object(self), .tuple(positional)])
      switch answer {
      case .none: continue
      case .object(let object):
        if let tuple = object as? TupleObject { positional = tuple.items } else { positional = [answer] }
      default: positional = [answer]
      }
    }
    var values = positional + keywords.map(\.value)
    values.append(.none)
    var result = try values.withUnsafeMutableBufferPointer { buffer -> Value in
      guard let base = buffer.baseAddress else { return .none }
      return try forward(Arguments(base: base, count: positional.count, keywords: keywords.map(\.name)), vm)
    }
    for hook in forwardHooks?.hooks ?? [] {
      let answer = try vm.call(hook.function, [.object(self), .tuple(positional), result])
      if !answer.isNone { result = answer }
    }
    return result
  }
}
