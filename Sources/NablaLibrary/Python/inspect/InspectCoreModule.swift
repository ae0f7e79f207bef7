import NablaVM

/// `_inspect`: what only the machine knows of functions; `inspect` itself is written in the language.
let inspectCoreModule = NativeModule("_inspect", "What the machine knows of functions.") { module, _ in
  module.define(InspectFunctions.all)
}

enum InspectFunctions {
  private static func kind(_ kind: Signature.Kind) -> Int {
    switch kind {
    case .positionalOnly: 0
    case .positional: 1
    case .variadic: 2
    case .keywordOnly: 3
    case .variadicKeywords: 4
    }
  }

  /// (name, kind, has a default, default) of each parameter.
  private static func parameters(_ signature: Signature, _ defaults: [Value]?) -> Value {
    .list(
      signature.parameters.enumerated().map { index, parameter in
        var value = defaults.map { $0.indices.contains(index) ? $0[index] : .undefined } ?? parameter.defaultValue
        let hasDefault = defaults == nil ? parameter.hasDefault : !value.isUndefined
        // A default that no literal can write shows as it is declared.
        if value.isUndefined { value = parameter.defaultText.map { .string($0) } ?? .none }
        return .tuple([
          .object(parameter.name.string), .int(kind(parameter.kind)), .bool(hasDefault), value,
        ])
      })
  }

  static var all: [Native] {
    [
      Native("parameters", "(function, /)", "(name, kind, has default, default) of each parameter, or None.") {
        arguments, _ in
        if let function = arguments[0].as(FunctionObject.self) {
          return parameters(function.signature, function.defaults)
        }
        if let native = arguments[0].as(NativeFunction.self) { return parameters(native.signature, nil) }
        return .none
      },
      Native("kind", "(value, /)", "What kind of function or descriptor a value is.") { arguments, _ in
        switch arguments[0].object {
        case is FunctionObject: .string("function")
        case is BoundMethod: .string("method")
        case let native as NativeFunction: .string(native.bindsReceiver ? "descriptor" : "builtin")
        case is GeneratorObject: .string("generator")
        case is ModuleObject: .string("module")
        case is TypeObject: .string("class")
        default: .none
        }
      },
      Native("is_generator_function", "(function, /)", "Whether calling a function makes a generator.") { arguments, _ in
        .bool(arguments[0].as(FunctionObject.self)?.code.code.isGenerator ?? false)
      },
      Native("source", "(function, /)", "(file name, first line, text of the file, line of the file's text), or None.") {
        arguments, _ in
        guard let function = arguments[0].as(FunctionObject.self) else { return .none }
        let code = function.code.code
        let line = code.file.line(at: code.span.lower)
        return .tuple([
          .string(code.file.name), .int(line), .string(code.file.text), .int(code.file.firstLine),
        ])
      },
    ]
  }
}
