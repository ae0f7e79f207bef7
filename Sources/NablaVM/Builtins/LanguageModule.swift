import NablaBytecode
import NablaSource

/// `_language`: what modules of the standard library need of the machine, and nobody else.
enum LanguageModule {
  static let module = NativeModule("_language", "The machine, for the standard library.") { module, _ in
    module.define(functions)
    let types: [(String, TypeObject)] = [
      ("FunctionType", .function), ("BuiltinFunctionType", .builtinFunction), ("MethodType", .method),
      ("MethodDescriptorType", .methodDescriptor), ("WrapperDescriptorType", .wrapperDescriptor),
      ("MethodWrapperType", .methodWrapper), ("GetSetDescriptorType", .getsetDescriptor),
      ("MemberDescriptorType", .memberDescriptor), ("GeneratorType", .generator), ("CodeType", .code),
      ("FrameType", .frame), ("TracebackType", .traceback), ("CellType", .cell), ("ModuleType", .module),
      ("MappingProxyType", .mappingProxy),
    ]
    for (name, type) in types { module.set(name, .object(type)) }
  }

  private static var functions: [Native] {
    [
      Native("function", "(source, module, /)", "The first function that a text defines.") { arguments, vm in
        guard vm.currentModule?.isStandard == true else {
          throw Raised(.notImplementedError, "code cannot be made from text in Nabla")
        }
        let source = try arguments.string(0, vm)
        guard let code = try vm.loader?.compile(source, named: "<string>"), let first = code.codes.first else {
          throw Raised(.systemError, "no function in the text")
        }
        let name = arguments[1].text ?? ""
        let module = vm.modules[name] ?? vm.currentModule ?? vm.builtins
        let linked = LinkedCode(first, module: module, builtins: vm.builtins.namespace)
        return .object(FunctionObject(code: linked, defaults: first.parameters.map { _ in .undefined }, closure: []))
      },
      Native("exception_line", "(exception, /)", "The last lines of an exception's traceback.") { arguments, vm in
        guard let exception = arguments[0].as(ExceptionObject.self) else {
          throw Raised(.typeError, "expected an exception, not \(vm.typeName(of: arguments[0]))")
        }
        return .list(TracebackRenderer(vm).lastLines(of: exception).map(Value.string))
      },
      Native("group_lines", "(exception, /)", "A group of exceptions as it is printed.") { arguments, vm in
        guard let exception = arguments[0].as(ExceptionObject.self) else { return .list([]) }
        return .list(TracebackRenderer(vm).groupLines(of: exception, depth: 0).map(Value.string))
      },
      Native("frame_text", "(place, /)", "A frame or traceback as it is printed.") { arguments, vm in
        guard let entry = entry(arguments[0]) else { return .string("") }
        let header = DiagnosticRenderer.header(of: entry.span, in: entry.file, function: entry.function)
        if arguments[0].as(FrameObject.self) != nil {
          // Of a call under way only the line is known.
          let text = entry.file.text(ofLine: entry.file.line(at: entry.span.lower)) ?? ""
          let line = text.drop { $0 == " " || $0 == "\t" }
          return .string(header + (line.isEmpty ? "" : "    \(line)\n"))
        }
        return .string(header + DiagnosticRenderer.excerpt(of: entry.span, in: entry.file, anchor: entry.anchor))
      },
      Native("traceback_place", "(place, /)", "Where a frame or traceback is.") { arguments, vm in
        guard let entry = entry(arguments[0]) else { return .tuple([]) }
        let file = entry.file
        let start = file.location(at: entry.span.lower)
        let end = file.location(at: entry.span.upper)
        return .tuple([
          .string(file.name), .int(start.line), .string(entry.function),
          file.text(ofLine: start.line).map(Value.string) ?? .none,
          .int(end.line), .int(start.column - 1), .int(end.column - 1),
        ])
      },
    ]
  }

  private static func entry(_ value: Value) -> TracebackEntry? {
    if let traceback = value.as(TracebackObject.self) { return traceback.entry }
    return value.as(FrameObject.self).map {
      TracebackEntry(function: $0.code.name, file: $0.code.code.file, span: $0.code.code.span(at: $0.instruction))
    }
  }
}
