import NablaBytecode
import NablaSource
import NablaSyntax

/// Turns a parsed module into code for the register machine.
public enum Compiler {
  public enum Mode: Hashable, Sendable {
    /// A file: nothing is displayed.
    case module
    /// A notebook's cell or a line at the prompt: the code returns the value of a last expression statement.
    case cell
  }

  /// `postponesAnnotations`: as if the text began with `from __future__ import annotations`.
  public static func compile(
    _ module: Module, mode: Mode = .module, postponesAnnotations: Bool = false
  ) throws(Diagnostic) -> CodeObject {
    let postpones = postponesAnnotations || module.body.importsFuture("annotations")
    let (scopes, warnings) = try Resolver.resolve(module, postponesAnnotations: postpones)
    guard module.scope < scopes.count, let scope = scopes[module.scope] else {
      throw Diagnostic(message: "too many scopes", span: .none)
    }
    let code = CodeObject(name: "<module>", qualifiedName: "<module>", kind: .module, file: module.file)
    code.span = module.span
    code.warnings = warnings
    code.docstring = mode == .module ? module.docstring : nil
    code.postponesAnnotations = postpones
    let emitter = Emitter(code: code, scope: scope, scopes: scopes, parent: nil)
    try emitter.emitModule(module, displaysLast: mode == .cell)
    return code
  }

  /// Parses and compiles.
  public static func compile(
    _ file: SourceFile, mode: Mode = .module, postponesAnnotations: Bool = false
  ) throws(Diagnostic) -> CodeObject {
    try compile(Parser.parse(file), mode: mode, postponesAnnotations: postponesAnnotations)
  }
}
