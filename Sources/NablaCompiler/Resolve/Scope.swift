import NablaSource
import NablaSyntax

/// One scope of the source, and what its names mean.
///
/// A *frame* is what has registers at run time: modules, functions, lambdas, class bodies and generator expressions. The
/// other comprehensions are scopes without a frame: their loops run inside the frame around them, where their
/// variables are registers that nobody else can see.
final class Scope {
  enum Kind {
    case module, function, lambda, classBody, comprehension, generatorExpression
  }

  let kind: Kind
  let parent: Scope?
  /// For mangling private names: the innermost class around.
  let className: String?

  /// Names bound here, in the order of their first binding; parameters first.
  private(set) var bound: [String] = []
  private var boundSet: Set<String> = []
  private(set) var parameters: Set<String> = []
  private(set) var globals: Set<String> = []
  private(set) var nonlocals: [String: Span] = [:]
  /// Where each name was first used or bound, for errors about later declarations.
  private var firstUse: [String: Span] = [:]
  private var firstBinding: [String: Span] = [:]
  /// Names that a `del` or the end of an `except … as` may leave without a value.
  private(set) var unbound: Set<String> = []
  /// Own variables that other frames use: they live in cells.
  private(set) var captured: Set<String> = []
  /// Whether a walrus binds somewhere in the frame: operands then have to be copied before later ones are evaluated.
  var hasWalrus = false
  /// Variables of enclosing frames that this frame uses, in the order of its closure.
  private(set) var free: [(name: String, owner: Scope)] = []

  init(kind: Kind, parent: Scope?, className: String?) {
    self.kind = kind
    self.parent = parent
    self.className = className
  }

  /// The scope whose frame the names of this one live in.
  var frame: Scope {
    var scope = self
    while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
    return scope
  }

  var isFunctionLike: Bool { kind != .module && kind != .classBody }
}

// MARK: - Declaring

extension Scope {
  func use(_ name: String, _ span: Span) {
    if firstUse[name] == nil { firstUse[name] = span }
  }

  func bind(_ name: String, _ span: Span) {
    if firstBinding[name] == nil { firstBinding[name] = span }
    if globals.contains(name) || nonlocals[name] != nil { return }
    if boundSet.insert(name).inserted { bound.append(name) }
  }

  func bindParameter(_ name: String, _ span: Span) {
    bind(name, span)
    parameters.insert(name)
  }

  func unbind(_ name: String, _ span: Span) {
    bind(name, span)
    unbound.insert(name)
  }

  func declareGlobal(_ name: String, _ span: Span) throws(Diagnostic) {
    if nonlocals[name] != nil { throw Diagnostic(message: "name '\(name)' is nonlocal and global", span: span) }
    try checkDeclaration(name, "global", span)
    globals.insert(name)
  }

  func declareNonlocal(_ name: String, _ span: Span) throws(Diagnostic) {
    if kind == .module {
      throw Diagnostic(message: "nonlocal declaration not allowed at module level", span: span)
    }
    if globals.contains(name) { throw Diagnostic(message: "name '\(name)' is nonlocal and global", span: span) }
    try checkDeclaration(name, "nonlocal", span)
    nonlocals[name] = span
  }

  private func checkDeclaration(_ name: String, _ word: String, _ span: Span) throws(Diagnostic) {
    if parameters.contains(name) {
      throw Diagnostic(message: "name '\(name)' is parameter and \(word)", span: span)
    }
    let binding = firstBinding[name]
    if let use = firstUse[name], binding.map({ use.lower < $0.lower }) ?? true {
      throw Diagnostic(message: "name '\(name)' is used prior to \(word) declaration", span: span)
    }
    if binding != nil, !globals.contains(name), nonlocals[name] == nil {
      throw Diagnostic(message: "name '\(name)' is assigned to before \(word) declaration", span: span)
    }
  }
}

// MARK: - Meaning

extension Scope {
  /// What a name means where it stands.
  enum Place {
    /// A register of the frame; `isCell` when it holds a cell.
    case local(owner: Scope, isCell: Bool)
    /// An entry of the frame's closure.
    case free(index: Int)
    case global
    /// A class body's own name: looked up in its namespace, then among globals and built-ins.
    case className
    /// In a class body: the namespace first, then the closure.
    case classNameOrFree(index: Int)
  }

  /// The scope that owns the variable a name means here; `nil` for globals and class names.
  func owner(of name: String) -> Scope? {
    var scope: Scope? = self
    while let current = scope {
      // Bodies of classes are invisible to what is defined in them, but for `__class__`, the class itself.
      if current.kind == .classBody, current !== self, name != "__class__" {
        scope = current.parent
        continue
      }
      if current.globals.contains(name) { return nil }
      if current.nonlocals[name] == nil {
        if current.kind == .classBody, name == "__class__", current !== self { return current }
        if current.boundSet.contains(name) { return current.isFunctionLike ? current : nil }
      }
      scope = current.parent
    }
    return nil
  }

  func place(of name: String) -> Place {
    // What a class body binds it does not look for in the functions around, only in the module.
    if kind == .classBody, boundSet.contains(name) { return .className }
    guard let owner = owner(of: name) else {
      return kind == .classBody && !globals.contains(name) ? .className : .global
    }
    if kind == .classBody, nonlocals[name] == nil, owner.frame !== frame { return .classNameOrFree(index: freeIndex(name, owner) ?? 0) }
    if owner.frame === frame { return .local(owner: owner, isCell: owner.captured.contains(name)) }
    return .free(index: freeIndex(name, owner) ?? 0)
  }

  func freeIndex(_ name: String, _ owner: Scope) -> Int? {
    frame.free.firstIndex { $0.name == name && $0.owner === owner }
  }

  /// Closures list their variables by name, as CPython shows them.
  func sortClosure() { if free.count > 1 { free.sort { $0.name < $1.name } } }

  /// Makes a used name reachable: through the closures of all frames between here and its owner.
  func capture(_ name: String) {
    guard let owner = owner(of: name), owner.frame !== frame else { return }
    owner.captured.insert(name)
    var scope: Scope? = self
    while let current = scope, current.frame !== owner.frame {
      let frame = current.frame
      if !frame.free.contains(where: { $0.name == name && $0.owner === owner }) { frame.free.append((name, owner)) }
      scope = frame.parent
    }
  }
}

/// `__name` inside a class becomes `_Class__name`.
func mangle(_ name: String, in className: String?) -> String {
  guard let className, name.hasPrefix("__"), !name.hasSuffix("__"), !name.utf8.contains(UInt8(ascii: ".")) else {
    return name
  }
  let bare = className.drop { $0 == "_" }
  return bare.isEmpty ? name : "_\(bare)\(name)"
}
