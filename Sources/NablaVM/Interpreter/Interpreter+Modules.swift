import NablaBytecode
import NablaSource

/// Importing.
extension Interpreter {
  /// Runs a module's (or a cell's) code in a namespace; the value of the last expression where the code displays it.
  public func execute(_ code: CodeObject, in module: ModuleObject) throws -> Value {
    let linked = LinkedCode(code, module: module, builtins: builtins.namespace)
    measureNativeStack()
    let base = top
    try push(linked.registerCount)
    defer { if frames.current == nil { Finalizers.run(self) } }
    return try run(function: nil, code: linked, registers: base)
  }

  /// The module of a dotted name, imported with its parents.
  public func importModule(_ name: String) throws -> ModuleObject {
    if let module = modules[name] { return module }
    if modules.isBlocked(name) {
      let raised = Raised(.moduleNotFoundError, "import of \(name) halted; None in sys.modules")
      raised.exception.members["name"] = .string(name)
      throw raised
    }
    var parent: ModuleObject?
    var path = ""
    for component in name.split(separator: ".", omittingEmptySubsequences: false) {
      path += path.isEmpty ? String(component) : ".\(component)"
      let module: ModuleObject
      if let known = modules[path] {
        module = known
      } else if let attribute = parent?.namespace.get(Name(String(component))).as(ModuleObject.self) {
        module = attribute
        modules[path] = attribute
      } else {
        module = try load(path, parent: parent)
        parent?.set(Name(String(component)), .object(module))
      }
      parent = module
    }
    guard let parent else { throw Raised(.valueError, "Empty module name") }
    return parent
  }

  private func load(_ name: String, parent: ModuleObject?) throws -> ModuleObject {
    if let native = nativeModules[name] {
      let module = ModuleObject(name, summary: native.summary, examples: native.examples)
      modules[name] = module
      do {
        try native.build(module, self)
      } catch {
        modules[name] = nil
        throw error
      }
      return module
    }
    if let source = try loader?.load(name, self) {
      let module = ModuleObject(name)
      module.path = source.path
      module.isStandard = loader?.isStandard(source.path) == true
      module.set(Names.file, .string(source.path))
      module.set("__loader__", .none)
      module.set("__spec__", .none)
      module.set("__builtins__", .object(builtins))
      module.set(Names.package, .string(source.isPackage ? name : String(name.split(separator: ".").dropLast().joined(separator: "."))))
      if source.isPackage {
        let slash = source.path.lastIndex(of: "/") ?? source.path.endIndex
        let isFile = source.path.hasSuffix(".py") || source.path.hasSuffix(".nbk")
        let folder = isFile ? String(source.path[..<slash]) : source.path
        module.set(Names.path, .list([.string(folder)]))
      }
      modules[name] = module
      module.isInitializing = true
      defer { module.isInitializing = false }
      do {
        _ = try execute(source.code, in: module)
      } catch {
        modules[name] = nil
        throw error
      }
      return module
    }
    throw noModule(name, parent: parent)
  }

  /// Where programs say that modules are: the strings of `sys.path`; `nil` where there is none.
  public var searchPath: [String]? {
    (modules["sys"]?.get(Names.plainPath)?.as(ListObject.self)?.items).map { $0.compactMap(\.text) }
  }

  /// `__import__(name, globals, locals, fromlist, level)`.
  func importByName(_ name: String, globals: Value, names: Value, level: Int) throws -> Value {
    if level < 0 { throw Raised(.valueError, "level must be >= 0") }
    var path = name
    if level > 0 {
      guard let globals = globals.as(DictObject.self) else { throw Raised(.typeError, "globals must be a dict") }
      // A module that does not say what package it belongs to belongs to the one its name says.
      var package = globals[Names.package.text]?.text
      if package == nil, let own = globals[Names.name.text]?.text {
        let isPackage = globals[Names.path.text] != nil
        package = isPackage ? own : own.split(separator: ".").dropLast().joined(separator: ".")
      }
      guard let package else { throw Raised(.keyError, arguments: [.string("'__name__' not in globals")]) }
      path = try absoluteName(name, level: level, in: package)
    } else if name.isEmpty {
      throw Raised(.valueError, "Empty module name")
    }
    let module = try importModule(path)
    let list = names.isNone ? [] : try array(names)
    if list.isEmpty {
      guard let dot = path.firstIndex(of: "."), level == 0 else { return .object(module) }
      return modules[String(path[..<dot])].map { .object($0) } ?? .object(module)
    }
    if module.get(Names.path) != nil {
      for case let item? in list.map(\.text) where item != "*" && module.get(Name(item)) == nil {
        _ = try? importFrom(.object(module), Name(item))
      }
    }
    return .object(module)
  }

  private func noModule(_ name: String, parent: ModuleObject?) -> Raised {
    var message = "No module named '\(name)'"
    if let parent, parent.get(Names.path) == nil, !nativeModules.keys.contains(where: { $0.hasPrefix(parent.name + ".") }) {
      message += "; '\(parent.name)' is not a package"
    }
    let words = RefusedModules.reason(for: name).map { "'\(name)' is not part of Nabla: \($0)" }
      ?? parent?.refusal(of: String(name.split(separator: ".").last ?? ""))
    if let words {
      let raised = Raised(.moduleNotFoundError, words)
      raised.exception.members["name"] = .string(name)
      return raised
    }
    let known = (Array(nativeModules.keys).sorted() + (loader?.names() ?? [])).filter { !$0.hasPrefix("_") }
    let raised = Raised(.moduleNotFoundError, message, suggestion: Spelling.closest(to: name, among: known))
    raised.exception.members["name"] = .string(name)
    return raised
  }

  /// `from module import name`.
  func importFrom(_ module: Value, _ name: Name) throws -> Value {
    if let value = try attributeOrNil(of: module, name) { return value }
    guard let object = module.as(ModuleObject.self) else { throw noAttribute(module, name) }
    // A submodule that has not been imported yet.
    let path = "\(object.name).\(name.text)"
    if nativeModules[path] != nil || object.get(Names.path) != nil {
      do {
        return .object(try importModule(path))
      } catch let raised as Raised
        where raised.isKind(.moduleNotFoundError) && raised.exception.members[Names.plainName]?.text == path
      {}
    }
    if let words = object.refusal(of: name.text) { throw Raised(.importError, words) }
    let source = object.isInitializing
      ? "partially initialized module '\(object.name)' (most likely due to a circular import)" : "'\(object.name)'"
    let raised = Raised(
      .importError, "cannot import name '\(name.text)' from \(source) (\(object.path ?? "unknown location"))",
      suggestion: Spelling.closest(to: name.text, among: object.namespace.names.map(\.text)))
    raised.exception.members["name"] = .string(object.name)
    raised.exception.members["path"] = object.path.map { .string($0) } ?? Value.none
    throw raised
  }

  /// `from module import *`.
  func importAll(_ value: Value, into target: AttributeTable) throws {
    guard let module = value.as(ModuleObject.self) else { return }
    if let all = module.get(Names.all) {
      for name in try array(all) {
        guard let text = name.text else { throw Raised(.typeError, "Item in __all__ must be str, not \(typeName(of: name))") }
        target.set(Name(text), try attribute(of: value, Name(text)))
      }
      return
    }
    module.namespace.forEach { name, value in
      if !name.text.hasPrefix("_") { target.set(name, value) }
    }
  }

  /// `from ..a import b`: the name that a relative import means.
  func absoluteName(_ name: String, level: Int, in module: ModuleObject) throws -> String {
    try absoluteName(name, level: level, in: module.get(Names.package)?.text ?? "")
  }

  func absoluteName(_ name: String, level: Int, in package: String) throws -> String {
    var package = package
    if package.isEmpty { throw Raised(.importError, "attempted relative import with no known parent package") }
    for _ in 1..<max(level, 1) {
      guard let dot = package.lastIndex(of: ".") else {
        throw Raised(.importError, "attempted relative import beyond top-level package")
      }
      package = String(package[..<dot])
    }
    return name.isEmpty ? package : "\(package).\(name)"
  }
}
